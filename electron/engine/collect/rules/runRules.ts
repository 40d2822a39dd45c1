// The rules of the office over the deliveries that stand, after an import or on demand. In: dataset, perhaps periods
// and rules. Out: counts; the results are kept rule by rule, so that a cancel keeps what was found. Never a record
// changed.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { ruleResultRepository } from '#engine/workspace/files/catalogRuleResults.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import type { RuleRun } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { OfficeRule, RuleResult } from '#shared/model/officeRule.ts'
import type { Period } from '#shared/model/period.ts'
import { askRule } from './askRule.ts'

type Request = { dataset: string; periods?: readonly Period[] | undefined; rules?: readonly string[] | undefined }

const chosenRules = (dataset: Dataset, wanted: readonly string[] | undefined): OfficeRule[] => {
  const all = dataset.officeRules ?? []
  for (const id of wanted ?? [])
    if (!all.some((rule) => rule.id === id)) return fail('RULE_UNKNOWN', { rule: id, dataset: dataset.id })
  return all.filter((rule) => (wanted === undefined ? rule.active : wanted.includes(rule.id)))
}

export const chosenPeriods = (
  workspace: Workspace,
  dataset: Dataset,
  wanted: readonly Period[] | undefined,
): Period[] => {
  const standing = [
    ...new Set(
      deliveryRepository(workspace.catalog)
        .current(dataset.id)
        .map((d) => d.period),
    ),
  ].sort()
  for (const period of wanted ?? [])
    if (!standing.includes(period)) return fail('PERIOD_NOT_DELIVERED', { period, dataset: dataset.id })
  return standing.filter((period) => wanted === undefined || wanted.includes(period))
}

/** Datasets whose records are read. */
const readDatasets = (dataset: Dataset, rules: readonly OfficeRule[]): string[] => [
  ...new Set([dataset.id, ...rules.flatMap((rule) => (rule.over === 'register' ? [rule.dataset] : []))]),
]

/** The results of rules over the records of periods, each handed over as it comes. */
export const askRules = async (
  workspace: Workspace,
  request: Request,
  job: JobContext,
  keep: (results: RuleResult[]) => void,
): Promise<{ dataset: Dataset; rules: OfficeRule[]; deliveries: number }> => {
  const dataset = knownDataset(workspace, request.dataset)
  const rules = chosenRules(dataset, request.rules)
  const periods = chosenPeriods(workspace, dataset, request.periods)
  const datasets = readDatasets(dataset, rules)
  const total = rules.length * periods.length
  const deliveries = new Set<number>()
  let done = 0
  const shared = await workspace.columns()
  const connection = await shared.connection()
  const interrupt = (): void => connection.interrupt()
  job.signal.addEventListener('abort', interrupt)
  try {
    for (const period of periods)
      for (const rule of rules) {
        job.progress({ phase: 'checking_rules', done, total, subject: `${period} · ${rule.id}` })
        job.throwIfCancelled()
        const results = await inOneState(workspace, datasets, job, async () => {
          for (const id of datasets) {
            const known = deliveryRepository(workspace.catalog).current(id)
            if (known.length > 0) await ensureColumnSet(workspace, knownDataset(workspace, id))
          }
          const ranges = deliveryRepository(workspace.catalog).currentParts(dataset.id, period)
          const imported = importedClassifications(workspace)
          const throwIfCancelled = (): void => job.throwIfCancelled()
          return askRule({ workspace, connection, dataset, period, ranges, imported, throwIfCancelled }, rule)
        })
        for (const { delivery } of results) deliveries.add(delivery)
        keep(results)
        done += 1
      }
  } catch (thrown) {
    if (job.signal.aborted) job.throwIfCancelled()
    throw thrown
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await connection.close()
  }
  return { dataset, rules, deliveries: deliveries.size }
}

export const runRules = async (context: EngineContext, request: Request, job: JobContext): Promise<RuleRun> => {
  const started = performance.now()
  const workspace = context.workspace()
  const repository = ruleResultRepository(workspace.catalog)
  const found: RuleResult[] = []
  try {
    const { dataset, rules, deliveries } = await askRules(workspace, request, job, (results) => {
      repository.put(results)
      found.push(...results)
    })
    const standing = deliveryRepository(workspace.catalog).current(dataset.id)
    repository.dropOthers(
      standing.map((d) => d.id),
      (dataset.officeRules ?? []).map((rule) => rule.id),
    )
    return {
      dataset: dataset.id,
      rules: rules.length,
      deliveries,
      failed: found.reduce((sum, result) => sum + result.failed, 0),
      notAsked: found.filter((result) => result.state === 'not_asked').length,
      seconds: (performance.now() - started) / 1000,
    }
  } finally {
    if (found.length > 0) context.emit('data.changed', { what: 'rules' })
  }
}

/** After an import stands: what cannot be asked now is shown as not run, and never takes the import back. */
export const runRulesAfterIntake = async (
  context: EngineContext,
  dataset: string,
  period: Period,
  job: JobContext,
): Promise<void> => {
  if ((knownDataset(context.workspace(), dataset).officeRules ?? []).length === 0) return
  await runRules(context, { dataset, periods: [period] }, job).catch(() => undefined)
}
