// One line, as every kind made of lines draws it. In: a drawing, the series, its figures. Out: a part of the option.
// A period without a figure is a gap, never a line drawn across it; provisional points are hollow beside final ones.
import type { Drawing } from './drawing.ts'

/** With more points than this, markers would hide the line. */
const markedPoints = 120

export const lineSeries = (
  drawing: Drawing,
  s: number,
  { values, colour, width = 1.75 }: { values: (number | null)[]; colour?: string; width?: number },
) => {
  const { data, look, text, mixed } = drawing
  const points = data.series[s]?.points ?? []
  const ink = colour ?? drawing.seriesInk(s)
  const paper = look.background === 'transparent' ? '#1f1f1f' : look.background
  const many = points.length > markedPoints
  // A point between two gaps has no line: without a marker it would not be seen.
  const alone = (c: number): boolean => (values[c - 1] ?? null) === null && (values[c + 1] ?? null) === null
  return {
    type: 'line' as const,
    name: text.series[s] ?? '',
    data: values.map((value, c) => {
      if (value === null) return null
      if (mixed && points[c]?.provisional)
        return { value, symbolSize: 5.5, itemStyle: { color: paper, borderColor: ink, borderWidth: 1.5 } }
      return many && alone(c) ? { value, symbolSize: 4 } : value
    }),
    connectNulls: false,
    symbol: look.markers[s % look.markers.length],
    symbolSize: many ? 0 : points.length > 40 ? 3 : 5.5,
    showAllSymbol: true,
    ...(points.length > 2000 ? { sampling: 'lttb' as const } : {}),
    lineStyle: { width, color: ink, type: look.dashes[s % look.dashes.length] },
    itemStyle: { color: ink },
  }
}
