// A cube laid out as a table: header rows with spans, stub rows, one cell per place. Grid, XLSX, HTML and CSV all use
// it, so they cannot disagree. In: a cube, the chosen layer. Out: places and labels. Never a formatted number, never a
// component.
import type { LayoutHeader, LayoutCell, LayoutRow, TableLayout } from './layoutTypes.ts'
import { axesOf, figureAt } from '../model/cube.ts'
import type { AxisBlock, CellColumn, Cube, CellStatus } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { Bilingual } from '../model/text.ts'
import { staleNote } from './staleLinks.ts'
import { markFootnotes } from './footnotes.ts'
import { axisLines } from './layoutAxis.ts'
import type { AxisLines } from './layoutAxis.ts'
import { axisHeadings, headingBreaks } from './layoutHeadings.ts'
import type { AxisHeadings } from './layoutHeadings.ts'
import { markRevised } from './markRevised.ts'
import { commonUnit, visibleMeasures } from './measureUnits.ts'

export type { LayoutEntry } from './layoutHeadings.ts'

/** The layer shown when none is chosen: the total of each layer dimension, else its first category. */
export const defaultLayer = (cube: Cube): number[] => {
  const [block = []] = axesOf(cube).layer
  return cube.dimensions.flatMap((d, i) => {
    if (d.axis !== 'layer') return []
    const total = d.categories.findIndex((c) => c.kind === 'total')
    const part = block.find((p) => p.dimension === i)
    return [
      part?.total === 'none'
        ? Math.max(
            0,
            d.categories.findIndex((c) => c.kind !== 'total'),
          )
        : Math.max(0, total),
    ]
  })
}

const valueHeading: Bilingual = { vi: 'Số liệu', en: 'Figures' }
const measureHeading: Bilingual = { vi: 'Chỉ tiêu', en: 'Measure' }
const noHeading: Bilingual = { vi: '', en: '' }

/**
 * Lays a cube out. `layer` gives one category index per layer dimension (in order); default the total, else the first.
 * `layerMeasure`: the measure shown (index) when measures stand on the layers. Rows and columns that hold no records at
 * all in that layer are left out, unless their dimension shows empty categories.
 */
export const layoutTable = (cube: Cube, layer: number[] = defaultLayer(cube), layerMeasure?: number): TableLayout => {
  const axes = axesOf(cube)
  const visible = visibleMeasures(cube)
  const chosenMeasure = layerMeasure ?? visible[0] ?? 0
  const several = visible.length > 1
  const asLayers = several && axes.measureAxis === 'layer'
  const unitsInHeader = several && !asLayers && commonUnit(cube) === null
  const chosen = cellsOfLayer(cube, layer)
  const rowAxis = axisLines(cube, axes, 'row', chosen, several && axes.measureAxis === 'row' ? visible : [-1])
  const columnAxis = axisLines(cube, axes, 'column', chosen, several && axes.measureAxis === 'column' ? visible : [-1])
  const rowHeadings = axisHeadings(cube, rowAxis, unitsInHeader, 'start')
  const columnHeadings = axisHeadings(cube, columnAxis, unitsInHeader, 'end')
  const single = several && axes.measureAxis === 'row' ? -1 : chosenMeasure
  const label = (d: number): Bilingual => cube.dimensions[d]?.label ?? noHeading

  const layout: TableLayout = {
    stubHeaders: rowHeadings.levels.map(({ kind, dimension }) =>
      kind === 'measure' ? measureHeading : dimension === null ? noHeading : label(dimension),
    ),
    columnHeaders: columnAxis.dimensions.map(label),
    headerRows: [],
    rows: [],
    stubSpans: [],
    columns: [],
    rowCoordinates: [],
    layer,
    layerMeasure: asLayers ? chosenMeasure : null,
    titleMarks: [],
    stubHeaderMarks: rowHeadings.levels.map(() => []),
    layerMarks: layer.map(() => []),
    footnotes: [],
  }
  if (chosen.length === 0) return layout
  const columns = columnAxis.lines.map((line) => ({
    coordinates: lineCoordinates(cube, columnAxis, line),
    measure: line.measure < 0 ? single : line.measure,
  }))
  const filled: TableLayout = {
    ...layout,
    headerRows: headerRowsOf(cube, columnHeadings, columnAxis, single),
    rows: layoutRows(cube, chosen, rowAxis, columnAxis, rowHeadings, chosenMeasure),
    stubSpans: stubSpansOf(rowHeadings),
    columns,
    rowCoordinates: rowAxis.lines.map((line) => lineCoordinates(cube, rowAxis, line)),
  }
  const plain =
    (cube.footnotes ?? []).length === 0 && cube.cells.reliability === undefined && staleNote(cube.provenance) === null
  const marked = plain ? filled : markFootnotes(cube, filled)
  return cube.cells.revised === undefined ? marked : markRevised(cube.cells.revised, marked)
}

/** Indexes of the stored cells of a layer. */
const cellsOfLayer = (cube: Cube, layer: readonly number[]): Int32Array => {
  const columns = cube.dimensions.flatMap((d, i) => (d.axis === 'layer' ? [cube.cells.coordinates[i] ?? []] : []))
  const stored = cube.cells.records.length
  const chosen = new Int32Array(stored)
  let count = 0
  for (let i = 0; i < stored; i += 1) {
    let inLayer = true
    for (let l = 0; l < columns.length; l += 1) if (columns[l]?.[i] !== layer[l]) inLayer = false
    if (inLayer) chosen[count++] = i
  }
  return chosen.subarray(0, count)
}

/** Coordinates of all dimensions of the axis: those outside the block at their total. */
const lineCoordinates = (cube: Cube, axis: AxisLines, line: AxisLines['lines'][number]): number[] => {
  const block = axis.blocks[line.block] ?? []
  const tuple = axis.tuples[line.block]?.[line.tuple] ?? []
  return axis.dimensions.map((d) => {
    const part = block.findIndex((p) => p.dimension === d)
    return part < 0
      ? Math.max(0, cube.dimensions[d]?.categories.findIndex((c) => c.kind === 'total') ?? 0)
      : (tuple[part] ?? 0)
  })
}

const headerRowsOf = (cube: Cube, headings: AxisHeadings, axis: AxisLines, single: number): LayoutHeader[][] => {
  const breaks = headingBreaks(headings, 'end')
  const rows = headings.levels.map((_, level) => {
    const row: LayoutHeader[] = []
    headings.entries.forEach((line, i) => {
      const last = row.at(-1)
      const entry = line[level]
      if (last && breaks[i]?.[level] !== true) last.span += 1
      else if (entry) row.push({ ...entry, span: 1 })
    })
    return row
  })
  // A table without column dimensions still needs a heading over its only column of figures.
  if (rows.length === 0)
    rows.push(
      axis.lines.map((): LayoutHeader => ({
        code: cube.measures[single]?.id ?? '',
        label: cube.measures[single]?.label ?? valueHeading,
        kind: 'measure',
        span: 1,
        ...(single < 0 ? {} : { measure: single }),
      })),
    )
  return rows
}

const stubSpansOf = (headings: AxisHeadings): number[][] => {
  const breaks = headingBreaks(headings, 'start')
  const spans = breaks.map((line) => line.map(() => 0))
  headings.levels.forEach((_, level) => {
    let start = 0
    breaks.forEach((line, i) => {
      if (line[level] === true) start = i
      const own = spans[start]
      if (own) own[level] = (own[level] ?? 0) + 1
    })
  })
  return spans
}

/** Whether a tuple of a block has a category that is a total. */
const totalTuples = (cube: Cube, axis: AxisLines): boolean[][] =>
  axis.blocks.map((block: AxisBlock, b) =>
    (axis.tuples[b] ?? []).map((tuple) =>
      tuple.some((c, d) => cube.dimensions[block[d]?.dimension ?? -1]?.categories[c]?.kind === 'total'),
    ),
  )

const layoutRows = (
  cube: Cube,
  chosen: Int32Array,
  rowAxis: AxisLines,
  columnAxis: AxisLines,
  headings: AxisHeadings,
  chosenMeasure: number,
): LayoutRow[] => {
  const width = columnAxis.places
  const at = new Int32Array(rowAxis.places * width).fill(-1)
  for (const rowOf of rowAxis.placeOf) {
    for (const columnOf of columnAxis.placeOf) {
      for (let i = 0; i < chosen.length; i += 1) {
        const r = rowOf[i] ?? -1
        const c = columnOf[i] ?? -1
        if (r >= 0 && c >= 0) at[r * width + c] = chosen[i] ?? -1
      }
    }
  }
  const [rowTotals, columnTotals] = [totalTuples(cube, rowAxis), totalTuples(cube, columnAxis)]
  // What a cell's measure is, for parts and for totals, is worked out once per measure and not per cell.
  const reads = cube.measures.map((_, m): Figures => ({
    measure: m,
    values: cube.cells.values[m] ?? [],
    statuses: cube.cells.statuses?.[m] ?? null,
  }))
  const none: Figures = { measure: chosenMeasure, values: [], statuses: null }
  const own = (measure: number): { part: Figures; total: Figures } => ({
    part: reads[measure] ?? none,
    total: reads[cube.measures[measure]?.inTotals ?? measure] ?? none,
  })
  const columns = columnAxis.lines.map(({ block, tuple, place, measure }) => ({
    place,
    total: columnTotals[block]?.[tuple] === true,
    figures: own(measure < 0 ? chosenMeasure : measure),
  }))
  return rowAxis.lines.map((row, r): LayoutRow => {
    const rowTotal = rowTotals[row.block]?.[row.tuple] === true
    const rowFigures = row.measure < 0 ? null : own(row.measure)
    const first = row.place * width
    const cells = columns.map((column): LayoutCell => {
      const total = rowTotal || column.total
      const figures = rowFigures ?? column.figures
      return layoutCell(total ? figures.total : figures.part, at[first + column.place] ?? -1, total)
    })
    return { stub: headings.entries[r] ?? [], cells }
  })
}

type Figures = { measure: number; values: CellColumn<Exact | null>; statuses: readonly CellStatus[] | null }

const layoutCell = ({ measure, values, statuses }: Figures, cell: number, total: boolean): LayoutCell => {
  if (cell < 0) return { cell, measure, value: null, status: 'none', total }
  const value = figureAt(values, cell)
  const status = statuses?.[cell] ?? (value === null ? 'not_available' : 'value')
  return { cell, measure, value: status === 'value' ? value : null, status, total }
}
