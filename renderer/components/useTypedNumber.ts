// A number while it is typed: the text as it stands, what is wrong with it, its digits once it is right. In: the
// number, as the program writes it. Out: the next one. What reads two ways (1.000) is asked about, never taken.
import { useState } from 'react'
import { typedNumber, writtenNumber } from '#shared/format/typedNumber.ts'
import type { NumberProblem } from '#shared/format/typedNumber.ts'
import { useTexts } from '../i18n/index.ts'

export type TypedField = { text: string; error: string | null; type: (text: string) => void }

/** What is wrong with a typed number, and how to write it so that it is clear. */
export const useNumberProblem = (): ((text: string, problem: NumberProblem | null) => string | null) => {
  const { t, language } = useTexts('common')
  return (text, problem) => {
    if (problem === null) return null
    if (problem === 'not_a_number') return t('notANumber')
    const bare = text.replace(/\s/g, '').replace('−', '-')
    return t('twoWays', {
      whole: bare.replace(/[.,]/, ''),
      decimal: writtenNumber(bare.replace(',', '.'), language),
    })
  }
}

type Options = {
  /** No number is an answer too. */
  empty?: boolean
  /** While the text is wrong: the number before it stays, or there is none. */
  whileWrong?: 'keep' | 'clear'
}

type Typed = { text: string; of: string }

/**
 * What stands in the field: what was typed, as long as it still means the number of its owner. An owner that keeps
 * numbers drops a zero that was typed last: 1.50 on its way to 1.505 is typed on.
 */
export const shownText = (typed: Typed | null, value: string, language: 'vi' | 'en'): string => {
  const same = typed !== null && typed.of !== '' && value !== '' && Number(typed.of) === Number(value)
  return typed !== null && (same || typed.of === value) ? typed.text : writtenNumber(value, language)
}

export const useTypedNumber = (
  value: string,
  onChange: (plain: string) => void,
  { empty = false, whileWrong = 'keep' }: Options = {},
): TypedField => {
  const { language } = useTexts('common')
  const problemIn = useNumberProblem()
  const [typed, setTyped] = useState<Typed | null>(null)
  const text = shownText(typed, value, language)
  const none = empty && text.trim() === ''
  return {
    text,
    error: none ? null : problemIn(text, typedNumber(text).problem),
    type(next) {
      const wrong = whileWrong === 'clear' ? '' : value
      const plain = empty && next.trim() === '' ? '' : (typedNumber(next).plain ?? wrong)
      setTyped({ text: next, of: plain })
      if (plain !== value) onChange(plain)
    },
  }
}
