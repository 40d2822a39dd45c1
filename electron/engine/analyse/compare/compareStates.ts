// Two states of one table laid upon each other: each cell old, new and change, and the change of what adds up split by
// cause. In: two states (and the old definition over the new records, where it could be computed). Out: all of the
// report but its names. Pure. Cells are matched by code; a figure is compared at the scale of the newer one.
import { inOrder } from '#shared/model/inOrder.ts'
import { changeParts } from '#shared/contract/production.ts'
import type {
  DeliveryChange,
  DifferenceCell,
  DifferenceMeasure,
  DifferenceReport,
} from '#shared/contract/production.ts'
import type { Cube, CubeMeasure } from '#shared/model/cube.ts'
import { addExact, toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { deliveryDimension } from './contributions.ts'
import { explainChange } from './explainChange.ts'
import type { Deliveries } from './explainChange.ts'
import { spaceOf, totalKey } from './keyedCells.ts'
import type { Space } from './keyedCells.ts'
import type { RunState } from './runState.ts'

export type Compared = Pick<DifferenceReport, 'dimensions' | 'measures' | 'counts' | 'cells' | 'totals' | 'limit'>
export type CompareInput = {
  before: RunState
  after: RunState
  /** The old definition over the records of `after`. */
  middle: RunState | null
  definitionChanged: boolean
  throwIfCancelled?: () => void
}

/** Cells told one by one; the counts tell of the rest. */
export const cellLimit = 20_000

/** To a finer scale; never to a coarser one, which would round. */
const rescaled = (value: Exact | null, by: number): Exact | null =>
  value === null || by <= 0 ? value : toExact(BigInt(value) * 10n ** BigInt(by))

/** For each cell, what each delivery gives to one measure. */
type Given = Map<string, Map<string, Exact>>

const givenBy = (space: Space, state: RunState | null, measure: string, scaleTo: number): Given | null => {
  const cube = state?.contributions
  const m = cube?.measures.findIndex((c) => c.id === measure) ?? -1
  const shape = cube?.measures[m]
  if (!state || !cube || !shape?.exact || shape.scale > scaleTo) return null
  const d = deliveryDimension(cube, state.definition)
  if (d < 0) return null
  const keys = space.keys(cube, d)
  const periods = cube.dimensions[d]?.categories.map((c) => c.code) ?? []
  const given: Given = new Map()
  for (let i = 0; i < keys.length; i += 1) {
    const value = rescaled(cube.cells.values[m]?.[i] ?? null, scaleTo - shape.scale)
    if (value === null) continue
    const key = keys[i] ?? ''
    let cell = given.get(key)
    if (!cell) given.set(key, (cell = new Map()))
    const period = periods[cube.cells.coordinates[d]?.[i] ?? 0] ?? ''
    cell.set(period, addExact(cell.get(period) ?? 0, value))
  }
  return given
}

/** Which file stood for each period of the table's own dataset. The same file taken in again has the same records. */
export const deliveriesOf = (state: RunState): Deliveries =>
  new Map(
    state.cube.provenance.deliveries
      .filter((d) => d.dataset === state.definition.dataset)
      .map((d) => [d.period, d.sha256]),
  )

type Delivered = Cube['provenance']['deliveries'][number] | undefined
const changeOf = (before: Delivered, after: Delivered): DeliveryChange['change'] => {
  if (!before) return 'added'
  if (!after) return 'withdrawn'
  return before.sha256 === after.sha256 ? 'kept' : 'replaced'
}

const changeBetween = (before: Exact | null, after: Exact | null, exact: boolean): Exact =>
  exact ? toExact(BigInt(after ?? 0) - BigInt(before ?? 0)) : Number(after) - Number(before)

export const deliveryChanges = (
  before: RunState,
  after: RunState,
  rowsOf: (delivery: number) => number | null,
): DeliveryChange[] => {
  const at = (state: RunState) => new Map(state.cube.provenance.deliveries.map((d) => [`${d.dataset} ${d.period}`, d]))
  const [old, now] = [at(before), at(after)]
  const told = (d: Delivered) => (d ? { id: d.id, fileName: d.fileName, sha256: d.sha256, rows: rowsOf(d.id) } : null)
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key): DeliveryChange => {
      const [a, b] = [old.get(key), now.get(key)]
      const dataset = (b ?? a)?.dataset ?? ''
      return {
        dataset,
        period: (b ?? a)?.period ?? '',
        change: changeOf(a, b),
        before: told(a),
        after: told(b),
        linked: dataset !== after.definition.dataset,
      }
    })
    .toSorted((a, b) => Number(a.linked) - Number(b.linked) || inOrder(a.period, b.period))
}

const measuresOf = (before: Cube, after: Cube): { told: DifferenceMeasure; old: number; now: number }[] => {
  const shown = (cube: Cube) =>
    cube.measures.map((measure, m) => ({ measure, m })).filter(({ measure }) => measure.hidden !== true)
  const ids = [...new Set([...shown(after), ...shown(before)].map(({ measure }) => measure.id))]
  return ids.flatMap((id) => {
    const [old, now] = [before.measures.findIndex((m) => m.id === id), after.measures.findIndex((m) => m.id === id)]
    const shape: CubeMeasure | undefined = after.measures[now] ?? before.measures[old]
    if (!shape) return []
    const both = old >= 0 && now >= 0
    const exact = shape.exact && (!both || before.measures[old]?.exact === true)
    const scale = both ? Math.max(before.measures[old]?.scale ?? 0, after.measures[now]?.scale ?? 0) : shape.scale
    const alone = now >= 0 ? ('after' as const) : ('before' as const)
    const only = both ? null : alone
    const { label, unit, decimals, power } = shape
    return [
      {
        told: {
          id,
          label,
          unit,
          exact,
          scale: exact ? scale : 0,
          decimals,
          power,
          explained: false,
          only,
        },
        old,
        now,
      },
    ]
  })
}

const percentOf = (change: Exact, before: Exact): number | null =>
  Number(before) === 0 ? null : (100 * Number(change)) / Math.abs(Number(before))

export const compareStates = ({
  before,
  after,
  middle,
  definitionChanged,
  throwIfCancelled = () => undefined,
}: CompareInput): Compared => {
  const contributed = [before, after, middle].flatMap((state) =>
    state?.contributions
      ? [{ ...state.contributions, without: deliveryDimension(state.contributions, state.definition) }]
      : [],
  )
  const space = spaceOf([after.cube, before.cube, ...contributed])
  const place = (cube: Cube): Map<string, number> => new Map(space.keys(cube).map((key, i) => [key, i]))
  const [old, now] = [place(before.cube), place(after.cube)]
  const keys = [...new Set([...now.keys(), ...old.keys()])]
  const coordinates = new Map(keys.map((key) => [key, space.coordinatesOf(key)]))
  const shapes = measuresOf(before.cube, after.cube)
  const [files, filesAfter] = [deliveriesOf(before), deliveriesOf(after)]
  const isTotal = (key: string): boolean =>
    coordinates.get(key)?.every((c, d) => space.dimensions[d]?.categories[c]?.key === totalKey) ?? false
  const different = new Set<string>()
  const cells: DifferenceCell[] = []
  const totals: DifferenceCell[] = []

  shapes.forEach(({ told, old: oldMeasure, now: nowMeasure }, measure) => {
    throwIfCancelled()
    const scaleOf = (cube: Cube, m: number): number => (told.exact ? told.scale - (cube.measures[m]?.scale ?? 0) : 0)
    const additive =
      told.only === null &&
      told.exact &&
      after.cube.measures[nowMeasure]?.additive === true &&
      before.cube.measures[oldMeasure]?.additive === true
    const from = additive ? givenBy(space, before, told.id, told.scale) : null
    const to = additive ? givenBy(space, after, told.id, told.scale) : null
    const between = additive && middle ? givenBy(space, middle, told.id, told.scale) : null
    told.explained = from !== null && to !== null
    const found: DifferenceCell[] = []
    for (const key of keys) {
      const [i, j] = [old.get(key), now.get(key)]
      const a =
        i === undefined || oldMeasure < 0
          ? null
          : rescaled(before.cube.cells.values[oldMeasure]?.[i] ?? null, scaleOf(before.cube, oldMeasure))
      const b =
        j === undefined || nowMeasure < 0
          ? null
          : rescaled(after.cube.cells.values[nowMeasure]?.[j] ?? null, scaleOf(after.cube, nowMeasure))
      const beforeStatus = i === undefined ? 'none' : (before.cube.cells.statuses?.[oldMeasure]?.[i] ?? 'value')
      const afterStatus = j === undefined ? 'none' : (after.cube.cells.statuses?.[nowMeasure]?.[j] ?? 'value')
      const total = isTotal(key)
      const equal = a === b && beforeStatus === afterStatus
      if (equal && !total) continue
      if (!equal && told.only === null) different.add(key)
      const known = additive || (a !== null && b !== null)
      const change: Exact | null = known ? changeBetween(a, b, told.exact) : null
      const parts =
        told.explained && from && to
          ? explainChange({
              before: a ?? 0,
              after: b ?? 0,
              from: from.get(key) ?? new Map(),
              to: to.get(key) ?? new Map(),
              middle: middle && between ? (between.get(key) ?? new Map()) : null,
              deliveriesBefore: files,
              deliveriesAfter: filesAfter,
              definitionChanged,
            })
          : null
      const cell: DifferenceCell = {
        coordinates: coordinates.get(key) ?? [],
        measure,
        before: a,
        after: b,
        beforeStatus,
        afterStatus,
        change,
        percent: change === null || a === null ? null : percentOf(change, a),
        parts,
      }
      if (total) totals.push(cell)
      if (!equal) found.push(cell)
    }
    const size = ({ change }: DifferenceCell): number => (change === null ? Infinity : Math.abs(Number(change)))
    cells.push(...found.toSorted((x, y) => size(y) - size(x)).slice(0, cellLimit))
  })
  const onlyBefore = keys.filter((key) => !now.has(key)).length
  const onlyAfter = keys.filter((key) => !old.has(key)).length
  const changed = [...different].filter((key) => now.has(key) && old.has(key)).length
  return {
    dimensions: space.dimensions.map(({ variable, level, label, categories }) => ({
      variable,
      level,
      label,
      categories,
    })),
    measures: shapes.map(({ told }) => told),
    counts: {
      cells: keys.length,
      unchanged: keys.length - changed - onlyBefore - onlyAfter,
      changed,
      onlyBefore,
      onlyAfter,
    },
    cells,
    totals,
    limit: cellLimit,
  }
}

export const partIndex = Object.fromEntries(changeParts.map((part, i) => [part, i])) as Record<
  (typeof changeParts)[number],
  number
>
