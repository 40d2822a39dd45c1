// What a reader of sheets counts while it reads, and the notes these become. In: counts. Out: notes. Never a note of
// nothing.
import type { Cell, ReaderNote } from '../types.ts'

export type SheetCounts = {
  /** Formulas whose result is not stored. */
  formulas: number
  errors: number
  hidden: number
  /** Cells of a merged range that were given its value. */
  filled: number
  /** Numbers whose format shows zeros in front of them: taken as shown. */
  padded: number
}

export const noSheetCounts = (): SheetCounts => ({ formulas: 0, errors: 0, hidden: 0, filled: 0, padded: 0 })

const codes: readonly (readonly [string, keyof SheetCounts])[] = [
  ['FORMULA_WITHOUT_VALUE', 'formulas'],
  ['ERROR_CELLS', 'errors'],
  ['HIDDEN_ROWS', 'hidden'],
  ['MERGED_FILLED', 'filled'],
  ['SHOWN_ZEROS', 'padded'],
]

/** Takes the place of the notes of an earlier reading of the same sheet. */
export const noteCounts = (notes: ReaderNote[], counts: SheetCounts): void => {
  notes.splice(
    0,
    notes.length,
    ...codes.flatMap(([code, of]) => (counts[of] > 0 ? [{ code, facts: { count: counts[of] } }] : [])),
  )
}

/** A cell in a further row of its merged area. */
export const repeatedCell = (cell: Cell): Cell =>
  cell !== null && typeof cell === 'object' && cell.type === 'number' ? { ...cell, repeated: true } : cell
