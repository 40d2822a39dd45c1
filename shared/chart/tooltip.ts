// What a pointer over the chart reads: the category in full and each series' figure as the table prints it. Plain text,
// never HTML.
import type { Drawing } from './drawing.ts'
import { figureText } from './valueLabels.ts'

/** Labels come from data: text, never HTML. */
export const plainTooltip = { renderMode: 'richText' as const, confine: true }

const indexIn = (given: unknown): number => {
  const first: unknown = Array.isArray(given) ? given[0] : given
  return typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : 0
}

export const axisTooltip = (drawing: Drawing) => {
  const { data, definition, text } = drawing
  return {
    ...plainTooltip,
    trigger: 'axis' as const,
    axisPointer: { type: definition.chart === 'line' ? ('line' as const) : ('shadow' as const) },
    formatter: (given: unknown) => {
      const index = indexIn(given)
      const lines = data.series.map((s, i) => {
        const point = s.points[index]
        return `${text.series[i] ?? ''}: ${point ? figureText(drawing, point) : ''}`
      })
      return [text.full[index] ?? '', ...lines].join('\n')
    },
  }
}

/** One item at a time, its words given by the kind. */
export const itemTooltip = (words: (index: number, name: string) => string) => ({
  ...plainTooltip,
  trigger: 'item' as const,
  formatter: (given: unknown) => {
    const name = typeof given === 'object' && given !== null && 'seriesName' in given ? String(given.seriesName) : ''
    return words(indexIn(given), name)
  },
})
