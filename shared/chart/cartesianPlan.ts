// What a kind of chart hands to the chart on two axes, and what it is told of the plot. Types only.
import type { NiceAxis } from './niceAxis.ts'

/** How the series stand on the plot. */
export type Plot = {
  horizontal: boolean
  showsValues: boolean
  left: number
  top: number
  width: number
  height: number
  axis: NiceAxis
  /** Pixel along the axis of categories of the middle of one. */
  at: (category: number) => number
  /** Pixel along the axis of figures. */
  to: (value: number) => number
}

export type SecondAxis = { axis: NiceAxis; label: (value: number) => string; name: string }

export type CartesianPlan = {
  /** Figures as they are drawn, series by series. */
  values: (number | null)[][]
  /** What a reader tells apart; more than one makes a legend, or names at the ends of lines. */
  names: string[]
  series: (plot: Plot) => object[]
  extra?: (plot: Plot) => object[]
  axis?: 'zero' | 'free' | 'mirrored' | NiceAxis
  stacked?: boolean
  orientation?: 'horizontal' | 'vertical'
  /** Categories side by side in bands (bars) or on points (lines). */
  bands?: boolean
  /** Bars that stand beside each other in one category. */
  across?: number
  /** First category at the bottom. */
  upward?: boolean
  /** Names may stand at the ends of the lines. */
  lines?: boolean
  /** No figures on the bars whatever the room. */
  plain?: boolean
  label?: (value: number) => string
  axisName?: string
  second?: SecondAxis
  /** A row above the plot for texts of the kind's own (extra). */
  head?: number
  tooltip?: object
}
