// What all the texts of one column look like, counted in one pass. In: cells. Out: counts of shapes, lengths, values
// while they are few. Memory does not grow with the rows: values are remembered up to a bound, uniqueness up to
// another. Nothing is decided here.
import type { Cell } from '#engine/collect/readers/types.ts'
import type { NumberShapes } from '#engine/collect/intake/columnForms.ts'
import { decimalsOf, shapeOf, wholeOf } from './textShape.ts'
import type { TextShape } from './textShape.ts'

const mostValues = 2000
const mostKeys = 2_000_000
const rememberedShapes = 20_000

export type ColumnProfile = {
  rows: number
  empty: number
  typed: { number: number; date: number; datetime: number; time: number; boolean: number; error: number }
  texts: number
  missing: Map<string, number>
  numbers: number
  booleans: number
  dates: number
  words: number
  months: number
  shortYears: number
  /** Texts that only one mark reads, or that each mark reads as another number. */
  onlyPoint: number
  onlyComma: number
  differing: number
  wholes: number
  leadingZeros: number
  /** Amounts by the unit they are written with. */
  units: Map<string, number>
  /** Written as powers of ten with fewer digits than they have. */
  powers: number
  /** Written with the minus behind. */
  behind: number
  /** Long numbers that begin with a plus: telephones. */
  plus: number
  /** Numbers of merged areas, in other rows than the first. */
  repeated: number
  /** Days with a time of a zone. */
  zones: number
  /** Days of years in which no record is: how many, and one of them. */
  oddYears: { count: number; example: string }
  compact: number
  iso: number
  dayFirst: number
  monthFirst: number
  /** Texts like dates that are no day of any month, by the number that was meant for the day. */
  impossibleDayFirst: number
  impossibleMonthFirst: number
  eitherOrder: number
  clocks: number
  decimalsPoint: number
  decimalsComma: number
  typedDecimals: number
  wholeDigits: number
  shortest: number
  longest: number
  letters: number
  /** Values with their counts; null when they are too many. */
  values: Map<string, number> | null
  /** Every filled value came once; null when not looked at to the end. */
  unique: boolean | null
  /** Some texts that are neither numbers nor dates, and some that are. */
  oddWords: string[]
  smallest: number
  largest: number
  ascendingDay: number
  ascendingMonth: number
  shapes: NumberShapes
  /** Dates that both orders read, as "day month-first day", with their counts; null when they are too many. */
  eitherDates: Map<string, number> | null
}

export const noShapes = (): NumberShapes => ({
  below1000: 0,
  from1000: 0,
  decimalPoint: 0,
  decimalComma: 0,
  thousandPoints: 0,
  thousandCommas: 0,
  onePoint: 0,
  onePointOdd: 0,
  oneComma: 0,
  oneCommaOdd: 0,
  spaces: 0,
})

export type Profiler = { add: (cell: Cell) => void; profile: ColumnProfile }

/** `mayBeKey`: whether uniqueness is worth remembering every value for. */
export const createProfiler = (mayBeKey = true): Profiler => {
  const p: ColumnProfile = {
    rows: 0,
    empty: 0,
    typed: { number: 0, date: 0, datetime: 0, time: 0, boolean: 0, error: 0 },
    texts: 0,
    missing: new Map(),
    numbers: 0,
    booleans: 0,
    dates: 0,
    words: 0,
    months: 0,
    shortYears: 0,
    onlyPoint: 0,
    onlyComma: 0,
    differing: 0,
    wholes: 0,
    leadingZeros: 0,
    units: new Map(),
    powers: 0,
    behind: 0,
    plus: 0,
    repeated: 0,
    zones: 0,
    oddYears: { count: 0, example: '' },
    compact: 0,
    iso: 0,
    dayFirst: 0,
    monthFirst: 0,
    impossibleDayFirst: 0,
    impossibleMonthFirst: 0,
    eitherOrder: 0,
    clocks: 0,
    decimalsPoint: 0,
    decimalsComma: 0,
    typedDecimals: 0,
    wholeDigits: 0,
    shortest: Number.POSITIVE_INFINITY,
    longest: 0,
    letters: 0,
    values: new Map(),
    unique: mayBeKey ? true : null,
    oddWords: [],
    smallest: Number.POSITIVE_INFINITY,
    largest: Number.NEGATIVE_INFINITY,
    ascendingDay: 0,
    ascendingMonth: 0,
    shapes: noShapes(),
    eitherDates: new Map(),
  }
  const shapes = new Map<string, TextShape>()
  let keys: Set<string> | null = mayBeKey ? new Set() : null
  let lastDay = ''
  let lastMonth = ''
  let asked = 0
  let missed = 0
  let remembering = true
  /** Columns repeat themselves, or they do not: then looking a text up costs more than looking at it. */
  const shaped = (text: string): TextShape => {
    if (!remembering) return shapeOf(text)
    asked += 1
    let shape = shapes.get(text)
    if (!shape) {
      missed += 1
      shape = shapeOf(text)
      if (shapes.size < rememberedShapes) shapes.set(text, shape)
      if (asked > 4000 && missed > asked * 0.5) {
        remembering = false
        shapes.clear()
      }
    }
    return shape
  }
  const remember = (text: string): void => {
    if (p.values) {
      p.values.set(text, (p.values.get(text) ?? 0) + 1)
      if (p.values.size > mostValues) p.values = null
    }
    if (keys) {
      if (keys.has(text)) {
        p.unique = false
        keys = null
      } else {
        keys.add(text)
        if (keys.size > mostKeys) {
          p.unique = null
          keys = null
        }
      }
    }
  }
  const addNumber = (shape: TextShape, text: string): void => {
    p.numbers += 1
    if (shape.point && !shape.comma) p.onlyPoint += 1
    if (shape.comma && !shape.point) p.onlyComma += 1
    if (shape.differs) p.differing += 1
    if (shape.whole) p.wholes += 1
    if (shape.leadingZero) p.leadingZeros += 1
    if (shape.unit !== null) p.units.set(shape.unit, (p.units.get(shape.unit) ?? 0) + 1)
    if (shape.power) p.powers += 1
    if (shape.behind) p.behind += 1
    if (/^\+\d{9,}$/.test(text)) p.plus += 1
    if (shape.compact) p.compact += 1
    if (shape.shape !== '') p.shapes[shape.shape] += 1
    if (shape.odd && shape.shape === 'onePoint') p.shapes.onePointOdd += 1
    if (shape.odd && shape.shape === 'oneComma') p.shapes.oneCommaOdd += 1
    p.decimalsPoint = Math.max(p.decimalsPoint, shape.decimalsPoint)
    p.decimalsComma = Math.max(p.decimalsComma, shape.decimalsComma)
    p.wholeDigits = Math.max(p.wholeDigits, shape.wholeDigits)
    if (shape.whole || (shape.point && !shape.differs && shape.unit === null)) {
      const n = Number(text.replaceAll(',', ''))
      if (!Number.isFinite(n)) return
      p.smallest = Math.min(p.smallest, n)
      p.largest = Math.max(p.largest, n)
    }
  }
  const addDate = (shape: TextShape): void => {
    p.dates += 1
    if (shape.clock) p.clocks += 1
    if (shape.iso) p.iso += 1
    else if (shape.dmy && !shape.mdy) p.dayFirst += 1
    else if (shape.mdy && !shape.dmy) p.monthFirst += 1
    else if (shape.day !== shape.monthDay) {
      p.eitherOrder += 1
      const both = `${shape.day} ${shape.monthDay}`
      p.eitherDates?.set(both, (p.eitherDates.get(both) ?? 0) + 1)
      if ((p.eitherDates?.size ?? 0) > mostValues) p.eitherDates = null
    }
    oddYear(shape.day === '' ? shape.monthDay : shape.day)
    if (shape.iso || p.dates > 20_000) return
    const { day, monthDay: month } = shape
    if (day !== '' && day >= lastDay) p.ascendingDay += 1
    if (month !== '' && month >= lastMonth) p.ascendingMonth += 1
    lastDay = day
    lastMonth = month
  }
  const oddYear = (day: string): void => {
    const year = day.slice(0, 4)
    if (year > '1900' && year <= '2100') return
    if (year === '1900' && !day.startsWith('1900-01-0')) return
    p.oddYears.count += 1
    if (p.oddYears.example === '') p.oddYears.example = day
  }
  const add = (cell: Cell): void => {
    p.rows += 1
    if (cell === null) {
      p.empty += 1
      return
    }
    if (typeof cell !== 'string') {
      p.typed[cell.type] += 1
      if (cell.type === 'error') return
      if (cell.type === 'number') {
        if (cell.repeated) p.repeated += 1
        p.typedDecimals = Math.max(p.typedDecimals, decimalsOf(cell.text))
        p.wholeDigits = Math.max(p.wholeDigits, wholeOf(cell.text))
        const n = Number(cell.text)
        p.smallest = Math.min(p.smallest, n)
        p.largest = Math.max(p.largest, n)
      }
      if (cell.type === 'date' || cell.type === 'datetime') oddYear(cell.text)
      if (cell.type === 'datetime' && !/ 00:00:00(\.0+)?$/.test(cell.text)) p.clocks += 1
      remember(cell.text)
      return
    }
    const text = cell.trim()
    if (text === '') {
      p.empty += 1
      return
    }
    p.texts += 1
    p.shortest = Math.min(p.shortest, text.length)
    p.longest = Math.max(p.longest, text.length)
    p.letters += text.length
    const shape = shaped(text)
    if (shape.kind === 'missing') {
      const known = p.missing.get(text)
      if (known !== undefined || p.missing.size < 50) p.missing.set(text, (known ?? 0) + 1)
      return
    }
    remember(text)
    if (shape.kind === 'number') addNumber(shape, text)
    else if (shape.kind === 'date') addDate(shape)
    else {
      if (shape.kind === 'boolean') p.booleans += 1
      else p.words += 1
      if (shape.month) p.months += 1
      if (shape.zone) p.zones += 1
      if (shape.shortYear) p.shortYears += 1
      if (shape.dmy) p.impossibleDayFirst += 1
      if (shape.mdy) p.impossibleMonthFirst += 1
      if (p.oddWords.length < 5 && !p.oddWords.includes(text)) p.oddWords.push(text.slice(0, 60))
    }
  }
  return { add, profile: p }
}

/** Filled cells that are an answer. */
export const answered = (p: ColumnProfile): number =>
  p.texts -
  [...p.missing.values()].reduce((a, b) => a + b, 0) +
  p.typed.number +
  p.typed.date +
  p.typed.datetime +
  p.typed.time +
  p.typed.boolean
