// What is done to the series of an indicator, step after step, at every place of its breakdowns. Pure. In: a cube of
// breakdowns and time, steps, which periods may be set against each other. Out: the cube with new figures, its method
// named, and why some are missing.
import type { CellStatus, Cube, CubeCategory } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { GapReason, IndicatorGap } from '#shared/model/indicatorGap.ts'
import { parsePeriod, shiftPeriod } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import type { SeriesStep } from '#shared/model/seriesStep.ts'
import { namedStep } from './seriesNames.ts'
import { seriesStep } from './seriesSteps.ts'
import type { Line, SeriesTime } from './seriesSteps.ts'

type WithGaps = { cube: Cube; gaps: IndicatorGap[] }
type Comparable = (now: Period, then: Period, standing: readonly CubeCategory[]) => boolean

/** Four centuries of months. */
const longestSeries = 5000

/** Every period from the first to the last of the time dimension, and where each of its categories stands in it. */
const timeOf = (categories: readonly CubeCategory[], kind: PeriodKind): SeriesTime => {
  const codes = categories.map((c) => c.code).toSorted()
  const periods: Period[] = []
  const last = codes.at(-1) ?? ''
  let at: Period | null = codes[0] ?? null
  while (at !== null && at <= last && periods.length < longestSeries) {
    periods.push(at)
    at = shiftPeriod(at, 1)
  }
  const partial = new Set(categories.flatMap((c) => (c.partial ? [c.code] : [])))
  return {
    kind,
    periods,
    perYear: kind === 'month' ? 12 : kind === 'quarter' ? 4 : 1,
    whole: periods.map((p) => !partial.has(p)),
  }
}

type Place = Line & {
  coordinates: number[]
  standing: CubeCategory[]
  key: Record<string, string>
  /** Cell of the cube at each period; −1 where there is none. */
  cells: number[]
}

const placesOf = (
  cube: Cube,
  time: SeriesTime,
  definition: IndicatorDefinition,
  gaps: readonly IndicatorGap[],
): Place[] => {
  const last = cube.dimensions.length - 1
  const at = new Map(time.periods.map((p, i) => [p, i]))
  const index = (cube.dimensions[last]?.categories ?? []).map((c) => at.get(c.code) ?? -1)
  const places = new Map<string, Place>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const coordinates = cube.dimensions.slice(0, last).map((_, d) => cube.cells.coordinates[d]?.[i] ?? 0)
    const name = coordinates.join(' ')
    const standing = coordinates.flatMap((c, d) => cube.dimensions[d]?.categories[c] ?? [])
    const place = places.get(name) ?? {
      coordinates,
      standing,
      key: Object.fromEntries(
        definition.breakdowns.flatMap((b, d) => {
          const category = standing[d]
          return category && category.kind !== 'total' ? [[b.id, categoryKey(category)]] : []
        }),
      ),
      cells: time.periods.map(() => -1),
      values: time.periods.map(() => null),
      reasons: time.periods.map(() => 'not_delivered' as GapReason),
      comparable: () => true,
    }
    places.set(name, place)
    const p = index[cube.cells.coordinates[last]?.[i] ?? 0] ?? -1
    if (p < 0) continue
    place.cells[p] = i
    place.values[p] = cube.cells.values[0]?.[i] === undefined ? null : Number(cube.cells.values[0][i] ?? Number.NaN)
    if (!Number.isFinite(place.values[p])) place.values[p] = null
    place.reasons[p] = place.values[p] === null ? 'nothing_to_measure' : null
    if (isHidden(cube.cells.statuses?.[0]?.[i])) place.reasons[p] = 'withheld'
  }
  for (const gap of gaps) {
    const p = at.get(gap.period) ?? -1
    for (const place of places.values()) if (p >= 0 && sameKey(place.key, gap.place)) place.reasons[p] = gap.reason
  }
  return [...places.values()]
}

const isHidden = (status: CellStatus | undefined): boolean =>
  status === 'suppressed' || status === 'suppressed_secondary'
const sameKey = (a: Record<string, string>, b: Record<string, string>): boolean => {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

/** The place where everything stands at its total, and those beside it that make it up. */
const wholeOf = (places: readonly Place[]): Place | null =>
  places.find((p) => p.standing.every((c) => c.kind === 'total')) ?? null

const statusAfter = (place: Place, p: number, before: CellStatus): CellStatus => {
  if (place.values[p] !== null) return 'value'
  if (isHidden(before)) return before
  return place.reasons[p] === 'withheld' ? 'suppressed_secondary' : 'not_available'
}

export const applySeries = (
  { cube, gaps }: WithGaps,
  definition: IndicatorDefinition,
  comparable: Comparable,
): WithGaps => {
  if (definition.series.length === 0) return { cube, gaps }
  const dimension = cube.dimensions.at(-1)
  const time = timeOf(dimension?.categories ?? [], definition.periodKind)
  if (parsePeriod(time.periods[0] ?? '') === null) return fail('TABLE_EMPTY')
  const places = placesOf(cube, time, definition, gaps).map((place) => ({
    ...place,
    comparable: (now: number, then: number): boolean =>
      comparable(time.periods[now] ?? '', time.periods[then] ?? '', place.standing),
  }))
  const whole = wholeOf(places)
  for (const step of definition.series) {
    const parts = places.filter((p) => p !== whole && p.standing.every((c) => c.kind !== 'total'))
    const context = { time, whole: whole && { ...whole }, parts: parts.map((p) => ({ ...p })) }
    for (const place of places) Object.assign(place, seriesStep(step, place, context))
  }
  const values = Array.from(cube.cells.records, (): number | null => null)
  const statuses = Array.from(cube.cells.records, (_, i): CellStatus => cube.cells.statuses?.[0]?.[i] ?? 'value')
  const missing: IndicatorGap[] = []
  for (const place of places) {
    place.cells.forEach((cell, p) => {
      if (cell < 0) return
      values[cell] = place.values[p] ?? null
      statuses[cell] = statusAfter(place, p, statuses[cell] ?? 'value')
      if (values[cell] === null)
        missing.push({ period: time.periods[p] ?? '', place: place.key, reason: place.reasons[p] ?? 'not_computable' })
    })
  }
  return {
    cube: renamed({ ...cube, cells: { ...cube.cells, values: [values], statuses: [statuses] } }, definition.series),
    gaps: missing,
  }
}

const renamed = (cube: Cube, steps: readonly SeriesStep[]): Cube =>
  steps.reduce((named, step) => {
    const measure = named.measures[0]
    const words = namedStep(step)
    if (!measure) return named
    const formula = measure.formula
      ? { vi: `${measure.formula.vi}; ${words.method.vi}`, en: `${measure.formula.en}; ${words.method.en}` }
      : words.method
    return {
      ...named,
      title: { vi: `${named.title.vi}, ${words.suffix.vi}`, en: `${named.title.en}, ${words.suffix.en}` },
      measures: [
        {
          ...measure,
          label: { vi: `${measure.label.vi}, ${words.suffix.vi}`, en: `${measure.label.en}, ${words.suffix.en}` },
          formula,
          ...(words.unit ? { unit: words.unit, decimals: 1 } : {}),
        },
      ],
      notes: [...named.notes, { vi: `${words.method.vi}.`, en: `${words.method.en}.` }],
    }
  }, cube)
