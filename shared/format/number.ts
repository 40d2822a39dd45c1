// Numbers as text in vi-VN and en, without Intl: the same result on every machine and never through a binary float.
// In: exact scaled values or doubles. Out: text with the language's separators. Rounding is half away from zero, once.
import type { Exact } from '../model/exact.ts'
import { exactToDecimal, toExact } from '../model/exact.ts'
import type { Language } from '../model/text.ts'

export const minusSign = '−'
export const notAvailableSymbol = '…'

export const separators: Record<Language, { decimal: string; group: string }> = {
  vi: { decimal: ',', group: '.' },
  en: { decimal: '.', group: ',' },
}

/** A decimal number without loss: units × 10^-scale. */
export type DecimalValue = { units: bigint; scale: number }

/** The shortest decimal that reads back as this double: 0.1 is one tenth. Null when not finite. */
export const decimalOfDouble = (value: number): DecimalValue | null => {
  const m = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!m) return null
  const fraction = m[3] ?? ''
  const digits = BigInt(`${m[1] ?? ''}${m[2] ?? '0'}${fraction}`)
  const scale = fraction.length - Number(m[4] ?? 0)
  return scale >= 0 ? { units: digits, scale } : { units: digits * 10n ** BigInt(-scale), scale: 0 }
}

/** The value in units of 10^-toScale, rounded half away from zero when digits are lost. */
export const roundDecimal = ({ units, scale }: DecimalValue, toScale: number): bigint => {
  if (toScale >= scale) return units * 10n ** BigInt(toScale - scale)
  const divisor = 10n ** BigInt(scale - toScale)
  const quotient = units / divisor
  const rest = units % divisor
  const magnitude = rest < 0n ? -rest : rest
  if (magnitude * 2n < divisor) return quotient
  return units < 0n ? quotient - 1n : quotient + 1n
}

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator)

/** Puts a language's separators and the true minus into plain decimal text: "-1234.5" → "−1.234,5". */
export const localiseDecimal = (plain: string, language: Language): string => {
  const { decimal, group } = separators[language]
  const negative = plain.startsWith('-')
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.')
  const text = grouped(whole, group) + (fraction === undefined ? '' : decimal + fraction)
  return negative ? minusSign + text : text
}

export type NumberShape = { scale?: number; decimals?: number; power?: number }

const decimalText = (value: DecimalValue, decimals: number, power: number): string =>
  exactToDecimal(toExact(roundDecimal({ units: value.units, scale: value.scale + power }, decimals)), decimals)

/**
 * A scaled integer as text: formatExact(1234567890, { power: 6, decimals: 1 }, 'vi') → "1.234,6". A rounded zero has no
 * sign.
 */
export const formatExact = (
  value: Exact,
  { scale = 0, decimals = 0, power = 0 }: NumberShape,
  language: Language,
): string => {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    return formatDouble(value, { decimals, power: power + scale }, language)
  return localiseDecimal(decimalText({ units: BigInt(value), scale }, decimals, power), language)
}

/** A double as text, rounded as its shortest decimal reads (1.005 at two decimals is 1.01). Not finite: "…". */
export const formatDouble = (
  value: number,
  { decimals = 0, power = 0 }: Omit<NumberShape, 'scale'>,
  language: Language,
): string => {
  const decimal = decimalOfDouble(value)
  return decimal ? localiseDecimal(decimalText(decimal, decimals, power), language) : notAvailableSymbol
}

/** With the decimals it has, none rounded away: 2.5 → "2,5". */
export const formatPlain = (value: number, language: Language): string =>
  formatDouble(value, { decimals: Math.max(0, Math.min(15, decimalOfDouble(value)?.scale ?? 0)) }, language)

/** How many of these decimals a double knows in the unit shown: beyond its own step they would be made up. */
export const knownDecimals = (value: number, decimals: number, power = 0): number => {
  const size = Math.abs(value)
  if (!Number.isFinite(size) || size < 2 ** 30) return decimals
  const step = 2 ** (Math.floor(Math.log2(size)) - 52)
  const known = Math.floor(-Math.log10(step)) + power
  return Math.max(0, Math.min(decimals, known))
}

/** A count: no decimals. */
export const formatInteger = (value: Exact, language: Language): string => formatExact(value, {}, language)

/** A share between 0 and 1 as a percentage: (0.98765, 1, 'vi') → "98,8 %". */
export const formatPercent = (share: number, decimals: number, language: Language): string => {
  const text = formatDouble(share, { decimals, power: -2 }, language)
  return text === notAvailableSymbol ? text : `${text}${language === 'vi' ? '\u00A0' : ''}%`
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/** A file size in powers of 1024, three figures at most: 1536 → "1,5 KB". */
export const formatBytes = (bytes: number, language: Language): string => {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 1023.5 && unit < byteUnits.length - 1) {
    value /= 1024
    unit += 1
  }
  const decimals = unit === 0 || value >= 99.95 ? 0 : 1
  return `${formatDouble(value, { decimals }, language)}\u00A0${byteUnits[unit] ?? 'B'}`
}
