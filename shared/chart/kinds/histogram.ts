// How many categories have figures of which size: bars that touch, classes of equal width. The way out for hundreds of
// categories.
import type { EChartsOption } from 'echarts'
import { formatDouble } from '../../format/number.ts'
import { fontSizes } from '../chartFrame.ts'
import type { KindBuilder } from '../drawing.ts'
import { niceAxis } from '../niceAxis.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { histogramBins } from '../spreadOf.ts'
import { textWidth } from '../textFit.ts'
import { lineShape, textShape } from '../textShapes.ts'
import { itemTooltip } from '../tooltip.ts'
import { axisLabel, axisRoom, axisScale, valueAxisOf } from '../valueAxis.ts'

export const histogram: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const vi = language === 'vi'
  const bins = histogramBins(data.series[0]?.points.flatMap((p) => p.shown ?? []) ?? [])
  const frame = frameOf(drawing)
  const axis = niceAxis(0, Math.max(...bins.map((b) => b.count)), { zero: true })
  // Places are counted: between two of them there is nothing to label.
  const whole = { ...axis, interval: Math.ceil(Math.max(1, axis.interval)) }
  const count = { ...whole, max: Math.ceil(whole.max / whole.interval) * whole.interval }
  const label = (v: number): string => formatDouble(v, {}, language)
  const name = `${vi ? 'Số' : 'Number of'} ${data.category.label[language].toLowerCase()}`
  const left = frame.plot.left + axisRoom(count, label)
  const top = frame.plot.top + 22
  const bottom = frame.plot.bottom - 22
  const bounds = [...bins.map((b) => b.from), bins.at(-1)?.to ?? 1]
  const scale = axisScale(data.measure, Math.max(...bounds.map(Math.abs)))
  const bound = (v: number): string => axisLabel(v, scale.power, language)
  const right = frame.plot.right - textWidth(bound(bounds.at(-1) ?? 0), fontSizes.label) / 2 - 2
  const [min = 0, max = 1] = [bounds[0], bounds.at(-1)]
  const px = (v: number): number => left + ((v - min) / (max - min || 1)) * (right - left)
  const pitch = (right - left) / Math.max(1, bins.length)
  const widest = Math.max(...bounds.map((v) => textWidth(bound(v), fontSizes.label))) + 8
  const step = Math.ceil(widest / pitch)
  const unit = [scale.name?.[language] ?? '', text.measureUnit].filter((t) => t !== '').join(' ')
  const below = frame.plot.bottom - 3
  return {
    ...plainParts(drawing, frame, false),
    grid: {
      left,
      right: frame.width - right,
      top,
      bottom: frame.height - bottom + (unit === '' ? 0 : 12),
      containLabel: false,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'category',
      data: bins.map((b) => bound(b.from)),
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.axis } },
    },
    yAxis: { ...valueAxisOf(count, look, label), minInterval: 1 },
    tooltip: itemTooltip((index) => {
      const bin = bins[index]
      return bin ? `${bound(bin.from)} – ${bound(bin.to)}: ${bin.count}` : ''
    }),
    graphic: {
      elements: [
        textShape({ text: name, x: frame.plot.left, y: top - 14, size: fontSizes.small, colour: look.muted }),
        ...bounds.flatMap((v, i) => {
          const y = bottom - (unit === '' ? 0 : 12)
          const tick = lineShape([px(v), y], [px(v), y + 4], look.axis)
          return i % step === 0
            ? [
                tick,
                textShape({
                  text: bound(v),
                  x: px(v),
                  y: y + 12,
                  size: fontSizes.label,
                  colour: look.text,
                  align: 'center',
                }),
              ]
            : [tick]
        }),
        ...(unit === ''
          ? []
          : [
              textShape({
                text: unit,
                x: right,
                y: below,
                size: fontSizes.small,
                colour: look.muted,
                align: 'right',
                valign: 'bottom',
              }),
            ]),
      ],
    },
    series: [
      {
        type: 'bar',
        data: bins.map((b) => b.count),
        barCategoryGap: '0%',
        itemStyle: {
          color: drawing.seriesFill(0),
          borderColor: look.background === 'transparent' ? '#1f1f1f' : look.background,
          borderWidth: 0.8,
        },
      },
    ],
  } as EChartsOption
}
