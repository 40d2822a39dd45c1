// The records a rule holds others against: a register at that date, the period before. In: a rule and a period. Out:
// deliveries, or why there are none. Never a period further off in the place of one that was not delivered.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { OfficeRule, RuleResult } from '#shared/model/officeRule.ts'
import { referenceDate, shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

export type HeldAgainst =
  | { dataset: Dataset; deliveries: StoredDelivery[]; against: string | null }
  | { why: NonNullable<RuleResult['why']> }

const ofRegister = (
  workspace: Workspace,
  rule: Extract<OfficeRule, { over: 'register' }>,
  period: Period,
): HeldAgainst => {
  const dataset = knownDataset(workspace, rule.dataset)
  const current = deliveryRepository(workspace.catalog).current(rule.dataset)
  const none: HeldAgainst = { why: 'REGISTER_NOT_DELIVERED' }
  if (rule.at === 'any') return current.length === 0 ? none : { dataset, deliveries: current, against: null }
  const date = referenceDate(period) ?? ''
  const dated = [...new Set(current.map((d) => d.period))]
    .map((one) => ({ period: one, date: referenceDate(one) ?? '' }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const found = rule.at === 'before' ? dated.findLast((one) => one.date <= date) : dated.find((one) => one.date >= date)
  if (!found) return none
  return { dataset, deliveries: current.filter((d) => d.period === found.period), against: found.period }
}

export const heldAgainst = (
  workspace: Workspace,
  dataset: Dataset,
  rule: OfficeRule,
  period: Period,
): HeldAgainst | null => {
  if (rule.over === 'register') return ofRegister(workspace, rule, period)
  if (rule.over !== 'previous') return null
  const before = shiftPeriod(period, -1, rule.step === 'year' ? 'year' : undefined)
  const deliveries = before === null ? [] : deliveryRepository(workspace.catalog).currentParts(dataset.id, before)
  return deliveries.length === 0 ? { why: 'PREVIOUS_NOT_DELIVERED' } : { dataset, deliveries, against: before }
}
