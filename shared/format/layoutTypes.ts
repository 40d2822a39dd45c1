// A table laid out: header rows with spans, stub rows, cells, footnotes. Types only, known to whatever lays out, marks
// and draws.
import type { CellStatus } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { Bilingual } from '../model/text.ts'
import type { LayoutEntry } from './layoutHeadings.ts'

export type TableFootnote = { symbol: string; text: Bilingual }

export type LayoutHeader = LayoutEntry & { span: number }

export type LayoutCell = {
  /** Index into the cube's stored cells; -1: no records there. */
  cell: number
  /**
   * Index into the cube's measures; it says how the figure is written. In totals it may be another than the column's.
   */
  measure: number
  value: Exact | null
  status: CellStatus
  /** A total on the row or column axis: shown bold. */
  total: boolean
  /** Symbols of footnotes to this cell. */
  marks?: string[]
}

export type LayoutRow = {
  /** One entry per stub column; spans over following rows with the same entry are in stubSpans. */
  stub: LayoutEntry[]
  cells: LayoutCell[]
}

export type TableLayout = {
  /** What the stub columns are: variable names; empty where blocks share a column. */
  stubHeaders: Bilingual[]
  /** Variable names of the column dimensions, outermost first. */
  columnHeaders: Bilingual[]
  /** Column header rows from outermost. A blank entry stands above the entry it belongs to and has the same span. */
  headerRows: LayoutHeader[][]
  rows: LayoutRow[]
  /** stubSpans[row][column]: rows this stub cell covers; 0 where covered from above. */
  stubSpans: number[][]
  /**
   * For each column: coordinates of all column dimensions of the cube, and the measure; −1 when measures stand on the
   * rows.
   */
  columns: { coordinates: number[]; measure: number }[]
  /** For each row: coordinates of all row dimensions of the cube. */
  rowCoordinates: number[][]
  /** The layer laid out: one category index per layer dimension, and the measure when measures are layers. */
  layer: number[]
  layerMeasure: number | null
  /** Symbols at the title, the stub headings and the layer lines. */
  titleMarks: string[]
  stubHeaderMarks: string[][]
  layerMarks: string[][]
  /** Footnotes with a symbol, in order of occurrence. */
  footnotes: TableFootnote[]
}
