// Where the soft rules of a dataset stand in the flags of a row. In: a dataset, a rule or flags. Out: bits, rules.
// JavaScript holds 53 bits exactly: bit i is the i-th soft rule, and the last bit stands for all rules beyond it.
import type { Dataset } from '#shared/model/dataset.ts'

export const lastFlagBit = 52

const softRules = (dataset: Dataset): string[] => dataset.rules.filter((r) => r.severity === 'soft').map((r) => r.id)

export const flagValues = (dataset: Dataset): Map<string, number> =>
  new Map(softRules(dataset).map((id, index) => [id, 2 ** Math.min(lastFlagBit, index)]))

export const flagRules = (dataset: Dataset, flags: number): string[] =>
  flags === 0
    ? []
    : softRules(dataset).filter((_, index) => Math.floor(flags / 2 ** Math.min(lastFlagBit, index)) % 2 === 1)
