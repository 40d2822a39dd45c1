// A new indicator and changes of its parts. In: a definition. Out: another. Never a computation.
import type { IndicatorDefinition } from '#shared/model/indicator.ts'

export const newIndicator = (dataset: string, id: string): IndicatorDefinition => ({
  kind: 'indicator',
  id,
  label: { vi: 'Chỉ tiêu mới', en: 'New indicator' },
  unit: { vi: '', en: '' },
  decimals: 1,
  definition: { vi: '', en: '' },
  officialReference: '',
  domain: 'education',
  inputs: { a: { dataset, aggregate: 'count()' } },
  breakdowns: [],
  periodKind: 'year',
  timeVariables: {},
  classification: 'as_now',
  formula: 'a',
  status: 'preliminary',
  origin: 'administrative',
  variables: [],
  series: [],
  notes: [],
})

/** A free one-letter name for another input: b, c … then x1, x2 … */
export const freeInputName = (inputs: IndicatorDefinition['inputs']): string => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') if (!(letter in inputs)) return letter
  let n = 1
  while (`x${n}` in inputs) n += 1
  return `x${n}`
}

const renameKey = <T>(record: Record<string, T>, from: string, to: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]))

/** Everywhere but in the formula, which is the user's text; a taken or impossible name changes nothing. */
export const renameInput = (definition: IndicatorDefinition, from: string, to: string): IndicatorDefinition => {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(to) || to in definition.inputs) return definition
  return {
    ...definition,
    inputs: renameKey(definition.inputs, from, to),
    timeVariables: renameKey(definition.timeVariables, from, to),
    breakdowns: definition.breakdowns.map((b) => ({ ...b, variables: renameKey(b.variables, from, to) })),
  }
}

export const removeInput = (definition: IndicatorDefinition, name: string): IndicatorDefinition => {
  const without = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
  if (Object.keys(definition.inputs).length <= 1) return definition
  return {
    ...definition,
    inputs: without(definition.inputs),
    timeVariables: without(definition.timeVariables),
    breakdowns: definition.breakdowns.map((b) => ({ ...b, variables: without(b.variables) })),
  }
}
