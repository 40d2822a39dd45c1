// One run of the staging query into both engines, within the transactions of its caller. In: a scanned file, where its
// fields come from. Out: counts, and the forms its columns turned out to be written in. Nothing is committed here.
import { codeVersionOf } from '#engine/workspace/columns/codeVersions.ts'
import type { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { openColumnAppender } from '#engine/workspace/columns/columnAppender.ts'
import type { ColumnDatabase, SqlValue } from '#engine/workspace/columns/columnDatabase.ts'
import { openDictionaryWriter } from '#engine/workspace/columns/dictionaryWriter.ts'
import { bulkOf } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Period } from '#shared/model/period.ts'
import type { ColumnForms } from './columnForms.ts'
import { CarefulReaderNeeded } from './carefulReader.ts'
import { openDeliveryReader } from './deliveryReader.ts'
import { loadRows } from './loadRows.ts'
import type { LoadCounts } from './loadRows.ts'
import { keptFields } from './rejectedLine.ts'
import { rejectedLines } from './rejectedLines.ts'
import type { RowLogic } from './rowLogic.ts'
import type { FileScan } from './scanFile.ts'
import { stagingQuery } from './stagingSql.ts'
import type { StagingSource } from './stagingSql.ts'

export type Attempt = {
  scan: FileScan
  dataset: Dataset
  period: Period
  deliveryId: number
  firstRow: number
  logic: RowLogic
  imported: ReturnType<typeof importedClassifications>
  missing: (variable: Variable) => readonly string[]
  /** Rows that hard rules across records refuse, with the rule. */
  refused: ReadonlyMap<number, string>
}

export const stagingParameters = (workspace: Workspace, period: Period): SqlValue[] => [
  period,
  workspace.personKey.toString('hex'),
]

export const attemptLoad = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  attempt: Attempt & { source: StagingSource; forms: ColumnForms },
  job: JobContext,
): Promise<LoadCounts> => {
  const { scan, dataset, period, deliveryId, source, logic, imported, missing, forms } = attempt
  const query = stagingQuery({ dataset, scan, source, logic, missing, forms })
  const parameters = stagingParameters(workspace, period)
  const total = source.kind === 'table' ? source.rows : scan.lines - scan.dialect.linesBefore - 1
  const losers = new Map<number, string>(attempt.refused)
  // A stream holds its connection, and the appender writes on the one inside the transaction: the reader gets its own.
  const reader = await openDeliveryReader(workspace, source, connection)
  const interrupt = (): void => reader.interrupt()
  job.signal.addEventListener('abort', interrupt)
  try {
    if (query.losersSql !== null) {
      job.progress({ phase: 'comparing', done: 0, total })
      await reader.stream(
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
    const counts = await loadRows(await bulkOf(reader).startStream(query.sql, parameters), {
      dataset,
      deliveryId,
      firstRow: attempt.firstRow,
      expectedRows: total,
      columns: query.columns,
      losers,
      database: workspace.subject(dataset.subject),
      dictionaries,
      versionOf: (variable) => codeVersionOf(variable, period, imported),
      known: logic.known,
      appender,
      keptFields: keptFields(dataset, scan.header, workspace.personKey),
      readRecords: (wanted, onRecord) => rejectedLines(scan, wanted, onRecord, () => job.throwIfCancelled()),
      onProgress: (done) => job.progress({ done }),
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    // Every line of a regular file is a record: a difference means the reader saw it otherwise.
    if (source.kind === 'file' && counts.read !== total) throw new CarefulReaderNeeded()
    appender.finish()
    await dictionaries.save()
    return counts
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await reader.close()
  }
}
