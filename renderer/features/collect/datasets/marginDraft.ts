// A margin while it is composed: its variable and where its totals come from. In: what was typed. Out: the margin as
// the engine is asked.
import { readFigure } from '#shared/format/readFigure.ts'
import { pastedTotals } from './calibrationText.ts'

export type MarginDraft = {
  variable: string
  from: 'register' | 'typed'
  register: { dataset: string; variable: string; period: string }
  text: string
  /** The variable is a number: one total. */
  isNumber: boolean
}
export const emptyMargin: MarginDraft = {
  variable: '',
  from: 'register',
  register: { dataset: '', variable: '', period: '' },
  text: '',
  isNumber: false,
}

export const marginReady = ({ variable, from, register, text, isNumber }: MarginDraft): boolean => {
  if (variable === '') return false
  if (isNumber) return readFigure(text) !== null
  if (from === 'register') return register.dataset !== '' && register.variable !== ''
  const { totals, unread } = pastedTotals(text)
  return unread.length === 0 && Object.keys(totals).length > 0
}

export const marginRequest = ({ variable, from, register, text, isNumber }: MarginDraft) => {
  if (isNumber) return { variable, totals: { sum: readFigure(text) ?? 0 } }
  if (from === 'typed') return { variable, totals: pastedTotals(text).totals }
  const { dataset, variable: by, period } = register
  return { variable, totals: { register: { dataset, variable: by, ...(period === '' ? {} : { period }) } } }
}
