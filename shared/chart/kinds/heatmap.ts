// Two dimensions crossed, each figure as a shade in one of at most six equal classes, written where there is room.
// Missing figures are crossed out, never the lightest shade.
import type { EChartsOption } from 'echarts'
import { statusSymbols } from '../../format/cell.ts'
import { fail } from '../../model/failure.ts'
import { fontSizes } from '../chartFrame.ts'
import { classLegend } from '../classLegend.ts'
import { customSeries } from '../customSeries.ts'
import type { CustomShape } from '../customSeries.ts'
import type { KindBuilder } from '../drawing.ts'
import { axisTicks, niceAxis } from '../niceAxis.ts'
import { frameOf, plainParts } from '../plainParts.ts'
import { inkOn, missingFill, shades } from '../shades.ts'
import { distinctLabels, textWidth, truncateText, wrapText } from '../textFit.ts'
import { textShape } from '../textShapes.ts'
import { itemTooltip } from '../tooltip.ts'
import { axisLabel, axisScale } from '../valueAxis.ts'
import { figureText } from '../valueLabels.ts'

export const heatmap: KindBuilder = (drawing) => {
  const { data, text, look, language, theme } = drawing
  const vi = language === 'vi'
  const frame = frameOf(drawing)
  const found = data.series.flatMap((s) => s.points.flatMap((p) => p.shown ?? []))
  const axis = niceAxis(Math.min(...found), Math.max(...found), { zero: false })
  const bounds = axisTicks(axis)
  const scale = axisScale(data.measure, Math.max(...bounds.map(Math.abs)))
  const bound = (v: number): string => axisLabel(v, scale.power, language)
  const fills = shades(theme, Math.max(1, bounds.length - 1))
  const classOf = (v: number): number =>
    Math.max(
      0,
      Math.min(
        fills.length - 1,
        bounds.findLastIndex((b) => v >= b),
      ),
    )
  const missing = data.series.some((s) => s.points.some((p) => p.shown === null))
  const unit = [scale.name?.[language] ?? '', scale.name ? text.measureUnit : ''].filter((t) => t !== '').join(' ')
  const keys = [
    ...fills.map(({ fill }, i) => ({
      fill,
      text: `${bound(bounds[i] ?? 0)} – ${bound(bounds[i + 1] ?? 0)}${unit === '' ? '' : ` ${unit}`}`,
    })),
    ...(missing ? [{ fill: missingFill[theme], text: vi ? 'không có số liệu' : 'no figure' }] : []),
  ]
  const legend = classLegend(
    keys,
    { left: frame.plot.left, top: frame.plot.top, right: frame.plot.right },
    { text: look.text, axis: look.axis },
  )
  const rows = data.categories.length
  const columns = data.series.length
  const size = fontSizes.small
  const stub = (frame.plot.right - frame.plot.left) * 0.34
  const rowNames = distinctLabels(text.categories, (name) => truncateText(name, stub, size))
  const left = frame.plot.left + Math.max(...rowNames.map((n) => textWidth(n, size))) + 6
  const width = frame.plot.right - left
  const pitch = width / columns
  const flat = distinctLabels(text.series, (name) => wrapText(name, pitch - 4, size, 2).join('\n')).map((l) =>
    l.split('\n'),
  )
  const upright = flat.some((lines) => lines.some((line) => line.endsWith('…') || textWidth(line, size) > pitch - 2))
  const headRoom = upright
    ? Math.min(110, Math.max(...text.series.map((n) => textWidth(n, size))) + 6)
    : Math.max(...flat.map((l) => l.length)) * size * 1.3 + 4
  const uprightNames = distinctLabels(text.series, (name) => truncateText(name, headRoom - 4, size))
  const top = frame.plot.top + legend.height + headRoom + 2
  const height = frame.plot.bottom - top
  const row = height / rows
  if (row < size * 1.12 || pitch < size * 1.12)
    return fail('CHART_NOT_FITTING', {
      reason: vi
        ? `${rows} × ${columns} ô không đủ chỗ ghi tên; hãy tăng khổ hoặc chỉ vẽ các nhóm lớn nhất`
        : `no room for the names of ${rows} × ${columns} cells; enlarge it or draw only the largest`,
    })
  const paper = look.background === 'transparent' ? '#1f1f1f' : look.background
  const cells: CustomShape[] = []
  const figures: object[] = []
  const writes = found.length > 0 && drawnWidth(drawing) + 4 <= pitch && row >= 11
  data.series.forEach((series, s) =>
    series.points.forEach((point, c) => {
      const shade = point.shown === null ? null : fills[classOf(point.shown)]
      const fill = shade?.fill ?? missingFill[theme]
      const place = { x: left + s * pitch, y: top + c * row, width: pitch, height: row }
      cells.push({
        type: 'rect',
        shape: place,
        style: { fill, stroke: paper, lineWidth: 0.8 },
        words: `${text.full[c] ?? ''}, ${text.series[s] ?? ''}: ${figureText(drawing, point)}`,
      })
      if (!writes) return
      const words =
        point.shown === null && point.status !== 'value' ? statusSymbols[point.status] : figureText(drawing, point)
      figures.push(
        textShape({
          text: words,
          x: place.x + pitch / 2,
          y: place.y + row / 2,
          size: 9,
          colour: shade?.ink ?? inkOn(fill),
          align: 'center',
        }),
      )
    }),
  )
  return {
    ...plainParts(drawing, frame, false),
    tooltip: itemTooltip((index) => cells[index]?.words ?? ''),
    graphic: {
      elements: [
        ...legend.shapes,
        ...rowNames.map((name, c) =>
          textShape({ text: name, x: left - 5, y: top + (c + 0.5) * row, size, colour: look.text, align: 'right' }),
        ),
        ...uprightNames.map((name, s) => {
          const x = left + (s + 0.5) * pitch
          if (!upright)
            return textShape({
              text: flat[s]?.join('\n') ?? '',
              x,
              y: top - 3,
              size,
              colour: look.text,
              align: 'center',
              valign: 'bottom',
            })
          const shape = textShape({
            text: name,
            x: 0,
            y: 0,
            size,
            colour: look.text,
            align: 'left',
          })
          return { ...shape, x, y: top - 4, rotation: Math.PI / 2 }
        }),
        ...figures,
      ],
    },
    series: [customSeries(cells)],
  } as EChartsOption
}

const drawnWidth = (drawing: Parameters<KindBuilder>[0]): number =>
  drawing.data.series.reduce(
    (w, s) => s.points.reduce((m, p) => Math.max(m, textWidth(figureText(drawing, p), 9)), w),
    0,
  )
