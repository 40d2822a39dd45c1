// The sample behind a table, record by record: the slow evaluator's own cluster sums, values and replicate sums.
// In: all records, and those of each cell. Out: a Sample as the engines give it. Never a group added up by an engine.
import { fail } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Stratum } from '#engine/analyse/survey/design.ts'
import { usualSurveyRule } from '#shared/model/survey.ts'
import type { PlainRecord } from '#engine/process/categories/types.ts'
import type { TableModel } from '../plan/model.ts'
import type { Accumulator, Plan, PlannedDimension } from '../types.ts'
import { designColumns, sampleKeys } from '../sampling/sampleKeys.ts'
import type { DesignColumns, SampleKeys } from '../sampling/sampleKeys.ts'
import type { DesignProblem, Sample } from '../sampling/sample.ts'
import type { SampleReader, SampledTable } from '../sampling/sampledTable.ts'
import type { EvaluatedCell, PlainFilters } from './evaluate.ts'

export type EvaluatedRows = { all: readonly PlainRecord[]; cells: readonly EvaluatedCell[]; filters: PlainFilters }

const textOf = (record: PlainRecord, keys: readonly PlannedDimension[]): string | null => {
  const parts = keys.map(({ base, grouping }) => {
    const { value, version } = record(base)
    if (value === null) return null
    const code = grouping.kind === 'number' ? exactToDecimal(BigInt(value), grouping.scale) : String(value)
    return `${version ?? ''}\u0002${code}`
  })
  return parts.includes(null) ? null : parts.join('\u0001')
}

const sumOf = (rows: readonly PlainRecord[], of: Accumulator, filters: PlainFilters): bigint => {
  const accepts = of.filter === null ? () => true : filters.get(of.filter)
  let sum = 0n
  for (const row of rows) {
    if (accepts?.(row) !== true) continue
    if (of.present.some(({ ref }) => row(ref).value === null)) continue
    sum += of.factors.reduce((product, { ref }) => product * BigInt(row(ref).value ?? 0), 1n)
  }
  return sum
}

const numbersOf = (names: Iterable<string>): Map<string, number> =>
  new Map([...new Set(names)].sort().map((name, i) => [name, i]))

/** Strata by name with the clusters drawn and those there are. */
const strataOf = (
  all: readonly PlainRecord[],
  keys: SampleKeys,
  { population, weight }: DesignColumns,
): Map<string, Stratum> | DesignProblem => {
  const named = [...keys.strata, ...keys.clusters].map((k) => k.ref)
  for (const ref of [...named, weight.ref, ...(population ? [population.ref] : [])]) {
    const missing = all.filter((row) => row(ref).value === null).length
    if (missing > 0) return { variable: ref, records: missing, vi: 'để trống', en: 'is empty' }
  }
  const negative = all.filter((row) => BigInt(row(weight.ref).value ?? 0) < 0n).length
  if (negative > 0) return { variable: weight.ref, records: negative, vi: 'âm', en: 'is negative' }
  const found = Map.groupBy(all, (row) => textOf(row, keys.strata) ?? '')
  const strata = new Map<string, Stratum>()
  for (const [name, rows] of found) {
    const clusters = new Set(rows.map((row) => textOf(row, keys.units))).size
    const sizes = new Set(population ? rows.map((row) => String(row(population.ref).value)) : [])
    if (sizes.size > 1)
      return {
        variable: population?.ref ?? '',
        records: clusters,
        vi: 'không như nhau trong một tầng',
        en: 'is not the same within a stratum',
      }
    const [size] = sizes
    const whole = size === undefined ? null : Number(size) / 10 ** (population?.scale ?? 0)
    if (whole !== null && whole < clusters)
      return {
        variable: population?.ref ?? '',
        records: clusters,
        vi: 'nhỏ hơn số đơn vị mẫu của tầng',
        en: 'is less than the units drawn in a stratum',
      }
    strata.set(name, { clusters, population: whole })
  }
  return strata
}

const rowsAt = (plan: Plan, cells: readonly EvaluatedCell[], { cube, cubeIndex }: SampledTable) => {
  const totals = cube.dimensions.map((d: Cube['dimensions'][number]) =>
    d.categories.findIndex((c) => c.kind === 'total'),
  )
  const known = new Map(
    cells.map((cell) => [
      plan.dimensions
        .map((_, d) => {
          const category = cell.categories[d]
          return category ? cubeIndex(d, category) : totals[d]
        })
        .join(' '),
      cell.rows,
    ]),
  )
  return (place: ArrayLike<number>): readonly PlainRecord[] | null => known.get(Array.from(place).join(' ')) ?? null
}

export const evaluatedSample =
  (model: TableModel, plan: Plan, { all, cells, filters }: EvaluatedRows): SampleReader =>
  async (sampled, table) => {
    const { design } = model.dataset
    if (design === undefined) return fail('SURVEY_DESIGN_NONE', { dataset: model.dataset.id })
    const keys = sampleKeys(model, design)
    const columns = designColumns(model, design)
    const found = strataOf(all, keys, columns)
    if (!(found instanceof Map)) return found
    const strata = numbersOf(found.keys())
    const units = [...keys.strata, ...keys.units]
    const clusters = numbersOf(all.map((row) => textOf(row, units) ?? ''))
    const clusterOf = (row: PlainRecord): number => clusters.get(textOf(row, units) ?? '') ?? 0
    const stratumOf = new Map(all.map((row) => [clusterOf(row), strata.get(textOf(row, keys.strata) ?? '') ?? 0]))
    const at = rowsAt(plan, cells, table)
    const sample: Sample = {
      strata: [...strata.keys()].map((name) => found.get(name) ?? { clusters: 0, population: null }),
      loneCluster: (model.surveyRule ?? usualSurveyRule).loneCluster,
      stratumOf: (cluster) => stratumOf.get(cluster) ?? 0,
      cell: (place) => {
        const rows = at(place)
        if (rows === null) return null
        const inside = [...Map.groupBy(rows, clusterOf)].sort(([a], [b]) => a - b)
        return {
          clusters: inside.map(([cluster]) => cluster),
          sums: (of) => Float64Array.from(inside, ([, own]) => Number(sumOf(own, of, filters))),
        }
      },
      values: (place, pass) => {
        const { filter, factor } = pass
        const weightRef = pass.weight?.ref ?? sampled.weight.ref
        const accepts = filter === null ? () => true : filters.get(filter)
        const given = (at(place) ?? []).filter((row) => accepts?.(row) === true && row(factor.ref).value !== null)
        const scales = [...sampled.figures.values()].find((f) => f.kind === 'quantile' && f.pass.key === pass.key)
        if (scales?.kind !== 'quantile') return null
        const grouped = Map.groupBy(given, (row) => `${clusterOf(row)} ${String(row(factor.ref).value)}`)
        const points = [...grouped].flatMap(([name, rows]) => {
          const [cluster = '0', value = '0'] = name.split(' ')
          const weight = rows.reduce((sum, row) => sum + BigInt(row(weightRef).value ?? 0), 0n)
          return weight > 0n ? [{ cluster: Number(cluster), value: BigInt(value), weight }] : []
        })
        points.sort((a, b) => a.cluster - b.cluster || (a.value < b.value ? -1 : 1))
        if (points.length === 0) return null
        return {
          values: points.map((p) => Number(exactToDecimal(p.value, scales.scale))),
          weights: points.map((p) => Number(p.weight) / 10 ** scales.weightScale),
          stratum: points.map((p) => sample.stratumOf(p.cluster)),
          cluster: points.map((p) => p.cluster),
        }
      },
      replicates:
        columns.replicates.length === 0
          ? null
          : (place, of) => {
              const rows = at(place)
              if (rows === null) return null
              return [sampled.weight, ...columns.replicates].map((by) => {
                const swap = (factors: Accumulator['factors']) =>
                  factors.map((f) => (f.identity === sampled.weight.identity ? by : f))
                return Number(sumOf(rows, { ...of, factors: swap(of.factors), present: swap(of.present) }, filters))
              })
            },
    }
    return sample
  }
