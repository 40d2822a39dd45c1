// A cube as an ECharts option; the screen and the printed page draw the same one. Each kind is built by a file of its
// own (kinds/). In: cube, chart definition, language, theme. Out: the option, pure, with every position fixed so
// nothing overlaps. Never a DOM, a font file or a cube that was changed on the way.
import type { EChartsOption } from 'echarts'
import type { ChartDefinition, ChartThemeDefinition } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import { fail } from '../model/failure.ts'
import type { Language } from '../model/text.ts'
import { chartData } from './chartData.ts'
import { pixelsPerMm } from './chartFrame.ts'
import { mixedStatus } from './chartNotes.ts'
import { chartTexts } from './chartTexts.ts'
import type { ChartTexts } from './chartTexts.ts'
import { lineColour, lookOf } from './chartTheme.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Drawing } from './drawing.ts'
import { chartObstacle } from './fittingCharts.ts'
import { kindBuilders } from './kindBuilders.ts'
import { kindRules } from './kindRules.ts'
import { readable } from './palette.ts'
import { textWidth } from './textFit.ts'
import { topCategories } from './topCategories.ts'
import { figureText } from './valueLabels.ts'

export type ChartOptionParts = {
  /** Title and source inside the drawing; off on a report page, which prints them as text around it. */
  heading?: boolean
  /** The saved theme the definition names. */
  office?: ChartThemeDefinition | null
}

/** Width and height in CSS pixels of the printed size. */
export const chartPixels = (
  definition: Pick<ChartDefinition, 'widthMm' | 'heightMm'>,
): { width: number; height: number } => ({
  width: Math.round(definition.widthMm * pixelsPerMm),
  height: Math.round(definition.heightMm * pixelsPerMm),
})

export const chartDrawing = (
  cube: Cube,
  definition: ChartDefinition,
  language: Language,
  theme: ChartTheme,
  { heading = true, office = null }: ChartOptionParts,
): Drawing => {
  const obstacle = chartObstacle(cube, definition)
  if (obstacle) return fail('CHART_NOT_FITTING', { reason: obstacle[language] })
  const whole = chartData(cube, definition, kindRules[definition.chart].seriesLimit)
  if (!whole) return fail('CHART_NOT_FITTING', { reason: '' })
  const data = topCategories(whole, definition.top)
  const look = lookOf(theme, office)
  const colour = (s: number): string => look.series[s % look.series.length] ?? look.text
  const points = data.series.length > 3 ? [] : data.series.flatMap((s) => s.points.slice(0, 400))
  return {
    cube,
    definition,
    language,
    theme,
    look,
    data,
    text: chartTexts(cube, definition, data, language),
    heading,
    seriesInk: (s) => readable(lineColour(theme, s, look.series), look.background, 3),
    seriesText: (s) => readable(lineColour(theme, s, look.series), look.background, 4.5),
    seriesFill: colour,
    widestFigure: points.reduce((w, p) => Math.max(w, textWidth(figureText({ data, language }, p), 9)), 0),
    mixed: mixedStatus(data),
  }
}

export const chartOption = (
  cube: Cube,
  definition: ChartDefinition,
  language: Language,
  theme: ChartTheme,
  parts: ChartOptionParts = {},
): EChartsOption => kindBuilders[definition.chart](chartDrawing(cube, definition, language, theme, parts))

/** Every text of a chart that can be edited in place, and the sentence for those who do not see it. */
export const chartWords = (
  cube: Cube,
  definition: ChartDefinition,
  language: Language,
): ChartTexts & { keys: ChartKeys } => {
  const drawing = chartDrawing(cube, definition, language, 'light', {})
  return {
    ...drawing.text,
    keys: { series: drawing.data.series.map((s) => s.key), categories: drawing.data.categories },
  }
}
export type ChartKeys = { series: string[]; categories: Drawing['data']['categories'] }
