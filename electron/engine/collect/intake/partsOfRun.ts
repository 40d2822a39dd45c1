// Whether the files of one dataset and period in one run are parts of it: their keys are compared before any of them is
// taken in. In: files. Out: nothing; fails PARTS_OVERLAP naming two files. Only hashes of keys are held; nothing is
// written.
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { SqlValue } from '#engine/workspace/columns/columnDatabase.ts'
import { bulkOf, memoryCatalog } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { basename } from 'node:path'
import { stagingParameters } from './attemptLoad.ts'
import { openDeliveryReader } from './deliveryReader.ts'
import { needsCarefulReader } from './carefulReader.ts'
import { noForms } from './columnForms.ts'
import { loadCareful } from './loadCareful.ts'
import { missingTextsOf } from './missingTexts.ts'
import { compileRowLogic } from './rowLogic.ts'
import type { FileScan } from './scanFile.ts'
import { stagingQuery } from './stagingSql.ts'
import type { StagingSource } from './stagingSql.ts'

const keyTable = 'intake_part_keys'
const table = `${memoryCatalog}.main.${keyTable}`

/** A file ready to be read, with the dataset its rows are of. */
export type PartSource = {
  path: string
  open: () => Promise<{ scan: FileScan; dataset: Dataset; period: Period; close: () => Promise<void> }>
}

export const requireDisjointKeys = (
  workspace: Workspace,
  parts: readonly PartSource[],
  job: JobContext,
): Promise<void> =>
  inWriterTurn(workspace, async () => {
    const shared = await workspace.columns()
    const connection = await shared.connection()
    const imported = importedClassifications(workspace)
    try {
      await connection.run(`CREATE OR REPLACE TABLE ${table} (part INTEGER, key UBIGINT)`)
      let keyed = false
      let name = ''
      for (const [number, part] of parts.entries()) {
        job.throwIfCancelled()
        job.progress({ phase: 'scanning', subject: basename(part.path) })
        await addKeys(number, part).catch((thrown: unknown) => {
          // A file that cannot be read has no keys; its own import will say why.
          if (job.signal.aborted || !(thrown instanceof Failure)) throw thrown
        })
      }
      async function addKeys(number: number, part: PartSource): Promise<void> {
        const source = await part.open()
        try {
          await keysOf(number, source)
        } finally {
          await source.close()
        }
      }
      async function keysOf(number: number, source: Awaited<ReturnType<PartSource['open']>>): Promise<void> {
        const { scan, dataset, period } = source
        keyed = dataset.key.length > 0
        name = dataset.key.join(' + ')
        const add = async (source: StagingSource): Promise<void> => {
          const query = stagingQuery({
            dataset,
            scan,
            source,
            logic: compileRowLogic(dataset, period, imported),
            // A layout has said, column by column, what means no answer.
            missing: scan.records ? () => [] : missingTextsOf(workspace, period, imported),
            forms: noForms,
          })
          await copyKeys(source, number, query.keysSql, stagingParameters(workspace, period))
        }
        try {
          if (!scan.regular) await loadCareful(connection, scan, job, add)
          else await add({ kind: 'file', path: scan.path })
        } catch (thrown) {
          if (!scan.regular || !needsCarefulReader(thrown)) throw thrown
          await loadCareful(connection, scan, job, add)
        }
      }
      async function copyKeys(source: StagingSource, part: number, sql: string, values: SqlValue[]): Promise<void> {
        const reader = await openDeliveryReader(workspace, source, connection)
        const appender = await bulkOf(connection).createMemoryAppender(keyTable)
        try {
          await reader.stream(
            sql,
            ([keys], rows) => {
              for (let row = 0; row < rows; row += 1) {
                appender.appendInteger(part)
                appender.appendUBigInt(BigInt(String(keys?.[row])))
                appender.endRow()
              }
              return !job.signal.aborted
            },
            values,
          )
          job.throwIfCancelled()
          appender.flushSync()
        } finally {
          appender.closeSync()
          await reader.close()
        }
      }
      if (!keyed) return
      const [found] = await connection.all<{ a: number; b: number; n: number }>(
        `SELECT min(part)::INTEGER AS a, max(part)::INTEGER AS b, count(*) OVER ()::INTEGER AS n FROM ${table} GROUP BY key HAVING min(part) <> max(part) LIMIT 1`,
      )
      if (found)
        fail('PARTS_OVERLAP', {
          first: basename(parts[found.a]?.path ?? ''),
          second: basename(parts[found.b]?.path ?? ''),
          rows: found.n,
          key: name,
        })
    } finally {
      await connection.run(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined)
      await connection.close()
    }
  })
