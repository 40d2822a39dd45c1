// The office's repairs over records that stand. In: dataset, perhaps periods and rules. Out: the run. A row that a hard
// rule would then refuse stays as it is; the caller sees how many values were changed, by rule.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { openPlainRecords } from '#engine/collect/rules/plainRecords.ts'
import { compileRepair, repairLayers } from '#engine/collect/rules/repairSql.ts'
import type { Repair } from '#engine/collect/rules/repairSql.ts'
import { ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { chosenPeriods } from '#engine/collect/rules/runRules.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetAgrees } from '#engine/workspace/columns/ensureColumnSet.ts'
import { alignColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { AppliedRun } from '#shared/contract/rules.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { isRepair } from '#shared/model/officeRule.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { changeRecords } from './changeRecords.ts'
import type { ChangedValue } from './changeRecords.ts'
import { restateRow } from './restateRow.ts'
import type { Stored } from './restateRow.ts'

type Request = { dataset: string; periods?: readonly Period[] | undefined; rules?: readonly string[] | undefined }

const repairsOf = (
  workspace: Workspace,
  dataset: Dataset,
  period: Period,
  wanted: readonly string[] | undefined,
): Repair[] => {
  const imported = importedClassifications(workspace)
  const date =
    referenceDate(period) ?? fail('PERIOD_INVALID', { period, dataset: dataset.id, kind: dataset.periodKind })
  const terms = ruleTerms(dataset, date, imported)
  return (dataset.officeRules ?? [])
    .filter(isRepair)
    .filter((rule) => (wanted === undefined ? rule.active : wanted.includes(rule.id)))
    .map((rule) => compileRepair(rule, dataset, terms, imported))
}

const requireRepairs = (dataset: Dataset, wanted: readonly string[] | undefined): void => {
  const repairs = (dataset.officeRules ?? []).filter(isRepair)
  for (const id of wanted ?? [])
    if (!repairs.some((rule) => rule.id === id)) fail('RULE_UNKNOWN', { rule: id, dataset: dataset.id })
  if (!repairs.some((rule) => wanted?.includes(rule.id) ?? rule.active))
    fail('RULES_NO_REPAIR', { dataset: dataset.id })
}

/** As SQLite keeps it. */
export const storedValue = (variable: Variable, text: string | null): Stored =>
  text !== null && (variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'hash')
    ? BigInt(text)
    : text

type PeriodWork = {
  period: Period
  deliveries: StoredDelivery[]
  repairs: Repair[]
  sql: string
  close(): Promise<void>
}

const prepare = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  dataset: Dataset,
  period: Period,
  wanted: readonly string[] | undefined,
  job: JobContext,
): Promise<PeriodWork> => {
  const repairs = repairsOf(workspace, dataset, period, wanted)
  const ranges = deliveryRepository(workspace.catalog).currentParts(dataset.id, period)
  const records = await openPlainRecords(workspace, connection, dataset, {
    ranges,
    names: repairs.flatMap((repair) => repair.reads),
    throwIfCancelled: () => job.throwIfCancelled(),
  })
  const columns = repairs.map((_, index) => `rb_${index}, ra_${index}`).join(', ')
  const done = repairs.map((_, index) => `ra_${index} IS NOT NULL`).join(' OR ')
  const sql = `SELECT row_id, delivery_id, ${columns} FROM (${repairLayers(records.sql, repairs)}) WHERE ${done}`
  const counted = await connection.all<{ delivery_id: number }>(`SELECT DISTINCT delivery_id FROM (${sql})`)
  const touched = new Set(counted.map((row) => row.delivery_id))
  return { period, deliveries: ranges.filter((d) => touched.has(d.id)), repairs, sql, close: records.close }
}

export const repairRecords = (context: EngineContext, request: Request, job: JobContext): Promise<AppliedRun> => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, request.dataset)
  requireRepairs(dataset, request.rules)
  const periods = chosenPeriods(workspace, dataset, request.periods)
  return inWriterTurn(workspace, async () => {
    if (!(await columnSetAgrees(workspace, dataset)))
      await alignColumnSet(workspace, dataset, deliveryRepository(workspace.catalog).current(dataset.id), false, job)
    const connection = await (await workspace.columns()).connection()
    const interrupt = (): void => connection.interrupt()
    job.signal.addEventListener('abort', interrupt)
    const works: PeriodWork[] = []
    try {
      job.progress({ phase: 'checking_rules', done: 0, total: periods.length })
      for (const period of periods) {
        const work = await prepare(workspace, connection, dataset, period, request.rules, job)
        if (work.deliveries.length > 0) works.push(work)
        else await work.close()
        job.throwIfCancelled()
      }
      const deliveries = works.flatMap((work) => work.deliveries)
      if (deliveries.length === 0) return nothing(context, dataset)
      let left = 0
      const run = await changeRecords(
        context,
        {
          workspace,
          dataset,
          deliveries,
          kind: 'repair',
          action: 'repair',
          work: async (database, keep) => {
            for (const work of works)
              left += await repairPeriod({ workspace, connection, dataset, work, job }, database, keep)
          },
        },
        job,
      )
      return { ...run, left }
    } catch (thrown) {
      if (job.signal.aborted) job.throwIfCancelled()
      throw thrown
    } finally {
      job.signal.removeEventListener('abort', interrupt)
      for (const work of works) await work.close()
      await connection.close()
    }
  })
}

const nothing = (context: EngineContext, dataset: Dataset): AppliedRun => ({
  run: 0,
  dataset: dataset.id,
  kind: 'repair',
  at: new Date().toISOString(),
  by: context.user,
  counts: [],
  deliveries: [],
  undone: null,
  left: 0,
})

type Parts = { workspace: Workspace; connection: ColumnDatabase; dataset: Dataset; work: PeriodWork; job: JobContext }

/** Records whose repaired values a hard rule refuses. */
const repairPeriod = async (
  { workspace, connection, dataset, work, job }: Parts,
  database: Parameters<typeof restateRow>[0],
  keep: (change: ChangedValue) => void,
): Promise<number> => {
  const { repairs, period } = work
  const names = new Set(repairs.map(({ variable }) => variable.id))
  const restate = restateRow(database, dataset, period, importedClassifications(workspace), names)
  let done = 0
  let left = 0
  await connection.stream(work.sql, async (columns, rows) => {
    for (let at = 0; at < rows; at += 1) {
      const rowId = Number(columns[0]?.[at])
      const row = restate.read(rowId)
      if (row === null) continue
      const changes: ChangedValue[] = []
      for (const [index, { rule, variable }] of repairs.entries()) {
        const after = columns[index * 2 + 3]?.[at]
        if (typeof after !== 'string') continue
        const value = storedValue(variable, after.slice(1))
        changes.push({
          rowId,
          delivery: Number(columns[1]?.[at]),
          variable: variable.id,
          rule: rule.id,
          before: row[variable.id] ?? null,
          after: value,
        })
        row[variable.id] = value
      }
      // What a hard rule refuses may not stand.
      if (restate.refusedBy(row) !== null) {
        left += 1
        continue
      }
      restate.write(rowId, row)
      for (const change of changes) keep(change)
    }
    done += rows
    job.progress({ phase: 'repairing', done, subject: period })
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    job.throwIfCancelled()
    return true
  })
  return left
}
