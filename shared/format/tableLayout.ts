// A cube laid out as a table: header rows with spans, stub rows, one cell per place. Grid, XLSX, HTML and CSV all use it,
// so they cannot disagree. In: a cube, the chosen layer. Out: places and labels. Never a formatted number, never a component.
import type { Cube, CellStatus, CubeCategory } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { Bilingual } from '../model/text.ts'

export type LayoutHeader = { label: Bilingual; span: number; kind: CubeCategory['kind'] | 'measure' | 'variable' }

export type LayoutCell = {
  /** Index into the cube's stored cells; -1: no records there. */
  cell: number
  /** Index into the cube's measures. */
  measure: number
  value: Exact | null
  status: CellStatus
  /** A total on any axis: shown bold. */
  total: boolean
}

export type LayoutRow = {
  /** One category per row dimension; spans over following rows with the same category are in stubSpans. */
  stub: CubeCategory[]
  cells: LayoutCell[]
}

export type TableLayout = {
  /** Variable names of the row dimensions. */
  stubHeaders: Bilingual[]
  /** Column header rows from outermost; the last is the measures when there are several. */
  headerRows: LayoutHeader[][]
  rows: LayoutRow[]
  /** stubSpans[row][dimension]: rows this stub cell covers; 0 where covered from above. */
  stubSpans: number[][]
  /** For each column: coordinates of the column dimensions and the measure, to address cells. */
  columns: { coordinates: number[]; measure: number }[]
  rowCoordinates: number[][]
}

/**
 * Lays a cube out. `layer` gives one category index per layer dimension (in order); default the total, else the first.
 * Rows and columns that hold no records at all in that layer are left out.
 */
export const layoutTable = (_cube: Cube, _layer?: number[]): TableLayout => {
  throw new Error('not written yet')
}
