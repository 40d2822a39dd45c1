// What each kind of chart wants along its axis and as its series, and how many series it can carry. A table, no code.
import type { ChartKind } from '../model/chart.ts'

export type KindRule = {
  /** time: along time where there is one · items: never along time · any. */
  along: 'time' | 'items' | 'any'
  /** two: exactly two groups · time: periods · several: two or more · optional · none. */
  series: 'two' | 'time' | 'several' | 'optional' | 'none'
  /** More series than this cannot be told apart. */
  seriesLimit: number
  /** More categories than this cannot be read at any size. */
  categoryLimit: number
  /** Parts are put together: the measure must add up and have no negative figure. */
  parts?: boolean
}

const plain: KindRule = { along: 'any', series: 'optional', seriesLimit: 8, categoryLimit: 150 }

export const kindRules: Record<ChartKind, KindRule> = {
  bar: plain,
  column: plain,
  grouped_bar: { ...plain, series: 'several' },
  stacked_bar: { ...plain, series: 'several', parts: true },
  percent_bar: { ...plain, series: 'several', parts: true },
  line: { ...plain, along: 'time', categoryLimit: 200_000 },
  area: { ...plain, along: 'time', categoryLimit: 200_000, parts: true },
  combined: { ...plain, along: 'time', series: 'none' },
  pyramid: { ...plain, series: 'two', seriesLimit: 8, parts: true },
  dot: plain,
  slope: { ...plain, along: 'items', series: 'time', seriesLimit: 400, categoryLimit: 24 },
  dumbbell: { ...plain, along: 'items', series: 'two', seriesLimit: 400, categoryLimit: 80 },
  scatter: { ...plain, along: 'items', series: 'none', categoryLimit: 100_000 },
  bubble: { ...plain, along: 'items', series: 'none', categoryLimit: 2_000 },
  box: { ...plain, series: 'several', seriesLimit: 100_000, categoryLimit: 60 },
  histogram: { ...plain, along: 'items', series: 'none', categoryLimit: 1_000_000 },
  heatmap: { ...plain, series: 'several', seriesLimit: 60, categoryLimit: 120 },
  treemap: { ...plain, along: 'items', series: 'none', categoryLimit: 400, parts: true },
  sankey: { ...plain, along: 'items', series: 'several', seriesLimit: 30, categoryLimit: 40, parts: true },
  waterfall: { ...plain, along: 'items', series: 'none', categoryLimit: 24 },
  fan: { ...plain, along: 'time', series: 'several', seriesLimit: 60, categoryLimit: 1000 },
  small_multiples: { ...plain, along: 'time', series: 'several', seriesLimit: 48, categoryLimit: 2000 },
  sparklines: { ...plain, along: 'time', series: 'several', seriesLimit: 60, categoryLimit: 5000 },
}
