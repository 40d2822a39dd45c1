// A chart as Excel draws it itself: which kind of it, which columns of the sheet. In: what was drawn. Out: a plain
// description, or null where Excel has no such kind that LibreOffice and older versions read too (the picture then
// stands beside the figures).
import type { ChartKind } from '#shared/model/chart.ts'
import type { Drawing } from '#shared/chart/drawing.ts'

export type NativeSeries = {
  /** Column of the sheet, from 0; the name stands in its head. */
  column: number
  colour: string
  /** Drawn on the right axis. */
  second?: boolean
  as: 'bar' | 'line' | 'area' | 'scatter' | 'bubble'
  /** No fill: carries what stands on it. */
  hidden?: boolean
  /** No line between points. */
  points?: boolean
}

export type NativeChart = {
  direction: 'col' | 'bar'
  grouping: 'clustered' | 'stacked' | 'percentStacked' | 'standard'
  series: NativeSeries[]
  gap: number
  /** First category at the top of a lying chart. */
  fromTop: boolean
  /** Numbers along the axis without their sign (pyramids). */
  unsigned: boolean
  legend: boolean
  /** Columns of a scatter: across, up, area. */
  xColumn?: number
  sizeColumn?: number
  axisTitles: [string, string]
}

const plainKinds: Partial<
  Record<ChartKind, Pick<NativeChart, 'grouping'> & { as: NativeSeries['as']; points?: boolean }>
> = {
  bar: { grouping: 'clustered', as: 'bar' },
  column: { grouping: 'clustered', as: 'bar' },
  grouped_bar: { grouping: 'clustered', as: 'bar' },
  stacked_bar: { grouping: 'stacked', as: 'bar' },
  percent_bar: { grouping: 'percentStacked', as: 'bar' },
  pyramid: { grouping: 'stacked', as: 'bar' },
  line: { grouping: 'standard', as: 'line' },
  fan: { grouping: 'standard', as: 'line' },
  slope: { grouping: 'standard', as: 'line' },
  area: { grouping: 'stacked', as: 'area' },
  dot: { grouping: 'standard', as: 'line', points: true },
  dumbbell: { grouping: 'standard', as: 'line', points: true },
  histogram: { grouping: 'clustered', as: 'bar' },
  waterfall: { grouping: 'stacked', as: 'bar' },
}

/** Steps stand on an unseen part of the bar, which Excel cannot draw across zero. */
const fallsBelowZero = ({ data }: Drawing): boolean => {
  let end = 0
  return (data.series[0]?.points ?? []).some(({ shown }) => {
    end += shown ?? 0
    return end < 0
  })
}

/** Columns of the sheet: names, then series; see nativeTable. */
export const nativeChart = (drawing: Drawing, columns: number): NativeChart | null => {
  const { definition, data, text, language } = drawing
  const kind = definition.chart
  const common = {
    fromTop: false,
    unsigned: false,
    gap: 60,
    legend: columns > 2,
    axisTitles: ['', text.measureUnit] as [string, string],
  }
  const ink = (s: number): string => drawing.seriesInk(s)
  if (kind === 'combined')
    return {
      ...common,
      direction: 'col',
      grouping: 'clustered',
      legend: true,
      series: [
        { column: 1, colour: drawing.seriesFill(0), as: 'bar' },
        { column: 2, colour: ink(1), as: 'line', second: true },
      ],
    }
  if (kind === 'scatter' || kind === 'bubble')
    return {
      ...common,
      direction: 'col',
      grouping: 'standard',
      legend: false,
      xColumn: 1,
      series: [{ column: 2, colour: ink(0), as: kind === 'bubble' ? 'bubble' : 'scatter', points: true }],
      ...(kind === 'bubble' ? { sizeColumn: 3 } : {}),
      axisTitles: [data.measure.label[language], ''],
    }
  const plain = plainKinds[kind]
  if (!plain || (kind === 'waterfall' && fallsBelowZero(drawing))) return null
  const lying =
    kind === 'pyramid' ||
    (['bar', 'grouped_bar', 'stacked_bar', 'percent_bar'].includes(kind) &&
      data.categories.length > 12 &&
      data.category.time === null)
  const waterfall = kind === 'waterfall'
  // A step that is withheld or missing would be drawn as none, and the sum as if it were whole.
  if (waterfall && data.series.some((own) => own.points.some((point) => point.shown === null))) return null
  return {
    ...common,
    direction: lying ? 'bar' : 'col',
    grouping: plain.grouping,
    gap: kind === 'histogram' ? 0 : kind === 'pyramid' ? 12 : 60,
    fromTop: lying && kind !== 'pyramid',
    unsigned: kind === 'pyramid',
    legend: waterfall ? false : columns > 2,
    series: Array.from({ length: columns - 1 }, (_, i) => ({
      column: i + 1,
      colour: plain.as === 'line' ? ink(i) : drawing.seriesFill(waterfall ? i - 1 : i),
      as: plain.as,
      ...(waterfall && i === 0 ? { hidden: true } : {}),
      ...(plain.points ? { points: true } : {}),
    })),
  }
}
