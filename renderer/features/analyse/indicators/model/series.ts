// The series of an indicator for the whole country: one point per period, and its headline. In: a cube. Out: points,
// change. Never a value that is not in the cube; a change needs two figures next to each other.
import { cellNumber, formatCell } from '#shared/format/cell.ts'
import type { CellStatus, Cube, CubeMeasure } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'

export type Point = { period: string; label: Bilingual; value: Exact | null; status: CellStatus; shown: number | null }

/**
 * Every period in order; the other dimensions are held at their totals, and where one has no total there is no series.
 */
export const seriesOf = (cube: Cube): Point[] => {
  const time = cube.dimensions.findIndex((d) => d.time !== null)
  const measure = cube.measures[0]
  const dimension = cube.dimensions[time]
  if (!dimension || !measure) return []
  const held = cube.dimensions.map((d, i) => (i === time ? -1 : d.categories.findIndex((c) => c.kind === 'total')))
  if (held.some((index, i) => i !== time && index < 0)) return []
  const at = new Map<number, number>()
  for (let cell = 0; cell < cube.cells.records.length; cell += 1) {
    if (held.every((index, d) => index < 0 || cube.cells.coordinates[d]?.[cell] === index))
      at.set(cube.cells.coordinates[time]?.[cell] ?? -1, cell)
  }
  return dimension.categories.flatMap((category, index): Point[] => {
    if (category.kind !== 'value') return []
    const cell = at.get(index)
    const value = cell === undefined ? null : (cube.cells.values[0]?.[cell] ?? null)
    const status =
      cell === undefined ? 'none' : (cube.cells.statuses?.[0]?.[cell] ?? (value === null ? 'not_available' : 'value'))
    return [
      { period: category.code, label: category.label, value, status, shown: cellNumber({ value, status }, measure) },
    ]
  })
}

export type Headline = { last: Point; text: string; change: { text: string; direction: 'up' | 'down' | 'same' } | null }

/** The last period with a figure, and how far it is from the period before it. */
export const headlineOf = (points: readonly Point[], measure: CubeMeasure, language: Language): Headline | null => {
  const index = points.findLastIndex((p) => p.shown !== null)
  const last = points[index]
  if (!last) return null
  const before = points[index - 1]
  const text = formatCell(last, measure, language)
  if (last.shown === null || before?.shown === null || before === undefined) return { last, text, change: null }
  const difference = last.shown - before.shown
  const shown = formatCell(
    { value: Math.abs(difference), status: 'value' },
    { exact: false, scale: 0, decimals: measure.decimals, power: 0 },
    language,
  )
  const zero = formatCell(
    { value: 0, status: 'value' },
    { exact: false, scale: 0, decimals: measure.decimals, power: 0 },
    language,
  )
  const direction = shown === zero ? 'same' : difference > 0 ? 'up' : 'down'
  return {
    last,
    text,
    change: { text: direction === 'same' ? shown : `${direction === 'up' ? '+' : '−'}${shown}`, direction },
  }
}
