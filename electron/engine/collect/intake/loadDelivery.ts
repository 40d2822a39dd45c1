// Writes the rows of one scanned file into a workspace, all or nothing. In: file, dataset, period. Out: the delivery.
// Until the records' transaction commits, nothing is changed; after it, recoverImports finishes what is missing.
import { statfs } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import { logDelivery } from '#engine/workspace/audit/logDelivery.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { columnSetTable, ensureColumnSetTables } from '#engine/workspace/columns/columnSet.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { importIntentRepository } from '#engine/workspace/files/catalogImportIntents.ts'
import { storageFailure } from '#engine/workspace/files/storageFailure.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { beginChange } from '#engine/workspace/records/oneState.ts'
import { knownOfficeRules, rememberDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { prepareRefusing, refusedRows, refusingRules } from '#engine/collect/rules/refusedRows.ts'
import {
  deliveryHeaderTable,
  deliveryLogTable,
  editedTable,
  ensureRecordTables,
  nextRowId,
  recordTable,
} from '#engine/workspace/records/recordTables.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { openDeliveryReader } from './deliveryReader.ts'
import { attemptLoad, stagingParameters } from './attemptLoad.ts'
import type { Attempt } from './attemptLoad.ts'
import { CarefulReaderNeeded, needsCarefulReader } from './carefulReader.ts'
import { noForms } from './columnForms.ts'
import type { ColumnForms } from './columnForms.ts'
import { lookAtForms } from './columnShapes.ts'
import type { GivenForms } from './columnShapes.ts'
import { editCounts } from '#engine/workspace/records/editCounts.ts'
import { deliveryNotes } from './deliveryNotes.ts'
import { loadCareful } from './loadCareful.ts'
import type { LoadCounts } from './loadRows.ts'
import { missingTextsOf } from './missingTexts.ts'
import { requireUnchanged } from './openDelivered.ts'
import { requireNewKeys } from './partKeys.ts'
import type { LineAccount } from './readRecords.ts'
import { countsOf } from './reasonMessages.ts'
import { compileRowLogic } from './rowLogic.ts'
import type { FileScan } from './scanFile.ts'
import type { StagingSource } from './stagingSql.ts'

export type LoadOrder = {
  scan: FileScan
  dataset: Dataset
  period: Period
  sender: string
  letterNumber: string
  given: GivenForms
  user: string
  /** Current deliveries whose place it takes; it stands beside the others of its period as a part. */
  replaces: readonly StoredDelivery[]
  /** Given: the rows are only looked at, where they stand for a moment; then everything is as before. */
  trial?: Trial | undefined
}

/**
 * What is asked of the rows of a delivery before they stand: of the connection that sees them, with the parts that
 * stand beside.
 */
export type Trial = (seen: {
  connection: ColumnDatabase
  dataset: Dataset
  delivery: StoredDelivery
  beside: readonly StoredDelivery[]
}) => Promise<void>

/** Rows take about as much as the file, the column set a part of it; better refused now than found out halfway. */
const requireSpace = async (workspace: Workspace, scan: FileScan): Promise<void> => {
  const { bavail, bsize } = await statfs(workspace.folder)
  if (bavail * bsize < scan.bytes * 1.3) fail('DISK_FULL', { path: workspace.folder })
}

type Loaded = { counts: LoadCounts; forms: ColumnForms; lines: LineAccount | null }
type Stage = { workspace: Workspace; database: Database; connection: ColumnDatabase; job: JobContext }

const sameForms = (a: ColumnForms, b: ColumnForms): boolean =>
  JSON.stringify([[...a.numbers], [...a.dates]]) === JSON.stringify([[...b.numbers], [...b.dates]])

const begin = async ({ database, connection }: Stage): Promise<void> => {
  database.exec('BEGIN IMMEDIATE')
  await connection.run('BEGIN TRANSACTION')
}
const undo = async ({ database, connection }: Stage): Promise<void> => {
  if (database.inTransaction) database.exec('ROLLBACK')
  await connection.run('ROLLBACK').catch(() => undefined)
}

type Formed = { counts: LoadCounts; forms: ColumnForms }

/** Loads from one source; where columns turn out to be written in another form than agreed, once more in that form. */
const loadFrom = async (stage: Stage, attempt: Attempt, source: StagingSource, given: GivenForms): Promise<Formed> => {
  const { workspace, connection, job } = stage
  const counts = await attemptLoad(workspace, connection, { ...attempt, source, forms: noForms }, job)
  const odd = new Set([...counts.notes.keys()].flatMap((note) => (note.startsWith('ODD:') ? [note.slice(4)] : [])))
  if (odd.size === 0 || attempt.scan.records) return { counts, forms: noForms }
  job.progress({ phase: 'comparing', done: 0 })
  const { scan, dataset, period, missing } = attempt
  // A connection of its own: this one is inside the transaction of the load.
  const reader = await openDeliveryReader(workspace, source, connection)
  let forms: ColumnForms
  try {
    forms = await lookAtForms({
      connection: reader,
      staging: { dataset, scan, source, missing },
      parameters: stagingParameters(workspace, period),
      period,
      odd,
      given,
    })
  } finally {
    await reader.close()
  }
  if (sameForms(forms, noForms)) return { counts, forms }
  await undo(stage)
  await begin(stage)
  return { counts: await attemptLoad(workspace, connection, { ...attempt, source, forms }, job), forms }
}

/**
 * Hard rules across records see the rows once they are read; where they refuse some, the file is read again without
 * those.
 */
const loadUnrefused = async (
  stage: Stage,
  attempt: Attempt,
  source: StagingSource,
  given: GivenForms,
): Promise<Formed> => {
  const { workspace, connection, job } = stage
  const { dataset, period, deliveryId, firstRow, imported } = attempt
  const refused = new Map<number, string>()
  for (;;) {
    const loaded = await loadFrom(stage, { ...attempt, refused }, source, given)
    if (refusingRules(dataset).length === 0 || loaded.counts.accepted === 0) return loaded
    job.progress({ phase: 'checking_rules', done: 0 })
    const range = { id: deliveryId, period, firstRow, rowsAccepted: loaded.counts.accepted, dataset }
    const found = await refusedRows(workspace, connection, range, imported, () => job.throwIfCancelled())
    if (found.size === 0) return loaded
    for (const [row, rule] of found) refused.set(row, rule)
    await undo(stage)
    await begin(stage)
  }
}

const loadRowsOf = async (stage: Stage, attempt: Attempt, given: GivenForms): Promise<Loaded> => {
  const { connection, job } = stage
  const { scan } = attempt
  try {
    if (!scan.regular) throw new CarefulReaderNeeded()
    const loaded = await loadUnrefused(stage, attempt, { kind: 'file', path: scan.path }, given)
    return { ...loaded, lines: { header: scan.dialect.linesBefore + 1, empty: 0, continued: 0 } }
  } catch (thrown) {
    if (!needsCarefulReader(thrown)) throw thrown
  }
  await undo(stage)
  await begin(stage)
  job.progress({ phase: 'reading_carefully', done: 0 })
  const { result, lines } = await loadCareful(connection, scan, job, (source) =>
    loadUnrefused(stage, attempt, source, given),
  )
  return { ...result, lines }
}

const requireAccepted = (counts: LoadCounts, scan: FileScan): void => {
  if (counts.accepted > 0) return
  const [most] = [...counts.reasons].sort((a, b) => b[1] - a[1])
  fail('ALL_ROWS_REJECTED', { rows: counts.read, path: scan.path, reason: most?.[0] ?? '–' })
}

/** Every line of the file is the header's, empty, or of a record: a line that is not would be a row lost. */
const requireEveryLine = (scan: FileScan, counts: LoadCounts, lines: LineAccount | null): Delivery['lines'] => {
  if (counts.read !== counts.accepted + counts.rejected)
    fail('ROWS_UNACCOUNTED', { path: scan.path, expected: counts.read, found: counts.accepted + counts.rejected })
  if (lines === null) return null
  const found = lines.header + lines.empty + lines.continued + counts.read
  if (found !== scan.lines) fail('ROWS_UNACCOUNTED', { path: scan.path, expected: scan.lines, found })
  return { total: scan.lines, ...lines }
}

/** A corrected part keeps its number. */
/** Repairs and imputed values go with the records they stand in: told, so that they are done again. */
const editsLost = (workspace: Workspace, dataset: Dataset, replaced: readonly StoredDelivery[]): [string, number][] => {
  const counts = editCounts(workspace, dataset)
  const values = replaced.reduce((sum, { id }) => sum + (counts.get(id)?.standing ?? 0), 0)
  return values === 0 ? [] : [['EDITS_LOST', values]]
}

const partNumber = (replaced: readonly StoredDelivery[], beside: readonly StoredDelivery[]): number => {
  const [old] = replaced
  if (beside.length === 0) return 1
  return replaced.length === 1 && old ? old.part : Math.max(0, ...beside.map((d) => d.part)) + 1
}

export const loadDelivery = async (
  workspace: Workspace,
  order: LoadOrder,
  job: JobContext,
): Promise<StoredDelivery> => {
  const { scan, period, given } = order
  // The office's rules are those of the workspace, whatever the layout of the file brought.
  const officeRules = knownOfficeRules(workspace, order.dataset)
  const dataset = { ...order.dataset, ...(officeRules === undefined ? {} : { officeRules }) }
  await requireSpace(workspace, scan)
  const imported = importedClassifications(workspace)
  const logic = compileRowLogic(dataset, period, imported)
  const deliveries = deliveryRepository(workspace.catalog)
  const intents = importIntentRepository(workspace.catalog)
  if (order.trial) await ensureColumnSet(workspace, dataset)
  else rememberDataset(workspace, dataset)
  const deliveryId = deliveries.nextId()
  const database = workspace.subject(dataset.subject)
  const shared = await workspace.columns()
  await ensureColumnSetTables(shared, dataset)
  const current = deliveries.currentParts(dataset.id, period)
  const replaced = current.filter((d) => order.replaces.some((old) => old.id === d.id))
  const beside = current.filter((d) => !replaced.includes(d))
  await prepareRefusing(workspace, dataset, period)
  const intent = intents.begin({ dataset: dataset.id, period, delivery: deliveryId, fileName: scan.fileName })
  const connection = await shared.connection()
  const stage: Stage = { workspace, database, connection, job }
  const interrupt = (): void => connection.interrupt()
  job.signal.addEventListener('abort', interrupt)
  let committed = false
  try {
    ensureRecordTables(database, dataset)
    await begin(stage)
    const firstRow = nextRowId(database, dataset.id)
    // A layout has said, column by column, what means no answer: there "NA" may be Namibia.
    const missing = scan.records ? () => [] : missingTextsOf(workspace, period, imported)
    const loaded = await loadRowsOf(
      stage,
      { scan, dataset, period, deliveryId, firstRow, logic, imported, missing, refused: new Map() },
      given,
    )
    const { counts } = loaded
    requireAccepted(counts, scan)
    const lines = requireEveryLine(scan, counts, loaded.lines)
    requireNewKeys(database, dataset, beside, firstRow, scan.fileName)
    job.progress({ phase: 'finishing', done: counts.read, total: counts.read })
    const delivery: StoredDelivery = {
      id: deliveryId,
      dataset: dataset.id,
      period,
      fileName: scan.fileName,
      sha256: scan.sha256,
      bytes: scan.bytes,
      sender: order.sender,
      letterNumber: order.letterNumber,
      importedAt: new Date().toISOString(),
      rowsRead: counts.read,
      rowsAccepted: counts.accepted,
      rowsRejected: counts.rejected,
      rowsFlagged: counts.flagged,
      counts: countsOf(
        dataset,
        counts,
        new Map([...deliveryNotes(scan, dataset, loaded), ...editsLost(workspace, dataset, replaced)]),
      ),
      replaces: replaced[0]?.id ?? null,
      alsoReplaces: replaced.slice(1).map((d) => d.id),
      state: 'current',
      firstRow,
      part: partNumber(replaced, beside),
      parts: beside.length + 1,
      lines,
    }
    if (order.trial) {
      await order.trial({ connection, dataset, delivery, beside })
      await undo(stage)
      intents.finish(intent)
      return delivery
    }
    beginChange(workspace, dataset.id)
    // Last, so that readers beside the import see the old rows until the new ones stand.
    for (const old of replaced) await removeReplaced(stage, dataset, old)
    database
      .prepare(`INSERT INTO ${deliveryLogTable} (delivery_id, body) VALUES (?, ?)`)
      .run(deliveryId, JSON.stringify(delivery))
    database
      .prepare(`INSERT INTO ${deliveryHeaderTable} (delivery_id, header, names) VALUES (?, ?, ?)`)
      .run(deliveryId, JSON.stringify(scan.header), scan.names === undefined ? null : JSON.stringify(scan.names))
    job.throwIfCancelled()
    await requireUnchanged(scan.path, scan.identity)
    job.signal.removeEventListener('abort', interrupt)
    database.exec('COMMIT')
    committed = true
    // From here on the delivery stands; a column set that cannot be written now is rebuilt when it is next needed.
    await connection.run('COMMIT').catch(() => undefined)
    // Neither stands without the other.
    workspace.catalog.transaction(() => {
      deliveries.add(delivery)
      logDelivery(workspace, 'import', delivery, order.user)
    })()
    intents.finish(intent)
    markLinksStale(workspace, dataset.id)
    return deliveries.get(deliveryId)
  } catch (thrown) {
    if (!committed) {
      await undo(stage)
      intents.finish(intent)
    }
    if (job.signal.aborted) job.throwIfCancelled()
    throw storageFailure(thrown, workspace.folder) ?? thrown
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await connection.close()
  }
}

const removeReplaced = async (
  { database, connection }: Stage,
  dataset: Dataset,
  old: StoredDelivery,
): Promise<void> => {
  database
    .prepare(`DELETE FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ?`)
    .run(old.firstRow, old.firstRow + old.rowsAccepted - 1)
  for (const table of [deliveryLogTable, quoteName(editedTable(dataset.id))])
    database.prepare(`DELETE FROM ${table} WHERE delivery_id = ?`).run(old.id)
  await connection.run(`DELETE FROM ${quoteName(columnSetTable(dataset.id))} WHERE delivery_id = ?`, [old.id])
}
