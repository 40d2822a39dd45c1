// Parts of a whole as areas. A name stands in its area where it fits; how many do not is said beneath.
import type { EChartsOption } from 'echarts'
import { customSeries } from '../customSeries.ts'
import type { KindBuilder } from '../drawing.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { inkOn } from '../shades.ts'
import { squarify } from '../squarify.ts'
import { textWidth, wrapText } from '../textFit.ts'
import { textShape } from '../textShapes.ts'
import { itemTooltip } from '../tooltip.ts'
import { formatPercent } from '../../format/number.ts'
import { figureText } from '../valueLabels.ts'

const size = 10
const lineHeight = size * 1.3

export const treemap: KindBuilder = (drawing) => {
  const { data, text, look, language, theme } = drawing
  const points = data.series[0]?.points ?? []
  const items = points
    .map((point, c) => ({ point, name: text.full[c] ?? '', value: point.shown ?? 0 }))
    .filter((i) => i.value > 0)
    .sort((a, b) => b.value - a.value)
  const total = items.reduce((s, i) => s + i.value, 0)
  const unnamed =
    language === 'vi' ? 'Ô không đủ chỗ ghi tên: xem bảng số liệu.' : 'Areas too small for a name: see the table.'
  const frame = frameOf({
    ...drawing,
    text: { ...text, source: [unnamed, ...text.source], withheld: [unnamed, ...text.withheld] },
  })
  const { left, right, top, bottom } = frame.plot
  const places = squarify(
    items.map((i) => i.value),
    { x: left, y: top, width: right - left, height: bottom - top },
  )
  const paper = look.background === 'transparent' ? '#1f1f1f' : look.background
  // One colour, lighter as areas get smaller: neighbours are kept apart by the line between them.
  const fill = (i: number): string =>
    theme === 'print' ? (i % 2 === 0 ? '#e4e4e4' : '#f6f6f6') : drawing.seriesFill(0)
  const shapes = items.map(({ name, point, value }, i) => ({
    type: 'rect' as const,
    shape: places[i] ?? { x: 0, y: 0, width: 0, height: 0 },
    style: {
      fill: fill(i),
      stroke: theme === 'print' ? '#000000' : paper,
      lineWidth: 1.2,
      opacity: theme === 'print' ? 1 : Math.max(0.55, 1 - i * 0.03),
    },
    words: `${name}: ${figureText(drawing, point)} (${formatPercent(value / total, 1, language)})`,
  }))
  const labels = items.flatMap(({ name, point, value }, i) => {
    const place = places[i]
    if (!place) return []
    const lines = wrapText(name, place.width - 8, size, 3)
    const share = `${figureText(drawing, point)} (${formatPercent(value / total, 1, language)})`
    const whole =
      !lines.some((l) => l.endsWith('…') && !name.endsWith('…')) &&
      lines.every((l) => textWidth(l, size) <= place.width - 6)
    if (!whole || lines.length * lineHeight + 6 > place.height) return []
    const withShare = textWidth(share, 9) <= place.width - 8 && (lines.length + 1) * lineHeight + 6 <= place.height
    return [
      textShape({
        text: [...lines, ...(withShare ? [share] : [])].join('\n'),
        x: place.x + 5,
        y: place.y + 4,
        valign: 'top',
        size,
        colour: theme === 'print' ? '#000000' : inkOn(drawing.seriesFill(0)),
      }),
    ]
  })
  const parts = labels.length < items.length ? frame : frameOf(drawing)
  return {
    ...plainParts(drawing, { ...frame, source: labels.length < items.length ? frame.source : parts.source }, false),
    tooltip: itemTooltip((index) => shapes[index]?.words ?? ''),
    graphic: { elements: labels },
    series: [customSeries(shapes)],
  } as EChartsOption
}
