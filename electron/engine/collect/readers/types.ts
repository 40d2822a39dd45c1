// What every reader of a file gives: tables with columns and rows of cells, in order, with their line and what is wrong
// with them. Types only. A cell is text as it stands in the file, or a value whose meaning the file itself tells (a
// number, a date).

/**
 * A value that is not text in its file: its canonical writing, so that no form has to be guessed. Numbers with a point,
 * dates ISO.
 */
export type TypedCell = {
  readonly type: 'number' | 'date' | 'datetime' | 'time' | 'boolean' | 'error'
  readonly text: string
  /** Of a merged area, in another row than the first. */
  readonly repeated?: true
}
export type Cell = string | TypedCell | null

export type RowProblem =
  | 'COLUMN_COUNT'
  | 'QUOTE'
  | 'ENCODING'
  | 'FIELD_TOO_LONG'
  | 'TOTALS_ROW'
  | 'NOTE_ROW'
  | 'REPEATED_HEADER'
  | 'ABOVE_HEADING'
  | 'HIDDEN_ROW'

export type SourceRow = {
  /** Line, row or case number in the file, from 1. */
  line: number
  cells: Cell[]
  problem: RowProblem | null
}

export type MissingValue = { value: string } | { low: string | null; high: string | null }
export type ValueLabel = { value: string; label: string }
export type ColumnType = 'text' | 'number' | 'date' | 'datetime' | 'time' | 'boolean'

export type SourceColumn = {
  name: string
  /** What the file calls the column in words; empty where it does not. */
  label: string
  /** What the file itself says; null: to be found out. */
  type: ColumnType | null
  /** Decimals the file shows or stores. */
  decimals: number | null
  valueLabels: ValueLabel[]
  /** Values that the file declares to be no answer. */
  missing: MissingValue[]
}

export type ReaderNote = { code: string; facts: Record<string, string | number> }

export type SourceTable = {
  name: string
  /** Null: a sheet of rows among which the header still has to be found (grid/frame.ts). */
  columns: SourceColumn[] | null
  /** From the beginning each time it is called. */
  rows: () => AsyncGenerator<SourceRow[]>
  /** What a file beside this one says of its columns, by their name in small letters. */
  described?: ReadonlyMap<string, Partial<SourceColumn>> | undefined
  /** What means no answer in every column. */
  missing?: MissingValue[] | undefined
  /** Of all its figures, where the file says one. */
  unit?: string | undefined
  /** For progress; null where only reading tells. */
  expectedRows: number | null
  /** What was left out or taken in a certain way, and why. Complete after `rows` ended. */
  notes: ReaderNote[]
}

export type FileFormat =
  | 'delimited'
  | 'fixed'
  | 'xlsx'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'html'
  | 'xml'
  | 'json'
  | 'jsonlines'
  | 'parquet'
  | 'dta'
  | 'sav'
  | 'cspro'
  | 'px'
  | 'jsonstat'
  | 'dbf'
  | 'sqlite'

/** How a file is to be read; what is absent is found out. */
export type ReadOptions = {
  format?: FileFormat | undefined
  /** Member of an archive. */
  member?: string | undefined
  encoding?: string | undefined
  delimiter?: string | undefined
  quote?: string | undefined
  /** Widths of a fixed-width file: start (from 0) and length of each field, in letters. */
  fields?: { name: string; start: number; length: number }[] | undefined
  /** Sheet, SQLite table, path of the repeating element, record type. */
  table?: string | undefined
  /** A dictionary beside the data (CSPro). */
  dictionary?: string | undefined
}

export type OpenedSource = {
  format: FileFormat
  encoding: string
  /** How sure the encoding is: 1 is certain. */
  encodingConfidence: number
  delimiter: string | null
  quote: string | null
  /** Places of the fields of fixed width. */
  fields?: { name: string; start: number; length: number }[] | undefined
  member: string | null
  /** Other members of the archive that could be read. */
  members: string[]
  tables: SourceTable[]
  notes: ReaderNote[]
  close: () => Promise<void>
}

export const batchRows = 1000

export const plainColumn = (name: string, extra: Partial<SourceColumn> = {}): SourceColumn => ({
  name,
  label: '',
  type: null,
  decimals: null,
  valueLabels: [],
  missing: [],
  ...extra,
})
