// One record on its way in, whatever file it comes from. In: nothing. Out: types, and the problems that keep a record
// from being read.

/** In order of the bits that staging gives them: new ones go to the end. */
export const recordProblems = [
  'COLUMN_COUNT',
  'QUOTE',
  'ENCODING',
  'FIELD_TOO_LONG',
  'TOTALS_ROW',
  'NOTE_ROW',
  'REPEATED_HEADER',
  'ABOVE_HEADING',
] as const
export type RecordProblem = (typeof recordProblems)[number]

export type FileRecord = {
  fields: (string | null)[]
  problem: RecordProblem | null
  /** The texts as they stand in the file, where `fields` are not. */
  raw?: string[]
}
