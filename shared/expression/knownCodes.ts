// Whether what a variable is compared with is one of its codes; if not, the right one is offered. In: a compared text
// and the codes there are, with labels. Out: a problem at its place, or nothing. Never a code replaced.
import { foldText } from '../format/foldText.ts'
import { sqlText } from '../format/sqlText.ts'
import type { Bilingual } from '../model/text.ts'
import type { ComparedText } from './comparedTexts.ts'
import { problem } from './problem.ts'
import { suggest } from './suggest.ts'

export type KnownCode = { code: string; label: Bilingual | null }

const digits = (text: string): string | null => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : null)

/** The code that was written otherwise: the same number, the same letters, the same label. */
export const sameCode = (value: string, codes: readonly KnownCode[]): KnownCode | null => {
  const number = digits(value)
  const plain = foldText(value)
  const byNumber = number === null ? [] : codes.filter((c) => digits(c.code) === number)
  const byLabel = codes.filter((c) => c.label !== null && [c.label.vi, c.label.en].some((l) => foldText(l) === plain))
  const byLetters = codes.filter((c) => foldText(c.code) === plain)
  return byNumber[0] ?? byLetters[0] ?? byLabel[0] ?? null
}

/** The code that was meant: the same one written otherwise, else the nearest. */
export const meantCode = (value: string, codes: readonly KnownCode[]): KnownCode | null => {
  const found = sameCode(value, codes)
  if (found) return found
  const near = suggest(
    value,
    codes.map((c) => c.code),
  )
  return codes.find((c) => c.code === near) ?? null
}

const mostListed = 8

const named = ({ code, label }: KnownCode): Bilingual => ({
  vi: label === null || label.vi === code ? `'${code}'` : `'${code}' (${label.vi})`,
  en: label === null || label.en === code ? `'${code}'` : `'${code}' (${label.en})`,
})

/** Fails EXPRESSION_INVALID at the text, with the code that was meant or the first ones there are. */
export const refuseCode = ({ name, value, span }: ComparedText, codes: readonly KnownCode[]): never => {
  const meant = meantCode(value, codes)
  if (meant !== null) {
    const { vi, en } = named(meant)
    return problem(
      span,
      `“${value}” không phải là mã của ${name}. Có phải là ${vi}?`,
      `“${value}” is no code of ${name}. Did you mean ${en}?`,
      sqlText(meant.code),
    )
  }
  const first = codes.slice(0, mostListed).map(named)
  const more = codes.length > mostListed ? ', …' : ''
  const list = (language: 'vi' | 'en'): string => `${first.map((c) => c[language]).join(', ')}${more}`
  return problem(
    span,
    `“${value}” không phải là mã của ${name}. Các mã có: ${list('vi')}.`,
    `“${value}” is no code of ${name}. Its codes: ${list('en')}.`,
  )
}
