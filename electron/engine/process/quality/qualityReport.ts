// The quality of the deliveries of one period, with the trend of those before it. In: dataset, perhaps a period (else
// the last). Out: a report. Nothing is written; figures are those of the records, the counts of intake and the results
// of rules as they stand.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import type { QualityReport, QualityRule, QualityVariable } from '#shared/model/quality.ts'
import type { RuleList } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { countedVariables, editsByVariable, gatherFacts } from './gatherFacts.ts'
import { knownRules, periodFigures, rowsOf } from './periodFigures.ts'
import type { PeriodFacts } from './periodFigures.ts'

const mostPeriods = 24

type Request = { dataset: string; period?: Period | undefined }

const ruleLines = (rules: RuleList, facts: PeriodFacts): QualityRule[] =>
  rules.rules
    .filter((rule) => rule.active)
    .map((rule): QualityRule => {
      const found = facts.results.filter((result) => result.rule === rule.id)
      const sum = (of: (result: (typeof found)[number]) => number): number =>
        found.reduce((n, result) => n + of(result), 0)
      const base = { rule: rule.id, message: rule.message, severity: rule.severity }
      const counts = { records: sum((r) => r.records), failed: sum((r) => r.failed), unknown: sum((r) => r.unknown) }
      if (found.length < facts.deliveries.length) return { ...base, ...counts, state: 'not_run' }
      if (found.some((result) => result.stale)) return { ...base, ...counts, state: 'stale' }
      return { ...base, ...counts, state: found.some((r) => r.state === 'not_asked') ? 'not_asked' : 'done' }
    })

const variableLines = (
  workspace: Workspace,
  dataset: Dataset,
  facts: PeriodFacts,
  before: PeriodFacts | undefined,
): QualityVariable[] => {
  const now = deliveryRepository(workspace.catalog).currentParts(dataset.id, facts.period)
  const changed = editsByVariable(workspace, dataset, now)
  const known = [...knownRules(dataset)]
  return countedVariables(dataset).map((variable): QualityVariable => {
    const lists = known.flatMap(([rule, asked]) => (asked === variable.id ? [rule] : []))
    return {
      variable: variable.id,
      label: variable.label,
      filled: facts.filled.get(variable.id) ?? 0,
      records: facts.records,
      filledBefore:
        before === undefined || before.records === 0 ? null : (before.filled.get(variable.id) ?? 0) / before.records,
      mistyped: rowsOf(
        facts,
        'hard',
        (reason) => reason === `TYPE:${variable.id}` || reason === `DIGITS_LOST:${variable.id}`,
      ),
      missingRequired: rowsOf(facts, 'hard', (reason) => reason === `MISSING:${variable.id}`),
      unknownCodes: rowsOf(facts, 'soft', (reason) => lists.includes(reason)),
      changed: changed.get(variable.id) ?? 0,
    }
  })
}

export const qualityReport = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<QualityReport> => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, request.dataset)
  const registers = (dataset.officeRules ?? []).flatMap((r) => (r.over === 'register' ? [r.dataset] : []))
  const read = [...new Set([dataset.id, ...registers])]
  return inOneState(workspace, read, job, async () => {
    const repository = deliveryRepository(workspace.catalog)
    const standing = [...new Set(repository.current(dataset.id).map((d) => d.period))].toSorted()
    const period = request.period ?? standing.at(-1) ?? fail('DATASET_EMPTY', { dataset: dataset.id })
    if (!standing.includes(period)) return fail('PERIOD_NOT_DELIVERED', { period, dataset: dataset.id })
    for (const id of read)
      if (repository.current(id).length > 0) await ensureColumnSet(workspace, knownDataset(workspace, id))
    const connection = await (await workspace.columns()).connection()
    const interrupt = (): void => connection.interrupt()
    job.signal.addEventListener('abort', interrupt)
    try {
      const periods = standing.filter((one) => one <= period).slice(-mostPeriods)
      const { facts, rules } = await gatherFacts({ workspace, connection, dataset, job }, periods)
      const now = facts.at(-1) ?? fail('DATASET_EMPTY', { dataset: dataset.id })
      const before = facts.at(-2)
      const figures = facts.map((one) => periodFigures(dataset, one))
      return {
        dataset: dataset.id,
        label: dataset.label,
        period,
        before: before?.period ?? null,
        files: now.deliveries.map(({ id, fileName, sender, importedAt, rowsRead, rowsAccepted }) => ({
          delivery: id,
          fileName,
          sender,
          importedAt,
          rowsRead,
          rowsAccepted,
        })),
        measures: (figures.at(-1) ?? []).map((measure, index) => ({
          ...measure,
          trend: figures.map((one, at) => ({ period: periods[at] ?? '', value: one[index]?.value ?? null })),
        })),
        variables: variableLines(workspace, dataset, now, before),
        rules: ruleLines(rules, now),
      }
    } finally {
      job.signal.removeEventListener('abort', interrupt)
      await connection.close()
    }
  })
}
