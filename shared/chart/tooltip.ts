// What a pointer over the chart reads: the category in full and each series' figure as the table prints it. Plain text, never HTML.
import { formatCell } from '../format/cell.ts'
import type { Drawing } from './drawing.ts'

export const axisTooltip = ({ data, definition, text, language }: Drawing) => ({
  trigger: 'axis' as const,
  axisPointer: { type: definition.chart === 'line' ? ('line' as const) : ('shadow' as const) },
  // Plain text, no HTML: labels come from data.
  renderMode: 'richText' as const,
  formatter: (given: unknown) => {
    const first: unknown = Array.isArray(given) ? given[0] : given
    const index = typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : 0
    const lines = data.series.map((s, i) => {
      const point = s.points[index]
      return `${text.series[i] ?? ''}: ${point ? formatCell(point, data.measure, language) : ''}`
    })
    return [text.full[index] ?? '', ...lines].join('\n')
  },
})
