// Fills a temporary table of DuckDB from typed arrays, a vector at a time. In: an appender and columns of one length.
// Out: nothing. Between vectors it yields and stops when the job is cancelled. Never a table of the workspace's file.
import { setImmediate } from 'node:timers/promises'
import { BIGINT, DuckDBDataChunk, INTEGER, UINTEGER } from '@duckdb/node-api'
import type { DuckDBAppender } from '@duckdb/node-api'
import { writeVector } from '#engine/workspace/columns/vectors.ts'
import type { JobContext } from '#engine/workspace/context.ts'

const chunkRows = 2048
const chunksATurn = 200

type Items = Int32Array | Uint32Array | BigInt64Array

export const appendColumns = async (
  appender: DuckDBAppender,
  columns: readonly Items[],
  job: JobContext,
): Promise<void> => {
  const types = columns.map((c) => (c instanceof Int32Array ? INTEGER : c instanceof Uint32Array ? UINTEGER : BIGINT))
  const rows = columns[0]?.length ?? 0
  for (let at = 0, turn = 0; at < rows; at += chunkRows, turn += 1) {
    const count = Math.min(chunkRows, rows - at)
    const chunk = DuckDBDataChunk.create(types, count)
    for (const [index, items] of columns.entries())
      writeVector(chunk, index, items.subarray(at, at + count), null, count)
    appender.appendDataChunk(chunk)
    if (turn % chunksATurn === chunksATurn - 1) {
      await setImmediate()
      job.throwIfCancelled()
    }
  }
  appender.flushSync()
  appender.closeSync()
}
