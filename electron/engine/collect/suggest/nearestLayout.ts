// The known layout nearest to a file's columns, and what differs column by column. In: names of the file, layouts. Out:
// the match with its differences and the mend of each. A name is the same in other case, spacing or without marks;
// anything further is a proposal only.
import type { ColumnDifference } from '#shared/contract/layouts.ts'
import type { Layout, LayoutColumn } from '#shared/model/layout.ts'
import { foldWords } from '#shared/format/foldText.ts'

export type LayoutMatch = {
  layout: Layout
  /** Nothing differs but the order. */
  exact: boolean
  /** Column of the file for each column of the layout; null: not there. */
  columns: { column: LayoutColumn; found: string | null }[]
  differences: ColumnDifference[]
  share: number
}

const key = (name: string): string => foldWords(name).replaceAll(' ', '')

const distance = (a: string, b: string): number => {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1)
      row[j] = Math.min(
        (before[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    before = row
  }
  return before[b.length] ?? 0
}

const likeness = (a: string, b: string): number => {
  const [x, y] = [key(a), key(b)]
  if (x === '' || y === '') return 0
  if (x.length >= 4 && y.length >= 4 && (x.includes(y) || y.includes(x))) return 0.8
  return 1 - distance(x, y) / Math.max(x.length, y.length)
}

const matchOne = (names: readonly string[], layout: Layout): LayoutMatch => {
  const free = new Map(names.map((name, index) => [key(name), { name, index }]))
  const differences: ColumnDifference[] = []
  const columns = layout.columns.map((column, place): { column: LayoutColumn; found: string | null; place: number } => {
    const found = free.get(key(column.column))
    if (!found) return { column, found: null, place }
    free.delete(key(column.column))
    if (found.name.trim().toLowerCase() !== column.column.trim().toLowerCase())
      differences.push({ kind: 'renamed', expected: column.column, found: found.name, confidence: 1 })
    return { column, found: found.name, place }
  })
  const matched = columns.filter((c) => c.found !== null).length
  const ignored = new Set(layout.ignored.map(key))
  for (const entry of columns) {
    if (entry.found !== null) continue
    const [best] = [...free.values()]
      .map(({ name, index }) => ({
        name,
        score: likeness(entry.column.column, name) + (index === entry.place ? 0.25 : 0),
      }))
      .sort((a, b) => b.score - a.score)
    if (best && best.score >= 0.75) {
      free.delete(key(best.name))
      entry.found = best.name
      differences.push({
        kind: 'renamed',
        expected: entry.column.column,
        found: best.name,
        confidence: Math.min(0.9, best.score),
      })
    } else differences.push({ kind: 'missing', expected: entry.column.column, variable: entry.column.variable })
  }
  for (const { name } of free.values()) if (!ignored.has(key(name))) differences.push({ kind: 'added', found: name })
  const share = matched / Math.max(1, layout.columns.length)
  return {
    layout,
    exact: differences.every((d) => d.kind === 'moved'),
    columns: columns.map(({ column, found }) => ({ column, found })),
    differences,
    share: share * (matched / Math.max(1, names.length - ignored.size)) ** 0.5,
  }
}

/** The nearest of them, or null where none is near. */
export const nearestLayout = (
  names: readonly string[],
  layouts: readonly Layout[],
  fileName: string,
): LayoutMatch | null => {
  const matches = layouts
    .map((layout) => matchOne(names, layout))
    .filter((match) => match.exact || match.share >= 0.6)
    .sort((a, b) => Number(b.exact) - Number(a.exact) || b.share - a.share)
  const [best] = matches
  if (!best) return null
  // Two layouts that fit alike: the name of the file decides.
  const equals = matches.filter((m) => m.exact === best.exact && m.share === best.share)
  return equals.find((m) => fileName.toLowerCase().startsWith(m.layout.dataset)) ?? best
}
