// Cubes of an indicator (whole, and by each breakdown) cut into the figures of one period. Pure. In: evaluated and
// protected cubes. Out: cells by place with both states, and the gaps of the period. Never a figure altered.
import type { VintageCell } from '#shared/contract/indicators.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import type { IndicatorGap } from '#shared/model/indicatorGap.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** One computation: by the breakdowns named, crossed; of none as a whole. */
export type Computed = { breakdowns: readonly string[]; cube: Cube; gaps: readonly IndicatorGap[]; shown: Cube }
export type PeriodFigures = { cells: VintageCell[]; gaps: IndicatorGap[] }

type Place = VintageCell['place']
type Told = { place: Place; value: number | null; status: CellStatus; label: Bilingual }

export const placeKey = (place: Place): string => JSON.stringify(place)

const joined = (labels: readonly Bilingual[]): Bilingual => ({
  vi: labels.map((l) => l.vi).join(' · '),
  en: labels.map((l) => l.en).join(' · '),
})

/** Place → figure of the period. The rows of the cube are the breakdowns, in order; its last dimension is time. */
const figuresAt = (cube: Cube, breakdowns: readonly string[], period: Period): Map<string, Told> => {
  const time = cube.dimensions.length - 1
  const found = new Map<string, Told>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    if (cube.dimensions[time]?.categories[cube.cells.coordinates[time]?.[i] ?? 0]?.code !== period) continue
    const standing = breakdowns.flatMap((id, d) => {
      const category = cube.dimensions[d]?.categories[cube.cells.coordinates[d]?.[i] ?? 0]
      return category === undefined || category.kind === 'total' ? [] : [{ id, category }]
    })
    const place = Object.fromEntries(standing.map(({ id, category }) => [id, categoryKey(category)]))
    const value = cube.cells.values[0]?.[i] ?? null
    found.set(placeKey(place), {
      place,
      value: value === null ? null : Number(value),
      status: cube.cells.statuses?.[0]?.[i] ?? (value === null ? 'not_available' : 'value'),
      label: joined(standing.map(({ category }) => category.label)),
    })
  }
  return found
}

/** A cube nothing of which may leave. */
export const withheldCube = (cube: Cube): Cube => ({
  ...cube,
  cells: {
    ...cube.cells,
    records: Array.from(cube.cells.records, () => -1),
    values: cube.cells.values.map((column) => Array.from(column, () => null)),
    statuses: cube.cells.values.map((column) => Array.from(column, (): CellStatus => 'suppressed')),
  },
})

/**
 * The whole first, then places in the order of the breakdowns; a place that several computations have once, as the
 * first has it.
 */
export const periodFigures = (computed: readonly Computed[], period: Period): PeriodFigures => {
  const cells = new Map<string, VintageCell>()
  const gaps = new Map<string, IndicatorGap>()
  for (const { breakdowns, cube, gaps: missing, shown } of computed) {
    const safe = figuresAt(shown, breakdowns, period)
    for (const [key, { place, value, status, label }] of figuresAt(cube, breakdowns, period)) {
      if (cells.has(key)) continue
      // What the protected cube lacks is not known to be safe.
      const out = safe.get(key) ?? { value: null, status: 'suppressed_secondary' as const }
      cells.set(key, { place, label, value, status, shown: out.value, shownStatus: out.status })
    }
    for (const gap of missing)
      if (gap.period === period) gaps.set(JSON.stringify([gap.place, gap.reason, gap.input]), gap)
  }
  const depth = (cell: VintageCell): number => Object.keys(cell.place).length
  return { cells: [...cells.values()].toSorted((a, b) => depth(a) - depth(b)), gaps: [...gaps.values()] }
}
