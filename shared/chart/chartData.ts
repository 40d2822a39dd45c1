// What a chart draws, taken out of a cube: one category axis, series, figures. In: a cube and a chart definition. Out:
// figures in their shown unit with the cell each came from. Totals are never drawn beside their parts. No colour here.
import type { ChartDefinition, ChartKind } from '../model/chart.ts'
import { axesOf, categoryKey } from '../model/cube.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension, CubeMeasure } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { Bilingual } from '../model/text.ts'
import { cellNumber } from '../format/cell.ts'
import { periodLabel } from '../format/time.ts'
import { periodsBetween } from '../model/coverage.ts'
import { kindRules } from './kindRules.ts'

export type ChartPoint = {
  cell: number
  value: Exact | null
  status: CellStatus
  shown: number | null
  /** An estimate or preliminary figure. */
  provisional: boolean
}
export type ChartSeries = { key: string; label: Bilingual; points: ChartPoint[] }

export type ChartData = {
  category: CubeDimension
  categories: CubeCategory[]
  /** Null: a single series. */
  seriesDimension: CubeDimension | null
  series: ChartSeries[]
  measure: CubeMeasure
  /** The categories at which the other dimensions are held, where they are not totals: said under the title. */
  held: { dimension: CubeDimension; category: CubeCategory }[]
  /** Figures not drawn because they are withheld. */
  withheld: number
  /** Only the largest categories are drawn. */
  shortened?: { kept: number; of: number; together: boolean }
}

export type ChartChoice = Pick<ChartDefinition, 'categoryDimension' | 'seriesDimension' | 'measure'> & {
  chart: ChartKind
}

const parts = (dimension: CubeDimension | undefined): number =>
  dimension?.categories.filter((c) => c.kind !== 'total').length ?? 0

/** Values only, with what is missing or unmapped when there is some; totals only when there is nothing else. */
const drawnIndexes = (dimension: CubeDimension): number[] => {
  const all = dimension.categories.map((_, i) => i)
  const withoutTotal = all.filter((i) => dimension.categories[i]?.kind !== 'total')
  return withoutTotal.length > 0 ? withoutTotal : all
}

const heldIndex = (dimension: CubeDimension): number => {
  const total = dimension.categories.findIndex((c) => c.kind === 'total')
  if (total >= 0) return total
  // A series is held at its latest period.
  return dimension.time ? dimension.categories.reduce((last, c, i) => (c.kind === 'value' ? i : last), 0) : 0
}

/** The dimension along the axis when none is named: time for lines, else the first of the rows that has parts. */
export const chooseCategoryDimension = (cube: Cube, chart: ChartKind): number => {
  const dimensions = cube.dimensions.map((dimension, index) => ({ dimension, index }))
  const time = dimensions.filter((d) => d.dimension.time !== null && parts(d.dimension) > 1)
  if (kindRules[chart].along === 'time' && time[0]) return time[0].index
  const order = { row: 0, column: 1, layer: 2 }
  const several = dimensions
    .filter(
      (d) =>
        parts(d.dimension) > 1 &&
        (kindRules[chart].series !== 'two' || parts(d.dimension) !== 2) &&
        (kindRules[chart].along !== 'items' || d.dimension.time === null),
    )
    .sort((a, b) => order[a.dimension.axis] - order[b.dimension.axis] || a.index - b.index)
  return several[0]?.index ?? 0
}

/** Blocks that stand beside each other on an axis are not crossed: a chart cannot take a dimension from each. */
const crossed = (cube: Cube, a: number, b: number): boolean => {
  const [axis, other] = [cube.dimensions[a]?.axis, cube.dimensions[b]?.axis]
  return (
    axis === undefined ||
    axis !== other ||
    axesOf(cube)[axis].some((block) => [a, b].every((d) => block.some((part) => part.dimension === d)))
  )
}

const chooseSeriesDimension = (cube: Cube, chart: ChartKind, category: number, limit: number): number | null => {
  const { series: wish } = kindRules[chart]
  if (wish === 'none') return null
  const usable = cube.dimensions
    .map((dimension, index) => ({ dimension, index, parts: parts(dimension) }))
    .filter((d) => {
      if (d.index === category || !crossed(cube, category, d.index)) return false
      if (wish === 'two') return d.parts === 2
      if (wish === 'time') return d.parts > 1 && d.dimension.time !== null
      return d.parts > 1 && d.parts <= limit
    })
  // Bars of several periods side by side are harder to read than bars of groups; take time last.
  usable.sort((a, b) => Number(a.dimension.time !== null) - Number(b.dimension.time !== null) || a.index - b.index)
  return usable[0]?.index ?? null
}

const keyOf = (category: CubeCategory | undefined, measure: string): string =>
  category ? categoryKey(category) : measure

/** Nothing is known of a period that the table does not have. */
const gap: ChartPoint = { cell: -1, value: null, status: 'not_available', shown: null, provisional: false }

/** More periods than this between two that are there would be mostly gaps. */
const mostGaps = 600

/**
 * Periods in order with those the table lacks at their place: time goes on where nothing was delivered. `from`: −1 for
 * a gap.
 */
const placesInTime = (
  { time }: CubeDimension,
  categories: readonly CubeCategory[],
): { category: CubeCategory; from: number }[] => {
  const as = categories.map((category, from) => ({ category, from }))
  const values = categories.filter((c) => c.kind === 'value')
  const ascending = values.every((c, i) => i === 0 || (values[i - 1]?.code ?? '') < c.code)
  if (time === null || values.length < 2 || values.length !== categories.length || !ascending) return as
  const all = as.flatMap((place, i) => {
    const before = i === 0 ? [] : periodsBetween(values[i - 1]?.code ?? '', place.category.code)
    const missing = before.map((code) => ({
      category: { code, label: periodLabel(code), kind: 'value' as const },
      from: -1,
    }))
    return [...missing, place]
  })
  return all.length > categories.length + mostGaps ? as : all
}

/** Null when the cube has no dimension or the named dimension or measure is not there. */
export const chartData = (cube: Cube, choice: ChartChoice, seriesLimit: number): ChartData | null => {
  const categoryIndex = choice.categoryDimension ?? chooseCategoryDimension(cube, choice.chart)
  const category = cube.dimensions[categoryIndex]
  const measureIndex = choice.measure === undefined ? 0 : cube.measures.findIndex((m) => m.id === choice.measure)
  const measure = cube.measures[measureIndex]
  if (!category || !measure) return null
  const seriesIndex =
    choice.seriesDimension === undefined
      ? chooseSeriesDimension(cube, choice.chart, categoryIndex, seriesLimit)
      : choice.seriesDimension
  const seriesDimension = seriesIndex === null ? null : cube.dimensions[seriesIndex]
  if (seriesDimension === undefined || seriesIndex === categoryIndex) return null

  const place = cube.dimensions.map((dimension, d) =>
    d === categoryIndex || d === seriesIndex ? -1 : heldIndex(dimension),
  )
  const found = new Map<number, number>()
  const [categoryOf = [], seriesOf] = [
    cube.cells.coordinates[categoryIndex],
    seriesIndex === null ? undefined : cube.cells.coordinates[seriesIndex],
  ]
  const width = category.categories.length
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    if (place.every((p, d) => p < 0 || cube.cells.coordinates[d]?.[i] === p))
      found.set((seriesOf?.[i] ?? 0) * width + (categoryOf[i] ?? 0), i)
  }

  const seriesCategories = seriesDimension ? drawnIndexes(seriesDimension) : [0]
  const present = drawnIndexes(category).filter((c) => seriesCategories.some((s) => found.has(s * width + c)))
  let withheld = 0
  const pointAt = (s: number, c: number): ChartPoint => {
    const cell = found.get(s * width + c) ?? -1
    const value = cell < 0 ? null : (cube.cells.values[measureIndex]?.[cell] ?? null)
    const status: CellStatus =
      cell < 0 ? 'none' : (cube.cells.statuses?.[measureIndex]?.[cell] ?? (value === null ? 'not_available' : 'value'))
    if (status === 'suppressed' || status === 'suppressed_secondary') withheld += 1
    const figureStatus = category.categories[c]?.status ?? seriesDimension?.categories[s]?.status ?? cube.status
    return {
      cell,
      value,
      status,
      shown: cellNumber({ value, status }, measure),
      provisional: figureStatus !== 'official',
    }
  }
  const series = seriesCategories
    .filter((s) => present.some((c) => found.has(s * width + c)))
    .map((s): ChartSeries => ({
      key: keyOf(seriesDimension?.categories[s], measure.id),
      label: seriesDimension ? (seriesDimension.categories[s]?.label ?? measure.label) : measure.label,
      points: present.map((c) => pointAt(s, c)),
    }))
  const places = placesInTime(
    category,
    present.flatMap((c) => category.categories[c] ?? []),
  )
  return {
    category,
    categories: places.map((place) => place.category),
    seriesDimension,
    series: series.map((s) => ({
      ...s,
      points: places.map(({ from }) => (from < 0 ? gap : (s.points[from] ?? gap))),
    })),
    measure,
    held: cube.dimensions.flatMap((dimension, d) => {
      const at = dimension.categories[place[d] ?? -1]
      return at && at.kind !== 'total' ? [{ dimension, category: at }] : []
    }),
    withheld,
  }
}
