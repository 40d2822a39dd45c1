// Which periods of an axis are not whole yet: a year of which eight months were delivered. In: a cube, its time dimension.
// Out: parts delivered and parts there should be, by the period's code. Never a guess: without finer deliveries nothing is said.
import type { Cube, CubeDimension } from '../model/cube.ts'
import { parsePeriod } from '../model/period.ts'
import type { PeriodParts } from '../model/period.ts'

export type PartialPeriod = { delivered: number; expected: number }

const partsOf = { year: { month: 12, quarter: 4 }, quarter: { month: 3 } } as const

const inside = (whole: PeriodParts, part: PeriodParts): boolean =>
  whole.year === part.year && (whole.kind === 'year' || whole.part === Math.ceil(part.part / 3))

const expectedParts = (whole: PeriodParts, part: PeriodParts): number | null => {
  if (whole.kind === 'year' && (part.kind === 'month' || part.kind === 'quarter')) return partsOf.year[part.kind]
  return whole.kind === 'quarter' && part.kind === 'month' ? partsOf.quarter.month : null
}

export const partialPeriods = (
  { provenance }: Pick<Cube, 'provenance'>,
  dimension: CubeDimension,
): Map<string, PartialPeriod> => {
  const found = new Map<string, PartialPeriod>()
  if (dimension.time !== 'year' && dimension.time !== 'quarter') return found
  if (!/(^|\.)period$/.test(dimension.variable)) return found
  const datasets = new Map<string, PeriodParts[]>()
  for (const { dataset, period } of provenance.deliveries) {
    const parts = parsePeriod(period)
    if (parts) datasets.set(dataset, [...(datasets.get(dataset) ?? []), parts])
  }
  for (const { code, kind } of dimension.categories) {
    const whole = kind === 'value' ? parsePeriod(code) : null
    if (!whole) continue
    for (const periods of datasets.values()) {
      const own = periods.filter((p) => expectedParts(whole, p) !== null && inside(whole, p))
      const first = own[0]
      if (!first) continue
      const expected = expectedParts(whole, first) ?? 0
      const delivered = new Set(own.map((p) => p.part)).size
      const known = found.get(code)
      if (delivered < expected && (!known || delivered * known.expected < known.delivered * expected))
        found.set(code, { delivered, expected })
    }
  }
  return found
}
