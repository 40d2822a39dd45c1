// Price indices from unit values of strata (a product, a partner, a unit of quantity): Laspeyres, Paasche, Fisher,
// chained by year; and what part of the value they rest on. Pure. In: value and quantity of each stratum in each
// period. Out: an index, null where nothing matches.
import type { PriceIndexKind } from '#shared/model/indicator.ts'

export type Amount = { value: number; quantity: number }
/** By period, in the order of `periods`; null where the stratum did not occur. */
export type Stratum = readonly (Amount | null)[]
export type PriceOptions = {
  index: PriceIndexKind
  /** A stratum whose price moved more than so many times above or below the median move is left out. */
  outlier: number
}

type Matched = { before: number; now: number; relative: number }

const isPriced = (amount: Amount | null | undefined): amount is Amount =>
  amount !== null && amount !== undefined && amount.value > 0 && amount.quantity > 0

const median = (sorted: readonly number[]): number => {
  const half = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Strata with a price in both periods, those of extraordinary moves left out. */
const matchedStrata = (strata: readonly Stratum[], from: number, to: number, outlier: number): Matched[] => {
  const matched = strata.flatMap((stratum): Matched[] => {
    const [base, now] = [stratum[from], stratum[to]]
    if (!isPriced(base) || !isPriced(now)) return []
    return [{ before: base.value, now: now.value, relative: now.value / now.quantity / (base.value / base.quantity) }]
  })
  const middle = median(matched.map((m) => m.relative).toSorted((a, b) => a - b))
  return matched.filter(({ relative }) => relative <= middle * outlier && relative >= middle / outlier)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Of one period against another, the other being 1. */
export const priceRelative = (
  strata: readonly Stratum[],
  from: number,
  to: number,
  { index, outlier }: PriceOptions,
): number | null => {
  const all = (p: number): number => sum(strata.map((stratum) => stratum[p]?.value ?? 0))
  if (index === 'value') return all(from) > 0 ? all(to) / all(from) : null
  const matched = matchedStrata(strata, from, to, outlier)
  if (matched.length === 0) return null
  if (index === 'coverage') return all(to) > 0 ? sum(matched.map((m) => m.now)) / all(to) : null
  const laspeyres = sum(matched.map((m) => m.before * m.relative)) / sum(matched.map((m) => m.before))
  const paasche = sum(matched.map((m) => m.now)) / sum(matched.map((m) => m.now / m.relative))
  if (index === 'laspeyres') return laspeyres
  return index === 'paasche' ? paasche : Math.sqrt(laspeyres * paasche)
}

/** 100 in the base. */
export const fixedBaseIndex = (
  strata: readonly Stratum[],
  periods: number,
  base: number,
  options: PriceOptions,
): (number | null)[] =>
  Array.from({ length: periods }, (_, p) => {
    const relative = priceRelative(strata, base, p, options)
    return relative === null ? null : 100 * relative
  })

/**
 * Each year against the last period of the year before, linked there; the first year against its first period, which is
 * 100. `linkOf` says which period a period is compared with, −1 where there is none.
 */
export const linkedIndex = (
  strata: readonly Stratum[],
  periods: number,
  linkOf: (p: number) => number,
  options: PriceOptions,
): (number | null)[] => {
  const index: (number | null)[] = []
  for (let p = 0; p < periods; p += 1) {
    const link = linkOf(p)
    if (p === 0) {
      index.push(100)
      continue
    }
    const base = link < 0 ? 0 : link
    const relative = priceRelative(strata, base, p, options)
    const level = index[base] ?? null
    index.push(relative === null || level === null ? null : level * relative)
  }
  return index
}
