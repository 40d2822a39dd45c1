// The office's rules of a dataset: listed with what they found, checked, kept. In: documents. Out: the list. Never a
// rule kept that cannot be asked; the log has the rules before and after, in the transaction that keeps them.
import { rememberDataset, knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { ruleResultRepository } from '#engine/workspace/files/catalogRuleResults.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { RuleList, RuleProblem } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { isRepair } from '#shared/model/officeRule.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { referenceDate } from '#shared/model/period.ts'
import { madeOf } from './askRule.ts'
import { compileRule } from './compileRule.ts'
import { compileRepair } from './repairSql.ts'
import { ruleTerms } from './ruleTerms.ts'
import { heldAgainst } from './heldAgainst.ts'

/** A rule is checked at the last period that stands; before any delivery, at the last day a list may know. */
const checkedAt = (workspace: Workspace, dataset: Dataset): string =>
  deliveryRepository(workspace.catalog)
    .current(dataset.id)
    .map((d) => referenceDate(d.period) ?? '')
    .toSorted()
    .at(-1) ?? '9999-12-31'

export const requireRule = (workspace: Workspace, dataset: Dataset, rule: OfficeRule): void => {
  if (dataset.rules.some((other) => other.id === rule.id)) return fail('RULE_ID_TAKEN', { rule: rule.id })
  const compiled = compileRule(rule, {
    dataset,
    datasetOf: (id) => knownDataset(workspace, id),
    date: checkedAt(workspace, dataset),
    imported: importedClassifications(workspace),
  })
  // What is derived is worked out again after a repair, so a repair cannot rest on it.
  if (isRepair(rule)) {
    const imported = importedClassifications(workspace)
    compileRepair(rule, dataset, ruleTerms(dataset, checkedAt(workspace, dataset), imported), imported)
  }
  const derived = isRepair(rule)
    ? dataset.variables.find((v) => v.source === null && compiled.reads.includes(v.id))
    : undefined
  if (derived) return fail('RULE_REPAIR_DERIVED', { field: rule.id, variable: derived.id })
}

export const ruleProblem = (workspace: Workspace, dataset: Dataset, rule: OfficeRule): RuleProblem | null => {
  try {
    requireRule(workspace, dataset, rule)
    return null
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    const { facts } = thrown.value
    return {
      field: String(facts.field ?? rule.id),
      message: { vi: failureMessage(thrown.value, 'vi'), en: failureMessage(thrown.value, 'en') },
      position: typeof facts.position === 'number' ? facts.position : null,
    }
  }
}

export const listRules = (workspace: Workspace, id: string): RuleList => {
  const dataset = knownDataset(workspace, id)
  const rules = dataset.officeRules ?? []
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const standing = deliveryRepository(workspace.catalog).current(id)
  const kept = ruleResultRepository(workspace.catalog).of(standing.map((d) => d.id))
  const results = standing.flatMap((delivery) => {
    const parts = standing.filter((d) => d.period === delivery.period).toSorted((a, b) => a.part - b.part)
    return kept.flatMap((result) => {
      const rule = byId.get(result.rule)
      if (!rule || result.delivery !== delivery.id) return []
      const held = heldNow(workspace, dataset, rule, delivery.period)
      const stale = madeOf(workspace, dataset, rule, parts, held) !== result.madeOf
      return [{ ...result, period: delivery.period, fileName: delivery.fileName, stale }]
    })
  })
  const notRun = standing.flatMap((delivery) =>
    rules
      .filter((rule) => rule.active && !results.some((r) => r.rule === rule.id && r.delivery === delivery.id))
      .map((rule) => ({ rule: rule.id, delivery: delivery.id })),
  )
  return { dataset: id, builtIn: dataset.rules, rules, results, notRun }
}

const heldNow = (workspace: Workspace, dataset: Dataset, rule: OfficeRule, period: string) => {
  try {
    return heldAgainst(workspace, dataset, rule, period)
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code === 'DATASET_UNKNOWN') return null
    throw thrown
  }
}

export const saveRules = (context: EngineContext, id: string, rules: OfficeRule[]): RuleList => {
  const workspace = context.workspace()
  const known = knownDataset(workspace, id)
  for (const rule of rules) requireRule(workspace, known, rule)
  const { officeRules: before = [], ...plain } = known
  workspace.catalog
    .transaction(() => {
      rememberDataset(workspace, known)
      appendAudit(workspace, {
        user: context.user,
        action: 'rules',
        subject: `${id}: ${JSON.stringify(before)} → ${JSON.stringify(rules)}`,
      })
      datasetRepository(workspace.catalog).save({ ...plain, officeRules: rules })
    })
    .immediate()
  context.emit('data.changed', { what: 'rules' })
  return listRules(workspace, id)
}
