// Responses of adopting last year's workbook: what was read, what was bound, what was filled and what differs.
import type { FigureStatus, TableDefinition } from '../model/table.ts'
import type { Bilingual } from '../model/text.ts'
import type { ExportResult } from './responses.ts'

/**
 * add: a new column beside the last · replace: in place of the last period · roll: all periods move on by one place,
 * the oldest goes.
 */
export const adoptModes = ['add', 'replace', 'roll'] as const
export type AdoptMode = (typeof adoptModes)[number]

export type FigureSymbol = 'none' | 'not_available' | 'not_applicable'

/** A label as the sheet has it (in Unicode), and what its words say. */
export type SheetLabel = {
  cell: string
  text: string
  /** Words without status, unit and marks; en is empty where the label has one language. */
  vi: string
  en: string
  status: FigureStatus | null
  /** "2024", "2024-Q3", "2024-07", "2024-2025", where the label is a period. */
  period: string | null
  unit: string
  marks: string[]
}

export type SheetFigure = {
  cell: string
  /** Indexes into rows and columns of the table sheet. */
  row: number
  column: number
  /** Plain decimal text; null for a symbol or a blank. */
  value: string | null
  symbol: FigureSymbol | null
  /** The figure was kept as text; a formula made it. */
  asText: boolean
  formula: boolean
}

export type AdoptProblem = {
  /** "" where it concerns the whole sheet. */
  cell: string
  severity: 'error' | 'warning'
  message: Bilingual
}

export type StubRow = {
  sheetRow: number
  label: SheetLabel
  level: number
  /** Index of the row above in the hierarchy; null at the top. */
  parent: number | null
  /** A heading without figures of its own: "Phân theo vùng", a second panel. */
  heading: boolean
}

export type FigureColumn = {
  sheetColumn: number
  /** Headings over the column, outermost first. */
  path: SheetLabel[]
}

export type TableSheet = {
  sheet: string
  title: Bilingual
  unit: string
  /** Rows of the sheet, from 1: headings, the A | 1 | 2 row where there is one, figures. */
  headRows: { first: number; last: number }
  numberRow: number | null
  bodyRows: { first: number; last: number }
  stubColumns: number[]
  rows: StubRow[]
  columns: FigureColumn[]
  figures: SheetFigure[]
  notes: string[]
  source: string
  /** Old text that was converted to Unicode. */
  encoding: 'tcvn3' | 'utf8_as_latin' | null
  /** 0 to 1: how sure the reading is. */
  confidence: number
  problems: AdoptProblem[]
}

/** To what a label was bound. */
export type LabelTarget =
  | { kind: 'category'; variable: string; level: string | null; keys: string[] }
  | { kind: 'measure'; measure: string }
  | { kind: 'total' }
  /** Says how what follows is broken down, or names the panel: no category. */
  | { kind: 'heading' }

export type LabelBinding = {
  label: SheetLabel
  axis: 'row' | 'column'
  target: LabelTarget | null
  /**
   * exact: the same words, case and diacritics apart · alias: another common name · former: a unit that has ended ·
   * chosen: by the user.
   */
  how: 'exact' | 'alias' | 'former' | 'chosen' | 'none'
  suggestions: { key: string; variable: string; label: Bilingual; score: number }[]
}

/** Which variable of which dataset the labels of an axis seem to be of. */
export type VariableGuess = {
  axis: 'row' | 'column'
  dataset: string
  variable: string
  level: string | null
  label: Bilingual
  matched: number
  labels: number
}

/**
 * All a label can be bound to by hand: categories of the table's dimensions with the rest of their code lists, and
 * measures.
 */
export type BindTargets = {
  dimensions: {
    variable: string
    level: string | null
    label: Bilingual
    categories: { key: string; label: Bilingual }[]
  }[]
  measures: { id: string; label: Bilingual }[]
}

export type AdoptReading = {
  path: string
  sheets: { name: string; hidden: boolean; confidence: number; title: string }[]
  table: TableSheet
  guesses: VariableGuess[]
  /** Present when a definition was given. */
  bindings: LabelBinding[] | null
  targets: BindTargets | null
  /** Periods the sheet has, oldest first. */
  periods: string[]
  /** A definition that would fill this sheet, where dataset and variables could be told. */
  draft: TableDefinition | null
}

export type AdoptDifference =
  /** Last year's figure and the same figure computed now. */
  | { kind: 'figure'; cell: string; row: string; column: string; was: string; now: string; relative: number | null }
  /** A label of the sheet that stands for nothing in the table. */
  | { kind: 'label'; cell: string; label: string; suggestions: { key: string; label: Bilingual }[] }
  /** A unit of the sheet that no longer exists; with its successor. */
  | { kind: 'ended'; cell: string; label: string; successor: Bilingual | null }
  /** Same name, other extent since a merger. */
  | { kind: 'extent'; cell: string; label: string; before: Bilingual[] }
  /** A category of the data without a row or column in the sheet. */
  | { kind: 'missing'; variable: string; key: string; label: Bilingual; axis: 'row' | 'column' | 'layer'; now: string }
  /** Withheld by disclosure control. */
  | { kind: 'withheld'; cell: string; row: string; column: string }
  /**
   * The sheet and the definition speak of different units: figures converted, left blank, or filled in all the same.
   */
  | { kind: 'unit'; cell: string; was: string; now: string; done: 'converted' | 'blank' | 'filled' }
  /** Left as it was, with why. */
  | { kind: 'kept'; cell: string; message: Bilingual }

export type AdoptFillResult = ExportResult & {
  sheet: string
  period: string
  /**
   * As it was done: a period the sheet already has is filled in place. Cells of differences are named as in the sheet
   * that was read.
   */
  mode: AdoptMode
  filled: number
  blank: number
  compared: number
  /** Figures of earlier periods that agree with a computation now. */
  agreeing: number
  differences: AdoptDifference[]
}
