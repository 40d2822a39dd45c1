// Ten-digit tax codes with a right check digit, one for each enterprise number. In: a province and a number. Out: the
// code. An even serial is tried, then the odd one after it: they differ in the last digit alone, so at most one has no
// valid check digit.
import { provinces } from './territory.ts'

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const
const modulus = 4_999_999

/** The range number in front resembles the province where the enterprise began, and never changes. */
const ranges = provinces.map((p, i) => (p.old === '01' ? 1 : p.old === '31' ? 2 : p.old === '79' ? 3 : i + 4))

const checkDigit = (nine: number): number => {
  let rest = nine
  let sum = 0
  for (let i = 8; i >= 0; i--) {
    sum += (rest % 10) * (weights[i] as number)
    rest = Math.floor(rest / 10)
  }
  const remainder = sum % 11
  return remainder === 0 ? -1 : 10 - remainder
}

/** As a number of up to ten digits: write it with leading zeros. */
export const taxCode = (province: number, enterprise: number): number => {
  const scattered = (enterprise * 1_500_007 + 17) % modulus
  const first = (ranges[province] ?? 1) * 10_000_000 + 2 * scattered
  const digit = checkDigit(first)
  return digit >= 0 ? first * 10 + digit : (first + 1) * 10 + checkDigit(first + 1)
}

export const taxCodeText = (code: number): string => String(code).padStart(10, '0')
