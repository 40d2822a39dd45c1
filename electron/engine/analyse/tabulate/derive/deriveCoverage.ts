// What of a cube may be set against what over time: parts of periods delivered, versions of codes that had begun or
// ended. In: a cube's dimensions and its time. Out: reasons why two places cannot be compared, or a running sum cannot
// go on, and what there was to say of it. Never a figure.
import { deliveredParts, partsIn, periodsBetween } from '#shared/model/coverage.ts'
import type { CubeDimension, Validity } from '#shared/model/cube.ts'
import { formatPeriod, parsePeriod } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import type { CubeTime } from './deriveTime.ts'

type Reason = 'not_available' | 'not_applicable'

/** What kept figures over time from being computed, for the notes of the table. */
export type CoverageFacts = {
  /** Not delivered, or in part only, where a running sum had to pass. */
  broken: Set<Period>
  /** Not in the table, between the first and the last period delivered. */
  absent: Set<Period>
  /** Some part of a period stood against a whole one. */
  unequal: Set<Period>
  ended: boolean
  /** A base of zero or less. */
  base: boolean
}

export type Coverage = {
  facts: CoverageFacts
  /** Whether a code of this place did not hold in its period. */
  ended(place: ArrayLike<number>): boolean
  unlike(now: ArrayLike<number>, then: ArrayLike<number>): Reason | null
  /** `before` is the place the sum comes from, null where it begins. */
  broken(before: ArrayLike<number> | null, now: ArrayLike<number>): Reason | null
  /** The period compared with is not in the table. */
  absent(place: ArrayLike<number>, target: (period: Period, kind: PeriodKind) => Period | null): void
}

const everywhere: Validity = { from: null, to: null }

const both = (a: Validity, b: Validity): Validity => ({
  from: a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from,
  to: a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to,
})

/** The first period of a finer kind in one of a coarser kind. */
const firstWithin = (outer: Period, kind: PeriodKind): Period | null => {
  const parts = parsePeriod(outer)
  if (!parts) return null
  const part = kind === 'month' && parts.kind === 'quarter' ? parts.part * 3 - 2 : 1
  return formatPeriod({ kind, year: parts.year, part })
}

export const coverageOf = (dimensions: readonly CubeDimension[], time: CubeTime | null): Coverage => {
  const facts: CoverageFacts = {
    broken: new Set(),
    absent: new Set(),
    unequal: new Set(),
    ended: false,
    base: false,
  }
  const totals = dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const dated = dimensions.flatMap((d, i) => (d.categories.some((c) => c.valid !== undefined) ? [i] : []))
  const fineOf = (place: ArrayLike<number>): number => time?.dimensions.find((d) => place[d] !== totals[d]) ?? -1
  const periodOf = (d: number, place: ArrayLike<number>): Period =>
    dimensions[d]?.categories[place[d] ?? -1]?.code ?? ''

  const validAt = (place: ArrayLike<number>): Validity | null => {
    let valid: Validity | null = null
    for (const d of dated) {
      const own = dimensions[d]?.categories[place[d] ?? -1]?.valid
      if (own !== undefined) valid = both(valid ?? everywhere, own)
    }
    return valid
  }
  const known = new Map<string, number[]>()
  const partsAt = (d: number, period: Period, valid: Validity | null): number[] => {
    const key = `${d} ${period} ${valid?.from ?? ''} ${valid?.to ?? ''}`
    let parts = known.get(key)
    if (!parts) {
      parts = deliveredParts(period, dimensions[d]?.delivered ?? [], valid ?? undefined)
      known.set(key, parts)
    }
    return parts
  }
  const isKnown = (d: number): boolean => (dimensions[d]?.delivered?.length ?? 0) > 0
  const same = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((part, i) => part === b[i])

  const isWhole = (d: number, period: Period, valid: Validity | null): boolean => {
    const all = partsAt(d, period, null)
    const own = parsePeriod(dimensions[d]?.delivered?.[0] ?? '')
    const whole = parsePeriod(period)
    if (!own || !whole) return true
    if (all.length === partsIn(whole.kind, own.kind)) return true
    // A code that did not hold then misses nothing.
    return valid !== null && deliveredParts(period, [period], valid).length === 0
  }

  const ended: Coverage['ended'] = (place) => {
    const d = fineOf(place)
    const valid = d < 0 || !isKnown(d) ? null : validAt(place)
    if (valid === null) return false
    const period = periodOf(d, place)
    if (partsAt(d, period, null).length === 0 || partsAt(d, period, valid).length > 0) return false
    facts.ended = true
    return true
  }

  return {
    facts,
    ended,
    unlike: (now, then) => {
      const d = fineOf(now)
      if (d < 0 || !isKnown(d)) return null
      const [periodNow, periodThen] = [periodOf(d, now), periodOf(d, then)]
      const [all, allThen] = [partsAt(d, periodNow, null), partsAt(d, periodThen, null)]
      const valid = validAt(now)
      if (valid !== null) {
        const [held, heldThen] = [partsAt(d, periodNow, valid), partsAt(d, periodThen, valid)]
        const cut = held.length < all.length || heldThen.length < allThen.length
        if (cut && (held.length === 0 || !same(held, heldThen))) {
          facts.ended = true
          return 'not_applicable'
        }
      }
      if (same(all, allThen)) return null
      facts.unequal.add(all.length < allThen.length ? periodNow : periodThen)
      return 'not_available'
    },
    broken: (before, now) => {
      const d = fineOf(now)
      if (d < 0 || !isKnown(d)) return null
      if (ended(now)) return 'not_applicable'
      const valid = validAt(now)
      const period = periodOf(d, now)
      const passed: Period[] = []
      if (before !== null) {
        const from = periodOf(d, before)
        passed.push(from, ...periodsBetween(from, period))
      } else {
        const outer = time?.dimensions.find((c) => c !== d && now[c] !== totals[c])
        const kind = dimensions[d]?.time ?? 'year'
        const first = outer === undefined ? null : firstWithin(periodOf(outer, now), kind)
        if (first !== null && first < period) passed.push(first, ...periodsBetween(first, period))
      }
      const missing = passed.filter((p) => !isWhole(d, p, valid))
      missing.forEach((p) => facts.broken.add(p))
      return missing.length > 0 ? 'not_available' : null
    },
    absent: (place, target) => {
      const d = fineOf(place)
      const dimension = dimensions[d]
      const delivered = dimension?.delivered ?? []
      if (!dimension || delivered.length === 0) return
      const wanted = target(periodOf(d, place), dimension.time ?? 'year')
      const [first, last] = [dimension.categories[0]?.code ?? '', delivered.at(-1) ?? '']
      if (wanted !== null && wanted > first && wanted < last) facts.absent.add(wanted)
    },
  }
}
