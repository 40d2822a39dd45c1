// Takes one delivered file into a workspace: scan, recognise, read, check, write, record. In: a path and what the user said of it.
// Out: the delivery. Until the records' transaction commits, nothing is changed; after it, recoverImports finishes what is missing.
import { statfs } from 'node:fs/promises'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { logDelivery } from '#engine/workspace/audit/logDelivery.ts'
import { codeVersionOf, importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { openColumnAppender } from '#engine/workspace/columns/columnAppender.ts'
import { columnSetTable, ensureColumnSetTables } from '#engine/workspace/columns/columnSet.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { openDictionaryWriter } from '#engine/workspace/columns/dictionaryWriter.ts'
import { bulkOf } from '#engine/workspace/columns/openColumnDatabase.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { importIntentRepository } from '#engine/workspace/files/catalogImportIntents.ts'
import { storageFailure } from '#engine/workspace/files/storageFailure.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { ImportResult } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { knownDatasets, rememberDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { loadCareful } from './loadCareful.ts'
import { loadRows } from './loadRows.ts'
import type { LoadCounts } from './loadRows.ts'
import { countsOf } from './reasonMessages.ts'
import { requireLayout, requirePeriod } from './recogniseLayout.ts'
import {
  deliveryHeaderTable,
  deliveryLogTable,
  ensureRecordTables,
  nextRowId,
  recordTable,
} from '#engine/workspace/records/recordTables.ts'
import { keptFields } from './rejectedLine.ts'
import { rejectedLines } from './rejectedLines.ts'
import { compileRowLogic } from './rowLogic.ts'
import { scanFile } from './scanFile.ts'
import type { FileScan } from './scanFile.ts'
import { stagingQuery } from './stagingSql.ts'
import type { StagingSource } from './stagingSql.ts'
import { beginChange } from '#engine/workspace/records/oneState.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'

export type ImportRequest = {
  path: string
  dataset?: string | undefined
  period?: Period | undefined
  sender: string
  letterNumber: string
}

/** The fast reader met something it cannot read in parallel or at all: the careful one takes over. */
const isReaderRefusal = (thrown: unknown): boolean =>
  !(thrown instanceof Failure) &&
  thrown instanceof Error &&
  /CSV|parallel scanner|Invalid Input Error|max_line_size|Maximum line size/i.test(thrown.message)

class CarefulReaderNeeded extends Error {}

export const importDelivery = (
  context: EngineContext,
  request: ImportRequest,
  job: JobContext,
): Promise<ImportResult> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const started = performance.now()
    job.throwIfCancelled()
    job.progress({ phase: 'scanning', subject: request.path.replace(/^.*[\\/]/, '') })
    const scan = await scanFile(request.path, {
      onProgress: (done, total) => job.progress({ done, total }),
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    const dataset = requireLayout(request.path, scan.fileName, scan.header, knownDatasets(workspace), request.dataset)
    const period = requirePeriod(request.path, scan.fileName, dataset, request.period)
    const deliveries = deliveryRepository(workspace.catalog)
    const seconds = (): number => (performance.now() - started) / 1000
    const same = deliveries.currentWithHash(dataset.id, scan.sha256)
    if (same?.period === period) return { delivery: withoutRows(same), outcome: 'unchanged', seconds: seconds() }
    await requireSpace(workspace, scan)
    const delivery = await loadScanned(workspace, { scan, dataset, period, request, user: context.user }, job)
    context.emit('data.changed', { what: 'deliveries' })
    return { delivery, outcome: delivery.replaces === null ? 'imported' : 'replaced', seconds: seconds() }
  })
}

const withoutRows = ({ firstRow: _firstRow, ...delivery }: StoredDelivery): ImportResult['delivery'] => delivery

/** Rows take about as much as the file, the column set a part of it; better refused now than found out halfway. */
const requireSpace = async (workspace: Workspace, scan: FileScan): Promise<void> => {
  const { bavail, bsize } = await statfs(workspace.folder)
  if (bavail * bsize < scan.bytes * 1.3) fail('DISK_FULL', { path: workspace.folder })
}

type Order = { scan: FileScan; dataset: Dataset; period: Period; request: ImportRequest; user: string }

export const loadScanned = async (
  workspace: Workspace,
  order: Order,
  job: JobContext,
): Promise<ImportResult['delivery']> => {
  const { scan, dataset, period } = order
  const imported = importedClassifications(workspace)
  const logic = compileRowLogic(dataset, period, imported)
  const deliveries = deliveryRepository(workspace.catalog)
  const intents = importIntentRepository(workspace.catalog)
  rememberDataset(workspace, dataset)
  const deliveryId = deliveries.nextId()
  const database = workspace.subject(dataset.subject)
  const shared = await workspace.columns()
  await ensureColumnSetTables(shared, dataset)
  const replaced = deliveries.currentFor(dataset.id, period)
  const intent = intents.begin({ dataset: dataset.id, period, delivery: deliveryId, fileName: scan.fileName })
  const connection = await shared.connection()
  const interrupt = (): void => connection.interrupt()
  job.signal.addEventListener('abort', interrupt)
  let committed = false
  try {
    ensureRecordTables(database, dataset)
    const work = (source: StagingSource): Promise<LoadCounts> =>
      attempt(
        workspace,
        connection,
        { ...order, deliveryId, source, logic, imported, firstRow: nextRowId(database, dataset.id) },
        job,
      )
    database.exec('BEGIN IMMEDIATE')
    await connection.run('BEGIN TRANSACTION')
    const firstRow = nextRowId(database, dataset.id)
    let counts: LoadCounts
    try {
      if (!scan.regular) throw new CarefulReaderNeeded()
      counts = await work({ kind: 'file', path: scan.path })
    } catch (thrown) {
      if (!(thrown instanceof CarefulReaderNeeded) && !isReaderRefusal(thrown)) throw thrown
      database.exec('ROLLBACK')
      await connection.run('ROLLBACK')
      database.exec('BEGIN IMMEDIATE')
      await connection.run('BEGIN TRANSACTION')
      job.progress({ phase: 'reading_carefully', done: 0 })
      counts = await loadCareful(connection, scan, job, work)
    }
    if (counts.accepted === 0) {
      const [most] = [...counts.reasons].sort((a, b) => b[1] - a[1])
      fail('ALL_ROWS_REJECTED', { rows: counts.read, path: scan.path, reason: most?.[0] ?? '–' })
    }
    job.progress({ phase: 'finishing', done: counts.read, total: counts.read })
    const delivery: StoredDelivery = {
      id: deliveryId,
      dataset: dataset.id,
      period,
      fileName: scan.fileName,
      sha256: scan.sha256,
      bytes: scan.bytes,
      sender: order.request.sender,
      letterNumber: order.request.letterNumber,
      importedAt: new Date().toISOString(),
      rowsRead: counts.read,
      rowsAccepted: counts.accepted,
      rowsRejected: counts.rejected,
      rowsFlagged: counts.flagged,
      counts: countsOf(dataset, counts),
      replaces: replaced?.id ?? null,
      state: 'current',
      firstRow,
    }
    beginChange(workspace, dataset.id)
    if (replaced) {
      // Last, so that readers beside the import see the old rows until the new ones stand.
      database
        .prepare(`DELETE FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ?`)
        .run(replaced.firstRow, replaced.firstRow + replaced.rowsAccepted - 1)
      database.prepare(`DELETE FROM ${deliveryLogTable} WHERE delivery_id = ?`).run(replaced.id)
      await connection.run(`DELETE FROM ${quoteName(columnSetTable(dataset.id))} WHERE delivery_id = ?`, [replaced.id])
    }
    database
      .prepare(`INSERT INTO ${deliveryLogTable} (delivery_id, body) VALUES (?, ?)`)
      .run(deliveryId, JSON.stringify(delivery))
    database
      .prepare(`INSERT INTO ${deliveryHeaderTable} (delivery_id, header) VALUES (?, ?)`)
      .run(deliveryId, JSON.stringify(scan.header))
    job.throwIfCancelled()
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
    return withoutRows(delivery)
  } catch (thrown) {
    if (!committed) {
      if (database.inTransaction) database.exec('ROLLBACK')
      await connection.run('ROLLBACK').catch(() => undefined)
      intents.finish(intent)
    }
    if (job.signal.aborted) job.throwIfCancelled()
    throw storageFailure(thrown, workspace.folder) ?? thrown
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await connection.close()
  }
}

type Attempt = Order & {
  deliveryId: number
  firstRow: number
  source: StagingSource
  logic: ReturnType<typeof compileRowLogic>
  imported: ReturnType<typeof importedClassifications>
}

const attempt = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  order: Attempt,
  job: JobContext,
): Promise<LoadCounts> => {
  const { scan, dataset, period, deliveryId, source, logic, imported } = order
  const query = stagingQuery(dataset, scan, source, logic)
  const parameters = [period, workspace.personKey.toString('hex')]
  const total = source.kind === 'table' ? source.rows : scan.lines - 1
  const losers = new Map<number, 'SUPERSEDED' | 'DUPLICATE_KEY'>()
  if (query.losersSql !== null) {
    job.progress({ phase: 'comparing', done: 0, total })
    await connection.stream(
      query.losersSql,
      ([numbers, superseded], rows) => {
        for (let row = 0; row < rows; row += 1)
          losers.set(Number(numbers?.[row]), superseded?.[row] === 1 ? 'SUPERSEDED' : 'DUPLICATE_KEY')
        return !job.signal.aborted
      },
      parameters,
    )
    job.throwIfCancelled()
  }
  job.progress({ phase: 'loading', done: 0, total })
  const dictionaries = await openDictionaryWriter(connection, dataset.id)
  const appender = await openColumnAppender(
    connection,
    dataset,
    deliveryId,
    dictionaries.variable(periodVariableId, null).idOf(period),
  )
  // A stream holds its connection, and the appender writes on the one inside the transaction: the reader gets its own.
  const reader = await connection.connection()
  const interrupt = (): void => reader.interrupt()
  job.signal.addEventListener('abort', interrupt)
  try {
    const counts = await loadRows(await bulkOf(reader).startStream(query.sql, parameters), {
      dataset,
      deliveryId,
      firstRow: order.firstRow,
      expectedRows: total,
      columns: query.columns,
      losers,
      database: workspace.subject(dataset.subject),
      dictionaries,
      versionOf: (variable) => codeVersionOf(variable, period, imported),
      appender,
      keptFields: keptFields(dataset, scan.header, workspace.personKey),
      readRecords: (wanted, onRecord) => rejectedLines(scan.path, wanted, onRecord, () => job.throwIfCancelled()),
      onProgress: (done) => job.progress({ done }),
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    // Every line of a regular file without line breaks in fields is a record: a difference means the reader saw it otherwise.
    if (source.kind === 'file' && counts.read !== total) throw new CarefulReaderNeeded()
    appender.finish()
    await dictionaries.save()
    return counts
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await reader.close()
  }
}
