// A column of numbers: its sign, its decimals, its unit, and what a person has to look at. In: profile, name, what the
// file suggests. Out: a decision, or null where the numbers cannot be kept exactly. Nothing is rounded without a word.
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { base } from './columnDecision.ts'
import type { ColumnDecision, FileHabits } from './columnDecision.ts'
import type { NameHint } from './columnNames.ts'
import type { ColumnProfile } from './columnProfile.ts'

const largestScale = 17
export const longestExact = 18

const numberMark = (
  p: ColumnProfile,
  habits: FileHabits,
): { mark: 'point' | 'comma'; ask: boolean; reason: Bilingual } => {
  const { numbers } = habits.given
  if (numbers !== undefined)
    return { mark: numbers, ask: false, reason: bilingual('theo người dùng', 'as the user said') }
  if (p.onlyPoint > 0 && p.onlyComma === 0)
    return { mark: 'point', ask: false, reason: bilingual('dấu chấm thập phân', 'decimal point') }
  if (p.onlyComma > 0 && p.onlyPoint === 0)
    return { mark: 'comma', ask: false, reason: bilingual('dấu phẩy thập phân', 'decimal comma') }
  // Who groups thousands groups them all: beside 1500, 1.234 is no 1234. Where all end in 000 a slip is as likely: that
  // is asked.
  const { shapes } = p
  if (shapes.from1000 > 0 && shapes.onePointOdd > 0 && shapes.oneComma === 0)
    return { mark: 'point', ask: false, reason: bilingual('dấu chấm thập phân', 'decimal point') }
  if (shapes.from1000 > 0 && shapes.oneCommaOdd > 0 && shapes.onePoint === 0)
    return { mark: 'comma', ask: false, reason: bilingual('dấu phẩy thập phân', 'decimal comma') }
  if (p.differing === 0) return { mark: habits.number ?? 'point', ask: false, reason: bilingual('số', 'numbers') }
  // A semicolon between columns says nothing of 1,000 where no other number has a comma.
  if (habits.number !== null && !(habits.numberByDelimiter && p.decimalsComma > 0))
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

/** What makes a person look at a column of numbers, beside its sign. */
const doubtOf = (p: ColumnProfile): Bilingual | null => {
  const [unit] = p.units.keys()
  const bare = p.numbers + p.typed.number - (p.units.get(unit ?? '') ?? 0)
  if (unit !== undefined && bare > 0)
    return bilingual(
      `có số ghi “${unit}”, có ${bare} số không ghi: cần người xác nhận`,
      `some are written with “${unit}”, ${bare} without: someone has to say`,
    )
  if (p.powers > 0)
    return bilingual(
      `${p.powers} số ghi dạng lũy thừa của 10: có thể đã mất chữ số cuối`,
      `${p.powers} are written as powers of ten: their last digits may be lost`,
    )
  return null
}

export const asNumber = (
  p: ColumnProfile,
  name: string,
  unitInName: string | null,
  hints: ReadonlySet<NameHint>,
  habits: FileHabits,
): ColumnDecision | null => {
  if (p.onlyPoint > 0 && p.onlyComma > 0 && habits.given.numbers === undefined) return null
  const sign = numberMark(p, habits)
  const doubt = doubtOf(p)
  const { mark } = sign
  const ask = sign.ask || doubt !== null
  const reason = doubt ?? sign.reason
  const [ownUnit] = p.units.keys()
  const unit = ownUnit ?? unitInName ?? undefined
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
    unit: unit === undefined ? null : bilingual(unit, unit),
    confidence: ask ? 0.4 : p.numbers + p.typed.number < 3 ? 0.7 : 0.95,
    ask,
    reason: yearLike
      ? bilingual('là năm', 'holds years')
      : round
        ? bilingual(`làm tròn đến ${decimals} chữ số thập phân`, `rounded to ${decimals} decimals`)
        : reason,
  }
}
