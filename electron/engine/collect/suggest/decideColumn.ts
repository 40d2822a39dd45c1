// What a column is, decided from all its values: type, form of its numbers and dates, what means no answer, role. In: profile, name, what
// the format said, what the file as a whole suggests. Out: a decision with its reason. Where the values do not tell, it asks; codes keep zeros.
import type { SourceColumn } from '#engine/collect/readers/types.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { LayoutColumn } from '#shared/model/layout.ts'
import { folded, hintsOf } from './columnNames.ts'
import type { NameHint } from './columnNames.ts'
import { answered } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'

/** What other columns and the shape of the file suggest where one column alone does not tell. */
export type FileHabits = { number: 'point' | 'comma' | null; date: 'dmy' | 'mdy' | null; vietnamese: boolean }

export type ColumnDecision = {
  type: Variable['type']
  scale: number
  role: Variable['role']
  sensitivity: Variable['sensitivity']
  normalise: Variable['normalise']
  number: LayoutColumn['number']
  date: LayoutColumn['date']
  clock: boolean
  missing: string[]
  unit: Bilingual | null
  round: boolean
  confidence: number
  ask: boolean
  reason: Bilingual
}

const largestScale = 17
const longestExact = 18

/** Spellings that are no word of any text column; the others may be an answer there. */
const neverWords = /^(na|n\/a|#n\/a|nan|null|#null!|<na>|##n\/a##|\\n|\(null\)|n\.a\.|\.{1,3}|…|-|–|—|\?|:)$/i
/** Signs alone, in a column of numbers: symbols of statistical tables for what is not known. */
const onlySigns = /^[^\p{L}\p{N}]{1,3}$/u

const base = (p: ColumnProfile): Omit<ColumnDecision, 'type' | 'role' | 'reason' | 'confidence'> => ({
  scale: 0,
  sensitivity: 'none',
  normalise: 'trim',
  number: null,
  date: null,
  clock: false,
  missing: [...p.missing.keys()],
  unit: null,
  round: false,
  ask: false,
})

const few = (p: ColumnProfile): boolean => {
  if (p.values === null) return false
  const filled = answered(p)
  return p.values.size <= 30 || p.values.size <= filled * 0.5
}

/** Text kept as it is: a code when it groups, else words. */
const asText = (
  p: ColumnProfile,
  hints: ReadonlySet<NameHint>,
  reason: Bilingual,
  confidence: number,
  code = false,
): ColumnDecision => {
  const short = p.longest <= 64 && p.letters / Math.max(1, p.texts) <= 40
  const twoLetters =
    p.values !== null && [...p.values.keys()].filter((v) => /^[A-Z]{2}$/.test(v)).length > p.values.size * 0.8
  const missing = [...p.missing.keys()].filter(
    (text) => neverWords.test(text) && !(twoLetters && /^[A-Z]{2}$/.test(text)),
  )
  const grouping = code || (short && few(p))
  const role: Variable['role'] = grouping ? 'classification' : 'text'
  const decided: ColumnDecision = {
    ...base(p),
    missing,
    type: grouping ? 'code' : short ? 'code' : 'text',
    role: code && p.unique === true ? 'key' : role,
    reason,
    confidence,
  }
  if (p.shortYears > 0 && p.shortYears === answered(p)) return { ...decided, ask: true, confidence: 0.4 }
  return protectedText(decided, p, hints)
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Names, addresses, telephone and personal numbers never stand open. */
const protectedText = (decided: ColumnDecision, p: ColumnProfile, hints: ReadonlySet<NameHint>): ColumnDecision => {
  const values = p.values === null ? [] : [...p.values.keys()].slice(0, 500)
  const emails = values.filter((v) => /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(v)).length
  const identifier = (vi: string, en: string): ColumnDecision => ({
    ...decided,
    type: 'text',
    role: 'identifier',
    sensitivity: 'personal',
    normalise: 'trim',
    reason: bilingual(vi, en),
  })
  if ((values.length > 0 && emails > values.length * 0.8) || hints.has('email'))
    return identifier('là địa chỉ thư điện tử', 'holds e-mail addresses')
  if (hints.has('personName') && p.words > p.numbers) return identifier('là tên người', 'holds names of persons')
  const phones = values.filter((v) => /^(\+|0|84)[\d ().-]{7,18}$/.test(v)).length
  if (hints.has('phone') && values.length > 0 && phones > values.length * 0.6)
    return identifier('là số điện thoại', 'holds telephone numbers')
  if (hints.has('address') && p.words > p.numbers) return identifier('là địa chỉ', 'holds addresses')
  if (hints.has('personNumber') && p.longest <= 20)
    return identifier('là số giấy tờ của người', 'holds personal numbers')
  return decided
}

const numberMark = (
  p: ColumnProfile,
  habits: FileHabits,
): { mark: 'point' | 'comma'; ask: boolean; reason: Bilingual } => {
  if (p.onlyPoint > 0 && p.onlyComma === 0)
    return { mark: 'point', ask: false, reason: bilingual('dấu chấm thập phân', 'decimal point') }
  if (p.onlyComma > 0 && p.onlyPoint === 0)
    return { mark: 'comma', ask: false, reason: bilingual('dấu phẩy thập phân', 'decimal comma') }
  if (p.differing === 0) return { mark: habits.number ?? 'point', ask: false, reason: bilingual('số', 'numbers') }
  if (habits.number !== null)
    return {
      mark: habits.number,
      ask: false,
      reason:
        habits.number === 'comma'
          ? bilingual('như các cột khác: dấu phẩy thập phân', 'as other columns: decimal comma')
          : bilingual('như các cột khác: dấu chấm thập phân', 'as other columns: decimal point'),
    }
  return {
    mark: habits.vietnamese ? 'comma' : 'point',
    ask: true,
    reason: bilingual(
      '1.234 có thể là 1234 hoặc 1,234: cần người xác nhận',
      '1.234 may be 1234 or 1.234: someone has to say',
    ),
  }
}

const asNumber = (
  p: ColumnProfile,
  name: string,
  hints: ReadonlySet<NameHint>,
  habits: FileHabits,
): ColumnDecision | null => {
  if (p.onlyPoint > 0 && p.onlyComma > 0) return null
  const { mark, ask, reason } = numberMark(p, habits)
  const written = Math.max(mark === 'point' ? p.decimalsPoint : p.decimalsComma, p.typedDecimals)
  const room = Math.min(largestScale, longestExact - Math.max(1, p.wholeDigits))
  if (room < 0) return null
  // Doubles printed with all their digits: what has no place is far behind anything that was measured.
  const round = written > room
  if (round && room < 6) return null
  const decimals = Math.min(written, room)
  const yearLike =
    p.wholes + p.typed.number > 0 &&
    p.smallest >= 1800 &&
    p.largest <= 2100 &&
    (hints.has('year') || /year|nam|năm/i.test(name))
  const labelled =
    decimals === 0 && (yearLike || /(^| )(age|tuoi|month|thang|quarter|quy|grade|khoi|week|day|hour)( |$)/.test(name))
  return {
    ...base(p),
    type: decimals === 0 ? 'integer' : 'decimal',
    scale: decimals,
    role: labelled ? 'classification' : 'measure',
    number: p.numbers > 0 ? mark : null,
    round,
    unit: p.percents > 0 ? bilingual('%', '%') : null,
    confidence: ask ? 0.4 : p.numbers + p.typed.number < 3 ? 0.7 : 0.95,
    ask,
    reason: yearLike
      ? bilingual('là năm', 'holds years')
      : round
        ? bilingual(`làm tròn đến ${decimals} chữ số thập phân`, `rounded to ${decimals} decimals`)
        : reason,
  }
}

const dateOrder = (
  p: ColumnProfile,
  habits: FileHabits,
): { order: 'iso' | 'dmy' | 'mdy'; ask: boolean; reason: Bilingual } | null => {
  const order = (value: 'dmy' | 'mdy', ask: boolean, vi: string, en: string) => ({
    order: value,
    ask,
    reason: bilingual(vi, en),
  })
  if (p.dayFirst > 0 && p.monthFirst > 0) return null
  if (p.dayFirst > 0) return order('dmy', false, 'ngày trước tháng', 'day first')
  if (p.monthFirst > 0) return order('mdy', false, 'tháng trước ngày', 'month first')
  if (p.eitherOrder === 0) return { order: 'iso', ask: false, reason: bilingual('năm trước (ISO)', 'year first (ISO)') }
  if (habits.date !== null) return order(habits.date, false, 'theo các cột ngày khác', 'as the other columns of dates')
  const turns = p.dates - p.iso
  if (turns >= 8 && p.ascendingDay >= turns * 0.98 && p.ascendingMonth < turns * 0.9)
    return order(
      'dmy',
      false,
      'ngày trước tháng (các dòng theo thứ tự thời gian)',
      'day first (the rows go on in time)',
    )
  if (turns >= 8 && p.ascendingMonth >= turns * 0.98 && p.ascendingDay < turns * 0.9)
    return order(
      'mdy',
      false,
      'tháng trước ngày (các dòng theo thứ tự thời gian)',
      'month first (the rows go on in time)',
    )
  return order(
    'dmy',
    true,
    'ngày và tháng có thể đổi chỗ: cần người xác nhận',
    'day and month can be exchanged: someone has to say',
  )
}

const asDate = (p: ColumnProfile, habits: FileHabits): ColumnDecision | null => {
  const found = dateOrder(p, habits)
  if (!found) return null
  const clock = p.clocks > 0
  return {
    ...base(p),
    type: clock ? 'code' : 'date',
    role: clock ? 'text' : 'time',
    date: found.order,
    clock,
    confidence: found.ask ? 0.4 : 0.95,
    ask: found.ask,
    reason: clock ? bilingual(`${found.reason.vi}, có giờ`, `${found.reason.en}, with the time`) : found.reason,
  }
}

const labelledCodes = (column: SourceColumn, p: ColumnProfile): boolean => {
  if (column.valueLabels.length === 0) return false
  if (p.values === null) return false
  const labels = new Set(column.valueLabels.map((l) => l.value))
  const filled = [...p.values.keys()]
  if (filled.length === 0) return true
  const known = filled.filter((value) => labels.has(value) || labels.has(value.replace(/^0+(?=\d)/, ''))).length
  // Labels of a few special values of a measure do not make it a code.
  return known >= filled.length * 0.5
}

export const decideColumn = (column: SourceColumn, p: ColumnProfile, habits: FileHabits): ColumnDecision => {
  const hints = hintsOf(column)
  const filled = answered(p)
  const name = column.name
  if (labelledCodes(column, p))
    return {
      ...base(p),
      type: 'code',
      role: 'classification',
      missing: [...p.missing.keys()].filter((text) => !column.valueLabels.some((l) => l.value === text)),
      confidence: 1,
      reason: bilingual('mã có nhãn trong tệp', 'codes with labels in the file'),
    }
  if (filled === 0) {
    const type = column.type === 'number' ? 'integer' : column.type === 'date' ? 'date' : 'code'
    return {
      ...base(p),
      type,
      role: type === 'integer' ? 'measure' : type === 'date' ? 'time' : 'text',
      confidence: 0.3,
      reason: bilingual('cột trống', 'the column is empty'),
    }
  }
  if (column.type === 'text') {
    // A file that knows types has its own way to say that there is no answer: NA is a text in it.
    const reason = bilingual('tệp ghi là văn bản', 'the file says text')
    return { ...asText(p, hints, reason, 1, hints.has('code') && p.longest <= 64), missing: [] }
  }
  const typedDates = p.typed.date + p.typed.datetime
  if (p.typed.boolean === filled || p.booleans === filled)
    return {
      ...base(p),
      type: 'code',
      role: 'classification',
      confidence: 0.95,
      reason: bilingual('đúng hoặc sai', 'true or false'),
    }
  if (typedDates + p.dates === filled) {
    const date = asDate(p, habits)
    if (date) return date
    return asText(
      p,
      hints,
      bilingual(
        'có cả ngày trước và tháng trước: không đọc thành ngày',
        'days first and months first mixed: not read as dates',
      ),
      0.4,
    )
  }
  if (p.typed.time > 0 && p.typed.time === filled)
    return asText(p, hints, bilingual('giờ trong ngày', 'times of day'), 0.9)
  const numbers = p.numbers + p.typed.number
  const signs =
    numbers > 0 &&
    p.words > 0 &&
    p.oddWords.length < 5 &&
    p.oddWords.every((word) => onlySigns.test(word)) &&
    numbers + p.words === filled
  if (numbers === filled || signs) {
    const typedOnly = p.numbers === 0
    const together = hints.has('day') && p.wholes === p.numbers && share(p.compact, filled) >= 0.8
    if (p.leadingZeros > 0)
      return asText(p, hints, bilingual('có số 0 đứng đầu: là mã', 'zeros in front: codes'), 0.98, true)
    if (p.compact === filled && p.numbers === filled && hints.has('day'))
      return {
        ...base(p),
        type: 'date',
        role: 'time',
        date: 'compact',
        confidence: 0.9,
        reason: bilingual('ngày viết liền (yyyymmdd)', 'days written together (yyyymmdd)'),
      }
    if (together)
      return {
        ...asText(
          p,
          hints,
          bilingual(
            'hầu hết là ngày viết liền, nhưng có ngày không có thật: giữ nguyên văn',
            'nearly all are days written together, but some are no days: kept as text',
          ),
          0.4,
        ),
        ask: true,
      }
    const whole = typedOnly ? p.typedDecimals === 0 : p.wholes === p.numbers && p.typedDecimals === 0
    const code = hints.has('code') && whole && p.smallest >= 0 && column.decimals === null
    if (code) return asText(p, hints, bilingual('tên cột nói là mã', 'the name says a code'), 0.85, true)
    if (whole && p.wholeDigits > longestExact)
      return asText(
        p,
        hints,
        bilingual('quá nhiều chữ số cho một số: là mã', 'too many digits for a number: codes'),
        0.9,
        true,
      )
    const number = asNumber(p, folded(name), hints, habits)
    if (number)
      return signs
        ? { ...number, missing: [...number.missing, ...p.oddWords], confidence: Math.min(number.confidence, 0.8) }
        : number
    return asText(
      p,
      hints,
      bilingual('số không ghi được chính xác, giữ nguyên văn', 'numbers that cannot be kept exactly: kept as text'),
      0.5,
    )
  }
  if (share(numbers, filled) > 0.9) {
    const odd = p.oddWords.slice(0, 3).join(', ')
    return {
      ...asText(
        p,
        hints,
        bilingual(`hầu hết là số, nhưng có “${odd}”: giữ nguyên văn`, `nearly all numbers, but “${odd}”: kept as text`),
        0.4,
      ),
      ask: true,
    }
  }
  if (p.months === filled) return asText(p, hints, bilingual('là tháng', 'holds months'), 0.9)
  if (p.shortYears === filled)
    return asText(
      p,
      hints,
      bilingual('ngày có năm hai chữ số: không rõ thế kỷ', 'days with years of two digits: the century is not known'),
      0.4,
    )
  if (share(p.dates + typedDates, filled) > 0.9)
    return {
      ...asText(
        p,
        hints,
        bilingual(
          'hầu hết là ngày, nhưng không phải tất cả: giữ nguyên văn',
          'nearly all dates, but not all: kept as text',
        ),
        0.4,
      ),
      ask: true,
    }
  return asText(
    p,
    hints,
    bilingual('văn bản', 'words'),
    0.95,
    hints.has('code') && p.longest <= 64 && p.letters / p.texts <= 24,
  )
}
