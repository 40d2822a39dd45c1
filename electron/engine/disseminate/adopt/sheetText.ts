// What a text of a yearbook's sheet says: figure or symbol, label in two languages, period, status, unit. Pure.
// In: one text. Out: its parts. Never a code: that is bindLabels.ts.
import { foldText } from '#shared/format/foldText.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import type { FigureSymbol, SheetLabel } from '#shared/contract/adopt.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import { parsePeriod } from '#shared/model/period.ts'

const hasVietnamese = (text: string): boolean =>
  /[\u00c0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]/.test(text)

/* Figures */

const symbols: Record<string, FigureSymbol> = {
  '-': 'none',
  '–': 'none',
  '—': 'none',
  '−': 'none',
  '…': 'not_available',
  '...': 'not_available',
  '..': 'not_available',
  ':': 'not_available',
  x: 'not_applicable',
  X: 'not_applicable',
}
export const symbolOf = (text: string): FigureSymbol | null => symbols[text.trim()] ?? null

export type NumberHabit = { decimal: ',' | '.' | null }

/** Which sign a sheet writes before decimals in its figures kept as text; null where nothing tells. */
export const numberHabit = (texts: Iterable<string>): NumberHabit => {
  let comma = 0
  let point = 0
  for (const text of texts) {
    const t = text.replace(/[\s\u00a0]/g, '')
    if (
      /^[-−]?\d{1,3}(\.\d{3})+,\d+$/.test(t) ||
      /^[-−]?\d+,(\d{1,2}|\d{4,})$/.test(t) ||
      /^[-−]?\d{1,3}(\.\d{3}){2,}$/.test(t)
    )
      comma += 1
    if (
      /^[-−]?\d{1,3}(,\d{3})+\.\d+$/.test(t) ||
      /^[-−]?\d+\.(\d{1,2}|\d{4,})$/.test(t) ||
      /^[-−]?\d{1,3}(,\d{3}){2,}$/.test(t)
    )
      point += 1
  }
  return { decimal: comma === point ? null : comma > point ? ',' : '.' }
}

/** A figure kept as text, as plain decimal text; ambiguous when "1.234" could be either and the sheet does not tell. */
export const figureOf = (text: string, habit: NumberHabit): { value: string; ambiguous: boolean } | null => {
  const marked = text
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .trim()
    .replace(/(\s*\(\d{1,2}\)|\s*\*+|[¹²³⁴⁵⁶⁷⁸⁹]+)$/u, '')
  const bracketed = /^\((.*)\)$/.exec(marked)
  const unsigned = (bracketed?.[1] ?? marked).replace(/^[-−–]\s?/, '')
  const negative = bracketed !== null || /^[-−–]/.test(marked)
  const body = unsigned.replace(/(?<=\d) (?=\d{3}(\D|$))/g, '').replace(/\s*%$/, '')
  if (!/^\d[\d.,]*$/.test(body)) return null
  const decimal = habit.decimal ?? ','
  const single = /^\d{1,3}([.,])\d{3}$/.exec(body)
  const separators = new Set(body.match(/[.,]/g) ?? [])
  // One sign with two digits after it can only be the decimal sign, whatever the sheet's habit.
  const last =
    separators.size === 2
      ? (body.match(/[.,](?=\d*$)/)?.[0] ?? decimal)
      : separators.size === 1 && /^\d+[.,]\d+$/.test(body) && !single
        ? (body.match(/[.,]/)?.[0] ?? decimal)
        : decimal
  const group = last === ',' ? '.' : ','
  const [whole = '', fraction, more] = body.split(last)
  if (
    more !== undefined ||
    (whole.includes(group) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) ||
    (fraction ?? '').includes(group)
  )
    return null
  const value = `${whole.replaceAll(group, '')}${fraction === undefined ? '' : `.${fraction}`}`
  return {
    value: negative && Number(value) !== 0 ? `-${value}` : value,
    ambiguous: single !== null && habit.decimal === null,
  }
}

/* Periods and statuses */

const roman: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, 1: 1, 2: 2, 3: 3, 4: 4 }
/**
 * The one period a label names, as the program writes it; null when it names none, or part of a year the program has no
 * period for.
 */
export const periodOf = (text: string): string | null => {
  const t = foldText(text).replace(/\s+/g, ' ').trim()
  if (/\b(9|6) thang|nua dau|chi so|nam truoc|previous/.test(t)) return null
  const schoolYear = /\b((?:19|20)\d{2})\s?[-–/]\s?((?:19|20)\d{2}|\d{2})\b/.exec(t)
  if (schoolYear) {
    const first = Number(schoolYear[1])
    const second =
      (schoolYear[2] ?? '').length === 2 ? Math.floor(first / 100) * 100 + Number(schoolYear[2]) : Number(schoolYear[2])
    return second === first + 1 && parsePeriod(`${first}-${second}`) ? `${first}-${second}` : null
  }
  const quarter = /\b(?:quy|quarter|q)\s?(iv|iii|ii|i|[1-4])\b[^0-9]{0,12}((?:19|20)\d{2})\b/.exec(t)
  if (quarter) return `${quarter[2]}-Q${roman[quarter[1] ?? ''] ?? 1}`
  const month =
    /\b(?:thang|t)\s?(1[0-2]|0?[1-9])\b[^0-9]{0,6}((?:19|20)\d{2})\b/.exec(t) ??
    /^(1[0-2]|0?[1-9])\s?[/-]\s?((?:19|20)\d{2})$/.exec(t)
  if (month) return `${month[2]}-${String(Number(month[1])).padStart(2, '0')}`
  const years = [...new Set(t.match(/\b(?:19|20)\d{2}\b/g) ?? [])]
  const rest = t
    .replace(/\b(19|20)\d{2}\b/g, ' ')
    .replace(
      /\b(nam|year|so bo|prel\.?|preliminary|uoc tinh|uoc|estimates?|est\.?|chinh thuc|official)\b|[^a-z0-9]/g,
      ' ',
    )
    .trim()
  return years.length === 1 && rest === '' ? (years[0] ?? null) : null
}

const statusWords: [RegExp, FigureStatus][] = [
  [/\b(so bo|prel\.?|preliminary)(?![a-z])/, 'preliminary'],
  [/\b(uoc tinh|uoc|est\.?|estimated?|estimates)(?![a-z])/, 'estimate'],
]
export const statusOf = (text: string): FigureStatus | null =>
  statusWords.find(([pattern]) => pattern.test(foldText(text)))?.[1] ?? null

/** "Sơ bộ 2025" and "Prel. 2025", as yearbooks write it in the label. */
export const statusText = (status: FigureStatus, language: 'vi' | 'en'): string =>
  status === 'official' ? '' : figureStatusLabels[status][language]

/* Labels */

const unitWords =
  /^(nghin|trieu|ty|ti|dong|usd|vnd|%|phan tram|lan|nguoi|hoc sinh|giao vien|truong|lop|phong|co so|doanh nghiep|to khai|tan|kg|m2|ha|thous|mill|bill|per ?cent|persons?|pupils?|enterprises?|units?|dvt)/

const splitLanguages = (text: string): { vi: string; en: string } => {
  const whole = text.replace(/[ \t\u00a0]+/g, ' ').trim()
  const cuts = [...whole.matchAll(/\s*\n\s*|\s+[-–—]\s+|\s*[/|]\s*/g)].map(
    (m) => [m.index, m.index + m[0].length] as const,
  )
  // The last cut after which no Vietnamese letter follows, and before which there is one, parts the two languages.
  const good =
    cuts.find(
      ([at, after]) =>
        /[a-z]/i.test(whole.slice(after)) && !hasVietnamese(whole.slice(after)) && hasVietnamese(whole.slice(0, at)),
    ) ??
    cuts.find(([at, after]) => whole.slice(at, after).includes('\n') && /[a-z]/i.test(whole.slice(after))) ??
    // "Nam - Male": no letter tells, but two words on either side of a spaced dash do.
    (cuts.length === 1 &&
    /^[A-Za-z .]+$/.test(whole.slice(0, cuts[0]?.[0])) &&
    /^[A-Za-z ,.]+$/.test(whole.slice(cuts[0]?.[1]))
      ? cuts[0]
      : undefined)
  const clean = (part: string) => part.replace(/\s*\n\s*/g, ' ').trim()
  return good ? { vi: clean(whole.slice(0, good[0])), en: clean(whole.slice(good[1])) } : { vi: clean(whole), en: '' }
}

const footMark = /\s*(?:\((\d{1,2}|\*{1,3})\)|(\*{1,3})|([¹²³⁴⁵⁶⁷⁸⁹]+))(?=\s*$|\s+[-–]\s|\s*\n)/u

/** A label with its status, unit and marks taken out of the words. */
export const labelOf = (text: string): Omit<SheetLabel, 'cell'> => {
  const marks: string[] = []
  let rest = text
  for (
    let found = footMark.exec(rest);
    found && rest.replace(footMark, '').trim() !== '';
    found = footMark.exec(rest)
  ) {
    marks.push(found[1] ?? found[2] ?? found[3] ?? '')
    rest = rest.replace(footMark, '')
  }
  const units: string[] = []
  rest = rest.replace(/\s*\(([^()]{1,60})\)(?=\s*$|\s*[-–\n])/g, (whole, inner: string) => {
    if (!unitWords.test(foldText(inner.trim()))) return whole
    units.push(inner.trim())
    return ''
  })
  const status = statusOf(rest)
  const period = periodOf(rest)
  return { text: text.trim(), ...splitLanguages(rest), status, unit: units[0] ?? '', period, marks }
}

/** The unit line's unit, without its heading; null when the text is no unit line. */
export const unitLineOf = (text: string): string | null => {
  const t = text.replace(/\s+/g, ' ').trim()
  const found =
    /^\(?\s*(?:đơn vị(?: tính)?|đvt|don vi(?: tinh)?|dvt|unit)\s*(?:[-–/]\s*units?)?\s*[:：]\s*(.*?)\)?$/i.exec(t)
  return found ? (found[1] ?? '').trim() : null
}

/** Notes and source under a table. */
export const isNote = (text: string): boolean =>
  /^\s*(ghi chu|chu thich|nguon|note|notes|source|\(?\*+\)?|\(\d\)|ky hieu|symbols)/.test(foldText(text))
