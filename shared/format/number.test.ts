import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactToDecimal } from '../model/exact.ts'
import {
  decimalOfDouble,
  formatBytes,
  formatDouble,
  formatExact,
  formatInteger,
  formatPercent,
  localiseDecimal,
  minusSign,
  roundDecimal,
} from './number.ts'

/** The platform's own formatter, given decimal text, rounds exactly half away from zero: an independent answer. */
const oracle = (plain: string, decimals: number, locale: string): string => {
  const text = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: 'halfExpand',
    useGrouping: 'always',
  } as Intl.NumberFormatOptions)
    .format(plain as unknown as number)
    .replace('-', minusSign)
  return /[1-9]/.test(text) ? text : text.replace(minusSign, '')
}

describe('formatExact', () => {
  it('agrees with the platform for any scaled integer, decimals and power, in both languages', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.nat(6),
        fc.nat(6),
        fc.nat(12),
        (value, scale, decimals, power) => {
          const plain = exactToDecimal(value, scale + power)
          expect(formatExact(value, { scale, decimals, power }, 'vi')).toBe(oracle(plain, decimals, 'vi-VN'))
          expect(formatExact(value, { scale, decimals, power }, 'en')).toBe(oracle(plain, decimals, 'en-US'))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('agrees for safe numbers as it does for bigints', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(4), fc.nat(4), (value, scale, decimals) => {
        expect(formatExact(value, { scale, decimals }, 'vi')).toBe(
          formatExact(BigInt(value), { scale, decimals }, 'vi'),
        )
      }),
    )
  })

  it('writes what a yearbook prints', () => {
    expect(formatExact(1234567890, { power: 6, decimals: 1 }, 'vi')).toBe('1.234,6')
    expect(formatExact(-250, { scale: 2, decimals: 1 }, 'vi')).toBe('−2,5')
    expect(formatExact(25, { scale: 1, decimals: 0 }, 'en')).toBe('3')
    expect(formatExact(-25, { scale: 1, decimals: 0 }, 'en')).toBe('−3')
    expect(formatExact(-4, { scale: 1, decimals: 0 }, 'en')).toBe('0')
    expect(formatInteger(12345678901234567890n, 'en')).toBe('12,345,678,901,234,567,890')
  })
})

describe('doubles', () => {
  it('rounds the shortest decimal, not the binary fraction', () => {
    expect(formatDouble(1.005, { decimals: 2 }, 'en')).toBe('1.01')
    expect(formatDouble(0.1 + 0.2, { decimals: 1 }, 'vi')).toBe('0,3')
    expect(formatDouble(1e21, {}, 'vi')).toBe('1.000.000.000.000.000.000.000')
    expect(formatDouble(-1.5e-7, { decimals: 7 }, 'en')).toBe('−0.0000002')
    expect(formatDouble(Number.NaN, {}, 'vi')).toBe('…')
    expect(formatDouble(Number.POSITIVE_INFINITY, {}, 'vi')).toBe('…')
  })

  it('takes a double apart without loss', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const decimal = decimalOfDouble(value)
        expect(decimal).not.toBeNull()
        expect(Number(exactToDecimal(decimal!.units, decimal!.scale))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  it('rounds within half a unit, away from zero at the half', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 1, max: 8 }),
        (units, scale) => {
          const rounded = roundDecimal({ units, scale }, 0)
          const rest = units - rounded * 10n ** BigInt(scale)
          const half = 10n ** BigInt(scale) / 2n
          const size = rest < 0n ? -rest : rest
          expect(size <= half).toBe(true)
          if (size === half)
            expect((rounded < 0n ? -rounded : rounded) * 10n ** BigInt(scale) > (units < 0n ? -units : units)).toBe(
              true,
            )
        },
      ),
    )
  })
})

describe('small formats', () => {
  it('localises plain decimal text', () => {
    expect(localiseDecimal('-1234.50', 'vi')).toBe('−1.234,50')
    expect(localiseDecimal('999', 'en')).toBe('999')
  })
  it('writes shares and sizes', () => {
    expect(formatPercent(0.98765, 1, 'vi')).toBe('98,8\u00a0%')
    expect(formatPercent(0.98765, 1, 'en')).toBe('98.8%')
    expect(formatBytes(0, 'vi')).toBe('0\u00a0B')
    expect(formatBytes(1536, 'vi')).toBe('1,5\u00a0KB')
    expect(formatBytes(1024 ** 2 - 1, 'en')).toBe('1.0\u00a0MB')
    expect(formatBytes(250 * 1024 ** 3, 'vi')).toBe('250\u00a0GB')
  })
})
