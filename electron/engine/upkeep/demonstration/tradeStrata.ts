// Divides a month's trade into strata: flow × commodity group × kind of trader, each with its value and number of
// lines. In: the month, the scale. Out: strata whose values add up to the month's published totals times the scale.
// Never a line.
import { exchangeRates, foreignShare, monthlyTotals, tradeGroups } from './tradeGroups.ts'
import type { TradeGroup } from './tradeGroups.ts'

export type Stratum = {
  id: number
  group: TradeGroup
  foreign: boolean
  /** Lines that do not count as merchandise trade: transit, bonded, temporary. They come on top of the totals. */
  outside: boolean
  valueCents: number
  lines: number
}

/** Lines a year in the whole country, and how the months share them. */
const linesAMonth = { X: 700_000, N: 960_000 } as const
const outsideShare = { lines: 0.02, value: 0.025 } as const

/** Factor on the odds of a foreign trader with which the groups' shares give the flow's known share. */
const balance = (flow: 'X' | 'N', year: number): number => {
  const groups = tradeGroups.filter((g) => g.flow === flow)
  const total = groups.reduce((sum, g) => sum + weightOf(g, year), 0)
  const shareWith = (factor: number): number =>
    groups.reduce((sum, g) => sum + weightOf(g, year) * foreignPart(g, factor), 0) / total
  let [low, high] = [0.01, 100]
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high)
    if (shareWith(middle) < foreignShare[flow]) low = middle
    else high = middle
  }
  return low
}

const weightOf = (group: TradeGroup, year: number): number => group.weight * (year === 0 ? 1 : group.tilt)
const foreignPart = (group: TradeGroup, factor: number): number => {
  const odds = (factor * group.foreign) / (1 - group.foreign + 1e-9)
  return odds / (1 + odds)
}

const factors = { X: [balance('X', 0), balance('X', 1)], N: [balance('N', 0), balance('N', 1)] }

export const rateOf = (month: number): number => exchangeRates[month] ?? 25_000

export const strataOf = (month: number, scale: number): Stratum[] => {
  const year = month < 12 ? 0 : 1
  const strata: Stratum[] = []
  for (const flow of ['X', 'N'] as const) {
    const groups = tradeGroups.filter((g) => g.flow === flow)
    const total = groups.reduce((sum, g) => sum + weightOf(g, year), 0)
    const value = (monthlyTotals[flow][month] ?? 0) * 1e8 * scale
    const mean = monthlyTotals[flow].reduce((sum, v) => sum + v, 0) / 24
    const lines = linesAMonth[flow] * scale * ((monthlyTotals[flow][month] ?? 0) / mean)
    const parts = groups
      .flatMap((group) =>
        [true, false].map((foreign) => {
          const part = foreignPart(group, factors[flow][year] ?? 1)
          return { group, foreign, share: (weightOf(group, year) / total) * (foreign ? part : 1 - part) }
        }),
      )
      .filter((part) => part.share > 1e-7)
    // Small strata have more lines for their value than large ones.
    const spread = parts.reduce((sum, part) => sum + part.share ** 0.8, 0)
    parts.forEach((part, i) => {
      strata.push({
        id: (flow === 'X' ? 0 : 500) + i,
        group: part.group,
        foreign: part.foreign,
        outside: false,
        valueCents: Math.round(value * part.share),
        lines: Math.max(1, Math.round((lines * part.share ** 0.8) / spread)),
      })
    })
    const last = groups[groups.length - 1]
    if (last) {
      strata.push({
        id: flow === 'X' ? 400 : 900,
        group: last,
        foreign: true,
        outside: true,
        valueCents: Math.round(value * outsideShare.value),
        lines: Math.max(1, Math.round(lines * outsideShare.lines)),
      })
    }
  }
  return strata
}
