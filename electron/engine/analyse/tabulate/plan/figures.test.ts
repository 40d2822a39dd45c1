// Statistics against published answers: percentiles by the inverse of the empirical distribution with averaging (type 2
// of Hyndman and Fan, the default of SAS), weighted means, sample deviations; and quotients rounded once.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measured } from '../evaluator/evaluate.ts'
import { deviation } from './figures.ts'
import { fractionOf } from './planSums.ts'
import { quotient } from '../scan/quotient.ts'
import type { MeasuredColumn, PlannedMeasure } from '../types.ts'

const column = (ref: string, scale: number): MeasuredColumn => ({
  ref,
  identity: ref,
  linked: false,
  label: { vi: ref, en: ref },
  unit: null,
  scale,
})
const planned = (measure: object, weighted = false): PlannedMeasure => ({
  measure: { id: 'm', power: 0, variable: 'x', ...measure } as PlannedMeasure['measure'],
  column: column('x', 2),
  weight: weighted ? column('w', 1) : null,
  reads: {},
})
type Record = [value: bigint | null, weight?: bigint | null]
/** Over values at two decimals and weights at one. */
const over = (records: Record[], measure: object): unknown =>
  measured(
    [
      planned(
        measure,
        records.some((r) => r.length > 1),
      ),
    ],
    records.map(([x, w]) => (ref) => ({ value: (ref === 'x' ? x : w) ?? null, version: null, matched: true })),
    new Map(),
  )[0]
const plain = (...values: (number | null)[]): Record[] =>
  values.map((v) => [v === null ? null : BigInt(Math.round(v * 100))])

describe('percentiles', () => {
  // Ten values, n·p whole at the deciles: x(k) and x(k+1) are averaged, else the next value is taken.
  const ten = plain(15, 20, 35, 40, 50, 55, 60, 70, 80, 90)
  it.each([
    [50, 52.5],
    [25, 35],
    [75, 70],
    [10, 17.5],
    [90, 85],
    [33.3, 40],
    [99.9, 90],
    [0.01, 15],
  ])('of ten values at %d is %d', (percentile, expected) => {
    expect(over(ten, { statistic: 'percentile', percentile })).toBe(Math.round(expected * 1000))
  })

  it.each([
    ['3', '300'],
    ['1 2', '150'],
    ['5 1 3', '300'],
    ['4 1 2 3', '250'],
    ['-3 -2', '-250'],
    ['1 ? 2', '150'],
    ['?', 'null'],
    ['', 'null'],
  ])(
    'the median of %s hundredths is %s ten-thousandths … at one more decimal, empty fields left out',
    (values, median) => {
      const records = values
        .split(' ')
        .filter((v) => v !== '')
        .map((v): Record => [v === '?' ? null : BigInt(v)])
      expect(String(over(records, { statistic: 'median' }))).toBe(
        median === 'null' ? median : String(Number(median) / 10),
      )
    },
  )

  it('keeps digits that no double holds', () => {
    expect(over([[9_007_199_254_740_993n], [9_007_199_254_740_993n]], { statistic: 'median' })).toBe(
      90_071_992_547_409_930n,
    )
  })

  it('of weighted values stands where the cumulated weight passes; met exactly, with the next', () => {
    // Weights 1, 3, 2 (total 6): half is 3, passed within the second value.
    expect(
      over(
        [
          [1000n, 10n],
          [2000n, 30n],
          [3000n, 20n],
        ],
        { statistic: 'median' },
      ),
    ).toBe(20_000)
    // Weights 1, 2, 3: half is 3, met after the second value.
    expect(
      over(
        [
          [1000n, 10n],
          [2000n, 20n],
          [3000n, 30n],
        ],
        { statistic: 'median' },
      ),
    ).toBe(25_000)
    // A weight of nothing, or less, or none, does not weigh.
    expect(
      over(
        [
          [1000n, 0n],
          [1500n, -50n],
          [1700n, null],
          [2000n, 20n],
        ],
        { statistic: 'median' },
      ),
    ).toBe(20_000)
  })

  it('are read from the text of the number, as fractions in lowest terms', () => {
    expect([50, 33.3, 99.9, 1e-7].map((p) => fractionOf(p))).toEqual([
      { numerator: 1n, denominator: 2n },
      { numerator: 333n, denominator: 1000n },
      { numerator: 999n, denominator: 1000n },
      { numerator: 1n, denominator: 1_000_000_000n },
    ])
  })
})

describe('means and deviations', () => {
  it('a weighted mean is Σwx ÷ Σw', () => {
    // 80 and 90 with 20 and 30 pupils: 86.
    expect(
      over(
        [
          [8000n, 200n],
          [9000n, 300n],
        ],
        { statistic: 'mean' },
      ),
    ).toBe(86)
    expect(over([[8000n, 0n]], { statistic: 'mean' })).toBeNull()
  })

  it('a deviation is the sample’s, over n − 1', () => {
    // 2 4 4 4 5 5 7 9: variance 32/7.
    expect(over(plain(2, 4, 4, 4, 5, 5, 7, 9), { statistic: 'standard_deviation' })).toBe(Math.sqrt(32 / 7))
    expect(over(plain(7), { statistic: 'standard_deviation' })).toBeNull()
  })

  it('a weighted one counts each record as often as its weight says', () => {
    const repeated = over(plain(1, 1, 1, 5, 5, 8), { statistic: 'standard_deviation' })
    expect(
      over(
        [
          [100n, 30n],
          [500n, 20n],
          [800n, 10n],
        ],
        { statistic: 'standard_deviation' },
      ),
    ).toBe(repeated)
    expect(over([[100n, 10n]], { statistic: 'standard_deviation' })).toBeNull()
  })

  it('comes out alike from sums and from differences', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 9n)), {
          minLength: 1,
          maxLength: 8,
        }),
        (records) => {
          const sum = (term: (x: bigint, w: bigint) => bigint) =>
            records.reduce((total, [x, w]) => total + term(x, w), 0n)
          expect(
            deviation(
              sum((x, w) => x * w),
              sum((x, w) => x * x * w),
              sum((_, w) => w),
              10n,
              2,
            ),
          ).toBe(over(records, { statistic: 'standard_deviation' }))
        },
      ),
    )
  })

  it('with weight one every statistic is the unweighted one', () => {
    const statistics = [
      { statistic: 'mean' },
      { statistic: 'median' },
      { statistic: 'percentile', percentile: 12.5 },
      { statistic: 'standard_deviation' },
    ]
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.bigInt(-(10n ** 17n), 10n ** 17n)), { maxLength: 9 }),
        fc.constantFrom(...statistics),
        (values, measure) => {
          expect(
            over(
              values.map((v) => [v, 10n]),
              measure,
            ),
          ).toBe(
            over(
              values.map((v) => [v]),
              measure,
            ),
          )
        },
      ),
    )
  })
})

describe('a quotient', () => {
  it('is the nearest double, whatever the size of its parts', () => {
    expect(quotient(1n, 3n)).toBe(1 / 3)
    expect(quotient(-(10n ** 40n), 3n * 10n ** 40n)).toBe(-1 / 3)
    // Between two doubles, just above the middle: once rounded up, never twice.
    expect(quotient((2n ** 53n + 1n) * 10n ** 30n + 1n, 10n ** 30n)).toBe(2 ** 53 + 2)
    expect(quotient((2n ** 53n + 1n) * 10n ** 30n, 10n ** 30n)).toBe(2 ** 53)
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), fc.bigInt(1n, 10n ** 40n), (n, d, by) => {
        expect(quotient(BigInt(n) * by, BigInt(d) * by)).toBe(n / d === 0 ? 0 : n / d)
      }),
    )
  })
})
