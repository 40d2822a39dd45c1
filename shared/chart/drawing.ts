// What a builder of one kind of chart is given. In: nothing. Out: types. Never a drawing.
import type { EChartsOption } from 'echarts'
import type { ChartDefinition } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import type { Language } from '../model/text.ts'
import type { ChartData } from './chartData.ts'
import type { ChartTexts } from './chartTexts.ts'
import type { ChartLook, ChartTheme } from './chartTheme.ts'

export type Drawing = {
  cube: Cube
  definition: ChartDefinition
  language: Language
  theme: ChartTheme
  look: ChartLook
  data: ChartData
  text: ChartTexts
  /** Title and source inside the drawing; off on a report page, which prints them as text around it. */
  heading: boolean
}

export type KindBuilder = (drawing: Drawing) => EChartsOption
