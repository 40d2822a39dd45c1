// Which column of the left dataset says the same as which of the right: by name, kind and shared values. In: two lists
// of profiles. Out: pairs, the surest first. Never one column used twice; never by position.
import type { ColumnProfile, SourceColumn } from './columnProfile.ts'
import { isRecordName } from './columnProfile.ts'

export type ColumnPair = { left: ColumnProfile; right: ColumnProfile; similarity: number }

const never: ReadonlySet<string> = new Set(['empty', 'group_label', 'made_of_others'])
const probe = 5000

const valuesOf = (column: SourceColumn, rows: number): Set<string> => {
  const found = new Set<string>()
  const step = Math.max(1, Math.floor(rows / probe))
  for (let row = 0; row < rows; row += step) {
    const text = column.texts(row)?.trim().toLowerCase()
    if (text) found.add(text)
  }
  return found
}

const wordsAlike = (a: string, b: string): number => {
  if (a === b) return 1
  const left = new Set(a.split(' '))
  const right = new Set(b.split(' '))
  let common = 0
  for (const word of left) if (right.has(word)) common += 1
  return (2 * common) / (left.size + right.size)
}

/** Kinds whose values read alike whatever they were taken for. */
const nearKinds: readonly (readonly string[])[] = [
  ['person', 'text', 'organisation', 'category'],
  ['code', 'number', 'category'],
  ['address', 'text'],
]
const kindsAlike = (a: string, b: string): boolean =>
  a === b || nearKinds.some((kinds) => kinds.includes(a) && kinds.includes(b))

export const pairColumns = (
  left: { columns: SourceColumn[]; profiles: ColumnProfile[]; rows: number },
  right: { columns: SourceColumn[]; profiles: ColumnProfile[]; rows: number },
): ColumnPair[] => {
  const leftValues = left.columns.map((column) => valuesOf(column, left.rows))
  const rightValues = right.columns.map((column) => valuesOf(column, right.rows))
  const found: (ColumnPair & { l: number; r: number })[] = []
  left.profiles.forEach((a, l) => {
    if (a.leftOut !== null && never.has(a.leftOut)) return
    right.profiles.forEach((b, r) => {
      if (b.leftOut !== null && never.has(b.leftOut)) return
      if (!kindsAlike(a.kind, b.kind)) return
      const one = leftValues[l] as Set<string>
      const other = rightValues[r] as Set<string>
      let shared = 0
      for (const value of one) if (other.has(value)) shared += 1
      const overlap = shared / Math.max(1, Math.min(one.size, other.size))
      const numbered = a.leftOut === 'record_number' || b.leftOut === 'record_number'
      // Numbers that are unique on either side say something only where the other side knows them too.
      // A plain record number runs from one in every file: that it is known to the other side means nothing.
      if (numbered && (overlap < 0.3 || isRecordName(a.words) || isRecordName(b.words))) return
      const named = Math.max(wordsAlike(a.words, b.words), a.id === b.id ? 1 : 0)
      const similarity = named * 0.6 + overlap * 0.4 + (a.kind === b.kind ? 0.1 : 0)
      if (similarity >= 0.25) found.push({ left: a, right: b, similarity, l, r })
    })
  })
  found.sort((x, y) => y.similarity - x.similarity || x.l - y.l || x.r - y.r)
  const usedLeft = new Set<number>()
  const usedRight = new Set<number>()
  return found.filter(({ l, r }) => {
    if (usedLeft.has(l) || usedRight.has(r)) return false
    usedLeft.add(l)
    usedRight.add(r)
    return true
  })
}
