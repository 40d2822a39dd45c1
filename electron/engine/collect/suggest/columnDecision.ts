// What is decided of a column, and the decision before anything is known of it. In: a profile. Out: types, the empty
// decision. Nothing is decided here.
import type { Variable } from '#shared/model/dataset.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { LayoutColumn } from '#shared/model/layout.ts'
import type { ColumnProfile } from './columnProfile.ts'

/** What other columns and the shape of the file suggest where one column alone does not tell. */
export type FileHabits = {
  number: 'point' | 'comma' | null
  /** The number sign is only what files with this delimiter mostly have. */
  numberByDelimiter: boolean
  date: 'dmy' | 'mdy' | null
  vietnamese: boolean
  /** Its numbers went through a spreadsheet. */
  spreadsheet: boolean
  /** First and last day of the period that the file names. */
  bounds: { first: string; last: string } | null
  /** What the user said of all columns. */
  given: { numbers?: 'point' | 'comma' | undefined; dates?: 'day' | 'month' | undefined }
}

export type ColumnDecision = {
  type: Variable['type']
  scale: number
  role: Variable['role']
  sensitivity: Variable['sensitivity']
  normalise: Variable['normalise']
  number: LayoutColumn['number']
  date: LayoutColumn['date']
  clock: boolean
  missing: string[]
  unit: Bilingual | null
  round: boolean
  confidence: number
  ask: boolean
  reason: Bilingual
}

export const base = (p: ColumnProfile): Omit<ColumnDecision, 'type' | 'role' | 'reason' | 'confidence'> => ({
  scale: 0,
  sensitivity: 'none',
  normalise: 'trim',
  number: null,
  date: null,
  clock: false,
  missing: [...p.missing.keys()],
  unit: null,
  round: false,
  ask: false,
})
