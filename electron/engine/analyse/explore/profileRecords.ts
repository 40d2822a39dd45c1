// The profile of a variable that no column set holds, read from SQLite: the whole of a small dataset, blocks spread
// evenly over a large one, so that it answers at once. In: dataset, variable, filter. Out: counts, for texts the most
// frequent ones, and of how many records they were taken when not of all. Of an identifier nothing but the number of
// records and of missing values leaves here.
import { setImmediate } from 'node:timers/promises'
import type { VariableProfile } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { sqliteCondition } from './exploreFilter.ts'
import { periodSqlOf } from './recordScan.ts'
import type { SelectionRequest } from './selection.ts'

const blockRows = 5_000
/** Up to here every record is read; beyond, this many. */
export const readRows = 100_000
const topValues = 20

type Counted = Pick<
  VariableProfile,
  'records' | 'missing' | 'distinct' | 'top' | 'histogram' | 'minimum' | 'maximum' | 'mean' | 'median' | 'sampledFrom'
>
type Range = { first: number; last: number }

/** The rows of the deliveries in blocks: all of them, or as many as `limit` allows at even distances. */
export const blocksOf = (deliveries: readonly { firstRow: number; rowsAccepted: number }[], limit: number): Range[] => {
  const total = deliveries.reduce((n, d) => n + d.rowsAccepted, 0)
  const blocks = Math.ceil(Math.min(total, limit) / blockRows)
  const blockAt = (b: number): number => (total <= limit ? b * blockRows : Math.floor((b * total) / blocks))
  const ranges: Range[] = []
  for (let b = 0; b < blocks; b += 1) {
    // Positions count through the deliveries one after the other; a block may lie in two.
    let from = blockAt(b)
    let rows = Math.min(blockRows, total - from)
    for (const { firstRow, rowsAccepted } of deliveries) {
      const taken = Math.min(rows, rowsAccepted - from)
      if (taken > 0) {
        ranges.push({ first: firstRow + from, last: firstRow + from + taken - 1 })
        rows -= taken
      }
      from = Math.max(0, from - rowsAccepted)
    }
  }
  return ranges
}

/** Listed rows, all or evenly spread ones, those that follow one another as one block. */
export const blocksOfRows = (rows: Int32Array, limit: number): Range[] => {
  const count = Math.min(rows.length, limit)
  const ranges: Range[] = []
  for (let i = 0; i < count; i += 1) {
    const row = rows[Math.floor((i * rows.length) / count)] ?? 0
    const last = ranges.at(-1)
    if (last && last.last + 1 === row) last.last = row
    else ranges.push({ first: row, last: row })
  }
  return ranges
}

export const profileRecords = async (
  workspace: Workspace,
  { dataset, base, filter }: SelectionRequest,
  variable: Variable,
  masked: boolean,
  job: JobContext,
  limit = readRows,
): Promise<Counted> => {
  if (filter && filter.links.length > 0) return fail('FILTER_NOT_COMBINABLE', { links: filter.links.join(', ') })
  const deliveries = deliveryRepository(workspace.catalog).current(dataset.id)
  const total = base?.length ?? deliveries.reduce((n, d) => n + d.rowsAccepted, 0)
  const where = filter ? ` AND ${sqliteCondition(dataset, filter, periodSqlOf(deliveries))}` : ''
  const column = `s.${quoteName(variable.id)}`
  const statement = workspace
    .subject(dataset.subject)
    .prepare<[number, number], { value: string | null; n: number }>(
      `SELECT ${masked ? `${column} IS NULL` : column} AS value, count(*) AS n FROM ${quoteName(recordTable(dataset.id))} s WHERE s.row_id BETWEEN ? AND ?${where} GROUP BY 1`,
    )
  const counts = new Map<string, number>()
  let records = 0
  let missing = 0
  for (const [turn, { first, last }] of (base ? blocksOfRows(base, limit) : blocksOf(deliveries, limit)).entries()) {
    for (const { value, n } of statement.all(first, last)) {
      records += n
      if (masked ? Number(value) === 1 : value === null) missing += n
      else if (!masked && value !== null) counts.set(value, (counts.get(value) ?? 0) + n)
    }
    if (turn % 200 === 0) await setImmediate()
    job.throwIfCancelled()
  }
  const sampled = total > limit
  const top = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, topValues)
    .map(([code, n]) => ({ code, label: null, records: n }))
  return {
    records,
    missing,
    distinct: masked || sampled ? null : counts.size,
    top,
    histogram: null,
    minimum: null,
    maximum: null,
    mean: null,
    median: null,
    ...(sampled ? { sampledFrom: total } : {}),
  }
}
