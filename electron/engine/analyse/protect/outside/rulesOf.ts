// The rules of a definition → the rules as they are computed: pq becomes p, the unit is filled in. Pure.
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { PrimaryRules } from '../primary/rules.ts'

export const primaryRulesOf = (rules: ProtectionDefinition['rules'], unit: number): PrimaryRules => ({
  minimumFrequency: rules.minimumFrequency,
  frequencyRange: rules.frequencyRange,
  dominance: rules.dominance,
  pPercent: [...rules.pPercent, ...rules.pq.map(({ p, q, intruders }) => ({ p: (100 * p) / q, intruders }))],
  zeros: rules.zeros,
  request: rules.request,
  negative: rules.negative,
  priorFactor: rules.priorFactor,
  levelPercent: rules.levelPercent,
  unit: rules.unit ?? unit,
})
