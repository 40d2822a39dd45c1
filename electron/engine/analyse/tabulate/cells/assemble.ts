// Cells in canonical places → the wide cube, sorted by coordinates. In: a plan, categories, cells with their figures.
// Out: the cube. Pure. Never a formatted number, never an order other than the canonical one: arrangeCube.ts arranges.
import { bilingual as b } from '#shared/model/text.ts'
import { screenCells } from '#shared/model/cube.ts'
import type { CellColumn, CellStatus, Cube, Provenance } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Cuts } from '#engine/process/variables/types.ts'
import { timeNotes } from './timeNotes.ts'
import { figureColumn, indexColumn, movedIndexes, numberColumn, pickCells, plainColumn } from './cellColumns.ts'
import type { CountColumn, IndexColumn } from './cellColumns.ts'
import { placeDimension } from '../plan/cubeDimensions.ts'
import { cubeMeasure } from '../plan/cubeMeasures.ts'
import { allCells, orderCells } from '../derive/deriveCells.ts'
import { measureFigures } from '../plan/figures.ts'
import type { TableModel } from '../plan/model.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import { emptyColumns, pickContributions } from '../scan/contributionCells.ts'
import type { ContributionColumns, ContributionPass, Figures, PassResult, Plan, SetCells, WideCells } from '../types.ts'

/** For each cell of a set its row in a pass, −1 where nobody gives anything. */
const rowsOfPass = (cells: SetCells, pass: ContributionPass): Int32Array => {
  const rows = new Int32Array(cells.count).fill(-1)
  for (let row = 0; row < pass.rows; row++) {
    let place = 0
    for (let i = 0; i < cells.kept.length; i++) place += (pass.keys[i]?.[row] ?? 0) * (cells.strides[i] ?? 0)
    const cell = cells.find(place)
    if (cell >= 0) rows[cell] = row
  }
  return rows
}

/** The facts of one set, in place among those of all. */
const setContributions = (
  into: ContributionColumns[],
  from: number,
  cells: SetCells,
  passes: readonly ContributionPass[],
): void => {
  const kept = cells.kept.join(' ')
  const pass = passes.find((p) => p.kept.join(' ') === kept)
  if (pass === undefined) return
  const rows = rowsOfPass(cells, pass)
  for (const [s, columns] of into.entries()) {
    const own = pass.of[s]
    if (own === undefined) continue
    const picked = pickContributions(own, rows)
    columns.total.set(picked.total, from)
    columns.respondents.set(picked.respondents, from)
    columns.absolute.set(picked.absolute, from)
    picked.largest.forEach((column, rank) => columns.largest[rank]?.set(column, from))
    picked.who.forEach((column, rank) => columns.who[rank]?.set(column, from))
  }
}

/**
 * Cells of all sets side by side, with the figures of every measure. Uses the sets up: each is let go when it was read.
 */
export const wideCells = (
  plan: Plan,
  sizes: number[],
  sets: SetCells[],
  passes: ReadonlyMap<string, PassResult[]>,
  contributions: readonly ContributionPass[] = [],
): WideCells => {
  const facts = plan.contributions?.of.map(() => emptyColumns(sets.reduce((n, set) => n + set.count, 0))) ?? []
  const count = sets.reduce((n, set) => n + set.count, 0)
  const coordinates = sizes.map((size) => indexColumn(size + 1, count))
  const records = sets[0]?.records instanceof Int32Array ? new Int32Array(count) : new Float64Array(count)
  // A count of all records is the same column.
  const figures = plan.measures.map(({ measure, reads }): Figures => ({
    numbers:
      measure.statistic === 'count' && reads.sum === undefined && reads.count === undefined
        ? records
        : new Float64Array(count),
    large: new Map(),
  }))
  let from = 0
  for (let cells = sets.shift(); cells !== undefined; cells = sets.shift()) {
    records.set(cells.records, from)
    for (const [d, column] of coordinates.entries()) {
      const at = cells.kept.indexOf(d)
      const size = Math.max(1, sizes[d] ?? 1)
      if (at < 0) {
        column.fill(size, from, from + cells.count)
        continue
      }
      const stride = cells.strides[at] ?? 1
      for (let c = 0; c < cells.count; c++) column[from + c] = Math.floor((cells.places[c] as number) / stride) % size
    }
    for (const [m, planned] of plan.measures.entries()) {
      const of = figures[m]
      if (!of || of.numbers === records) continue
      const own = measureFigures(planned, cells, passes)
      of.numbers.set(own.numbers, from)
      for (const [cell, value] of own.large) of.large.set(from + cell, value)
    }
    setContributions(facts, from, cells, contributions)
    from += cells.count
  }
  return { sizes, count, coordinates, records, figures, contributions: facts }
}

/** Which categories some cell stands on; index size is the total. */
const usedCategories = ({ sizes, coordinates, count }: WideCells): Uint8Array[] =>
  sizes.map((size, d) => {
    const used = new Uint8Array(size + 1)
    const column = coordinates[d] as IndexColumn
    for (let i = 0; i < count; i++) used[column[i] as number] = 1
    return used
  })

/**
 * The cube of all cells computed, also those of totals nobody asked to see. Uses the cells up: no column is held twice.
 */
export const assembleCube = (
  model: TableModel,
  plan: Plan,
  categories: PlainCategory[][],
  cells: WideCells,
  cuts: Cuts,
  provenance: Provenance,
  asked: TableDefinition,
): { cube: Cube; positions: Int32Array[]; contributions: ContributionColumns[] } => {
  const { definition } = plan
  const used = usedCategories(cells)
  const placed = plan.dimensions.map((planned, d) =>
    placeDimension(model, plan, planned, categories[d] ?? [], used[d] ?? new Uint8Array(1), cuts),
  )
  const dimensions = placed.map((p) => p.dimension)
  const positions = placed.map((p) => p.position)
  const columns = cells.coordinates
    .splice(0)
    .map((column, d) =>
      movedIndexes(column, placed[d]?.position ?? new Int32Array(), dimensions[d]?.categories.length ?? 0, column),
    )
  const order = orderCells(
    dimensions.map((d) => d.categories.length),
    columns,
    allCells(cells.count),
  )
  const coordinates: CellColumn<number>[] = []
  for (let column = columns.shift(); column !== undefined; column = columns.shift())
    coordinates.push(numberColumn(pickCells(column, order) as IndexColumn))
  const counts = pickCells(cells.records, order) as CountColumn
  const records = numberColumn(counts)
  const figures = cells.figures.splice(0)
  const values: CellColumn<Exact | null>[] = []
  for (let own = figures.shift(); own !== undefined; own = figures.shift()) {
    values.push(
      own.numbers === cells.records
        ? counts.length > screenCells
          ? records
          : figureColumn(counts, own.large)
        : figureColumn(pickCells(own.numbers, order) as CountColumn, pickedLarge(own.large, order)),
    )
  }
  // Of very many cells the missing figure itself says that it is not available.
  const contributions = cells.contributions.splice(0).map((columns_) => pickContributions(columns_, order))
  const statuses = values.map((column) =>
    ArrayBuffer.isView(column) || !column.includes(null)
      ? null
      : plainColumn(column.length, (i): CellStatus => (column[i] === null ? 'not_available' : 'value')),
  )
  const cube: Cube = {
    title: definition.title,
    dimensions,
    measures: plan.measures.map((m) => cubeMeasure(model, m, definition.variables)),
    cells: { coordinates, records, values, ...(statuses.some((s) => s !== null) ? { statuses } : {}) },
    status: definition.status,
    source: definition.source ?? b(`Bộ dữ liệu: ${model.dataset.label.vi}`, `Dataset: ${model.dataset.label.en}`),
    notes: [...definition.notes, ...timeNotes(model, plan, asked, dimensions)],
    provenance,
  }
  return { cube, positions, contributions }
}

/** By the cells' new places. */
const pickedLarge = (large: ReadonlyMap<number, bigint>, order: Int32Array): Map<number, bigint> => {
  const picked = new Map<number, bigint>()
  if (large.size === 0) return picked
  for (let i = 0; i < order.length; i++) {
    const value = large.get(order[i] as number)
    if (value !== undefined) picked.set(i, value)
  }
  return picked
}
