// The same places read for another measure: the second axis, the other side of a scatter, the area of bubbles.
// In: a cube, a definition, which measure. Out: its figures by category, or null when the cube has no other.
import type { ChartDefinition } from '../model/chart.ts'
import type { Cube, CubeMeasure } from '../model/cube.ts'
import { chartData } from './chartData.ts'
import type { ChartData, ChartPoint } from './chartData.ts'

export type OtherMeasure = { measure: CubeMeasure; points: ChartPoint[] }

export type MeasureChoice = Pick<ChartDefinition, 'measure' | 'secondMeasure' | 'thirdMeasure'>

/** The measures of a cube that a chart names or, in their order, would take: first, second, third. */
export const measuresOf = (cube: Cube, choice: MeasureChoice): (CubeMeasure | undefined)[] => {
  const shown = cube.measures.filter((m) => !m.hidden)
  const named = [choice.measure, choice.secondMeasure, choice.thirdMeasure]
  const taken: (CubeMeasure | undefined)[] = []
  for (const id of named) {
    const found =
      id === undefined ? shown.find((m) => !taken.includes(m) && !named.includes(m.id)) : shown.find((m) => m.id === id)
    taken.push(found)
  }
  return taken
}

export const otherMeasure = (
  cube: Cube,
  definition: ChartDefinition,
  which: 1 | 2,
  categories: ChartData['categories'],
): OtherMeasure | null => {
  const measure = measuresOf(cube, definition)[which]
  if (!measure) return null
  const data = chartData(cube, { ...definition, measure: measure.id, seriesDimension: null }, 1)
  const points = data?.series[0]?.points
  if (!data || !points) return null
  const at = new Map(data.categories.map((c, i) => [c, points[i]]))
  const none: ChartPoint = { cell: -1, value: null, status: 'none', shown: null, provisional: false }
  return { measure, points: categories.map((c) => at.get(c) ?? none) }
}
