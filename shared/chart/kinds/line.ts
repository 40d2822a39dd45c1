// Lines over time. A period without a figure is a gap, never a line drawn across it.
import { cartesian } from '../cartesian.ts'
import { lineColour } from '../chartTheme.ts'
import type { KindBuilder } from '../drawing.ts'

export const line: KindBuilder = (drawing) =>
  cartesian(drawing, (s) => {
    const { data, look, text, theme } = drawing
    const points = data.series[s]?.points ?? []
    const colour = lineColour(theme, s)
    return {
      type: 'line' as const,
      name: text.series[s] ?? '',
      data: points.map((p) => p.shown),
      connectNulls: false,
      symbol: look.markers[s % look.markers.length],
      symbolSize: points.length > 40 ? 3 : 5.5,
      showAllSymbol: true,
      lineStyle: { width: 1.75, color: colour, type: look.dashes[s % look.dashes.length] },
      itemStyle: { color: colour },
    }
  })
