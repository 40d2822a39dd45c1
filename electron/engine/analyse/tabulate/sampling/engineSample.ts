// The sample behind a table, read by an engine: cluster sums of every cell, values for quantiles, sums by replicate
// weights. In: a prepared table, an engine, where categories stand in the cube. Out: a Sample, or what is wrong with
// the design. Never a group of a filtered table where the whole sample counts: records outside the table are zeros, not
// absent.
import { fail } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { SurveyRule } from '#shared/model/survey.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import { mapDimension } from '../cells/categoryMaps.ts'
import type { TableModel } from '../plan/model.ts'
import { accumulatorOf } from '../plan/planSums.ts'
import { rollUp, sumAt } from '../scan/rollup.ts'
import type { RollupDimension } from '../scan/rollup.ts'
import type { Accumulator, BaseGroups, Factor, Plan, PlannedDimension, SetCells } from '../types.ts'
import { designColumns, groupTexts, sampleKeys, wholeNeeds, wholeSample } from './sampleKeys.ts'
import type { DesignProblem, Sample } from './sample.ts'
import type { Percentile, SampledMeasures } from './samplingFigures.ts'
import type { SampledTable } from './sampledTable.ts'

/** Groups of clusters and cells together: more is no sample survey. */
const mostGroups = 8_000_000

export type GroupReader = {
  /** Of the records the table keeps. */
  groups(plan: Plan, limit: number): Promise<BaseGroups>
  /** Of all records of the dataset. */
  wholeGroups(plan: Plan): Promise<BaseGroups>
}

type Placed = Pick<SampledTable, 'cube' | 'cubeIndex'>

/** The dimensions of the table over some groups, each raw value at its place in the cube. */
const tableDimensions = (
  model: TableModel,
  plan: Plan,
  groups: BaseGroups,
  { cube, cubeIndex }: Placed,
): RollupDimension[] =>
  plan.dimensions.map((dimension, d) => {
    const { categories, map } = mapDimension(model.lists, plan, dimension, groups)
    const places = categories.map((category: PlainCategory) => cubeIndex(d, category))
    return {
      rawKey: dimension.rawKey,
      size: cube.dimensions[d]?.categories.length ?? 1,
      map: map.map((at) => (at < 0 ? -1 : (places[at] ?? -1))),
    }
  })

/** A further key of the groups, numbered here. */
const withKey = (groups: BaseGroups, name: string, index: Int32Array): BaseGroups => ({
  ...groups,
  keys: new Map([...groups.keys, [name, { index, values: [], sql: [] }]]),
})
const identity = (rawKey: string, size: number): RollupDimension => ({
  rawKey,
  size,
  map: Int32Array.from({ length: size }, (_, i) => i),
})

/** Numbers of texts by their order. */
const numbered = (
  texts: readonly string[],
  compare?: (a: string, b: string) => number,
): { index: Int32Array; names: string[] } => {
  const names = [...new Set(texts)].sort(compare)
  const at = new Map(names.map((name, i) => [name, i]))
  return { index: Int32Array.from(texts, (text) => at.get(text) ?? 0), names }
}

/** Cells of each set with what stands inside them, by the place of the cell. */
type Inside = { from: number; to: number }
type Sorted = { set: SetCells; order: Int32Array; inside: Map<number, Inside>; strides: number[] }

const sortedSets = (
  groups: BaseGroups,
  dimensions: RollupDimension[],
  sets: readonly number[][],
  within: readonly number[],
): Map<string, Sorted> => {
  const inner = within.reduce((n, d) => n * Math.max(1, dimensions[d]?.size ?? 1), 1)
  const made = rollUp(
    groups,
    dimensions,
    sets.map((set) => [...set, ...within]),
    mostGroups * 4,
  )
  return new Map(
    made.map((set, s) => {
      const order = Int32Array.from({ length: set.count }, (_, i) => i).sort(
        (a, b) => (set.places[a] as number) - (set.places[b] as number),
      )
      const inside = new Map<number, Inside>()
      for (let i = 0; i < order.length; i++) {
        const cell = Math.floor((set.places[order[i] as number] as number) / inner)
        const known = inside.get(cell)
        if (known) known.to = i + 1
        else inside.set(cell, { from: i, to: i + 1 })
      }
      const kept = sets[s] ?? []
      return [kept.join(' '), { set, order, inside, strides: kept.map((_, i) => (set.strides[i] ?? 1) / inner) }]
    }),
  )
}

/** Finds what stands inside the cell at a place of the cube. */
const finder = (cube: Cube, sorted: ReadonlyMap<string, Sorted>) => {
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  return (place: ArrayLike<number>): { of: Sorted; at: Inside } | null => {
    const kept = totals.flatMap((total, d) => (place[d] === total ? [] : [d]))
    const of = sorted.get(kept.join(' '))
    const at = of?.inside.get(kept.reduce((n, d, i) => n + (place[d] ?? 0) * (of.strides[i] ?? 0), 0))
    return of && at ? { of, at } : null
  }
}

const columnOf = ({ set, order }: Sorted, key: string): Float64Array => {
  const sum = set.sums.get(key)
  return Float64Array.from(order, (cell) => (sum ? Number(sumAt(sum, cell)) : 0))
}

const union = (...lists: readonly Accumulator[][]): Accumulator[] => [
  ...new Map(lists.flat().map((a) => [a.key, a])).values(),
]

export const engineSample = async (
  model: TableModel,
  plan: Plan,
  sampled: SampledMeasures,
  rule: SurveyRule,
  table: Placed,
  read: GroupReader,
): Promise<Sample | DesignProblem> => {
  const { design } = model.dataset
  if (design === undefined) return fail('SURVEY_DESIGN_NONE', { dataset: model.dataset.id })
  const keys = sampleKeys(model, design)
  const columns = designColumns(model, design)
  const own = (dimensions: PlannedDimension[], accumulators: Accumulator[]): Plan => ({
    ...plan,
    dimensions,
    accumulators,
    extremes: [],
    passes: [],
  })
  const needs = wholeNeeds(columns)
  const known = wholeSample(
    await read.wholeGroups({
      ...own([...keys.strata, ...keys.clusters], needs.accumulators),
      extremes: needs.extremes,
    }),
    keys,
    columns,
  )
  if ('variable' in known) return known
  const units = [...keys.strata, ...keys.units]
  const clusterRaw = await read.groups(
    own([...plan.dimensions, ...units], union(plan.accumulators, sampled.accumulators)),
    mostGroups,
  )
  const texts = groupTexts(clusterRaw, units)
  const strataTexts = groupTexts(clusterRaw, keys.strata)
  const cluster = numbered(texts)
  const numbers = new Map(cluster.names.map((name, i) => [name, i]))
  const stratumOf = new Int32Array(cluster.names.length)
  strataTexts.forEach((text, g) => {
    stratumOf[cluster.index[g] ?? 0] = known.numbers.get(text) ?? 0
  })
  const count = plan.dimensions.length
  const clusters = sortedSets(
    withKey(clusterRaw, '#cluster', cluster.index),
    [...tableDimensions(model, plan, clusterRaw, table), identity('#cluster', cluster.names.length)],
    plan.sets,
    [count],
  )
  const inCluster = finder(table.cube, clusters)
  const clusterColumns = new Map<Sorted, Map<string, Float64Array>>()
  const clusterNumbers = new Map<Sorted, Int32Array>()
  const numbersOf = (of: Sorted): Int32Array => {
    const found =
      clusterNumbers.get(of) ??
      Int32Array.from(of.order, (cell) => (of.set.places[cell] as number) % Math.max(1, cluster.names.length))
    clusterNumbers.set(of, found)
    return found
  }
  const sumsOf = (of: Sorted, key: string): Float64Array => {
    const all = clusterColumns.get(of) ?? new Map<string, Float64Array>()
    clusterColumns.set(of, all)
    const found = all.get(key) ?? columnOf(of, key)
    all.set(key, found)
    return found
  }

  const quantiles = new Map<string, Sample['values']>()
  const passes = [...sampled.figures.values()].flatMap((f) => (f.kind === 'quantile' ? [f] : []))
  for (const { pass, scale, weightScale } of passes) {
    if (quantiles.has(pass.key)) continue
    quantiles.set(
      pass.key,
      await valuesReader(
        { model, plan, table, read, own, units, numbers, stratumOf },
        sampled,
        pass,
        scale,
        weightScale,
      ),
    )
  }
  return {
    strata: known.strata,
    loneCluster: rule.loneCluster,
    stratumOf: (at) => stratumOf[at] ?? 0,
    cell: (place) => {
      const found = inCluster(place)
      if (!found) return null
      const { of, at } = found
      return {
        clusters: numbersOf(of).subarray(at.from, at.to),
        sums: ({ key }) => sumsOf(of, key).subarray(at.from, at.to),
      }
    },
    values: (place, pass) => quantiles.get(pass.key)?.(place, pass) ?? null,
    replicates:
      columns.replicates.length === 0
        ? null
        : await replicateReader({ model, plan, table, read, own }, sampled, columns.replicates),
  }
}

type Reading = {
  model: TableModel
  plan: Plan
  table: Placed
  read: GroupReader
  own: (dimensions: PlannedDimension[], accumulators: Accumulator[]) => Plan
}

/** Records of a cell by cluster and value: what a quantile and the share below it are taken from. */
const valuesReader = async (
  {
    model,
    plan,
    table,
    read,
    own,
    units,
    numbers,
    stratumOf,
  }: Reading & {
    units: PlannedDimension[]
    numbers: ReadonlyMap<string, number>
    stratumOf: Int32Array
  },
  sampled: SampledMeasures,
  { filter, factor, weight: asked }: Percentile,
  scale: number,
  weightScale: number,
): Promise<Sample['values']> => {
  const weight = asked ?? sampled.weight
  const weights = accumulatorOf(filter, [weight], [weight, factor])
  const valueKey: PlannedDimension = {
    dimension: { variable: factor.ref, total: 'none', sort: 'code' },
    axis: 'row',
    ref: factor.ref,
    base: factor.ref,
    label: { vi: '', en: '' },
    grouping: { kind: 'number', scale },
    physical: 'integer',
    derived: null,
    linked: factor.linked,
    path: null,
    hide: false,
    rawKey: `${factor.identity}#value`,
  }
  const groups = await read.groups(
    own([...plan.dimensions, ...units, valueKey], union(plan.accumulators, [weights])),
    mostGroups,
  )
  const raw = groups.keys.get(valueKey.rawKey)
  const texts = Array.from({ length: groups.rows }, (_, g) => {
    const value = raw?.values[raw.index[g] ?? 0]
    return value?.state === 'value' ? value.code : ''
  })
  const value = numbered(texts, (a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
  const clusterOf = Int32Array.from(groupTexts(groups, units), (text) => numbers.get(text) ?? 0)
  const count = plan.dimensions.length
  const sizes = { clusters: numbers.size, values: value.names.length }
  const sorted = sortedSets(
    withKey(withKey(groups, '#cluster', clusterOf), '#value', value.index),
    [
      ...tableDimensions(model, plan, groups, table),
      identity('#cluster', sizes.clusters),
      identity('#value', sizes.values),
    ],
    plan.sets,
    [count, count + 1],
  )
  const find = finder(table.cube, sorted)
  return (place) => {
    const found = find(place)
    if (!found) return null
    const sum = found.of.set.sums.get(weights.key)
    const out = { values: [] as number[], weights: [] as number[], stratum: [] as number[], cluster: [] as number[] }
    for (let i = found.at.from; i < found.at.to; i++) {
      const cell = found.of.order[i] as number
      const at = found.of.set.places[cell] as number
      const text = value.names[at % sizes.values] ?? ''
      const weighed = sum ? Number(sumAt(sum, cell)) / 10 ** weightScale : 0
      if (text === '' || weighed <= 0) continue
      const of = Math.floor(at / sizes.values) % sizes.clusters
      out.values.push(Number(text))
      out.weights.push(weighed)
      out.cluster.push(of)
      out.stratum.push(stratumOf[of] ?? 0)
    }
    return out.values.length === 0 ? null : out
  }
}

/** Each sum once more with every replicate weight instead of the weight. */
const replicateReader = async (
  { model, plan, table, read, own }: Reading,
  { accumulators, weight }: SampledMeasures,
  replicates: readonly Factor[],
): Promise<Sample['replicates']> => {
  const replaced = (of: Accumulator, by: (typeof replicates)[number]): Accumulator => {
    const swap = (factors: Accumulator['factors']) => factors.map((f) => (f.identity === weight.identity ? by : f))
    return accumulatorOf(of.filter, swap(of.factors), swap(of.present))
  }
  const series = new Map(accumulators.map((of) => [of.key, [of, ...replicates.map((by) => replaced(of, by))]]))
  const groups = await read.groups(
    own(plan.dimensions, union(plan.accumulators, [...series.values()].flat())),
    mostGroups,
  )
  const sorted = sortedSets(groups, tableDimensions(model, plan, groups, table), plan.sets, [])
  const find = finder(table.cube, sorted)
  return (place, of) => {
    const found = find(place)
    const cell = found?.of.order[found.at.from]
    if (!found || cell === undefined) return null
    return (series.get(of.key) ?? []).map(({ key }) => {
      const sum = found.of.set.sums.get(key)
      return sum ? Number(sumAt(sum, cell)) : 0
    })
  }
}
