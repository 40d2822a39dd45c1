// Cubes of an indicator (whole, and by each breakdown) cut into the figures of one period. Pure. In: evaluated and protected cubes.
// Out: cells by place with both states, and the gaps of the period. Never a figure altered.
import type { VintageCell } from '#shared/contract/indicators.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import type { IndicatorGap } from '#shared/model/indicatorGap.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** One computation: by the breakdown named, or as a whole. */
export type Computed = { breakdown: string | null; cube: Cube; gaps: readonly IndicatorGap[]; shown: Cube }
export type PeriodFigures = { cells: VintageCell[]; gaps: IndicatorGap[] }

type Told = { value: number | null; status: CellStatus; label: Bilingual }
const nothing: Bilingual = { vi: '', en: '' }

/** Category key ('' for the whole) → figure of the period. */
const figuresAt = (cube: Cube, period: Period): Map<string, Told> => {
  const [row] = cube.dimensions.length > 1 ? cube.dimensions : []
  const time = cube.dimensions.length - 1
  const found = new Map<string, Told>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    if (cube.dimensions[time]?.categories[cube.cells.coordinates[time]?.[i] ?? 0]?.code !== period) continue
    const category = row?.categories[cube.cells.coordinates[0]?.[i] ?? 0]
    const value = cube.cells.values[0]?.[i] ?? null
    found.set(category === undefined || category.kind === 'total' ? '' : categoryKey(category), {
      value: value === null ? null : Number(value),
      status: cube.cells.statuses?.[0]?.[i] ?? (value === null ? 'not_available' : 'value'),
      label: category?.kind === 'total' ? nothing : (category?.label ?? nothing),
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

/** Places in the order of the breakdowns; the whole once, first. */
export const periodFigures = (computed: readonly Computed[], period: Period): PeriodFigures => {
  const cells: VintageCell[] = []
  const gaps = new Map<string, IndicatorGap>()
  for (const { breakdown, cube, gaps: missing, shown } of computed) {
    const safe = figuresAt(shown, period)
    for (const [key, { value, status, label }] of figuresAt(cube, period)) {
      const place: Record<string, string> = key === '' || breakdown === null ? {} : { [breakdown]: key }
      if (Object.keys(place).length === 0 && cells.some((cell) => Object.keys(cell.place).length === 0)) continue
      // What the protected cube lacks is not known to be safe.
      const out = safe.get(key) ?? { value: null, status: 'suppressed_secondary' as const }
      const cell = { place, label, value, status, shown: out.value, shownStatus: out.status }
      if (Object.keys(place).length === 0) cells.unshift(cell)
      else cells.push(cell)
    }
    for (const gap of missing)
      if (gap.period === period) gaps.set(JSON.stringify([gap.place, gap.reason, gap.input]), gap)
  }
  return { cells, gaps: [...gaps.values()] }
}
