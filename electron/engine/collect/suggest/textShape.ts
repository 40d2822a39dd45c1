// What one text looks like on its own: a number, by which marks, a date, in which orders, words, nothing. In: text.
// Out: a shape. The same shapes that intake counts when it decides how a column of an agreed file is written. Which it
// is in its column is decided elsewhere.
import type { NumberShapes } from '#engine/collect/intake/columnForms.ts'
import { shapePatterns } from '#engine/collect/intake/numberSql.ts'
import { plainNumber, readDate } from '#engine/collect/layouts/cellReader.ts'
import { isMissingSpelling } from '#engine/collect/readers/text/cellKinds.ts'

export type TextShape = {
  kind: 'missing' | 'number' | 'date' | 'boolean' | 'words'
  /** Which number marks read it, and whether only one of them does. */
  point: boolean
  comma: boolean
  /** Whole, written without any sign. */
  whole: boolean
  leadingZero: boolean
  decimalsPoint: number
  decimalsComma: number
  wholeDigits: number
  /** Which date orders read it. */
  iso: boolean
  dmy: boolean
  mdy: boolean
  compact: boolean
  clock: boolean
  month: boolean
  shortYear: boolean
  /** Of an amount written with one: %, USD … */
  unit: string | null
  /** 1.2E+08: more digits than are written. */
  power: boolean
  /** 5-: the minus stands behind. */
  behind: boolean
  /** A day with the time and the zone it is of. */
  zone: boolean
  /** Both marks read it, each as another number. */
  differs: boolean
  /** The day in each order; empty where it is none. */
  day: string
  monthDay: string
  /** Its shape among those that tell how the column is written; odd: it does not end with 000. */
  shape: keyof NumberShapes | ''
  odd: boolean
}

const nothing: TextShape = {
  kind: 'words',
  point: false,
  comma: false,
  whole: false,
  leadingZero: false,
  decimalsPoint: 0,
  decimalsComma: 0,
  wholeDigits: 0,
  iso: false,
  dmy: false,
  mdy: false,
  compact: false,
  clock: false,
  month: false,
  shortYear: false,
  unit: null,
  power: false,
  behind: false,
  zone: false,
  differs: false,
  day: '',
  monthDay: '',
  shape: '',
  odd: false,
}

const wholePattern = new RegExp(`^(?:${shapePatterns.whole})$`)
const otherPatterns = Object.entries(shapePatterns)
  .filter(([name]) => name !== 'whole')
  .map(([name, pattern]) => ({ name: name as keyof NumberShapes, pattern: new RegExp(`^(?:${pattern})$`) }))

/** The same shapes that intake counts when it decides how a column of an agreed file is written. */
const shapeName = (text: string): keyof NumberShapes | '' => {
  const bare = text.startsWith('+') ? text.slice(1) : text
  if (wholePattern.test(bare)) {
    const digits = bare.replace(/^-?0*/, '').length
    if (digits === 0) return ''
    return digits <= 3 ? 'below1000' : 'from1000'
  }
  return otherPatterns.find(({ pattern }) => pattern.test(bare))?.name ?? ''
}

const withZone =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{1,2}:?\d{0,2})$/i

const booleans = new Set(['true', 'false', 'yes', 'no', 'có', 'không', 't', 'f', 'y', 'n', 'đúng', 'sai'])
/** As written; zeros that only fill many places are none. */
export const decimalsOf = (plain: string): number => {
  if (!plain.includes('.')) return 0
  const written = plain.length - plain.indexOf('.') - 1
  return written <= 6 ? written : Math.max(2, plain.replace(/0+$/, '').length - plain.indexOf('.') - 1)
}
export const wholeOf = (plain: string): number => plain.replace('-', '').replace(/\..*$/, '').replace(/^0+/, '').length

const units: readonly [RegExp, string][] = [
  [/%$/, '%'],
  [/^[-+(]?\$|usd\)?$/i, 'USD'],
  [/^[-+(]?€/, 'EUR'],
  [/^[-+(]?£/, 'GBP'],
  [/^[-+(]?₫|(đ|₫|vnd|vnđ|đồng)\)?$/i, 'VND'],
]
const unitOf = (text: string): string | null => units.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** A power of ten with fewer digits than the number has: what a spreadsheet shows of a long one. */
const isShortPower = (text: string): boolean => {
  const found = /^[+-]?\d(?:[.,](\d+))?e\+?(\d+)$/i.exec(text)
  return found !== null && Number(found[2]) > (found[1] ?? '').length
}

const digitsOnly = /^\d{1,18}$/
const plainDecimal = /^-?\d{1,15}\.\d+$/

/** Nearly all numbers are written so: they are told without taking them apart. */
const plainShape = (text: string): TextShape | null => {
  if (digitsOnly.test(text)) {
    const leadingZero = text.length > 1 && text.startsWith('0')
    const compact = text.length === 8 && /^(19|20)/.test(text) && readDate(text, 'compact') !== null
    const wholeDigits = text.replace(/^0+/, '').length
    return {
      ...nothing,
      kind: 'number',
      point: true,
      comma: true,
      whole: true,
      leadingZero,
      wholeDigits,
      compact,
      shape: wholeDigits === 0 ? '' : wholeDigits <= 3 ? 'below1000' : 'from1000',
    }
  }
  if (!plainDecimal.test(text)) return null
  const dot = text.indexOf('.')
  const start = text.startsWith('-') ? 1 : 0
  const grouped = text.length - dot === 4 && dot - start <= 3 && text[start] !== '0'
  return {
    ...nothing,
    kind: 'number',
    point: true,
    comma: grouped,
    differs: grouped,
    leadingZero: dot - start > 1 && text[start] === '0',
    decimalsPoint: decimalsOf(text),
    wholeDigits: grouped ? text.length - 1 - start : wholeOf(text),
    shape: grouped ? 'onePoint' : 'decimalPoint',
    odd: grouped && !text.endsWith('000'),
  }
}

export const shapeOf = (text: string): TextShape => {
  const plain = plainShape(text)
  if (plain) return plain
  if (isMissingSpelling(text)) return { ...nothing, kind: 'missing' }
  const first = text.charCodeAt(0)
  const mayBeNumber =
    (first >= 40 && first <= 57) || first === 0x2212 || first === 0x2013 || '$€£₫'.includes(text[0] ?? '')
  if (mayBeNumber) {
    const point = plainNumber(text, 'point')
    const comma = plainNumber(text, 'comma')
    if (point !== null || comma !== null) {
      const whole = /^[+-]?\d+$/.test(text)
      const compact = /^(19|20)\d{6}$/.test(text) && readDate(text, 'compact') !== null
      return {
        ...nothing,
        kind: 'number',
        point: point !== null,
        comma: comma !== null,
        whole,
        leadingZero: /^[+-]?0\d/.test(text),
        decimalsPoint: point === null ? 0 : decimalsOf(point),
        decimalsComma: comma === null ? 0 : decimalsOf(comma),
        wholeDigits: Math.max(point === null ? 0 : wholeOf(point), comma === null ? 0 : wholeOf(comma)),
        compact,
        unit: unitOf(text),
        power: isShortPower(text),
        behind: text.endsWith('-'),
        shape: shapeName(text),
        odd: !text.endsWith('000'),
        differs: point !== null && comma !== null && !whole && point !== comma,
        // 31.12.2025 is read by neither mark; 1.12 and 12.2025 are numbers, if anything.
      }
    }
  }
  const iso = readDate(text, 'iso')
  const dmy = iso ?? readDate(text, 'dmy')
  const mdy = iso ?? readDate(text, 'mdy')
  if (dmy || mdy) {
    const named = /[A-Za-zà-ỹ]/.test(text.replace(/[TZAPMapm]/g, ''))
    const clock = (dmy?.clock ?? mdy?.clock ?? '') !== ''
    return {
      ...nothing,
      kind: 'date',
      iso: iso !== null || named,
      dmy: dmy !== null,
      mdy: mdy !== null,
      clock,
      day: dmy?.day ?? '',
      monthDay: mdy?.day ?? '',
    }
  }
  if (withZone.test(text)) return { ...nothing, zone: true }
  const slashed = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/.exec(text)
  if (slashed) {
    // 31/02/2025 is no day, and yet it says which number was meant for the day.
    const [one, two] = [Number(slashed[1]), Number(slashed[2])]
    const dmy = one > 12 && one <= 31 && two >= 1 && two <= 12
    const mdy = two > 12 && two <= 31 && one >= 1 && one <= 12
    return { ...nothing, dmy, mdy }
  }
  if (/^(\d{4}[-/]\d{1,2}|\d{1,2}[-/]\d{4})$/.test(text)) return { ...nothing, kind: 'words', month: true }
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/.test(text)) return { ...nothing, kind: 'words', shortYear: true }
  return booleans.has(text.toLowerCase()) ? { ...nothing, kind: 'boolean' } : nothing
}
