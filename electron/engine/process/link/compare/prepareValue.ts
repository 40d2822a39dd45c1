// One value made ready for comparing: folded text, tokens, numbers, date parts. In: text as delivered, the kind of its
// field. Out: a prepared value, or null where there is nothing to compare. Never a record, never a guess at what was
// meant.
import { withoutMarks } from '#shared/format/foldText.ts'
import type { LinkFieldKind } from '#shared/model/linkModel.ts'
import { addressWords, legalForms, nothingWords } from './words.ts'

export type PreparedValue = {
  /** Lower case, NFC, single spaces: with diacritics. */
  exact: string
  /** The same in ASCII, punctuation gone. */
  folded: string
  /** Folded without spaces. */
  compact: string
  tokens: string[]
  sorted: string
  /** First number of the text: a house number. */
  houseNumber: string
  /** yyyymmdd of a date, 0 where it is none. */
  date: number
  number: number
  /** What stands before the @. */
  local: string
}

const spaces = /\s+/g
/** The tone mark of hoà and hòa, uỷ and ủy stands on either vowel: both are written the new way. */
const tonePlacement = /([ou])([\u0300\u0301\u0303\u0309\u0323])([aeoy])(?![\p{L}])/gu
const newTone = (text: string): string => {
  // eslint-disable-next-line no-control-regex -- pure ASCII has no marks
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text.normalize('NFD').replace(tonePlacement, '$1$3$2').normalize('NFC')
}

const separators = /[^\p{L}\p{N}]+/gu
const latin: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/ø/g, 'o'],
  [/ł/g, 'l'],
]
const plain = (text: string): string => {
  // eslint-disable-next-line no-control-regex -- the test is for pure ASCII, which needs no folding
  if (/^[\x00-\x7f]*$/.test(text)) return text
  let result = withoutMarks(text)
  for (const [from, to] of latin) result = result.replace(from, to)
  return result
}
const foldWords = (text: string): string =>
  plain(text)
    .replace(/['’`´]/g, '')
    .replace(separators, ' ')
    .trim()

const codeText = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]+/gu, '')

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const dateNumber = (year: number, month: number, day: number): number => {
  if (month < 1 || month > 12 || day < 1 || day > (monthDays[month - 1] ?? 0)) return 0
  return year * 10_000 + month * 100 + day
}
/** 2024-01-31, 20240131, 31/01/2024. Text that is no date of the calendar keeps its digits and counts as a code only. */
export const parseDate = (text: string): number => {
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/.exec(text)
  if (iso) return dateNumber(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  return local ? dateNumber(Number(local[3]), Number(local[2]), Number(local[1])) : 0
}

const empty: PreparedValue = {
  exact: '',
  folded: '',
  compact: '',
  tokens: [],
  sorted: '',
  houseNumber: '',
  date: 0,
  number: Number.NaN,
  local: '',
}

/** Finds the longest legal form or school type at either end; what is left is the core of the name. */
export const splitForm = (folded: string): { form: string; core: string } => {
  const padded = ` ${folded} `
  const forms: string[] = []
  let core = padded
  for (const [form, spellings] of legalForms) {
    for (const spelling of spellings) {
      const found = core.indexOf(` ${spelling} `)
      if (found < 0) continue
      forms.push(form)
      core = `${core.slice(0, found)} ${core.slice(found + spelling.length + 2)}`.replace(spaces, ' ')
      break
    }
  }
  const left = core.trim()
  // A name that is nothing but its form keeps it: an empty core would match every other.
  return left === '' ? { form: '', core: folded } : { form: forms.toSorted().join(' '), core: left }
}

const withTokens = (exact: string, folded: string): PreparedValue => {
  const tokens = folded === '' ? [] : folded.split(' ')
  return {
    ...empty,
    exact,
    folded,
    compact: folded.replaceAll(' ', ''),
    tokens,
    sorted: tokens.length < 2 ? folded : tokens.toSorted().join(' '),
  }
}

export const prepareValue = (text: string, kind: LinkFieldKind): PreparedValue | null => {
  const exact = newTone(text.trim().replace(spaces, ' ')).toLowerCase()
  if (exact === '' || nothingWords.has(exact)) return null
  switch (kind) {
    case 'person':
    case 'text': {
      const folded = foldWords(exact)
      return folded === '' ? null : withTokens(exact, folded)
    }
    case 'organisation': {
      const folded = foldWords(exact)
      if (folded === '') return null
      const { core } = splitForm(folded)
      return withTokens(core === folded ? exact : core, core)
    }
    case 'form': {
      const { form } = splitForm(foldWords(exact))
      return form === '' ? null : withTokens(form, form)
    }
    case 'address': {
      const words = foldWords(exact).split(' ')
      const folded = words
        .map((word) => addressWords.get(word) ?? word)
        .filter((word) => word !== '')
        .join(' ')
      if (folded === '') return null
      return { ...withTokens(exact, folded), houseNumber: /\d+/.exec(folded)?.[0] ?? '' }
    }
    case 'date': {
      const date = parseDate(exact)
      const digits = exact.replace(/\D+/g, '')
      const compact = date === 0 ? digits : String(date).padStart(8, '0')
      return compact === '' ? null : { ...empty, exact: compact, folded: compact, compact, tokens: [compact], date }
    }
    case 'number': {
      const number = Number(exact.replaceAll(',', ''))
      if (Number.isNaN(number)) return null
      const shown = String(number)
      return { ...empty, exact: shown, folded: shown, compact: shown, tokens: [shown], sorted: shown, number }
    }
    case 'code': {
      const compact = codeText(exact)
      return compact === '' ? null : { ...withTokens(compact, compact), number: Number(compact) }
    }
    case 'email': {
      const folded = plain(exact).replace(spaces, '')
      const at = folded.lastIndexOf('@')
      return { ...withTokens(folded, folded), local: at < 0 ? folded : folded.slice(0, at) }
    }
    case 'category': {
      const folded = foldWords(exact)
      return folded === '' ? null : withTokens(exact, folded)
    }
    default:
      return kind satisfies never
  }
}
