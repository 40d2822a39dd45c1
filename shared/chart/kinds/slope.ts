// Two periods side by side, a line for each category between them, its name and figures at both ends.
// Of more periods the first and the last are taken. Never a line to a missing figure.
import { fail } from '../../model/failure.ts'
import type { EChartsOption } from 'echarts'
import { fontSizes } from '../chartFrame.ts'
import type { Drawing, KindBuilder } from '../drawing.ts'
import { niceAxis } from '../niceAxis.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { distinctLabels, textWidth, truncateText } from '../textFit.ts'
import { lineShape, spread, textShape } from '../textShapes.ts'
import { itemTooltip } from '../tooltip.ts'
import { figureText } from '../valueLabels.ts'

const size = fontSizes.small

export const slope: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const [first, last] = [data.series[0], data.series.at(-1)]
  const frame = frameOf(drawing)
  const { top, bottom, left, right } = frame.plot
  const rows = text.categories.map((name, c) => ({ name, from: first?.points[c], to: last?.points[c] }))
  const most = (right - left) * 0.36
  // The name gives way, never the figure.
  const side = (end: 'from' | 'to'): string[] => {
    const figures = rows.map(({ [end]: point }) => (point && point.shown !== null ? figureText(drawing, point) : ''))
    const room = most - Math.max(...figures.map((figure) => textWidth(`  ${figure}`, size)))
    const names = distinctLabels(text.categories, (name) => truncateText(name, room, size))
    return figures.map((figure, c) => (figure === '' ? '' : `${names[c] ?? ''}  ${figure}`))
  }
  const [before, after] = [side('from'), side('to')]
  const widest = (texts: string[] = []): number => Math.max(0, ...texts.map((t) => textWidth(t, size)))
  const [x1, x2] = [left + widest(before) + 10, right - widest(after) - 10]
  const [y1, y2] = [top + 20, bottom - 6]
  const found = rows.flatMap((r) => [r.from?.shown ?? null, r.to?.shown ?? null]).filter((v) => v !== null)
  const axis = niceAxis(Math.min(...found), Math.max(...found), { zero: false })
  const y = (v: number): number => y2 - ((v - axis.min) / (axis.max - axis.min)) * (y2 - y1)
  const place = (texts: string[] = [], end: 'from' | 'to'): number[] | null =>
    spread(
      texts.map((t, c) => ({ at: y(rows[c]?.[end]?.shown ?? axis.min), size: t === '' ? 0 : size * 1.3 })),
      y1 - 8,
      y2 + 6,
    )
  const [leftPlaces, rightPlaces] = [place(before, 'from'), place(after, 'to')]
  if (!leftPlaces || !rightPlaces || x2 - x1 < 40)
    return fail('CHART_NOT_FITTING', {
      reason:
        language === 'vi'
          ? 'không đủ chỗ ghi tên hai đầu; hãy tăng khổ hoặc bớt nhóm'
          : 'no room for the names at both ends; enlarge it or take fewer categories',
    })
  const heads = [text.series[0] ?? '', text.series.at(-1) ?? '']
  const elements = [
    ...heads.map((name, i) =>
      textShape({
        text: truncateText(name, (right - left) / 2 - 8, fontSizes.label, true),
        x: i === 0 ? left : right,
        y: top + 5,
        size: fontSizes.label,
        colour: look.text,
        align: i === 0 ? 'left' : 'right',
        bold: true,
      }),
    ),
    lineShape([x1, y1 - 4], [x1, y2 + 4], look.axis),
    lineShape([x2, y1 - 4], [x2, y2 + 4], look.axis),
    ...(before ?? []).flatMap((t, c) => endLabel(drawing, t, x1 - 5, leftPlaces[c] ?? 0, 'right')),
    ...(after ?? []).flatMap((t, c) => endLabel(drawing, t, x2 + 5, rightPlaces[c] ?? 0, 'left')),
  ]
  return {
    ...plainParts(drawing, frame, false),
    grid: {
      left: x1,
      right: frame.width - x2,
      top: y1,
      bottom: frame.height - y2,
      containLabel: false,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: { type: 'value', min: axis.min, max: axis.max, show: false },
    tooltip: itemTooltip((_, name) => {
      const row = rows.find((r) => r.name === name)
      return [
        name,
        ...(['from', 'to'] as const).map(
          (end, i) => `${heads[i] ?? ''}: ${row?.[end] ? figureText(drawing, row[end]) : ''}`,
        ),
      ].join('\n')
    }),
    graphic: { elements },
    series: rows.map(({ name, from, to }, c) => ({
      type: 'line' as const,
      name,
      symbol: 'circle',
      symbolSize: 6,
      data: [...(from ? [[0, from.shown]] : []), ...(to ? [[1, to.shown]] : [])],
      lineStyle: {
        width: 1.5,
        color: drawing.seriesInk(rising(from?.shown, to?.shown) ? 0 : 1),
        type: rising(from?.shown, to?.shown) ? 'solid' : [5, 3],
      },
      itemStyle: { color: drawing.seriesInk(rising(from?.shown, to?.shown) ? 0 : 1) },
      z: 3 + c / 1000,
    })),
  } as EChartsOption
}

/** Rising and falling differ in colour and in dash. */
const rising = (from: number | null | undefined, to: number | null | undefined): boolean => (to ?? 0) >= (from ?? 0)

const endLabel = ({ look }: Drawing, text: string, x: number, y: number, align: 'left' | 'right'): object[] =>
  text === '' ? [] : [textShape({ text, x, y, size, colour: look.text, align })]
