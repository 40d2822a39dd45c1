// The one way in which stored values change: all or nothing, the values before kept beside them, the column sets made
// again. In: a dataset, deliveries, work that names the changes. Out: the run. Never half a run, whatever kills it; see
// README.md for the order of the steps.
import type { Database } from 'better-sqlite3'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import { alignColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { storageFailure } from '#engine/workspace/files/storageFailure.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { beginChange, setChanging } from '#engine/workspace/records/oneState.ts'
import {
  columnsBehindKey,
  editRunTable,
  editedTable,
  ensureRecordTables,
  recordChangesKey,
} from '#engine/workspace/records/recordTables.ts'
import type { EditRun } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { ImputeStep } from '#shared/model/impute.ts'
import type { Stored } from './restateRow.ts'

export type ChangedValue = {
  rowId: number
  delivery: number
  variable: string
  rule: string
  before: Stored
  after: Stored
}

export type ChangeOrder = {
  workspace: Workspace
  dataset: Dataset
  deliveries: readonly StoredDelivery[]
  kind: EditRun['kind']
  action: string
  /** Writes the rows and hands over each change; false: nothing was left to change. Cancels by throwing. */
  work(database: Database, keep: (change: ChangedValue) => void): Promise<void>
  /** What an imputation was told, so that it can be done again. */
  steps?: readonly ImputeStep[]
  /** Instead of keeping changes as a run of its own: of a run taken back. */
  undoes?: EditRun
}

const text = (value: Stored): string | null => (value === null ? null : String(value))

/** Values of this dataset changed: what was found of them before is of other values. */
const changed = (workspace: Workspace, dataset: string): void => {
  const settings = settingRepository(workspace.catalog)
  settings.set(recordChangesKey(dataset), String(Number(settings.get(recordChangesKey(dataset)) ?? 0) + 1))
  datasetRepository(workspace.catalog).touch(dataset)
}

/** The caller has the writer's turn. */
export const changeRecords = async (context: EngineContext, order: ChangeOrder, job: JobContext): Promise<EditRun> => {
  const { workspace, dataset, deliveries, undoes } = order
  const { catalog } = workspace
  const settings = settingRepository(catalog)
  const database = workspace.subject(dataset.subject)
  ensureRecordTables(database, dataset)
  const marked = new Set<number>(JSON.parse(settings.get(columnsBehindKey(dataset.id)) ?? '[]') as number[])
  const before = [...marked]
  for (const { id } of deliveries) marked.add(id)
  catalog.transaction(() => {
    settings.set(columnsBehindKey(dataset.id), JSON.stringify([...marked]))
    changed(workspace, dataset.id)
  })()
  setChanging(workspace, dataset.id, true)
  let committed = false
  try {
    const run = await inTransaction(context, order, database, job)
    committed = true
    job.progress({ phase: 'rebuilding', done: 0 })
    const current = deliveryRepository(catalog).current(dataset.id)
    await alignColumnSet(workspace, dataset, current, false, null)
    return run
  } catch (thrown) {
    if (!committed) settings.set(columnsBehindKey(dataset.id), JSON.stringify(before))
    if (job.signal.aborted && !committed) job.throwIfCancelled()
    throw storageFailure(thrown, workspace.folder) ?? thrown
  } finally {
    catalog.transaction(() => {
      changed(workspace, dataset.id)
      if (committed) {
        appendAudit(workspace, {
          user: context.user,
          action: order.action,
          subject: `${dataset.id}: ${deliveries.map((d) => `#${d.id} ${d.period}`).join(', ')}`,
          records: written(database, dataset, undoes?.run ?? null),
        })
        markLinksStale(workspace, dataset.id)
      }
    })()
    setChanging(workspace, dataset.id, false)
    context.emit('data.changed', { what: 'deliveries' })
    context.emit('data.changed', { what: 'rules' })
  }
}

/** Values of the run just written, or of the one taken back. */
const written = (database: Database, dataset: Dataset, undone: number | null): number => {
  const body = database
    .prepare<[string, number | null, number | null], { body: string }>(
      `SELECT body FROM ${editRunTable} WHERE dataset = ? AND (? IS NULL OR run = ?) ORDER BY run DESC LIMIT 1`,
    )
    .get(dataset.id, undone, undone)
  const run = body ? (JSON.parse(body.body) as EditRun) : null
  return run?.counts.reduce((sum, count) => sum + count.values, 0) ?? 0
}

const inTransaction = async (
  context: EngineContext,
  order: ChangeOrder,
  database: Database,
  job: JobContext,
): Promise<EditRun> => {
  const { dataset, deliveries, kind, undoes } = order
  const table = quoteName(editedTable(dataset.id))
  database.exec('BEGIN IMMEDIATE')
  try {
    beginChange(order.workspace, dataset.id)
    const runId =
      undoes?.run ??
      Number(
        database.prepare(`INSERT INTO ${editRunTable} (dataset, body) VALUES (?, '{}')`).run(dataset.id)
          .lastInsertRowid,
      )
    const insert = database.prepare(
      `INSERT INTO ${table} (row_id, variable, run, delivery_id, rule, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (row_id, variable, run) DO UPDATE SET after = excluded.after, rule = rule || ' ' || excluded.rule`,
    )
    const counts = new Map<string, EditRun['counts'][number]>()
    await order.work(database, ({ rowId, delivery, variable, rule, before, after }) => {
      if (undoes === undefined) insert.run(rowId, variable, runId, delivery, rule, text(before), text(after))
      const key = `${rule} ${variable}`
      const count = counts.get(key) ?? { rule, variable, values: 0 }
      counts.set(key, { ...count, values: count.values + 1 })
    })
    job.throwIfCancelled()
    const now = { at: new Date().toISOString(), by: context.user }
    const run: EditRun =
      undoes === undefined
        ? {
            run: runId,
            dataset: dataset.id,
            kind,
            ...now,
            counts: [...counts.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
            deliveries: deliveries.map((d) => d.id),
            undone: null,
            ...(order.steps === undefined ? {} : { steps: [...order.steps] }),
          }
        : { ...undoes, undone: now }
    if (undoes !== undefined) database.prepare(`DELETE FROM ${table} WHERE run = ?`).run(runId)
    database.prepare(`UPDATE ${editRunTable} SET body = ? WHERE run = ?`).run(JSON.stringify(run), runId)
    database.exec('COMMIT')
    return run
  } catch (thrown) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw thrown
  }
}
