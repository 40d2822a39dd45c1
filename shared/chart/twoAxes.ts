// A chart of two measures against each other, a point for each category. In: a drawing, the sizes of points. Out: the
// whole option. Names stand at points where they meet nothing; the others are read from the table and the pointer.
// Never a missing figure as zero.
import type { EChartsOption } from 'echarts'
import { formatCell } from '../format/cell.ts'
import { fontSizes } from './chartFrame.ts'
import type { Drawing } from './drawing.ts'
import { niceAxis } from './niceAxis.ts'
import { otherMeasure } from './otherMeasure.ts'
import { frameOf, plainParts } from './plainParts.ts'
import { textWidth, wrapText } from './textFit.ts'
import { boxOf, meet, textShape, within } from './textShapes.ts'
import type { Box, TextShape } from './textShapes.ts'
import { itemTooltip } from './tooltip.ts'
import { axisLabel, axisRoom, axisScale, valueAxisOf } from './valueAxis.ts'

type Point = { index: number; x: number; y: number; radius: number }

const labelSize = 9

/** Names beside their points, the largest points first, none over a point or another name. */
const nameShapes = (points: Point[], names: string[], plot: Box, colour: string): TextShape[] => {
  const dots = points.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }))
  const taken: Box[] = []
  const shapes: TextShape[] = []
  for (const { index, x, y, radius } of points
    .toSorted((a, b) => b.radius - a.radius || a.index - b.index)
    .slice(0, 400)) {
    const text = names[index] ?? ''
    const gap = radius + 3
    const tries: TextShape[] = [
      { text, x: x + gap, y, size: labelSize, colour, align: 'left' },
      { text, x: x - gap, y, size: labelSize, colour, align: 'right' },
      { text, x, y: y - gap, size: labelSize, colour, align: 'center', valign: 'bottom' },
      { text, x, y: y + gap, size: labelSize, colour, align: 'center', valign: 'top' },
    ]
    const free = tries.find((t) => {
      const box = boxOf(t)
      return within(box, plot) && !taken.some((b) => meet(b, box)) && !dots.some((b) => meet(b, box))
    })
    if (!free) continue
    taken.push(boxOf(free))
    shapes.push(free)
  }
  return shapes
}

const axisTitle = (label: string, unit: string, scale: string): string => {
  const inside = [scale, unit].filter((t) => t !== '').join(' ')
  return inside === '' ? label : `${label} (${inside})`
}

export const twoAxes = (drawing: Drawing, radiusOf: (category: number) => number): EChartsOption => {
  const { cube, definition, data, text, look, language } = drawing
  const other = otherMeasure(cube, definition, 1, data.categories)
  const across = data.series[0]?.points ?? []
  const up = other?.points ?? []
  const held = data.held.map((h) => h.category.label[language]).join('; ')
  const frame = frameOf(drawing, [], text.unit === '' ? '' : held)
  const pairs = across.flatMap((a, i) => {
    const b = up[i]
    return a.shown === null || !b || b.shown === null ? [] : [{ index: i, a: a.shown, b: b.shown }]
  })
  const range = (values: number[]) =>
    niceAxis(
      values.reduce((m, v) => Math.min(m, v), Infinity),
      values.reduce((m, v) => Math.max(m, v), -Infinity),
      { zero: false },
    )
  const [xAxis, yAxis] = [range(pairs.map((p) => p.a)), range(pairs.map((p) => p.b))]
  const xScale = axisScale(data.measure, xAxis.max)
  const yScale = axisScale(other?.measure ?? data.measure, yAxis.max)
  const xLabel = (v: number): string => axisLabel(v, xScale.power, language)
  const yLabel = (v: number): string => axisLabel(v, yScale.power, language)
  const inner = frame.plot.right - frame.plot.left
  const title = (m: typeof data.measure, scale: typeof xScale): string[] =>
    wrapText(axisTitle(m.label[language], m.unit[language], scale.name?.[language] ?? ''), inner, fontSizes.small, 2)
  const upTitle = title(other?.measure ?? data.measure, yScale)
  const acrossTitle = title(data.measure, xScale)
  const lineHeight = fontSizes.small * 1.3
  const left = frame.plot.left + axisRoom(yAxis, yLabel)
  const right = frame.plot.right - textWidth(xLabel(xAxis.max), fontSizes.label) / 2 - 4
  const top = frame.plot.top + upTitle.length * lineHeight + 8
  const bottom = frame.plot.bottom - 22 - acrossTitle.length * lineHeight
  const px = (v: number): number => left + ((v - xAxis.min) / (xAxis.max - xAxis.min)) * (right - left)
  const py = (v: number): number => bottom - ((v - yAxis.min) / (yAxis.max - yAxis.min)) * (bottom - top)
  const points = pairs.map(({ index, a, b }) => ({ index, x: px(a), y: py(b), radius: radiusOf(index) }))
  const names = nameShapes(points, text.full, { left, top, right: frame.plot.right, bottom }, look.text)
  return {
    ...plainParts(drawing, frame, false),
    grid: {
      left,
      right: frame.width - right,
      top,
      bottom: frame.height - bottom,
      containLabel: false,
      outerBoundsMode: 'none',
    },
    xAxis: {
      ...valueAxisOf(xAxis, look, xLabel),
      axisLine: { show: true, onZero: false, lineStyle: { color: look.axis } },
    },
    yAxis: valueAxisOf(yAxis, look, yLabel),
    tooltip: itemTooltip((at) => {
      const index = pairs[at]?.index ?? 0
      const [a, b] = [across[index], up[index]]
      return [
        text.full[index] ?? '',
        ...(a ? [`${data.measure.label[language]}: ${formatCell(a, data.measure, language)}`] : []),
        ...(b && other ? [`${other.measure.label[language]}: ${formatCell(b, other.measure, language)}`] : []),
      ].join('\n')
    }),
    graphic: {
      elements: [
        textShape({
          text: upTitle.join('\n'),
          x: frame.plot.left,
          y: frame.plot.top + 2,
          valign: 'top',
          size: fontSizes.small,
          colour: look.muted,
        }),
        textShape({
          text: acrossTitle.join('\n'),
          x: right,
          y: bottom + 22,
          align: 'right',
          valign: 'top',
          size: fontSizes.small,
          colour: look.muted,
        }),
        ...names.map(textShape),
      ],
    },
    series: [
      {
        type: 'scatter',
        data: pairs.map(({ a, b }) => [a, b]),
        symbolSize: (_: unknown, at: { dataIndex: number }) => radiusOf(pairs[at.dataIndex]?.index ?? 0) * 2,
        itemStyle: {
          color: drawing.seriesInk(0),
          opacity: 0.75,
          borderColor: look.background === 'transparent' ? '#1f1f1f' : look.background,
          borderWidth: 0.6,
        },
        ...(pairs.length > 5000 ? { large: true } : {}),
      },
    ],
  } as EChartsOption
}
