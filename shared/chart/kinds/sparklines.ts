// A table with a small line in each row: name, course, first and last figure, change. Each line has a scale of its own,
// and says so.
import type { EChartsOption } from 'echarts'
import { formatDouble } from '../../format/number.ts'
import { fail } from '../../model/failure.ts'
import { shownValues } from '../barSeries.ts'
import { fontSizes } from '../chartFrame.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { distinctLabels, textWidth, truncateText } from '../textFit.ts'
import { lineShape, textShape } from '../textShapes.ts'
import { plainTooltip } from '../tooltip.ts'
import { figureText } from '../valueLabels.ts'

const size = fontSizes.small

export const sparklines: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const vi = language === 'vi'
  const note = vi
    ? 'Mỗi dòng một thang riêng: so sánh hình dạng, không so sánh độ cao.'
    : 'Each line has its own scale: compare shapes, not heights.'
  const told = { ...drawing, text: { ...text, source: [note, ...text.source], withheld: [note, ...text.withheld] } }
  const frame = frameOf(told)
  const { left, right, top, bottom } = frame.plot
  const values = shownValues(drawing)
  const names = distinctLabels(text.series, (name) => truncateText(name, (right - left) * 0.32, size))
  const rows = data.series.map((series, s) => {
    // The heads name the first and the last period: a figure of another period must not stand beneath them.
    const ends = [series.points[0], series.points.at(-1)]
    const [first, last] = ends.map((point) => (point && point.shown !== null ? point : undefined))
    const change =
      first && last && first !== last && first.shown && first.shown > 0 && last.shown !== null
        ? (last.shown / first.shown - 1) * 100
        : null
    return {
      name: names[s] ?? '',
      first: first ? figureText(drawing, first) : '…',
      last: last ? figureText(drawing, last) : '…',
      change: change === null ? '…' : `${change > 0 ? '+' : ''}${formatDouble(change, { decimals: 1 }, language)}`,
    }
  })
  const heads = [text.categories[0] ?? '', text.categories.at(-1) ?? '', vi ? 'Tăng, giảm (%)' : 'Change (%)']
  const column = (texts: string[], head: string): number =>
    Math.max(textWidth(head, size, true), ...texts.map((t) => textWidth(t, size))) + 12
  const widths = [
    column(
      rows.map((r) => r.first),
      heads[0] ?? '',
    ),
    column(
      rows.map((r) => r.last),
      heads[1] ?? '',
    ),
    column(
      rows.map((r) => r.change),
      heads[2] ?? '',
    ),
  ]
  const nameWidth = Math.max(...rows.map((r) => textWidth(r.name, size))) + 8
  const edges = [right - (widths[2] ?? 0) - (widths[1] ?? 0), right - (widths[2] ?? 0), right]
  const [from, to] = [left + nameWidth + (widths[0] ?? 0) + 6, (edges[0] ?? 0) - 6]
  const y0 = top + 18
  const pitch = (bottom - y0) / rows.length
  if (pitch < 13 || to - from < 50)
    return fail('CHART_NOT_FITTING', {
      reason: vi
        ? `${rows.length} dòng không đủ chỗ; hãy tăng khổ hoặc bớt nhóm`
        : `no room for ${rows.length} rows; enlarge it or take fewer`,
    })
  const cell = (t: string, x: number, y: number, bold = false) =>
    textShape({ text: t, x, y, size, colour: look.text, align: 'right', bold })
  const firstEdge = left + nameWidth + (widths[0] ?? 0)
  return {
    ...plainParts(told, frame, false),
    grid: rows.map((_, s) => ({
      left: from,
      width: to - from,
      top: y0 + s * pitch + 2.5,
      height: pitch - 5,
      containLabel: false,
      outerBoundsMode: 'none',
    })),
    xAxis: rows.map((_, s) => ({
      type: 'category',
      gridIndex: s,
      data: text.categories,
      boundaryGap: false,
      show: false,
    })),
    yAxis: values.map((v, s) => {
      const found = v.filter((x) => x !== null)
      const [low, high] = [Math.min(...found), Math.max(...found)]
      // A nearly level course stays nearly level.
      const reach = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * 0.1, 1e-9)
      const middle = (low + high) / 2
      return { type: 'value', gridIndex: s, show: false, min: middle - reach / 2, max: middle + reach / 2 }
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
        cell(heads[0] ?? '', firstEdge, top + 7, true),
        cell(heads[1] ?? '', edges[1] ?? 0, top + 7, true),
        cell(heads[2] ?? '', edges[2] ?? 0, top + 7, true),
        lineShape([left, y0 - 2], [right, y0 - 2], look.axis),
        ...rows.flatMap((row, s) => {
          const y = y0 + (s + 0.5) * pitch
          return [
            textShape({ text: row.name, x: left, y, size, colour: look.text }),
            cell(row.first, firstEdge, y),
            cell(row.last, edges[1] ?? 0, y),
            cell(row.change, edges[2] ?? 0, y),
            lineShape([left, y + pitch / 2], [right, y + pitch / 2], look.grid, { width: 0.5 }),
          ]
        }),
      ],
    },
    series: values.map((v, s) => ({
      ...lineSeries(drawing, 0, { values: v, width: 1.3 }),
      name: text.series[s] ?? '',
      symbolSize: 2,
      symbol: 'circle',
      xAxisIndex: s,
      yAxisIndex: s,
    })),
  } as EChartsOption
}
