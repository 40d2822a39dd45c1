// One look at every row of a table: what each column holds, rows that are no records, the first rows. In: an opened
// table. Out: profiles and counts; the records themselves only of a small table. Nothing is decided here.
import { inRange } from '#engine/collect/layouts/cellReader.ts'
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import { cellText } from '#engine/collect/readers/grid/cellText.ts'
import type { Cell, SourceColumn } from '#engine/collect/readers/types.ts'
import { hintsOf, isRunningNumber } from './columnNames.ts'
import { createProfiler } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'

export type Watch = { onProgress?: (rows: number) => void; throwIfCancelled?: () => void }

const shownRows = 20
const smallRows = 5000
const smallColumns = 60
/** What the bytes of Vietnamese letters in UTF-8 look like, each read as a letter of its own. */
const twiceEncoded = /Ã[\u0080-\u00bf\u2018-\u203a\u0152-\u0192]|á[º»]|Ä[\u0090\u0091\u0192\u201a]|Æ[°¡]|Ä\u2018/

export type Look = {
  profiles: ColumnProfile[]
  rows: number
  problems: Map<string, number>
  first: { line: number; cells: Cell[] }[]
  /** The records of a small table; null where it is not small. */
  records: { line: number; cells: Cell[] }[] | null
  /** Letters look like UTF-8 that was read in a Western encoding and saved again. */
  garbled: boolean
}

/** Whether the file itself says that a value is no answer. */
const declaredMissing = (missing: SourceColumn['missing']): ((text: string) => boolean) | null => {
  if (missing.length === 0) return null
  const values = new Set(missing.flatMap((m) => ('value' in m ? [m.value] : [])))
  const ranges = missing.flatMap((m) => ('value' in m ? [] : [m]))
  return (text) => values.has(text) || ranges.some((range) => inRange(text, range))
}

export const lookThrough = async (opened: OpenedTable, watch: Watch): Promise<Look> => {
  const profilers = opened.table.columns.map((column) =>
    createProfiler(hintsOf(column).has('code') || isRunningNumber(column.name)),
  )
  const declared = opened.table.columns.map((column) => declaredMissing(column.missing))
  const problems = new Map<string, number>()
  const first: Look['first'] = []
  let records: Look['records'] = profilers.length <= smallColumns ? [] : null
  let garbled = 0
  let accented = 0
  let rows = 0
  const letters = (cells: readonly Cell[]): void => {
    for (const cell of cells) {
      if (typeof cell !== 'string' || !/[\u0080-\uffff]/.test(cell)) continue
      accented += 1
      if (twiceEncoded.test(cell)) garbled += 1
    }
  }
  letters(opened.table.columns.map(({ name }) => name))
  for await (const batch of opened.table.rows()) {
    for (const row of batch) {
      rows += 1
      if (first.length < shownRows) first.push({ line: row.line, cells: row.cells })
      if (row.problem !== null) {
        problems.set(row.problem, (problems.get(row.problem) ?? 0) + 1)
        continue
      }
      if (accented < 500) letters(row.cells)
      if (records !== null) {
        if (records.length < smallRows) records.push({ line: row.line, cells: row.cells })
        else records = null
      }
      for (let index = 0; index < profilers.length; index += 1) {
        const cell = row.cells[index] ?? null
        profilers[index]?.add(cell !== null && declared[index]?.(cellText(cell).trim()) === true ? null : cell)
      }
    }
    watch.onProgress?.(rows)
    watch.throwIfCancelled?.()
  }
  return {
    profiles: profilers.map((p) => p.profile),
    rows,
    problems,
    first,
    records,
    garbled: garbled > 0 && garbled * 2 >= accented,
  }
}
