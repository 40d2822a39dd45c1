// An input's cube as the formula reads it: one number made of many categories, years told as the school years that
// begin in them. In: a cube of breakdowns (and the categories reduced) by time. Out: a cube of breakdowns by time. A
// hidden part hides the number.
import { periodLabel } from '#shared/format/time.ts'
import type { CellStatus, Cube, CubeCategory } from '#shared/model/cube.ts'
import { figureAt } from '#shared/model/cube.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { OverReduction, RecordInput } from '#shared/model/indicator.ts'
import { formatPeriod, parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { pricesOfCube } from './pricesOfCube.ts'

export const schoolYearOf = (period: Period): Period => {
  const parts = parsePeriod(period)
  return parts === null || parts.kind === 'school_year'
    ? period
    : formatPeriod({ kind: 'school_year', year: parts.year, part: 0 })
}

const inSchoolYears = (cube: Cube): Cube => ({
  ...cube,
  dimensions: cube.dimensions.map((dimension, i) =>
    i < cube.dimensions.length - 1
      ? dimension
      : {
          ...dimension,
          time: 'school_year' as const,
          categories: dimension.categories.map((c): CubeCategory => {
            if (c.kind !== 'value') return c
            const code = schoolYearOf(c.code)
            return { ...c, code, label: periodLabel(code) }
          }),
        },
  ),
})

/** Shares of categories that are none of a list (missing, not classifiable) count in the whole only. */
export const reduced = (
  values: readonly number[],
  whole: number,
  reduce: OverReduction,
  count: number,
): number | null => {
  if (values.length === 0 || whole <= 0 || values.some((v) => v < 0)) return null
  if (reduce === 'top_share') {
    const largest = values.toSorted((a, b) => b - a).slice(0, count)
    return (100 * largest.reduce((a, b) => a + b, 0)) / whole
  }
  const index = values.reduce((sum, value) => sum + (value / whole) ** 2, 0)
  if (reduce === 'hhi') return index
  const n = values.filter((v) => v > 0).length
  return n < 2 ? null : (index - 1 / n) / (1 - 1 / n)
}

type Group = {
  at: number[]
  known: number[]
  whole: number
  records: number
  hidden: CellStatus | null
  unknown: boolean
}

const overCategories = (cube: Cube, { reduce, count }: NonNullable<RecordInput['over']>): Cube => {
  const dropped = cube.dimensions.length - 2
  const measure = cube.measures[0]
  if (!measure) return cube
  const scale = measure.exact ? measure.scale : 0
  const kept = cube.dimensions.flatMap((_, d) => (d === dropped ? [] : [d]))
  const groups = new Map<string, Group>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const at = kept.map((d) => cube.cells.coordinates[d]?.[i] ?? 0)
    const key = at.join(' ')
    const group = groups.get(key) ?? { at, known: [], whole: 0, records: 0, hidden: null, unknown: false }
    groups.set(key, group)
    const status = cube.cells.statuses?.[0]?.[i] ?? 'value'
    if (status === 'suppressed' || status === 'suppressed_secondary') {
      group.hidden = group.hidden === 'suppressed' ? 'suppressed' : status
      continue
    }
    const value = figureAt(cube.cells.values[0], i)
    if (value === null) {
      group.unknown = true
      continue
    }
    const number = exactToNumber(value, scale)
    const kind = cube.dimensions[dropped]?.categories[cube.cells.coordinates[dropped]?.[i] ?? 0]?.kind
    group.whole += number
    group.records += Math.max(0, cube.cells.records[i] ?? 0)
    if (kind === 'value' || kind === 'others') group.known.push(number)
  }
  const ordered = [...groups.values()].toSorted((a, b) => {
    const d = a.at.findIndex((x, k) => x !== b.at[k])
    return d < 0 ? 0 : (a.at[d] ?? 0) - (b.at[d] ?? 0)
  })
  const values = ordered.map((g) => (g.hidden || g.unknown ? null : reduced(g.known, g.whole, reduce, count)))
  return {
    ...cube,
    dimensions: kept.flatMap((d) => cube.dimensions[d] ?? []),
    measures: [{ ...measure, exact: false, scale: 0, unit: { vi: '', en: '' }, additive: false }],
    cells: {
      coordinates: kept.map((_, k) => ordered.map((g) => g.at[k] ?? 0)),
      records: ordered.map((g) => (g.hidden ? -1 : g.records)),
      values: [values],
      statuses: [ordered.map((g, i) => g.hidden ?? (values[i] === null ? 'not_available' : 'value'))],
    },
  }
}

type Reading = Pick<RecordInput, 'over' | 'prices' | 'yearAs'>

export const readableCube = (cube: Cube, reading: Reading | undefined): Cube => {
  const priced = reading?.prices ? pricesOfCube(cube, reading.prices) : cube
  const one = reading?.over && !reading.prices ? overCategories(priced, reading.over) : priced
  return reading?.yearAs === undefined ? one : inSchoolYears(one)
}
