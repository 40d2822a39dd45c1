// Price indices on figures worked by hand: three products over three periods, one with an extraordinary move, one that
// comes and goes.
import { describe, expect, it } from 'vitest'
import { fixedBaseIndex, linkedIndex, priceRelative } from './priceIndex.ts'
import type { PriceOptions, Stratum } from './priceIndex.ts'

const amount = (price: number, quantity: number) => ({ value: price * quantity, quantity })
/** Rice 400 → 440 → 484 a tonne, quantities 10, 8, 9; coffee 2000 → 1800 → 2000, quantities 5, 6, 5. */
const rice: Stratum = [amount(400, 10), amount(440, 8), amount(484, 9)]
const coffee: Stratum = [amount(2000, 5), amount(1800, 6), amount(2000, 5)]
const of = (index: PriceOptions['index'], outlier = 3): PriceOptions => ({ index, outlier })

// Laspeyres: (4000 × 1.1 + 10000 × 0.9) / 14000; Paasche: (3520 + 10800) / (3520 / 1.1 + 10800 / 0.9).
const laspeyres = 13400 / 14000
const paasche = 14320 / 15200

describe('two products', () => {
  it('Laspeyres, Paasche, Fisher, value and volume', () => {
    const strata = [rice, coffee]
    expect(priceRelative(strata, 0, 1, of('laspeyres'))).toBeCloseTo(laspeyres, 12)
    expect(priceRelative(strata, 0, 1, of('paasche'))).toBeCloseTo(paasche, 12)
    const fisher = priceRelative(strata, 0, 1, of('fisher')) ?? 0
    expect(fisher).toBeCloseTo(Math.sqrt(laspeyres * paasche), 12)
    const value = priceRelative(strata, 0, 1, of('value')) ?? 0
    expect(value).toBeCloseTo(14320 / 14000, 12)
    // Prices by Laspeyres times quantities by Paasche make up the value.
    const quantitiesPaasche = value / laspeyres
    expect(quantitiesPaasche).toBeCloseTo((8 * 440 + 6 * 1800) / (10 * 440 + 5 * 1800), 12)
    expect(priceRelative(strata, 0, 1, of('coverage'))).toBe(1)
  })

  it('fixed base and linked by year differ where weights moved', () => {
    const strata = [rice, coffee]
    const fixed = fixedBaseIndex(strata, 3, 0, of('laspeyres'))
    expect(fixed[2]).toBeCloseTo((100 * (4000 * 1.21 + 10000)) / 14000, 10)
    const linked = linkedIndex(strata, 3, (p) => p - 1, of('laspeyres'))
    const second = (3520 * 1.1 + 10800 * (2000 / 1800)) / 14320
    expect(linked[0]).toBe(100)
    expect(linked[2]).toBeCloseTo(100 * laspeyres * second, 10)
  })
})

describe('what does not match', () => {
  it('a product of one period only, without quantity or value, takes no part; its value counts in the coverage', () => {
    const fresh: Stratum = [null, amount(100, 10), null]
    const empty: Stratum = [{ value: 5, quantity: 0 }, amount(1, 1), null]
    const strata = [rice, coffee, fresh, empty]
    expect(priceRelative(strata, 0, 1, of('laspeyres'))).toBeCloseTo(laspeyres, 12)
    expect(priceRelative(strata, 0, 1, of('coverage'))).toBeCloseTo(14320 / (14320 + 1000 + 1), 12)
    expect(priceRelative([fresh], 0, 1, of('fisher'))).toBeNull()
    expect(priceRelative([], 0, 1, of('value'))).toBeNull()
  })

  it('an extraordinary move is left out, by the median of all', () => {
    const tea: Stratum = [amount(1000, 4), amount(1050, 4), null]
    const wrong: Stratum = [amount(10, 100), amount(900, 1), null]
    const strata = [rice, coffee, tea, wrong]
    const without = priceRelative([rice, coffee, tea], 0, 1, of('fisher')) ?? 0
    expect(priceRelative(strata, 0, 1, of('fisher'))).toBeCloseTo(without, 12)
    expect(priceRelative(strata, 0, 1, of('fisher', 100))).not.toBeCloseTo(without, 3)
  })
})
