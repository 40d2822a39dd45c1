// The largest categories only: the way out of a chart with hundreds of them. In: what is drawn, how many. Out: the
// same, shorter. The rest stand together as "others" where the measure adds up and nothing is withheld among them, else
// they are left out and counted.
import type { ChartData, ChartPoint } from './chartData.ts'

const sumOf = (points: ChartPoint[]): ChartPoint => {
  const shown = points.every((p) => p.shown === null && p.status !== 'value')
    ? null
    : points.reduce((sum, p) => sum + (p.shown ?? 0), 0)
  return {
    cell: -1,
    value: null,
    status: shown === null ? 'none' : 'value',
    shown: shown === null ? null : Number(shown.toPrecision(15)),
    provisional: points.some((p) => p.provisional),
  }
}

export const topCategories = (data: ChartData, top: number | undefined): ChartData => {
  const count = data.categories.length
  if (top === undefined || top >= count || data.category.time !== null) return data
  const weight = data.categories.map((_, c) =>
    data.series.reduce((sum, s) => sum + Math.abs(s.points[c]?.shown ?? 0), 0),
  )
  const order = weight.map((_, i) => i).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || a - b)
  const kept = order.slice(0, top).sort((a, b) => a - b)
  const rest = order.slice(top)
  const known = data.series.every((s) =>
    rest.every((c) => {
      const status = s.points[c]?.status
      return status === 'value' || status === 'none'
    }),
  )
  const together = data.measure.additive && known
  const pick = <T>(list: readonly T[]): T[] => kept.flatMap((i) => list[i] ?? [])
  return {
    ...data,
    categories: [
      ...pick(data.categories),
      ...(together
        ? [
            {
              code: '',
              kind: 'others' as const,
              label: { vi: `${rest.length} nhóm khác`, en: `${rest.length} others` },
            },
          ]
        : []),
    ],
    series: data.series.map((s) => ({
      ...s,
      points: [...pick(s.points), ...(together ? [sumOf(rest.flatMap((c) => s.points[c] ?? []))] : [])],
    })),
    shortened: { kept: top, of: count, together },
  }
}
