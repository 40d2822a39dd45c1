// One JSON object that is a table by its shape: lists side by side, columns of numbered values, or records by their
// key. In: the parsed object. Out: names and rows, or null where it is no table. Numbers as they were written.

type Plain = { [key: string]: unknown }
export type ObjectTable<T> = { names: string[]; rows: T[][] }

const isObject = (value: unknown, isScalar: (value: unknown) => boolean): value is Plain =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !isScalar(value)

/** `isScalar`: what counts as a single value (written numbers are objects here). */
export const tableOfObject = <T>(
  root: unknown,
  isScalar: (value: unknown) => value is T,
  empty: T,
): ObjectTable<T> | null => {
  if (!isObject(root, isScalar)) return null
  const entries = Object.entries(root)
  if (entries.length < 2) return null
  const lists = entries.map(([, value]) => (Array.isArray(value) && value.every(isScalar) ? (value as T[]) : null))
  const [first] = lists
  if (first && first.length > 0 && lists.every((list) => list?.length === first.length))
    return {
      names: entries.map(([name]) => name),
      rows: first.map((_, row) => lists.map((list) => list?.[row] ?? empty)),
    }
  const objects = entries.map(([, value]) =>
    isObject(value, isScalar) && Object.values(value).every(isScalar) ? value : null,
  )
  if (!objects.every((value) => value !== null)) return null
  const inner = [...new Set(objects.flatMap((value) => Object.keys(value)))]
  if (inner.length === 0) return null
  const at = (value: Plain, key: string): T => (value[key] as T | undefined) ?? empty
  // Columns of values numbered from 0, as data frames are written.
  if (inner.every((key, index) => key === String(index)))
    return { names: entries.map(([name]) => name), rows: inner.map((key) => objects.map((value) => at(value, key))) }
  const numbered = entries.every(([name], index) => name === String(index))
  const names = numbered ? inner : ['key', ...inner]
  return {
    names,
    rows: objects.map((value, row) => {
      const cells = inner.map((key) => at(value, key))
      return numbered ? cells : [entries[row]?.[0] as T, ...cells]
    }),
  }
}
