// What a person has to look at in a column, once it is known what it is: digits a spreadsheet dropped, days of no year,
// marks of "no answer" among figures, units in words. In: a decision, the profile behind it. Out: the decision, asked
// where there is doubt. No value is changed.
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ColumnDecision, FileHabits } from './columnDecision.ts'
import type { NameHint } from './columnNames.ts'
import { answered } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'

type Seen = {
  decided: ColumnDecision
  p: ColumnProfile
  hints: ReadonlySet<NameHint>
  habits: FileHabits
  filled: number
}
type Doubt = (seen: Seen) => Bilingual | null

const isNumber = ({ type }: ColumnDecision): boolean => type === 'integer' || type === 'decimal'
const isMeasure = (decided: ColumnDecision): boolean => isNumber(decided) && decided.role === 'measure'

const oddYears: Doubt = ({ decided, p: { oddYears: odd } }) =>
  (decided.type === 'date' || decided.clock) && odd.count > 0
    ? bilingual(
        `${odd.count} ngày có năm lạ, ví dụ ${odd.example}`,
        `${odd.count} days are of an odd year, such as ${odd.example}`,
      )
    : null

const minusBehind: Doubt = ({ decided, p }) =>
  isNumber(decided) && p.behind > 0
    ? bilingual(
        `${p.behind} số có dấu trừ ở cuối: đọc là số âm`,
        `${p.behind} numbers have their minus behind: read as negative`,
      )
    : null

/** A spreadsheet keeps fifteen digits of a number; what was longer ends with zeros of its own. */
const droppedDigits: Doubt = ({ p, habits }) =>
  habits.spreadsheet && p.typed.number > 0 && p.wholeDigits >= 16
    ? bilingual(
        'có số dài hơn 15 chữ số trong bảng tính: chữ số cuối có thể đã mất',
        'numbers of more than 15 digits in a spreadsheet: their last digits may be lost',
      )
    : null

const mergedFigures: Doubt = ({ decided, p }) =>
  isMeasure(decided) && p.repeated > 0
    ? bilingual(
        `${p.repeated} số của ô gộp được lặp cho từng dòng: tổng sẽ tính nhiều lần`,
        `${p.repeated} figures of merged cells stand in each of their rows: a sum counts them again`,
      )
    : null

const nines = /^-?9{2,}$/
/** -99, 999999: what survey programs write where nobody answered. */
const markOfNone: Doubt = ({ decided, p }) => {
  if (!isMeasure(decided) || p.numbers + p.typed.number < 3) return null
  const say = (value: number): Bilingual =>
    bilingual(`${value} có thể nghĩa là không trả lời`, `${value} may mean that there is no answer`)
  if (p.smallest < 0 && nines.test(String(p.smallest))) {
    const others = p.values === null ? null : [...p.values.keys()].map(Number).filter((n) => n !== p.smallest)
    if (others === null || others.every((n) => !(n < 0) || nines.test(String(n)))) return say(p.smallest)
  }
  if (p.values === null || !/^9{3,}$/.test(String(p.largest))) return null
  const below = [...p.values.keys()].map(Number).filter((n) => n < p.largest)
  return below.length > 1 && Math.max(...below) * 10 < p.largest ? say(p.largest) : null
}

const zones: Doubt = ({ decided, p }) =>
  p.zones > 0 && decided.date === null
    ? bilingual('ngày giờ có múi giờ: giữ nguyên văn', 'days with the time of a zone: kept as text')
    : null

const examples = (p: ColumnProfile): Bilingual => {
  const odd = p.oddWords.slice(0, 3).join(', ')
  return odd === '' ? bilingual('', '') : bilingual(` (ví dụ “${odd}”)`, ` (such as “${odd}”)`)
}

const mixedDates: Doubt = ({ decided, p, filled }) => {
  const dates = p.dates + p.typed.date + p.typed.datetime
  if (decided.type === 'date' || decided.clock || dates === 0 || dates * 2 < filled) return null
  return bilingual(
    `${dates} trong ${filled} giá trị là ngày, phần còn lại thì không${examples(p).vi}`,
    `${dates} of ${filled} values are days, the others are not${examples(p).en}`,
  )
}

const mixedNumbers: Doubt = ({ decided, p, hints, filled }) => {
  const numbers = p.numbers + p.typed.number
  if (isNumber(decided) || hints.has('code') || p.leadingZeros > 0 || numbers === filled || numbers === 0) return null
  if (numbers * 2 < filled || decided.role === 'identifier') return null
  return bilingual(
    `${numbers} trong ${filled} giá trị là số, phần còn lại thì không${examples(p).vi}: giữ nguyên văn`,
    `${numbers} of ${filled} values are numbers, the others are not${examples(p).en}: kept as text`,
  )
}

const withWord =
  /^[-+(]?[\d.,\s]+\s?(nghìn|ngàn|triệu|tỷ|tỉ|trieu|ty|nghin|thousand|million|billion|mln|mio|bn|k|m)( ?(đ|đồng|vnd|vnđ|usd))?\)?$/i
const unitsInWords: Doubt = ({ decided, p, filled }) =>
  !isNumber(decided) && p.words > 0 && p.words + p.numbers === filled && p.oddWords.every((text) => withWord.test(text))
    ? bilingual('số ghi kèm đơn vị bằng chữ: giữ nguyên văn', 'amounts with their unit in words: kept as text')
    : null

const shortTaxCode: Doubt = ({ p, hints }) => {
  if (!hints.has('taxCode')) return null
  const lost = p.typed.number > 0 ? p.smallest < 1e9 : p.texts > 0 && p.shortest === 9
  return lost
    ? bilingual(
        'có mã số thuế 9 chữ số: có thể đã mất số 0 đứng đầu',
        'tax codes of nine digits: a zero in front may be lost',
      )
    : null
}

const lostPart: Doubt = ({ decided, p, hints, filled }) =>
  decided.type === 'code' && hints.has('day') && p.leadingZeros > 0 && p.wholes === filled && p.longest <= 8
    ? bilingual('có thể là ngày viết liền (ddmmyyyy)', 'perhaps days written together (ddmmyyyy)')
    : null

const doubts: readonly Doubt[] = [
  oddYears,
  minusBehind,
  droppedDigits,
  mergedFigures,
  markOfNone,
  zones,
  mixedDates,
  mixedNumbers,
  unitsInWords,
  shortTaxCode,
  lostPart,
]

export const withDoubts = (
  decided: ColumnDecision,
  p: ColumnProfile,
  hints: ReadonlySet<NameHint>,
  habits: FileHabits,
): ColumnDecision => {
  if (decided.ask) return decided
  const seen: Seen = { decided, p, hints, habits, filled: answered(p) }
  for (const doubt of doubts) {
    const reason = doubt(seen)
    if (reason !== null) return { ...decided, ask: true, confidence: Math.min(0.5, decided.confidence), reason }
  }
  return decided
}
