// Figures derived from figures: ratio, percent, share, rank, difference, growth, index, cumulative, in every cell and
// total. In: the wide cube and the definition. Out: the cube with all its measures, in the definition's order. Pure;
// never a record read, never a figure from a displayed number, never one from a withheld figure.
import { cellStatuses, figureAt } from '#shared/model/cube.ts'
import type { CellColumn, CellStatus, Cube, CubeMeasure } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { isRecordMeasure, isSamplingMeasure } from '#shared/model/measure.ts'
import type { DerivedMeasure, Measure, SamplingMeasure } from '#shared/model/measure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { divided, isReason } from './deriveArithmetic.ts'
import type { Figure } from './deriveArithmetic.ts'
import { baseFinder } from './deriveBase.ts'
import { findCells } from './deriveCells.ts'
import { coverageOf } from './deriveCoverage.ts'
import type { Coverage } from './deriveCoverage.ts'
import { overTimeNotes, overlapNote } from './deriveNotes.ts'
import { overTime } from './deriveOverTime.ts'
import type { CellIndex } from './deriveCells.ts'
import { addMovedPlaces } from './derivePlaces.ts'
import { measureOrder, neededMeasures } from './deriveOrder.ts'
import { rankCells } from './deriveRank.ts'
import { derivedCubeMeasure, distinctLabels, recordCubeMeasure, variableNames } from './deriveShape.ts'
import { cubeTime, shiftedPeriod } from './deriveTime.ts'
import type { CubeTime, Movement } from './deriveTime.ts'
import { figureColumn, plainColumn } from '../cells/cellColumns.ts'
import { tableShape } from '../plan/tableShape.ts'
import type { TableShape } from '../plan/tableShape.ts'

/** A derived column while it is filled: NaN where there is no figure, and why as an index of `cellStatuses`. */
type Made = {
  numbers: Float64Array
  large: Map<number, bigint>
  reasons: Uint8Array
  /** Which cells are computed already. */ done: Uint8Array
}
type Column = {
  values: CellColumn<Exact | null>
  statuses: CellStatus[] | null
  /** Derived only. */
  made: Made | null
  /** Derived only. `cell`: the cell at that place, −1 when none is stored. */
  compute: ((place: ArrayLike<number>, cell: number) => Figure) | null
  /** Nothing occurring is zero of it: what is counted or summed. */
  zeroWhenAbsent: boolean
}

export const deriveMeasures = (wide: Cube, definition: TableDefinition): Cube => {
  const needed = neededMeasures(definition)
  const used = measureOrder(definition.measures).filter((i) => needed.has(definition.measures[i]?.id ?? ''))
  const derived = used.flatMap((i) => {
    const m = definition.measures[i]
    return m && !isRecordMeasure(m) ? [m] : []
  })
  const time = cubeTime(wide.dimensions)
  const { cube, added } = addMovedPlaces(wide, definition.measures, derived, time)

  const measures = cubeMeasures(cube, definition, used)
  const shown = definition.measures.flatMap((m, i) => (used.includes(i) ? [m] : []))
  const coverage = coverageOf(cube.dimensions, time)
  const run = new Derivation(cube, shown, tableShape(definition), time, added, coverage)
  const columns = shown.map((m) => run.column(m.id))
  const someStatus = columns.some((c) => c.statuses !== null)
  return {
    ...cube,
    measures: distinctLabels(
      shown.flatMap((m) => measures.get(m.id) ?? []),
      shown,
    ),
    cells: {
      coordinates: cube.cells.coordinates,
      records: cube.cells.records,
      values: columns.map((c) => c.values),
      ...(someStatus ? { statuses: columns.map((c) => c.statuses) } : {}),
      ...(cube.cells.reliability ? { reliability: cube.cells.reliability } : {}),
    },
    notes: [
      ...cube.notes,
      ...overTimeNotes(coverage.facts),
      ...overlapNote(shown),
      ...(run.withheldInRanks ? [rankNote] : []),
    ],
  }
}

const rankNote = { vi: 'Thứ hạng chỉ xếp trong các số được công bố.', en: 'Ranks are among published figures only.' }

const cubeMeasures = (cube: Cube, definition: TableDefinition, order: readonly number[]): Map<string, CubeMeasure> => {
  const known = new Map<string, CubeMeasure>()
  const variable = variableNames(cube.dimensions, cube.measures, definition.measures)
  for (const i of order) {
    const measure = definition.measures[i]
    if (!measure) continue
    const own = cube.measures.find((m) => m.id === measure.id)
    if (!isRecordMeasure(measure)) known.set(measure.id, derivedCubeMeasure(measure, known, variable))
    else if (own) known.set(measure.id, recordCubeMeasure(measure, own, variable))
  }
  return known
}

/** One run over one cube: columns of figures, filled as they are asked for. */
class Derivation {
  withheldInRanks = false
  /** Made when first read: a table without derived measures needs none. */
  private index: Pick<CellIndex, 'find'> | null = null
  private readonly columns = new Map<string, Column>()
  private readonly overTime = new Set<string>()
  private readonly count: number
  private readonly sizes: number[]
  private readonly cube: Cube
  private readonly shape: TableShape
  private readonly time: CubeTime | null
  private readonly added: Uint8Array | null
  private readonly coverage: Coverage

  constructor(
    cube: Cube,
    measures: readonly Measure[],
    shape: TableShape,
    time: CubeTime | null,
    added: Uint8Array | null,
    coverage: Coverage,
  ) {
    this.cube = cube
    this.coverage = coverage
    this.shape = shape
    this.time = time
    this.added = added
    this.count = cube.cells.records.length
    this.sizes = cube.dimensions.map((d) => d.categories.length)
    cube.measures.forEach((m, i) =>
      this.columns.set(m.id, {
        values: cube.cells.values[i] ?? [],
        statuses: cube.cells.statuses?.[i] ?? null,
        made: null,
        compute: null,
        zeroWhenAbsent: m.statistic === 'count' || m.statistic === 'sum' || m.statistic === 'distinct',
      }),
    )
    const byId = new Map(measures.map((m) => [m.id, m]))
    for (const i of measureOrder(measures)) {
      const measure = measures[i]
      if (!measure || isRecordMeasure(measure)) continue
      const inputs = measure.statistic === 'ratio' ? [measure.numerator, measure.denominator] : [measure.of]
      if (timed.has(measure.statistic) || inputs.some((id) => this.overTime.has(id))) this.overTime.add(measure.id)
      const made: Made = {
        numbers: new Float64Array(this.count).fill(NaN),
        large: new Map(),
        reasons: new Uint8Array(this.count),
        done: new Uint8Array(this.count),
      }
      const read = this.columns.get(measure.id)
      const column: Column = { values: [], statuses: null, made, compute: null, zeroWhenAbsent: false }
      this.columns.set(measure.id, column)
      if (isSamplingMeasure(measure)) column.compute = this.howSure(measure.of, read)
      else if (measure.statistic === 'rank') this.rank(measure, column)
      else column.compute = this.formula(measure, column, byId)
    }
  }

  /** The whole column of a measure. */
  column(id: string): { values: CellColumn<Exact | null>; statuses: CellStatus[] | null } {
    const column = this.columns.get(id)
    if (!column) return { values: [], statuses: null }
    const { made } = column
    if (!made) return column
    const place = new Int32Array(this.sizes.length)
    for (let i = 0; i < this.count; i += 1) {
      if (made.done[i] !== 1) this.readCell(column, this.placeAt(place, i), i)
    }
    // A place that only figures over time fill has nothing of the others to show.
    if (this.added && !this.overTime.has(id)) {
      for (let i = 0; i < this.count; i += 1) {
        if (this.added[i] !== 1) continue
        made.numbers[i] = NaN
        made.large.delete(i)
        made.reasons[i] = noneAt
      }
    }
    column.values = figureColumn(made.numbers, made.large)
    // Of very many cells a missing figure without a reason is not available.
    const plain = ArrayBuffer.isView(column.values)
      ? made.reasons.every((r) => r === 0 || r === notAvailableAt)
      : made.reasons.every((r) => r === 0)
    column.statuses = plain
      ? null
      : plainColumn(this.count, (i) => cellStatuses[made.reasons[i] as number] ?? 'not_available')
    column.made = null
    return column
  }

  private placeAt(place: Int32Array, cell: number): Int32Array {
    for (let d = 0; d < place.length; d += 1) place[d] = this.cube.cells.coordinates[d]?.[cell] ?? 0
    return place
  }

  private read(column: Column, place: ArrayLike<number>): Figure {
    this.index ??= findCells(this.sizes, this.cube.cells.coordinates, this.count)
    return this.readCell(column, place, this.index.find(place))
  }

  private readCell(column: Column, place: ArrayLike<number>, cell: number): Figure {
    if (cell < 0) return absent(column, place)
    const { made } = column
    if (made) {
      if (made.done[cell] !== 1) {
        const figure = column.compute?.(place, cell) ?? 'not_available'
        store(made, cell, figure)
        return figure
      }
      const reason = made.reasons[cell] as number
      return reason === 0 ? (made.large.get(cell) ?? (made.numbers[cell] as number)) : (cellStatuses[reason] as Figure)
    }
    const value = figureAt(column.values, cell)
    const bare = value === null ? 'not_available' : 'value'
    const status = column.statuses === null ? bare : (column.statuses[cell] ?? 'not_available')
    if (status === 'none') return absent(column, place)
    return status === 'value' ? (value ?? 'not_available') : status
  }

  private movement(measure: DerivedMeasure): Movement {
    if (!this.time) return noTime
    const base = measure.statistic === 'index' ? measure.basePeriod : undefined
    if (base !== undefined) return this.time.movement((_, kind) => (parsePeriod(base)?.kind === kind ? base : null))
    return 'step' in measure
      ? this.time.movement((period, kind) => shiftedPeriod(period, kind, -measure.periods, measure.step))
      : this.time.earlier
  }

  private input(id: string): Column {
    return this.columns.get(id) ?? { values: [], statuses: null, made: null, compute: null, zeroWhenAbsent: false }
  }

  private formula(
    measure: Exclude<DerivedMeasure, { statistic: 'rank' } | SamplingMeasure>,
    self: Column,
    byId: ReadonlyMap<string, Measure>,
  ): NonNullable<Column['compute']> {
    const scratch = new Int32Array(this.sizes.length)
    if (measure.statistic === 'ratio') return this.ratio(measure.numerator, measure.denominator, measure.factor)
    const of = this.input(measure.of)
    switch (measure.statistic) {
      case 'percent':
      case 'share': {
        const base = baseFinder(this.cube.dimensions, this.shape, measure)
        const factor = measure.statistic === 'percent' ? 100 : 1
        return (place, cell) =>
          divided(
            this.readCell(of, place, cell),
            base(place, scratch) ? this.read(of, scratch) : 'not_available',
            factor,
            0,
            0,
          )
      }
      case 'cumulative':
      case 'difference':
      case 'growth':
      case 'index':
        return overTime(measure, {
          coverage: this.coverage,
          move: this.movement(measure),
          figure: (place, cell) => this.readCell(of, place, cell),
          against: (place) => this.read(measure.statistic === 'cumulative' ? self : of, place),
          exact: isExactChain(byId, measure.of),
          dimensions: this.sizes.length,
        })
      default:
        return measure satisfies never
    }
  }

  /** What was computed with the records, where the figure it speaks of is shown. */
  private howSure(of: string, computed: Column | undefined): NonNullable<Column['compute']> {
    const figure = this.input(of)
    return (place, cell) => {
      const own = this.readCell(figure, place, cell)
      if (isReason(own)) return own
      return cell < 0 || computed === undefined ? 'not_available' : this.readCell(computed, place, cell)
    }
  }

  private ratio(numerator: string, denominator: string, factor: number): NonNullable<Column['compute']> {
    const scale = (id: string): number => {
      const own = this.cube.measures.find((m) => m.id === id)
      return own?.exact === true ? own.scale : 0
    }
    const [top, bottom] = [scale(numerator), scale(denominator)]
    const [above, below] = [this.input(numerator), this.input(denominator)]
    return (place, cell) =>
      divided(this.readCell(above, place, cell), this.readCell(below, place, cell), factor, top, bottom)
  }

  private rank(measure: DerivedMeasure & { statistic: 'rank' }, column: Column): void {
    const { cube, count, sizes } = this
    const along = alongOf(cube, this.shape, measure)
    const of = this.input(measure.of)
    const place = new Int32Array(sizes.length)
    const { ranks, withheldInGroup } = rankCells({
      sizes,
      coordinates: cube.cells.coordinates,
      count,
      descending: measure.direction === 'descending',
      along: (cell) => (this.added?.[cell] === 1 && !this.overTime.has(measure.of) ? -1 : along(cell)),
      rankable: cube.dimensions.map((d) => Uint8Array.from(d.categories, (c) => (c.kind === 'value' ? 1 : 0))),
      figure: (cell) => this.readCell(of, this.placeAt(place, cell), cell),
    })
    if (column.made) for (const [cell, rank] of ranks.entries()) store(column.made, cell, rank)
    this.withheldInRanks ||= withheldInGroup
  }
}

/** Statistics that read other periods. */
const timed = new Set<Measure['statistic']>(['difference', 'growth', 'index', 'cumulative'])

const store = ({ numbers, large, reasons, done }: Made, cell: number, figure: Figure): void => {
  done[cell] = 1
  if (isReason(figure)) {
    reasons[cell] = cellStatuses.indexOf(figure)
    return
  }
  numbers[cell] = Number(figure)
  if (typeof figure === 'bigint') large.set(cell, figure)
}

const noneAt = cellStatuses.indexOf('none')
const notAvailableAt = cellStatuses.indexOf('not_available')

/** Nothing occurred there: zero for what is counted or summed, and what follows from that. */
const absent = (column: Column, place: ArrayLike<number>): Figure =>
  column.zeroWhenAbsent ? 0 : (column.compute?.(place, -1) ?? 'not_available')

const noTime: Movement = () => 'not_applicable'

/** Figures that stay exact through differences and running sums. */
const isExactChain = (byId: ReadonlyMap<string, Measure>, id: string): boolean => {
  const measure = byId.get(id)
  if (!measure) return false
  if (isRecordMeasure(measure)) return measure.statistic !== 'mean' && measure.statistic !== 'standard_deviation'
  return (
    measure.statistic === 'rank' ||
    ((measure.statistic === 'difference' || measure.statistic === 'cumulative') && isExactChain(byId, measure.of))
  )
}

/** The dimension a cell is ranked along: of the variable named, or the innermost of its row block; −1 at a total. */
const alongOf = (
  cube: Cube,
  shape: TableShape,
  measure: DerivedMeasure & { statistic: 'rank' },
): ((cell: number) => number) => {
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const axis = shape.axes.row.some((b) => b.length > 0) ? 'row' : 'column'
  const named =
    measure.along === undefined
      ? null
      : cube.dimensions.flatMap((d, i) => (d.variable === measure.along ? [i] : [])).toReversed()
  const atTotal = (d: number, cell: number): boolean => cube.cells.coordinates[d]?.[cell] === totals[d]
  const blocks = shape.axes[axis].map((block) => block.map((b) => b.dimension))
  const onAxis = [...new Set(blocks.flat())]
  return (cell) => {
    if (named) return named.find((d) => !atTotal(d, cell)) ?? -1
    for (const block of blocks) {
      const last = block.at(-1)
      if (last !== undefined && !atTotal(last, cell) && onAxis.every((d) => block.includes(d) || atTotal(d, cell)))
        return last
    }
    return -1
  }
}
