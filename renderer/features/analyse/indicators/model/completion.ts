// What can be written next in a formula: names of inputs and functions that begin with the word before the caret. In:
// text, caret, names. Out: options and where the word begins. Never a text changed.
import { formulaFunctions } from '#shared/expression/index.ts'

/** `caret`: where in the text it stands after being taken. */
export type Completion = { text: string; caret: number }
export type Completions = { from: number; options: Completion[] }

const forms: Record<(typeof formulaFunctions)[number], string> = {
  prev: 'prev(, 1 year)',
  growth: 'growth(, 1 year)',
  at: "at(, '2020')",
  total: 'total()',
  abs: 'abs()',
  round: 'round(, 1)',
  coalesce: 'coalesce(, 0)',
  ln: 'ln()',
  sqrt: 'sqrt()',
}

const most = 8

export const completionsAt = (text: string, caret: number, names: readonly string[]): Completions => {
  const word = /[a-z_][a-z0-9_]*$/i.exec(text.slice(0, caret))?.[0] ?? ''
  const from = caret - word.length
  if (word === '') return { from, options: [] }
  const begins = (name: string): boolean => name.startsWith(word.toLowerCase()) && name !== word
  return {
    from,
    options: [
      ...names.filter(begins).map((name) => ({ text: name, caret: name.length })),
      ...formulaFunctions.filter(begins).map((name) => ({ text: forms[name], caret: name.length + 1 })),
    ].slice(0, most),
  }
}
