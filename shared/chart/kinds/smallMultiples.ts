// A panel for each series, all with the same axes, so that shapes and levels are compared at once.
import type { EChartsOption } from 'echarts'
import { fail } from '../../model/failure.ts'
import { shownValues } from '../barSeries.ts'
import { fontSizes } from '../chartFrame.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'
import { niceAxis } from '../niceAxis.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { distinctLabels, textWidth, truncateText } from '../textFit.ts'
import { textShape } from '../textShapes.ts'
import { plainTooltip } from '../tooltip.ts'
import { axisLabel, axisName, axisRoom, axisScale, valueAxisOf } from '../valueAxis.ts'
import { figureText } from '../valueLabels.ts'

const size = fontSizes.small
const least = { width: 78, height: 46 }

export const smallMultiples: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const frame = frameOf(drawing)
  const values = shownValues(drawing)
  const time = data.category.time !== null
  const found = values.flat().filter((v) => v !== null)
  const axis = niceAxis(
    found.reduce((m, v) => Math.min(m, v), Infinity),
    found.reduce((m, v) => Math.max(m, v), -Infinity),
    { zero: !time, ticks: 3 },
  )
  const scale = axisScale(data.measure, Math.max(Math.abs(axis.min), Math.abs(axis.max)))
  const label = (v: number): string => axisLabel(v, scale.power, language)
  const name = axisName(scale, axis, text.measureUnit, language)
  const room = axisRoom(axis, label)
  const [width, height] = [
    frame.plot.right - frame.plot.left - room,
    frame.plot.bottom - frame.plot.top - (name === '' ? 0 : 14) - 18,
  ]
  // As many columns as keep panels about twice as wide as high.
  const columns = Array.from({ length: Math.min(8, values.length) }, (_, i) => i + 1)
    .map((n) => ({ n, w: width / n, h: height / Math.ceil(values.length / n) }))
    .filter((p) => p.w >= least.width && p.h >= least.height)
    .sort((a, b) => Math.abs(a.w / a.h - 2) - Math.abs(b.w / b.h - 2))[0]
  if (!columns)
    return fail('CHART_NOT_FITTING', {
      reason:
        language === 'vi'
          ? `${values.length} ô nhỏ không đủ chỗ; hãy tăng khổ hoặc bớt nhóm`
          : `no room for ${values.length} panels; enlarge it or take fewer`,
    })
  const { n, w, h } = columns
  const top0 = frame.plot.top + (name === '' ? 0 : 14)
  const left0 = frame.plot.left + room
  const panels = values.map((_, s) => ({
    left: left0 + (s % n) * w + 4,
    top: top0 + Math.floor(s / n) * h + 16,
    width: w - 10,
    height: h - 22,
    lastRow: s + n >= values.length,
    firstColumn: s % n === 0,
  }))
  const panelNames = distinctLabels(text.series, (series) => truncateText(series, w - 10, size, true))
  const ends = [text.categories[0] ?? '', text.categories.at(-1) ?? '']
  const both = ends.reduce((sum, t) => sum + textWidth(t, size), 0) + 6 <= w - 4
  return {
    ...plainParts(drawing, frame, false),
    grid: panels.map(({ left, top, width, height }) => ({
      left,
      top,
      width,
      height,
      containLabel: false,
      outerBoundsMode: 'none',
    })),
    xAxis: panels.map((_, s) => ({
      type: 'category',
      gridIndex: s,
      data: text.categories,
      boundaryGap: !time,
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: look.axis } },
    })),
    yAxis: panels.map((panel, s) => {
      const own = valueAxisOf(axis, look, label)
      return { ...own, gridIndex: s, axisLabel: { ...own.axisLabel, show: panel.firstColumn, fontSize: size } }
    }),
    tooltip: {
      ...plainTooltip,
      trigger: 'item',
      formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
        const point = data.series[seriesIndex]?.points[dataIndex]
        return `${text.series[seriesIndex] ?? ''}\n${text.full[dataIndex] ?? ''}: ${point ? figureText(drawing, point) : ''}`
      },
    },
    graphic: {
      elements: [
        ...(name === ''
          ? []
          : [textShape({ text: name, x: frame.plot.left, y: frame.plot.top + 4, size, colour: look.muted })]),
        ...panels.flatMap((panel, s) => [
          textShape({
            text: panelNames[s] ?? '',
            x: panel.left,
            y: panel.top - 8,
            size,
            colour: look.text,
            bold: true,
          }),
          ...(time && panel.lastRow
            ? [
                textShape({
                  text: truncateText(ends[0] ?? '', panel.width, size),
                  x: panel.left,
                  y: panel.top + panel.height + 10,
                  size,
                  colour: look.text,
                }),
                ...(both
                  ? [
                      textShape({
                        text: ends[1] ?? '',
                        x: panel.left + panel.width,
                        y: panel.top + panel.height + 10,
                        size,
                        colour: look.text,
                        align: 'right',
                      }),
                    ]
                  : []),
              ]
            : []),
        ]),
      ],
    },
    series: values.map((v, s) => ({
      ...(time
        ? { ...lineSeries(drawing, 0, { values: v, width: 1.4 }), symbolSize: 2.5, symbol: 'circle' }
        : { type: 'bar', data: v, itemStyle: { color: drawing.seriesFill(0) }, barCategoryGap: '20%' }),
      name: text.series[s] ?? '',
      xAxisIndex: s,
      yAxisIndex: s,
    })),
  } as EChartsOption
}
