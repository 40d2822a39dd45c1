// Asks one rule of the records of one period and gathers the answer by delivery. In: a rule, deliveries, a connection.
// Out: results. Never a record changed, never a result where what the rule needs is not there.
import { createHash } from 'node:crypto'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordChangesKey } from '#engine/workspace/records/recordTables.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { OfficeRule, RuleResult } from '#shared/model/officeRule.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { compileRule } from './compileRule.ts'
import type { CompiledRule } from './compileRule.ts'
import { heldAgainst } from './heldAgainst.ts'
import type { HeldAgainst } from './heldAgainst.ts'
import { openPlainRecords } from './plainRecords.ts'
import type { RecordRange } from './plainRecords.ts'

export type AskedRecords = {
  workspace: Workspace
  connection: ColumnDatabase
  dataset: Dataset
  period: Period
  ranges: readonly RecordRange[]
  imported: ImportedClassifications
  throwIfCancelled: () => void
}

const sampleSize = 50

export const compiledFor = (
  asked: Omit<AskedRecords, 'connection' | 'throwIfCancelled'>,
  rule: OfficeRule,
): CompiledRule =>
  compileRule(rule, {
    dataset: asked.dataset,
    datasetOf: (id) => knownDataset(asked.workspace, id),
    date:
      referenceDate(asked.period) ??
      fail('PERIOD_INVALID', { period: asked.period, dataset: asked.dataset.id, kind: asked.dataset.periodKind }),
    imported: asked.imported,
  })

/** Runs work over the verdicts of a rule: a SELECT of row_id, delivery_id, verdict, weight. */
export const withVerdicts = async <T>(
  asked: AskedRecords,
  compiled: CompiledRule,
  held: Exclude<HeldAgainst, { why: unknown }> | null,
  work: (sql: string) => Promise<T>,
): Promise<T> => {
  const { workspace, connection, dataset, ranges, throwIfCancelled } = asked
  const records = await openPlainRecords(workspace, connection, dataset, {
    ranges,
    names: compiled.reads,
    throwIfCancelled,
  })
  try {
    const others =
      held === null
        ? null
        : await openPlainRecords(workspace, connection, held.dataset, {
            ranges: held.deliveries,
            names: compiled.otherReads,
            period: asked.period,
            throwIfCancelled,
          })
    try {
      return await work(compiled.verdicts(records.sql, others?.sql ?? ''))
    } finally {
      await others?.close()
    }
  } finally {
    await records.close()
  }
}

/** Changes whenever the rule would find something else. */
export const madeOf = (
  workspace: Workspace,
  dataset: Dataset,
  rule: OfficeRule,
  ranges: readonly RecordRange[],
  held: HeldAgainst | null,
): string => {
  const changes = (id: string): string | null => settingRepository(workspace.catalog).get(recordChangesKey(id))
  const other =
    held === null || 'why' in held
      ? held
      : [held.dataset.id, held.deliveries.map((d) => d.id), changes(held.dataset.id)]
  const { message: _, active: _active, ...asked } = rule
  const parts = [asked, dataset.design?.weight ?? null, ranges.map((r) => r.id), changes(dataset.id), other]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

type Counted = {
  delivery_id: number
  records: number
  failed: number
  unknown: number
  weight: string | null
  weight_failed: string | null
}

const counted = async (
  asked: AskedRecords,
  sql: string,
): Promise<{ counts: Counted[]; samples: Map<number, number[]> }> => {
  const { connection } = asked
  const counts = await connection.all<Counted>(
    `SELECT delivery_id, count(*)::DOUBLE AS records, (count(*) FILTER (WHERE verdict IS FALSE))::DOUBLE AS failed, (count(*) FILTER (WHERE verdict IS NULL))::DOUBLE AS unknown,
      sum(weight)::VARCHAR AS weight, (sum(weight) FILTER (WHERE verdict IS FALSE))::VARCHAR AS weight_failed FROM (${sql}) GROUP BY delivery_id`,
  )
  const samples = new Map<number, number[]>()
  if (counts.some((count) => count.failed > 0))
    for (const { delivery_id: delivery, row_id: row } of await connection.all<{ delivery_id: number; row_id: number }>(
      `SELECT delivery_id, row_id FROM (${sql}) WHERE verdict IS FALSE QUALIFY row_number() OVER (PARTITION BY delivery_id ORDER BY row_id) <= ${sampleSize} ORDER BY delivery_id, row_id`,
    ))
      samples.set(delivery, [...(samples.get(delivery) ?? []), row])
  return { counts, samples }
}

/** What cannot be read any more: a variable that is gone, a list that does not hold at that date. */
const unreadable = (thrown: unknown): boolean =>
  thrown instanceof Failure &&
  ['DEFINITION_INVALID', 'EXPRESSION_INVALID', 'VARIABLE_UNKNOWN', 'RULE_VARIABLE_UNKNOWN', 'DATASET_UNKNOWN'].includes(
    thrown.value.code,
  )

export const askRule = async (asked: AskedRecords, rule: OfficeRule): Promise<RuleResult[]> => {
  const { workspace, dataset, period, ranges } = asked
  const held =
    rule.over === 'register' && unknownRegister(workspace, rule) ? null : heldAgainst(workspace, dataset, rule, period)
  const base = {
    rule: rule.id,
    against: held === null || 'why' in held ? null : held.against,
    at: new Date().toISOString(),
    madeOf: madeOf(workspace, dataset, rule, ranges, held),
  }
  const notAsked = (why: NonNullable<RuleResult['why']>): RuleResult[] =>
    ranges.map(({ id, rowsAccepted }) => ({
      ...base,
      delivery: id,
      state: 'not_asked',
      why,
      records: rowsAccepted,
      failed: 0,
      unknown: rowsAccepted,
      weight: null,
      weightFailed: null,
      sample: [],
    }))
  let compiled: CompiledRule
  try {
    compiled = compiledFor(asked, rule)
  } catch (thrown) {
    if (unreadable(thrown)) return notAsked('RULE_UNREADABLE')
    throw thrown
  }
  if (held !== null && 'why' in held) return notAsked(held.why)
  const weighed = rule.weight ?? dataset.design?.weight ?? null
  const variable = dataset.variables.find((v) => v.id === weighed)
  const scale = variable?.type === 'decimal' ? variable.scale : 0
  const decimal = (text: string | null | undefined): string | null =>
    weighed === null ? null : exactToDecimal(BigInt(text ?? 0), scale)
  const { counts, samples } = await withVerdicts(asked, compiled, held, (sql) => counted(asked, sql))
  return ranges.map(({ id }): RuleResult => {
    const found = counts.find((count) => count.delivery_id === id)
    return {
      ...base,
      delivery: id,
      state: 'done',
      why: null,
      records: found?.records ?? 0,
      failed: found?.failed ?? 0,
      unknown: found?.unknown ?? 0,
      weight: decimal(found?.weight),
      weightFailed: decimal(found?.weight_failed),
      sample: samples.get(id) ?? [],
    }
  })
}

const unknownRegister = (workspace: Workspace, rule: Extract<OfficeRule, { over: 'register' }>): boolean => {
  try {
    knownDataset(workspace, rule.dataset)
    return false
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code === 'DATASET_UNKNOWN') return true
    throw thrown
  }
}
