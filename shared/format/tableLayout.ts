// A cube laid out as a table: header rows with spans, stub rows, one cell per place. Grid, XLSX, HTML and CSV all use it,
// so they cannot disagree. In: a cube, the chosen layer. Out: places and labels. Never a formatted number, never a component.
import type { Cube, CellStatus, CubeCategory, CubeDimension } from '../model/cube.ts'
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
  /** A total on the row or column axis: shown bold. */
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
  /** Variable names of the column dimensions, outermost first. */
  columnHeaders: Bilingual[]
  /** Column header rows from outermost; the last is the measures when there are several. */
  headerRows: LayoutHeader[][]
  rows: LayoutRow[]
  /** stubSpans[row][dimension]: rows this stub cell covers; 0 where covered from above. */
  stubSpans: number[][]
  /** For each column: coordinates of the column dimensions and the measure, to address cells. */
  columns: { coordinates: number[]; measure: number }[]
  rowCoordinates: number[][]
  /** The layer laid out: one category index per layer dimension. */
  layer: number[]
}

type IndexedDimension = { dimension: CubeDimension; coordinates: number[] }

/** The layer shown when none is chosen: the total of each layer dimension, else its first category. */
export const defaultLayer = (cube: Cube): number[] =>
  cube.dimensions
    .filter((d) => d.axis === 'layer')
    .map((d) => Math.max(0, d.categories.findIndex((c) => c.kind === 'total')))

/**
 * Distinct coordinate tuples of the chosen cells along some dimensions, in display order, and the tuple each cell has.
 * Tuples are numbered dimension by dimension, so keys stay small whatever the product of the dimensions' sizes.
 */
const distinctTuples = (dimensions: IndexedDimension[], chosen: Int32Array): { tuples: number[][]; tupleOf: Int32Array } => {
  let tuples: number[][] = [[]]
  const tupleOf = new Int32Array(chosen.length)
  for (const { dimension, coordinates } of dimensions) {
    const size = dimension.categories.length
    const numbers = new Map<number, number>()
    const next: number[][] = []
    for (let i = 0; i < chosen.length; i += 1) {
      const before = tupleOf[i] ?? 0
      const coordinate = coordinates[chosen[i] ?? 0] ?? 0
      const key = before * size + coordinate
      let number = numbers.get(key)
      if (number === undefined) {
        number = next.length
        numbers.set(key, number)
        next.push([...(tuples[before] ?? []), coordinate])
      }
      tupleOf[i] = number
    }
    tuples = next
  }
  const order = tuples.map((_, i) => i).sort((a, b) => compareTuples(tuples[a] ?? [], tuples[b] ?? []))
  const rank = new Int32Array(tuples.length)
  order.forEach((tuple, place) => { rank[tuple] = place })
  for (let i = 0; i < tupleOf.length; i += 1) tupleOf[i] = rank[tupleOf[i] ?? 0] ?? 0
  return { tuples: order.map((i) => tuples[i] ?? []), tupleOf }
}

const compareTuples = (a: number[], b: number[]): number => {
  for (let d = 0; d < a.length; d += 1) {
    const difference = (a[d] ?? 0) - (b[d] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** How many leading coordinates two neighbouring tuples share. */
const sharedPrefix = (a: number[], b: number[]): number => {
  let d = 0
  while (d < a.length && a[d] === b[d]) d += 1
  return d
}

const category = (dimension: IndexedDimension | undefined, index: number | undefined): CubeCategory =>
  dimension?.dimension.categories[index ?? 0] ?? { code: '', label: { vi: '', en: '' }, kind: 'missing' }

const headerRowsOf = (dimensions: IndexedDimension[], tuples: number[][], measures: Cube['measures']): LayoutHeader[][] => {
  const rows: LayoutHeader[][] = dimensions.map((dimension, d) => {
    const row: LayoutHeader[] = []
    tuples.forEach((tuple, t) => {
      const last = row[row.length - 1]
      if (last !== undefined && t > 0 && sharedPrefix(tuples[t - 1] ?? [], tuple) > d) last.span += measures.length
      else {
        const { label, kind } = category(dimension, tuple[d])
        row.push({ label, kind, span: measures.length })
      }
    })
    return row
  })
  // A table without column dimensions still needs a heading over its only column of figures.
  if (measures.length > 1 || dimensions.length === 0) {
    rows.push(tuples.flatMap(() => measures.map((m): LayoutHeader => ({ label: m.label, span: 1, kind: 'measure' }))))
  }
  return rows
}

const stubSpansOf = (tuples: number[][], dimensions: number): number[][] => {
  const spans = tuples.map(() => Array.from({ length: dimensions }, () => 0))
  for (let d = 0; d < dimensions; d += 1) {
    let start = 0
    tuples.forEach((tuple, r) => {
      if (r === 0 || sharedPrefix(tuples[r - 1] ?? [], tuple) <= d) start = r
      const row = spans[start]
      if (row) row[d] = (row[d] ?? 0) + 1
    })
  }
  return spans
}

/**
 * Lays a cube out. `layer` gives one category index per layer dimension (in order); default the total, else the first.
 * Rows and columns that hold no records at all in that layer are left out.
 */
export const layoutTable = (cube: Cube, layer: number[] = defaultLayer(cube)): TableLayout => {
  const indexed = cube.dimensions.map((dimension, d): IndexedDimension => ({ dimension, coordinates: cube.cells.coordinates[d] ?? [] }))
  const onAxis = (axis: CubeDimension['axis']) => indexed.filter((d) => d.dimension.axis === axis)
  const [rowDimensions, columnDimensions, layerDimensions] = [onAxis('row'), onAxis('column'), onAxis('layer')]
  const stored = cube.cells.records.length
  const measures = cube.measures

  const chosen = new Int32Array(stored)
  let count = 0
  for (let i = 0; i < stored; i += 1) {
    if (layerDimensions.every((d, l) => d.coordinates[i] === layer[l])) chosen[count++] = i
  }
  const cells = chosen.subarray(0, count)
  const { tuples: rowTuples, tupleOf: rowOf } = distinctTuples(rowDimensions, cells)
  const { tuples: columnTuples, tupleOf: columnOf } = distinctTuples(columnDimensions, cells)
  if (count === 0) {
    return {
      stubHeaders: rowDimensions.map((d) => d.dimension.label), columnHeaders: columnDimensions.map((d) => d.dimension.label),
      headerRows: [], rows: [], stubSpans: [], columns: [], rowCoordinates: [], layer,
    }
  }

  const width = columnTuples.length
  const at = new Int32Array(rowTuples.length * width).fill(-1)
  for (let i = 0; i < count; i += 1) at[(rowOf[i] ?? 0) * width + (columnOf[i] ?? 0)] = cells[i] ?? -1

  const isTotal = (dimensions: IndexedDimension[], tuple: number[]) => tuple.some((index, d) => category(dimensions[d], index).kind === 'total')
  const columnTotals = columnTuples.map((tuple) => isTotal(columnDimensions, tuple))
  const rows = rowTuples.map((tuple, r): LayoutRow => {
    const rowTotal = isTotal(rowDimensions, tuple)
    const line: LayoutCell[] = []
    for (let c = 0; c < width; c += 1) {
      const cell = at[r * width + c] ?? -1
      const total = rowTotal || columnTotals[c] === true
      for (let m = 0; m < measures.length; m += 1) line.push(layoutCell(cube, cell, m, total))
    }
    return { stub: tuple.map((index, d) => category(rowDimensions[d], index)), cells: line }
  })

  return {
    stubHeaders: rowDimensions.map((d) => d.dimension.label),
    columnHeaders: columnDimensions.map((d) => d.dimension.label),
    headerRows: headerRowsOf(columnDimensions, columnTuples, measures),
    rows,
    stubSpans: stubSpansOf(rowTuples, rowDimensions.length),
    columns: columnTuples.flatMap((coordinates) => measures.map((_, measure) => ({ coordinates, measure }))),
    rowCoordinates: rowTuples,
    layer,
  }
}

const layoutCell = (cube: Cube, cell: number, measure: number, total: boolean): LayoutCell => {
  if (cell < 0) return { cell, measure, value: null, status: 'none', total }
  const value = cube.cells.values[measure]?.[cell] ?? null
  const status = cube.cells.statuses?.[measure]?.[cell] ?? (value === null ? 'not_available' : 'value')
  return { cell, measure, value: status === 'value' ? value : null, status, total }
}
