// Bounds of bands as decimal text → thresholds in the variable's own scaled integers, and the name of each band. In:
// bounds, which end is closed, scale. Out: whole numbers t; a value stands in band 1 + (number of t ≤ value). Never a
// binary float.
import { inOrder } from '#shared/model/inOrder.ts'
import { localiseDecimal } from '#shared/format/number.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** A decimal as a fraction of whole numbers: units ÷ 10^scale. */
const parsed = (text: string): { units: bigint; scale: number } => {
  const fraction = text.split('.')[1] ?? ''
  return { units: BigInt(text.replace('.', '')), scale: fraction.length }
}

export const compareDecimals = (a: string, b: string): number => {
  const [left, right] = [parsed(a), parsed(b)]
  const difference = left.units * 10n ** BigInt(right.scale) - right.units * 10n ** BigInt(left.scale)
  return inOrder(difference, 0n)
}

const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n)

/** 64-bit values never reach the one above the largest; none lies below the smallest. */
const highest = 2n ** 63n
const lowest = -(2n ** 63n)
const withinReach = (value: bigint): bigint => (value > highest ? highest : value < lowest ? lowest : value)

/** lower: the least scaled value that is at least the bound; upper: the least that is above it. */
export const bandThresholds = (bounds: readonly string[], closed: 'lower' | 'upper', scale: number): bigint[] =>
  bounds.map((bound) => {
    const { units, scale: digits } = parsed(bound)
    const [numerator, denominator] = [units * 10n ** BigInt(scale), 10n ** BigInt(digits)]
    const floor = floorDivide(numerator, denominator)
    return withinReach(closed === 'upper' || floor * denominator !== numerator ? floor + 1n : floor)
  })

/** Years are written without a mark for thousands: "birth_year", "Năm sinh", "Year of birth". */
export const isYear = (ref: string, label: Bilingual): boolean =>
  /(^|[._])year$/.test(ref) || /^năm\s/i.test(label.vi) || /\byear\b/i.test(label.en)

const shown = (bound: string, language: 'vi' | 'en', year: boolean): string => {
  const plain = bound.includes('.') ? bound.replace(/\.?0+$/, '') : bound
  return year && /^\d{1,4}$/.test(plain) ? plain : localiseDecimal(plain, language)
}

/** "Dưới 5", "5 – dưới 10", "Từ 10 trở lên"; closed above: "Đến 5", "Trên 5 – 10", "Trên 10". */
export const bandLabels = (bounds: readonly string[], closed: 'lower' | 'upper', year = false): Bilingual[] =>
  Array.from({ length: bounds.length + 1 }, (_, band): Bilingual => {
    const [from, to] = [bounds[band - 1], bounds[band]]
    const [fromVi, toVi, fromEn, toEn] = [
      shown(from ?? '', 'vi', year),
      shown(to ?? '', 'vi', year),
      shown(from ?? '', 'en', year),
      shown(to ?? '', 'en', year),
    ]
    if (from === undefined)
      return closed === 'lower'
        ? { vi: `Dưới ${toVi}`, en: `Under ${toEn}` }
        : { vi: `Đến ${toVi}`, en: `Up to ${toEn}` }
    if (to === undefined)
      return closed === 'lower'
        ? { vi: `Từ ${fromVi} trở lên`, en: `${fromEn} and over` }
        : { vi: `Trên ${fromVi}`, en: `Over ${fromEn}` }
    return closed === 'lower'
      ? { vi: `${fromVi} – dưới ${toVi}`, en: `${fromEn} – under ${toEn}` }
      : { vi: `Trên ${fromVi} – ${toVi}`, en: `Over ${fromEn} – ${toEn}` }
  })
