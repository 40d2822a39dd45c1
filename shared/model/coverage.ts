// Which parts of a period were delivered, and while which version of a code list: what may be set against what. In:
// periods delivered, the days a version holds. Out: positions of parts within a period. Never a figure, never the
// clock.
import type { PartialPeriod, Validity } from './cube.ts'
import { parsePeriod, periodAtLevel, referenceDate, shiftPeriod } from './period.ts'
import type { Period, PeriodKind } from './period.ts'

/** How many periods of the finer kind a whole one of the coarser kind has. */
export const partsIn = (coarse: PeriodKind, fine: PeriodKind): number => {
  if (coarse === fine) return 1
  if (fine === 'month') return coarse === 'quarter' ? 3 : 12
  return 4
}

const holdsOn = ({ from, to }: Validity, day: string | null): boolean =>
  day === null || ((from === null || day >= from) && (to === null || day <= to))

/** The parts of a period delivered (and valid then), as positions from 0, ascending. */
export const deliveredParts = (period: Period, delivered: readonly Period[], valid?: Validity): number[] => {
  const whole = parsePeriod(period)
  if (whole === null) return []
  return delivered.flatMap((part) => {
    if (periodAtLevel(part, whole.kind) !== period) return []
    if (valid !== undefined && !holdsOn(valid, referenceDate(part))) return []
    const own = parsePeriod(part)
    if (own === null || own.kind === whole.kind) return [0]
    return [whole.kind === 'quarter' ? (own.part - 1) % 3 : own.part - 1]
  })
}

/** A period delivered in part only, null where it is whole or nothing is known of it. */
export const partialPeriod = (period: Period, delivered: readonly Period[]): PartialPeriod | null => {
  const [whole, part] = [parsePeriod(period), parsePeriod(delivered[0] ?? '')]
  if (whole === null || part === null) return null
  const of = partsIn(whole.kind, part.kind)
  const parts = deliveredParts(period, delivered).length
  return parts > 0 && parts < of ? { delivered: parts, of, kind: part.kind } : null
}

/** Whether all parts of a period were delivered. */
export const isWholePeriod = (period: Period, delivered: readonly Period[]): boolean =>
  deliveredParts(period, delivered).length > 0 && partialPeriod(period, delivered) === null

/** The periods of one kind strictly between two; none where they are not of one kind or too far apart to be told. */
export const periodsBetween = (first: Period, last: Period): Period[] => {
  const found: Period[] = []
  if (parsePeriod(first)?.kind !== parsePeriod(last)?.kind) return found
  for (let at = shiftPeriod(first, 1); at !== null && at < last && found.length < 1200; at = shiftPeriod(at, 1))
    found.push(at)
  return found
}
