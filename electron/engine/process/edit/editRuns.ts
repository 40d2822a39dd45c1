// Runs that changed values, the values before and after, and taking a run back. In: dataset, run. Out: runs, pages of
// values. Never the value of an identifier; never a run taken back while a later one stands on its values.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { isMasked, shownText } from '#engine/collect/rules/readFailures.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import {
  editRunTable,
  editedTable,
  ensureRecordTables,
  hasTable,
  recordTable,
} from '#engine/workspace/records/recordTables.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { EditRun, EditedValue } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { changeRecords } from './changeRecords.ts'
import { storedValue } from './repairRecords.ts'
import { restateRow } from './restateRow.ts'

type EditedRow = {
  row_id: number
  variable: string
  run: number
  delivery_id: number
  rule: string
  before: string | null
  after: string | null
}

const opened = (workspace: Workspace, dataset: Dataset) => {
  const database = workspace.subject(dataset.subject)
  if (!workspace.readOnly) ensureRecordTables(database, dataset)
  return database
}

export const listEditRuns = (workspace: Workspace, id: string): EditRun[] => {
  const dataset = knownDataset(workspace, id)
  const database = opened(workspace, dataset)
  if (!hasTable(database, editRunTable)) return []
  return database
    .prepare<[string], { body: string }>(`SELECT body FROM ${editRunTable} WHERE dataset = ? ORDER BY run DESC`)
    .all(id)
    .map((row) => JSON.parse(row.body) as EditRun)
}

type Asked = {
  dataset: string
  delivery?: number | undefined
  run?: number | undefined
  row?: number | undefined
  offset: number
  limit: number
}

export const editedValues = (workspace: Workspace, request: Asked): { total: number; values: EditedValue[] } => {
  const dataset = knownDataset(workspace, request.dataset)
  const database = opened(workspace, dataset)
  if (!hasTable(database, editedTable(dataset.id))) return { total: 0, values: [] }
  const asked = { delivery: request.delivery ?? null, run: request.run ?? null, row: request.row ?? null }
  const where = `(@delivery IS NULL OR e.delivery_id = @delivery) AND (@run IS NULL OR e.run = @run) AND (@row IS NULL OR e.row_id = @row)`
  const table = quoteName(editedTable(dataset.id))
  const total =
    database.prepare<[typeof asked], { n: number }>(`SELECT count(*) AS n FROM ${table} e WHERE ${where}`).get(asked)
      ?.n ?? 0
  const variables = new Map(dataset.variables.map((v) => [v.id, v]))
  const values = database
    .prepare<[typeof asked], EditedRow & { row_number: number }>(
      `SELECT e.*, r.row_number FROM ${table} e JOIN ${quoteName(recordTable(dataset.id))} r ON r.row_id = e.row_id WHERE ${where}
       ORDER BY e.row_id, e.variable, e.run LIMIT ${request.limit} OFFSET ${request.offset}`,
    )
    .all(asked)
    .map((row): EditedValue => {
      const variable = variables.get(row.variable)
      const shown = (value: string | null): string | null =>
        variable === undefined || isMasked(variable) ? null : shownText(variable, storedValue(variable, value))
      return {
        rowId: row.row_id,
        rowNumber: row.row_number,
        delivery: row.delivery_id,
        variable: row.variable,
        rule: row.rule,
        run: row.run,
        before: shown(row.before),
        after: shown(row.after),
      }
    })
  return { total, values }
}

/** Every name that stands in what a run was told: variables, and words that are none do no harm. */
const namesIn = (told: unknown): Set<string> => new Set(JSON.stringify(told).match(/[a-z][a-z0-9_]*/g) ?? [])

/** The first later run whose values in the same records may have been computed from those of this one; null: none. */
const builtOn = (workspace: Workspace, dataset: Dataset, run: EditRun): number | null => {
  const table = quoteName(editedTable(dataset.id))
  const shared = workspace
    .subject(dataset.subject)
    .prepare<[number, number], { n: number }>(
      `SELECT 1 AS n FROM ${table} e JOIN ${table} l ON l.row_id = e.row_id WHERE e.run = ? AND l.run = ? LIMIT 1`,
    )
  const changed = run.counts.map(({ variable }) => variable)
  const later = listEditRuns(workspace, dataset.id)
    .filter((one) => one.run > run.run && one.undone === null)
    .toReversed()
  const built = later.find((one) => {
    const rules = one.counts.map(({ rule }) => rule)
    const read = namesIn([one.steps ?? [], (dataset.officeRules ?? []).filter(({ id }) => rules.includes(id))])
    return changed.some((variable) => read.has(variable)) && shared.get(run.run, one.run) !== undefined
  })
  return built?.run ?? null
}

export const undoEditRun = (
  context: EngineContext,
  request: { dataset: string; run: number },
  job: JobContext,
): Promise<EditRun> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const dataset = knownDataset(workspace, request.dataset)
    const run =
      listEditRuns(workspace, dataset.id).find((one) => one.run === request.run) ??
      fail('EDIT_RUN_UNKNOWN', { run: request.run, dataset: dataset.id })
    if (run.undone !== null) return fail('EDIT_RUN_UNDONE', { run: run.run, at: run.undone.at })
    const table = quoteName(editedTable(dataset.id))
    const later = workspace
      .subject(dataset.subject)
      .prepare<[number], { run: number }>(
        `SELECT l.run FROM ${table} e JOIN ${table} l ON l.row_id = e.row_id AND l.variable = e.variable AND l.run > e.run WHERE e.run = ? LIMIT 1`,
      )
      .get(run.run)
    if (later) return fail('EDIT_RUN_COVERED', { run: run.run, later: later.run })
    const built = builtOn(workspace, dataset, run)
    if (built !== null) return fail('EDIT_RUN_BUILT_ON', { run: run.run, later: built })
    const current = deliveryRepository(workspace.catalog).current(dataset.id)
    const deliveries = current.filter((d) => run.deliveries.includes(d.id))
    const imported = importedClassifications(workspace)
    return changeRecords(
      context,
      {
        workspace,
        dataset,
        deliveries,
        kind: run.kind,
        action: `${run.kind}_undone`,
        undoes: run,
        work: async (database, keep) => {
          const select = database.prepare<[number, number], EditedRow>(
            `SELECT * FROM ${table} WHERE run = ? AND delivery_id = ? ORDER BY row_id, variable`,
          )
          let done = 0
          for (const delivery of deliveries) {
            const names = new Set(run.counts.map((count) => count.variable))
            const restate = restateRow(database, dataset, delivery.period, imported, names)
            const byRow = Map.groupBy(select.all(run.run, delivery.id), (row) => row.row_id)
            for (const [rowId, edits] of byRow) {
              const row = restate.read(rowId)
              if (row === null) continue
              for (const { variable: id, rule, before } of edits) {
                const variable = dataset.variables.find((v) => v.id === id)
                if (!variable) continue
                const value = storedValue(variable, before)
                keep({ rowId, delivery: delivery.id, variable: id, rule, before: row[id] ?? null, after: value })
                row[id] = value
              }
              restate.write(rowId, row)
              done += 1
              if (done % 2000 > 0) continue
              job.progress({ phase: 'undoing', done, total: byRow.size })
              job.throwIfCancelled()
              await new Promise<void>((resolve) => {
                setImmediate(resolve)
              })
            }
          }
        },
      },
      job,
    )
  })
}
