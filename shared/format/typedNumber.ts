// A number as people type it, with separators of either language. In: text. Out: its digits as the program writes them
// ("-1234.5"), or why not. Never a guess: 1.234 is a thousand to one reader and one to another.

export type NumberProblem = 'not_a_number' | 'two_ways'
export type TypedNumber = { plain: string; problem: null } | { plain: null; problem: NumberProblem }

const not = (problem: NumberProblem): TypedNumber => ({ plain: null, problem })

/** One to three digits, then three: thousands or decimals. Not after a zero, which begins no thousand. */
const twoWays = /^-?[1-9]\d{0,2}[.,]\d{3}$/
const grouped = /^\d{1,3}(?:[.,]\d{3})+$/

export const typedNumber = (text: string): TypedNumber => {
  const bare = text.replace(/\s/g, '').replace('−', '-')
  if (!/^-?\d[\d.,]*$/.test(bare)) return not('not_a_number')
  if (twoWays.test(bare)) return not('two_ways')
  const sign = bare.startsWith('-') ? '-' : ''
  const digits = bare.slice(sign.length)
  const marks = digits.replace(/\d/g, '')
  if (marks === '') return { plain: bare, problem: null }
  const mixed = marks.includes('.') && marks.includes(',')
  // Several of one sign are thousands; else the last sign is the decimal one.
  if (marks.length > 1 && !mixed)
    return grouped.test(digits) ? { plain: sign + digits.replace(/[.,]/g, ''), problem: null } : not('not_a_number')
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const [whole, decimals] = [digits.slice(0, last), digits.slice(last + 1)]
  // 12.34.5 is no number, and taking its digits together would make one up.
  const wholeIsRight = /^\d+$/.test(whole) || (grouped.test(whole) && !whole.includes(digits.charAt(last)))
  if (!wholeIsRight || decimals === '') return not('not_a_number')
  return { plain: `${sign}${whole.replace(/[.,]/g, '')}.${decimals}`, problem: null }
}

/** A number of the program as it is typed in a language; a zero more where it would read two ways. */
export const writtenNumber = (plain: string, language: 'vi' | 'en'): string => {
  const clear = /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain
  return language === 'vi' ? clear.replace('.', ',') : clear
}
