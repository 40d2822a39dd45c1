// What a column is, decided from all its values: type, form of its numbers and dates, what means no answer, role. In:
// profile, name, what the format said, what the file as a whole suggests. Out: a decision with its reason. Where the
// values do not tell, it asks; codes keep zeros.
import { orderOfPeriod } from '#engine/collect/intake/columnForms.ts'
import type { DateShapes } from '#engine/collect/intake/columnForms.ts'
import type { SourceColumn } from '#engine/collect/readers/types.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { base } from './columnDecision.ts'
import type { ColumnDecision, FileHabits } from './columnDecision.ts'
import { foldWords } from '#shared/format/foldText.ts'
import { withDoubts } from './columnDoubts.ts'
import { hintsOf, unitOfName } from './columnNames.ts'
import { answered } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'
import { asNumber, longestExact } from './decideNumber.ts'
import { asText } from './decideText.ts'

/** Signs alone, in a column of numbers: symbols of statistical tables for what is not known. */
const onlySigns = /^[^\p{L}\p{N}]{1,3}$/u

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** How the dates of a column are written, as intake counts it. */
export const dateShapes = (p: ColumnProfile, bounds: FileHabits['bounds']): DateShapes => {
  const within = (of: 0 | 1): number =>
    [...(p.eitherDates ?? [])].reduce((sum, [both, count]) => {
      const day = both.split(' ')[of] ?? ''
      return bounds !== null && day >= bounds.first && day <= bounds.last ? sum + count : sum
    }, 0)
  return {
    dayFirst: p.dayFirst + p.impossibleDayFirst,
    monthFirst: p.monthFirst + p.impossibleMonthFirst,
    either: p.eitherOrder,
    inPeriodDayFirst: within(0),
    inPeriodMonthFirst: within(1),
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
  const { dates } = habits.given
  if (dates !== undefined && p.dates > p.iso)
    return order(dates === 'day' ? 'dmy' : 'mdy', false, 'theo người dùng', 'as the user said')
  if (p.dayFirst > 0) return order('dmy', false, 'ngày trước tháng', 'day first')
  if (p.monthFirst > 0) return order('mdy', false, 'tháng trước ngày', 'month first')
  if (p.eitherOrder === 0) return { order: 'iso', ask: false, reason: bilingual('năm trước (ISO)', 'year first (ISO)') }
  if (habits.date !== null) return order(habits.date, false, 'theo các cột ngày khác', 'as the other columns of dates')
  const within = habits.bounds === null ? null : orderOfPeriod(dateShapes(p, habits.bounds))
  if (within === 'day')
    return order('dmy', false, 'ngày trước tháng (theo kỳ của tệp)', 'day first (by the period of the file)')
  if (within === 'month')
    return order('mdy', false, 'tháng trước ngày (theo kỳ của tệp)', 'month first (by the period of the file)')
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

/** Days since 1900, seconds or milliseconds since 1970. */
const countsDays = (p: ColumnProfile): boolean => {
  const within = (from: number, to: number): boolean => p.smallest >= from && p.largest <= to
  return within(20_000, 60_000) || within(3e8, 3e9) || within(3e11, 3e12)
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

export const decideColumn = (column: SourceColumn, p: ColumnProfile, habits: FileHabits): ColumnDecision =>
  withDoubts(decided(column, p, habits), p, hintsOf(column), habits)

const decided = (column: SourceColumn, p: ColumnProfile, habits: FileHabits): ColumnDecision => {
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
    return {
      ...asText(
        p,
        hints,
        bilingual(
          'có cả ngày trước và tháng trước: không đọc thành ngày',
          'days first and months first mixed: not read as dates',
        ),
        0.4,
      ),
      ask: true,
    }
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
    if (p.powers > 0 && (hints.has('code') || p.leadingZeros > 0)) {
      const reason = bilingual(
        `${p.powers} mã ghi dạng lũy thừa của 10 (1.2E+08): đã mất chữ số cuối`,
        `${p.powers} codes are written as powers of ten (1.2E+08): their last digits are lost`,
      )
      return { ...asText(p, hints, reason, 0.4, true), ask: true }
    }
    if (p.leadingZeros > 0)
      return asText(p, hints, bilingual('có số 0 đứng đầu: là mã', 'zeros in front: codes'), 0.98, true)
    if (p.plus === filled)
      return asText(
        p,
        hints,
        bilingual('số dài có dấu cộng: số điện thoại', 'long numbers with a plus: telephones'),
        0.9,
        true,
      )
    // Eight digits that are a day each time are hardly an amount.
    const daysEach = p.compact === filled && p.numbers === filled
    if (daysEach && (hints.has('day') || (!hints.has('code') && filled >= 3)))
      return {
        ...base(p),
        type: 'date',
        role: 'time',
        date: 'compact',
        confidence: hints.has('day') ? 0.9 : 0.7,
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
    if (p.units.size > 1) {
      const found = [...p.units.keys()].join(', ')
      const reason = bilingual(
        `số tiền ghi bằng nhiều đơn vị (${found}): giữ nguyên văn`,
        `amounts in several units (${found}): kept as text`,
      )
      return { ...asText(p, hints, reason, 0.4), ask: true }
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
    if (hints.has('day') && countsDays(p)) {
      const reason = bilingual(
        'số trong cột ngày: có thể là ngày giờ theo số đếm của máy',
        'numbers in a column of days: perhaps days or times as a spreadsheet or a computer counts them',
      )
      return { ...asText(p, hints, reason, 0.4), ask: true }
    }
    const number = asNumber(p, foldWords(name), unitOfName(column.label === '' ? name : column.label), hints, habits)
    if (number)
      return signs
        ? { ...number, missing: [...number.missing, ...p.oddWords], confidence: Math.min(number.confidence, 0.8) }
        : number
    const mixed = p.onlyPoint > 0 && p.onlyComma > 0
    const why = mixed
      ? bilingual('lẫn dấu chấm và dấu phẩy thập phân: giữ nguyên văn', 'decimal points and commas mixed: kept as text')
      : bilingual('số không ghi được chính xác, giữ nguyên văn', 'numbers that cannot be kept exactly: kept as text')
    return { ...asText(p, hints, why, 0.4), ask: true }
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
  const asCode = hints.has('code') && p.longest <= 64 && p.letters / p.texts <= 24
  // Half a column of numbers is no accident: what stands between them decides whether it can be added up, and somebody
  // has to say.
  if (share(numbers, filled) > 0.5 && !asCode && p.leadingZeros === 0) {
    const odd = p.oddWords.slice(0, 3).join(', ')
    const between = odd === '' ? bilingual('', '') : bilingual(` (ví dụ “${odd}”)`, ` (such as “${odd}”)`)
    const reason = bilingual(
      `${numbers} trong ${filled} giá trị là số, phần còn lại thì không${between.vi}: giữ nguyên văn`,
      `${numbers} of ${filled} values are numbers, the others are not${between.en}: kept as text`,
    )
    return { ...asText(p, hints, reason, 0.6), ask: true }
  }
  return asText(p, hints, bilingual('văn bản', 'words'), 0.95, asCode)
}
