// The office's policy as primary rules. In: a policy. Out: the rules of the table builder. Pure.
import type { OfficePolicy } from '#shared/model/officePolicy.ts'
import type { PrimaryRules } from './primary/rules.ts'

/** How uncertain a withheld sum must stay at least, in percent of it. */
const rangePercent = 10

export const officeRules = (policy: OfficePolicy): PrimaryRules => ({
  minimumFrequency: policy.minimum,
  frequencyRange: rangePercent,
  dominance: policy.dominance,
  pPercent: [{ p: policy.pPercent, intruders: policy.intruders }],
  zeros: policy.zeros,
  request: null,
  // Contributions are netted by respondent and compared in absolute size: what is negative hides nothing.
  negative: 'absolute',
  priorFactor: 1,
  levelPercent: null,
  unit: 1,
})
