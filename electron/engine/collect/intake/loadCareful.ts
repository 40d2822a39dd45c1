// The slow way in: records of the careful reader go through a temporary DuckDB table (kept in memory or spilled
// encrypted) and then the same staging query. In: a scanned file. Out: what the work on them gave. Never a clear-text
// copy on disk.
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { bulkOf, memoryCatalog } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { FileRecord } from './fileRecord.ts'
import { lookForTextTraits, noTraits } from './scanTraits.ts'
import { readRecords } from './readRecords.ts'
import type { LineAccount } from './readRecords.ts'
import type { FileScan } from './scanFile.ts'
import { rawSeparator } from './stagingSql.ts'
import type { StagingSource } from './stagingSql.ts'

/** The writer's turn lets one import run at a time, so one name is enough. */
const table = 'intake_raw'

export const loadCareful = async <T>(
  connection: ColumnDatabase,
  scan: FileScan,
  job: JobContext,
  work: (source: StagingSource) => Promise<T>,
): Promise<{ result: T; lines: LineAccount | null }> => {
  const columns = scan.header.length
  const fields = Array.from({ length: columns }, (_, index) => `f${index} VARCHAR`).join(', ')
  // A connection of its own: the caller's is inside the transaction of the load.
  const own = await connection.connection()
  const name = `${memoryCatalog}.main.${table}`
  try {
    await own.run(`CREATE OR REPLACE TABLE ${name} (problem VARCHAR, raw VARCHAR, ${fields})`)
    const appender = await bulkOf(own).createMemoryAppender(table)
    let done = 0
    // Every text is seen on its way: the query need not look for letters that are not there.
    const traits = noTraits()
    const reading: { batches: AsyncGenerator<FileRecord[]>; lines: LineAccount | null } = scan.records
      ? { batches: scan.records(), lines: null }
      : readRecords(scan)
    const { batches, lines } = reading
    for await (const batch of batches) {
      for (const record of batch) {
        if (record.problem === null) appender.appendNull()
        else appender.appendVarchar(record.problem)
        appender.appendVarchar((record.raw ?? record.fields).join(rawSeparator))
        for (let index = 0; index < columns; index += 1) {
          const field = record.fields[index]
          if (field === undefined || field === null) appender.appendNull()
          else {
            lookForTextTraits(field, traits)
            appender.appendVarchar(field)
          }
        }
        appender.endRow()
      }
      done += batch.length
      job.progress({ done, total: scan.lines - 1 })
      job.throwIfCancelled()
    }
    appender.flushSync()
    appender.closeSync()
    scan.traits = traits
    return { result: await work({ kind: 'table', name, rows: done, formed: scan.records !== undefined }), lines }
  } finally {
    await own.run(`DROP TABLE IF EXISTS ${name}`).catch(() => undefined)
    await own.close()
  }
}
