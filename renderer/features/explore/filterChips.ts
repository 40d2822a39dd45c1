// The filter of a view as chips: one condition for each variable, joined by "and", plus at most one written expression.
// In: chips. Out: the expression the engine reads, and back from picked values. Never a label (see chipSentence).
import type { Variable } from '#shared/model/dataset.ts'

export type FilterChip =
  | { kind: 'in'; variable: string; codes: string[] }
  /** Bounds as plain text: "1990", "2025-07-01", "12.50"; null is open. */
  | { kind: 'between'; variable: string; from: string | null; to: string | null }
  | { kind: 'missing'; variable: string; missing: boolean }
  | { kind: 'expression'; expression: string }

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
const isNumeric = (variable: Variable | undefined): boolean => variable?.type === 'integer' || variable?.type === 'decimal'

/** One literal of a variable: numbers bare, everything else quoted. */
export const literal = (variable: Variable | undefined, text: string): string => (isNumeric(variable) && /^-?\d+(\.\d+)?$/.test(text) ? text : quote(text))

const chipExpression = (chip: FilterChip, variables: ReadonlyMap<string, Variable>): string | null => {
  if (chip.kind === 'expression') return chip.expression.trim() === '' ? null : `(${chip.expression.trim()})`
  const variable = variables.get(chip.variable)
  const one = (text: string): string => literal(variable, text)
  if (chip.kind === 'missing') return `${chip.variable} is ${chip.missing ? '' : 'not '}null`
  if (chip.kind === 'in') {
    if (chip.codes.length === 0) return null
    return chip.codes.length === 1 ? `${chip.variable} = ${one(chip.codes[0] ?? '')}` : `${chip.variable} in (${chip.codes.map(one).join(', ')})`
  }
  if (chip.from !== null && chip.to !== null) return `${chip.variable} between ${one(chip.from)} and ${one(chip.to)}`
  if (chip.from !== null) return `${chip.variable} >= ${one(chip.from)}`
  return chip.to === null ? null : `${chip.variable} <= ${one(chip.to)}`
}

/** The whole filter, or null when nothing is asked. */
export const filterExpression = (chips: readonly FilterChip[], variables: readonly Variable[]): string | null => {
  const byId = new Map(variables.map((v) => [v.id, v]))
  const parts = chips.flatMap((chip) => chipExpression(chip, byId) ?? [])
  if (parts.length === 0) return null
  // A lone written expression needs no brackets around it.
  const only = chips.length === 1 ? chips[0] : undefined
  return only?.kind === 'expression' ? only.expression.trim() : parts.join(' and ')
}

const ofVariable = (chip: FilterChip, variable: string): boolean => chip.kind !== 'expression' && chip.variable === variable

/** Puts one condition of a variable in the place of what was there; null removes it. */
export const withChip = (chips: readonly FilterChip[], variable: string, chip: FilterChip | null): FilterChip[] => {
  const index = chips.findIndex((c) => ofVariable(c, variable))
  if (index < 0) return chip ? [...chips, chip] : [...chips]
  return chips.flatMap((c, i) => (i === index ? (chip ? [chip] : []) : [c]))
}

/** Adds or takes away one picked value of a variable. */
export const toggleCode = (chips: readonly FilterChip[], variable: string, code: string): FilterChip[] => {
  const found = chips.find((c) => c.kind === 'in' && c.variable === variable)
  const codes = found?.kind === 'in' ? found.codes : []
  const next = codes.includes(code) ? codes.filter((c) => c !== code) : [...codes, code]
  return withChip(chips, variable, next.length === 0 ? null : { kind: 'in', variable, codes: next })
}

export const pickedCodes = (chips: readonly FilterChip[], variable: string): readonly string[] => {
  const found = chips.find((c) => c.kind === 'in' && c.variable === variable)
  return found?.kind === 'in' ? found.codes : []
}
