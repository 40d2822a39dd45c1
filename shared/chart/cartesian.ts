// A chart on two axes, one of categories and one of figures: frame, axes, legend and tooltip around the series of a kind.
// In: a drawing and how its series are drawn. Out: the whole option. Never a kind's own rule: those are in kinds/.
import type { EChartsOption } from 'echarts'
import { categoryAxisOf } from './categoryAxisOption.ts'
import { chartFrame } from './chartFrame.ts'
import type { Drawing } from './drawing.ts'
import { legendOf } from './legend.ts'
import { placeCategoryAxis } from './placeCategoryAxis.ts'
import { plainParts } from './plainParts.ts'
import { textWidth } from './textFit.ts'
import { axisTooltip } from './tooltip.ts'
import { axisLabel, axisScale, endRoom, lowerFirst, valueAxisOf, valueAxisRoom } from './valueAxis.ts'
import { showsValues } from './valueLabels.ts'

/** How the series stand on the plot. */
export type Plot = { horizontal: boolean; showsValues: boolean }

export const cartesian = (drawing: Drawing, seriesOf: (series: number, plot: Plot) => object): EChartsOption => {
  const { data, definition, text, look, language, heading } = drawing
  const frame = chartFrame({
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
    title: heading ? text.title : '',
    unit: text.unit,
    source: heading ? text.source : text.withheld,
    legend: data.series.length > 1 ? text.series : [],
  })
  const scale = axisScale(data)
  const valueLabel = (value: number) =>
    axisLabel(definition.chart === 'pyramid' ? Math.abs(value) : value, scale.power, language)
  const valueRoom = valueAxisRoom(data, valueLabel)
  const placement = placeCategoryAxis(drawing, frame, valueRoom)
  const horizontal = placement.orientation === 'horizontal'
  const shows = showsValues(drawing, placement, frame)
  // The last label of a line's axis stands half beyond the plot.
  const timeEnd = definition.chart === 'line' ? textWidth(text.categories.at(-1) ?? '', 10.5) / 2 : 0
  const axisName = scale.name ? `${scale.name[language]} ${lowerFirst(text.measureUnit)}`.trim() : ''
  const category = categoryAxisOf(placement, look, definition.chart)
  const value = valueAxisOf(data, definition.chart, look, valueLabel, axisName, horizontal)
  const room = {
    left: frame.plot.left + (horizontal ? placement.room : valueRoom),
    right: frame.width - frame.plot.right + (horizontal ? endRoom(data, shows, valueLabel, language) : 4 + timeEnd),
    top: frame.plot.top + (axisName !== '' && !horizontal ? 18 : 4),
    bottom: frame.height - frame.plot.bottom + (horizontal ? 20 + (axisName === '' ? 0 : 14) : placement.room),
  }
  return {
    ...plainParts(drawing, frame, look.decals.length > 0 && definition.chart !== 'line'),
    ...(frame.legend ? { legend: legendOf(frame.legend, text.series, look) } : {}),
    tooltip: axisTooltip(drawing),
    grid: { ...room, containLabel: false, outerBoundsMode: 'none' },
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? category : value,
    series: data.series.map((_, s) => seriesOf(s, { horizontal, showsValues: shows })),
  } as EChartsOption
}
