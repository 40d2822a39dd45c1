// Which file builds which kind. In: nothing. Out: a table of builders. No code of a kind here.
import type { ChartKind } from '../model/chart.ts'
import type { KindBuilder } from './drawing.ts'
import { area } from './kinds/area.ts'
import { bar } from './kinds/bar.ts'
import { box } from './kinds/box.ts'
import { bubble } from './kinds/bubble.ts'
import { column } from './kinds/column.ts'
import { combined } from './kinds/combined.ts'
import { dot } from './kinds/dot.ts'
import { dumbbell } from './kinds/dumbbell.ts'
import { fan } from './kinds/fan.ts'
import { groupedBar } from './kinds/groupedBar.ts'
import { heatmap } from './kinds/heatmap.ts'
import { histogram } from './kinds/histogram.ts'
import { line } from './kinds/line.ts'
import { percentBar } from './kinds/percentBar.ts'
import { pyramid } from './kinds/pyramid.ts'
import { sankey } from './kinds/sankey.ts'
import { scatter } from './kinds/scatter.ts'
import { slope } from './kinds/slope.ts'
import { smallMultiples } from './kinds/smallMultiples.ts'
import { sparklines } from './kinds/sparklines.ts'
import { stackedBar } from './kinds/stackedBar.ts'
import { treemap } from './kinds/treemap.ts'
import { waterfall } from './kinds/waterfall.ts'

export const kindBuilders: Record<ChartKind, KindBuilder> = {
  bar,
  column,
  grouped_bar: groupedBar,
  stacked_bar: stackedBar,
  percent_bar: percentBar,
  line,
  area,
  combined,
  pyramid,
  dot,
  slope,
  dumbbell,
  scatter,
  bubble,
  box,
  histogram,
  heatmap,
  treemap,
  sankey,
  waterfall,
  fan,
  small_multiples: smallMultiples,
  sparklines,
}
