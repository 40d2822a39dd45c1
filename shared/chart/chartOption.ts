// A cube as an ECharts option; the screen and the printed page draw the same one. Each kind is built by a file of its own (kinds/).
// In: cube, chart definition, language, theme. Out: the option, pure, with every position fixed so nothing overlaps.
// Never a DOM, a font file or a cube that was changed on the way.
import type { EChartsOption } from 'echarts'
import type { ChartDefinition, ChartKind } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import { fail } from '../model/failure.ts'
import type { Language } from '../model/text.ts'
import { chartData } from './chartData.ts'
import { pixelsPerMm } from './chartFrame.ts'
import { chartTexts } from './chartTexts.ts'
import { chartLooks, maximumSeries } from './chartTheme.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { KindBuilder } from './drawing.ts'
import { chartObstacle } from './fittingCharts.ts'
import { bar } from './kinds/bar.ts'
import { line } from './kinds/line.ts'
import { pyramid } from './kinds/pyramid.ts'
import { stackedBar } from './kinds/stackedBar.ts'

export type ChartOptionParts = {
  /** Title and source inside the drawing; off on a report page, which prints them as text around it. */
  heading?: boolean
}

const builders: Record<ChartKind, KindBuilder> = { bar, line, stacked_bar: stackedBar, pyramid }

/** Width and height in CSS pixels of the printed size. */
export const chartPixels = (
  definition: Pick<ChartDefinition, 'widthMm' | 'heightMm'>,
): { width: number; height: number } => ({
  width: Math.round(definition.widthMm * pixelsPerMm),
  height: Math.round(definition.heightMm * pixelsPerMm),
})

export const chartOption = (
  cube: Cube,
  definition: ChartDefinition,
  language: Language,
  theme: ChartTheme,
  { heading = true }: ChartOptionParts = {},
): EChartsOption => {
  const obstacle = chartObstacle(cube, definition)
  if (obstacle) return fail('CHART_NOT_FITTING', { reason: obstacle[language] })
  const data = chartData(cube, definition, maximumSeries)
  if (!data) return fail('CHART_NOT_FITTING', { reason: '' })
  const text = chartTexts(cube, definition, data, language)
  const look = chartLooks[theme]
  return builders[definition.chart]({ cube, definition, language, theme, look, data, text, heading })
}
