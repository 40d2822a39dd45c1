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
  /** Colour of a series where it is a line. */
  seriesInk: (series: number) => string
  /** Colour of a series where it is its name. */
  seriesText: (series: number) => string
  /** Fill of a series. */
  seriesFill: (series: number) => string
  /** Width of the widest figure as it is written on bars. */
  widestFigure: number
  /** Provisional figures stand beside final ones and look different. */
  mixed: boolean
}

export type KindBuilder = (drawing: Drawing) => EChartsOption
