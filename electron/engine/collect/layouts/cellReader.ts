// A cell as the text that intake takes: numbers with a point and all decimals of the variable, dates ISO, no answer as
// nothing. In: a layout column, its variable. Out: a reader of cells. A text that is not what the layout says comes out
// marked, so that it is rejected with its reason; it is never read in another form, never rounded.
import { isDigits } from '#engine/collect/readers/text/cellKinds.ts'
import type { Cell } from '#engine/collect/readers/types.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { LayoutColumn } from '#shared/model/layout.ts'

/** Before a text that is no value of its column: no number and no date begins like this, and nothing trims it. */
export const notRead = '\u2260'

export type CellReader = (cell: Cell) => string | null

const spaces = /[\s\u00a0\u202f\u2009']/g

/** Plain decimal text of a number written with this mark; null where it is none. */
export const plainNumber = (text: string, mark: 'point' | 'comma'): string | null => {
  if (isDigits(text) && text[0] !== '0') return text
  let bare = text
    .trim()
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/^- +(?=\d)/, '-')
  let negative = false
  const parens = /^\((.+)\)$/.exec(bare)
  if (parens) {
    bare = parens[1] ?? ''
    negative = true
  }
  bare = bare.replace(/^[$€£₫]|\s?(%|đ|₫|vnd|vnđ|usd|đồng)$/i, '').trim()
  // As some accounting programs write it: the minus behind.
  if (/^\d[\d.,]*-$/.test(bare) && !negative) {
    bare = bare.slice(0, -1)
    negative = true
  }
  const sign = /^[+-]/.exec(bare)?.[0] ?? ''
  if (sign !== '') bare = bare.slice(1)
  if (sign === '-') negative = !negative
  bare = bare.replace(/^[$€£₫]/, '')
  const group = mark === 'point' ? ',' : '.'
  const decimal = mark === 'point' ? '.' : ','
  const exponent = /^(\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,3})$/.exec(bare)
  if (exponent)
    return powerText(`${negative ? '-' : ''}${(exponent[1] ?? '').replace(decimal, '.')}`, Number(exponent[2]))
  const at = bare.lastIndexOf(decimal)
  let whole = at < 0 ? bare : bare.slice(0, at)
  const fraction = at < 0 ? '' : bare.slice(at + 1)
  if (at >= 0 && !/^\d*$/.test(fraction)) return null
  const plain = whole.replace(spaces, group)
  if (plain.includes(group)) {
    if (
      // Groups begin with a digit that counts: 0.123 is no thousand.
      !new RegExp(`^[1-9]\\d{0,2}(\\${group}\\d{3})+$`).test(plain) &&
      !new RegExp(`^[1-9]\\d?(\\${group}\\d{2})*\\${group}\\d{3}$`).test(plain)
    )
      return null
    whole = plain.replaceAll(group, '')
  }
  if (!/^\d*$/.test(whole) || (whole === '' && fraction === '')) return null
  const digits = (whole === '' ? '0' : whole.replace(/^0+(?=\d)/, '')) + (fraction === '' ? '' : `.${fraction}`)
  return negative && /[1-9]/.test(digits) ? `-${digits}` : digits
}

/** 1.5 and 3 as 1500: exactly, by moving the point. */
const powerText = (text: string, power: number): string | null => {
  if (Math.abs(power) > 40) return null
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const digits = whole + fraction
  const point = whole.length + power
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const place = point <= 0 ? 1 : point
  const left = padded.slice(0, place).replace(/^0+(?=\d)/, '')
  const right = padded.slice(place).replace(/0+$/, '')
  const value = right === '' ? left : `${left}.${right}`
  return negative && /[1-9]/.test(value) ? `-${value}` : value
}

/** With exactly so many decimals; null where digits other than zero stand beyond them. */
export const withScale = (plain: string, scale: number): string | null => {
  if (scale === 0 && !plain.includes('.')) return plain
  const [whole = '0', fraction = ''] = plain.split('.')
  const kept = fraction.slice(0, scale).padEnd(scale, '0')
  if (/[1-9]/.test(fraction.slice(scale))) return null
  return scale === 0 ? whole : `${whole}.${kept}`
}

/** Half away from zero, in decimal digits, so that nothing binary comes in between. */
export const rounded = (plain: string, scale: number): string => {
  const negative = plain.startsWith('-')
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const units =
    BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, '0')}`) + ((fraction[scale] ?? '0') >= '5' ? 1n : 0n)
  const digits = units.toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return negative && units !== 0n ? `-${text}` : text
}

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const realDay = (year: string, month: string, day: string): string | null => {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const fits =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day)
  return fits ? `${year}-${two(month)}-${two(day)}` : null
}

export type ReadDate = { day: string; clock: string }

const clockOf = (text: string | undefined): string | null => {
  if (text === undefined || text.trim() === '') return ''
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([AaPp])?\.?[Mm]?\.?\s*(?:Z|[+-]00:?00)?$/.exec(
    text.trim(),
  )
  if (!found) return null
  let hour = Number(found[1])
  const half = found[5]?.toLowerCase()
  if (half !== undefined && (hour < 1 || hour > 12)) return null
  if (half === 'p' && hour < 12) hour += 12
  if (half === 'a' && hour === 12) hour = 0
  if (hour > 23 || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59) return null
  const fraction = (found[4] ?? '').replace(/0+$/, '')
  return `${two(String(hour))}:${two(found[2])}:${two(found[3] ?? '00')}${fraction === '' ? '' : `.${fraction}`}`
}

/** Day and time of a text in one order; ISO writing in every order. Null where it is none. */
export const readDate = (text: string, order: NonNullable<LayoutColumn['date']>): ReadDate | null => {
  const bare = text.trim()
  const made = (day: string | null, clock: string | null): ReadDate | null =>
    day === null || clock === null ? null : { day, clock }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$/.exec(bare)
  if (iso) return made(realDay(iso[1] ?? '', iso[2] ?? '', iso[3] ?? ''), clockOf(iso[4]))
  if (order === 'compact') {
    const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
    return compact ? made(realDay(compact[1] ?? '', compact[2] ?? '', compact[3] ?? ''), '') : null
  }
  const named = /^(\d{1,2})[-/ .]([A-Za-z]{3})[A-Za-z]*[-/ .,]+(\d{4})(?: +(.*))?$/.exec(bare)
  if (named) {
    const month = months.indexOf((named[2] ?? '').toLowerCase())
    return month < 0 ? null : made(realDay(named[3] ?? '', String(month + 1), named[1] ?? ''), clockOf(named[4]))
  }
  const leading = /^([A-Za-z]{3})[A-Za-z]*\.? (\d{1,2}),? (\d{4})(?: +(.*))?$/.exec(bare)
  if (leading) {
    const month = months.indexOf((leading[1] ?? '').toLowerCase())
    return month < 0 ? null : made(realDay(leading[3] ?? '', String(month + 1), leading[2] ?? ''), clockOf(leading[4]))
  }
  const words = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/i.exec(bare)
  if (words) return made(realDay(words[3] ?? '', words[2] ?? '', words[1] ?? ''), '')
  const slashed = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ T,]+(.*))?$/.exec(bare)
  if (!slashed || order === 'iso') return null
  const [day, month] = order === 'dmy' ? [slashed[1], slashed[3]] : [slashed[3], slashed[1]]
  return made(realDay(slashed[4] ?? '', month ?? '', day ?? ''), clockOf(slashed[5]))
}

export const inRange = (value: string, { low, high }: { low: string | null; high: string | null }): boolean => {
  const n = Number(value)
  return (
    value.trim() !== '' &&
    Number.isFinite(n) &&
    (low === null || n >= Number(low)) &&
    (high === null || n <= Number(high))
  )
}

/** What happened to the cells of a column, though no row is rejected for it. */
export type CellTally = { read: number; missing: number; declared: number; errors: number; rounded: number }
export const emptyTally = (): CellTally => ({ read: 0, missing: 0, declared: 0, errors: 0, rounded: 0 })

const readBothWays = <T>(first: T | null, second: T | null, same: (a: T, b: T) => boolean): T | null => {
  if (first === null || second === null) return first ?? second
  return same(first, second) ? first : null
}

/** The number in a text: by a mark, or by whichever reads it where both would not read it differently. */
const numberIn = (text: string, mark: 'point' | 'comma' | 'either'): string | null =>
  mark === 'either'
    ? readBothWays(plainNumber(text, 'point'), plainNumber(text, 'comma'), (a, b) => a === b)
    : plainNumber(text, mark)

const dateIn = (text: string, order: NonNullable<LayoutColumn['date']>): ReadDate | null =>
  order === 'either'
    ? readBothWays(readDate(text, 'dmy'), readDate(text, 'mdy'), (a, b) => a.day === b.day && a.clock === b.clock)
    : readDate(text, order)

/** In a whole number a sign and three digits are never the part before the sign. */
const oddThousand = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * `tally`: counts what happens to the cells. `flagsDecimals`: a rule of the dataset flags decimals beyond the scale, so
 * that such a number goes on as it is written.
 */
export const cellReader = (
  column: LayoutColumn,
  variable: Variable,
  tally: CellTally = emptyTally(),
  flagsDecimals = false,
): CellReader => {
  const missing = new Set(column.missing.map((text) => text.toLowerCase()))
  const recode = new Map(Object.entries(column.recode))
  const marked = (text: string): string => `${notRead}${text}`
  const numeric = variable.type === 'integer' || variable.type === 'decimal'
  const scale = variable.type === 'decimal' ? variable.scale : 0
  const number = (text: string, mark: 'point' | 'comma' | 'either', typed: boolean): string => {
    const plain = numberIn(text, mark)
    if (plain === null) return marked(text)
    if (scale === 0 && !typed && plain.includes('.') && oddThousand.test(text.trim())) return marked(text)
    const fitted = withScale(plain, scale)
    if (fitted !== null) return fitted
    if (flagsDecimals) return plain
    if (!column.round) return marked(text)
    tally.rounded += 1
    return rounded(plain, scale)
  }
  const day = (text: string): string => {
    const found = dateIn(text, column.date ?? 'iso')
    if (!found) return marked(text)
    if (!column.clock) return found.clock === '' || found.clock === '00:00:00' ? found.day : marked(text)
    return `${found.day} ${found.clock === '' ? '00:00:00' : found.clock}`
  }
  const dated = variable.type === 'date' || column.clock
  return (cell) => {
    if (cell === null) return null
    const typed = typeof cell !== 'string'
    let text = typed ? cell.text : cell
    const bare = text.trim()
    if (bare === '') return null
    if (typed && cell.type === 'error') {
      tally.errors += 1
      return null
    }
    if (missing.has(bare.toLowerCase())) {
      if (typed) tally.declared += 1
      else tally.missing += 1
      return null
    }
    if (column.missingRanges.some((range) => inRange(bare, range))) {
      tally.declared += 1
      return null
    }
    tally.read += 1
    const kept = recode.get(bare)
    if (kept !== undefined) text = kept
    if (numeric) return number(text, typed || kept !== undefined ? 'point' : (column.number ?? 'point'), typed)
    if (dated) return day(text)
    // A number in a column of codes: whole ones without the decimals that only storage gave them.
    return typed && cell.type === 'number' ? text.replace(/\.0+$/, '') : text.trim()
  }
}
