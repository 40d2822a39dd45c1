// Flows from the categories at the left to the series at the right, each as thick as its figure.
import type { EChartsOption } from 'echarts'
import { fail } from '../../model/failure.ts'
import { fontSizes } from '../chartFrame.ts'
import { customSeries } from '../customSeries.ts'
import type { CustomShape } from '../customSeries.ts'
import type { KindBuilder } from '../drawing.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { distinctLabels, textWidth, wrapText } from '../textFit.ts'
import { rectShape, spread, textShape } from '../textShapes.ts'
import { itemTooltip } from '../tooltip.ts'
import { formatDouble } from '../../format/number.ts'
import { figureText } from '../valueLabels.ts'

const size = fontSizes.small
const nodeWidth = 10
const gap = 4

export const sankey: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const value = (c: number, s: number): number => data.series[s]?.points[c]?.shown ?? 0
  const leftSums = data.categories.map((_, c) => data.series.reduce((sum, __, s) => sum + value(c, s), 0))
  const rightSums = data.series.map((_, s) => data.categories.reduce((sum, __, c) => sum + value(c, s), 0))
  const total = leftSums.reduce((a, b) => a + b, 0)
  const frame = frameOf(drawing)
  const { left, right, top, bottom } = frame.plot
  const most = (right - left) * 0.3
  const figure = (v: number): string => formatDouble(v, { decimals: data.measure.decimals }, language)
  const named = (names: string[], sums: number[]): string[] => {
    const short = distinctLabels(names, (n) => wrapText(n, most, size, 2).join('\n'))
    return names.map((n, i) => {
      const line = `${n}  ${figure(sums[i] ?? 0)}`
      return textWidth(line, size) <= most ? line : `${short[i] ?? ''}\n${figure(sums[i] ?? 0)}`
    })
  }
  const [leftNames, rightNames] = [named(text.full, leftSums), named(text.series, rightSums)]
  const widest = (names: string[]): number =>
    Math.max(...names.flatMap((n) => n.split('\n')).map((n) => textWidth(n, size)))
  const x1 = left + widest(leftNames) + 6
  const x2 = right - widest(rightNames) - 6 - nodeWidth
  const height = bottom - top
  const scale = (height - gap * (Math.max(leftSums.length, rightSums.length) - 1)) / total
  const stack = (sums: number[]): number[] => {
    let at = top + (height - sums.reduce((a, b) => a + b, 0) * scale - gap * (sums.length - 1)) / 2
    return sums.map((sum) => {
      const from = at
      at += sum * scale + gap
      return from
    })
  }
  const [leftTops, rightTops] = [stack(leftSums), stack(rightSums)]
  const places = (tops: number[], sums: number[], names: string[]): number[] | null =>
    spread(
      tops.map((t, i) => ({
        at: t + ((sums[i] ?? 0) * scale) / 2,
        size: (names[i]?.split('\n').length ?? 1) * size * 1.3,
      })),
      top - 4,
      bottom + 4,
    )
  const [leftPlaces, rightPlaces] = [places(leftTops, leftSums, leftNames), places(rightTops, rightSums, rightNames)]
  if (!leftPlaces || !rightPlaces || scale <= 0 || x2 - x1 < 80)
    return fail('CHART_NOT_FITTING', {
      reason:
        language === 'vi'
          ? 'không đủ chỗ ghi tên các dòng chảy; hãy tăng khổ hoặc chỉ vẽ các nhóm lớn nhất'
          : 'no room for the names of the flows; enlarge it or draw only the largest',
    })
  const [leftUsed, rightUsed] = [[...leftTops], [...rightTops]]
  const flows: CustomShape[] = []
  data.categories.forEach((_, c) =>
    data.series.forEach((series, s) => {
      const thick = value(c, s) * scale
      const point = series.points[c]
      if (thick <= 0 || !point) return
      const [a, b] = [leftUsed[c] ?? 0, rightUsed[s] ?? 0]
      leftUsed[c] = a + thick
      rightUsed[s] = b + thick
      const [from, to] = [x1 + nodeWidth, x2]
      const half = (from + to) / 2
      flows.push({
        type: 'path',
        shape: {
          pathData: `M${from},${a} C${half},${a} ${half},${b} ${to},${b} L${to},${b + thick} C${half},${b + thick} ${half},${a + thick} ${from},${a + thick} Z`,
        },
        style: {
          fill: drawing.seriesInk(c),
          opacity: 0.38,
          stroke: look.outline === 'transparent' ? 'none' : look.outline,
          lineWidth: 0.4,
        },
        words: `${text.full[c] ?? ''} → ${text.series[s] ?? ''}: ${figureText(drawing, point)}`,
      })
    }),
  )
  const node = (x: number, y: number, h: number, colour: string) =>
    rectShape({ x, y, width: nodeWidth, height: Math.max(0.8, h) }, { fill: colour }, 6)
  return {
    ...plainParts(drawing, frame, false),
    tooltip: itemTooltip((index) => flows[index]?.words ?? ''),
    graphic: {
      elements: [
        ...leftTops.map((y, c) => node(x1, y, (leftSums[c] ?? 0) * scale, drawing.seriesInk(c))),
        ...rightTops.map((y, s) => node(x2, y, (rightSums[s] ?? 0) * scale, look.axis)),
        ...leftNames.map((t, c) =>
          textShape({ text: t, x: x1 - 5, y: leftPlaces[c] ?? 0, size, colour: look.text, align: 'right' }),
        ),
        ...rightNames.map((t, s) =>
          textShape({ text: t, x: x2 + nodeWidth + 5, y: rightPlaces[s] ?? 0, size, colour: look.text }),
        ),
      ],
    },
    series: [customSeries(flows)],
  } as EChartsOption
}
