// Rows of a view that need variables no column set holds (identifiers, texts): SQLite read in key ranges, keys ranked,
// then sorted. In: a filter and sort. Out: row ids in order. Between ranges it reports, yields and stops when
// cancelled.
import { sqlText } from '#shared/format/sqlText.ts'
import { setImmediate } from 'node:timers/promises'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { pacedRanges } from '#engine/workspace/records/pacedRanges.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { ScanRequest } from './scanRequest.ts'
import { recordCondition } from './recordCondition.ts'
import { sortRows } from './radixSort.ts'
import type { SortKey } from './radixSort.ts'
import { sortVietnamese } from './vietnameseOrder.ts'

/** Distinct texts held at once while they are ranked: about a gigabyte at worst. */
const maximumTexts = 4_000_000

/** The period of a row, from its delivery. */
export const periodSqlOf = (deliveries: readonly Pick<StoredDelivery, 'id' | 'period'>[]): string =>
  deliveries.length === 0
    ? 'NULL'
    : `(CASE s."delivery_id" ${deliveries.map((d) => `WHEN ${d.id} THEN ${sqlText(d.period)}`).join(' ')} END)`

type KeyCollector = { sql: string; add(value: unknown, at: number): void; finish(rows: number): SortKey }

const textCollector = (
  sql: string,
  descending: boolean,
  capacity: number,
  ordered: (texts: string[]) => string[],
): KeyCollector => {
  const ids = new Map<string, number>()
  const words = new Uint32Array(capacity)
  const missing = descending ? 0 : 0xffff_ffff
  return {
    sql,
    add: (value, at) => {
      if (typeof value !== 'string') {
        words[at] = missing
        return
      }
      let id = ids.get(value)
      if (id === undefined) {
        id = ids.size + 1
        if (id > maximumTexts) fail('SORT_TOO_LARGE', { limit: maximumTexts })
        ids.set(value, id)
      }
      words[at] = id
    },
    finish: (rows) => {
      const texts = ordered([...ids.keys()])
      const ranks = new Uint32Array(texts.length + 1)
      for (const [rank, text] of texts.entries()) ranks[ids.get(text) ?? 0] = rank + 1
      for (let i = 0; i < rows; i += 1) {
        const id = words[i] ?? 0
        if (id !== missing) words[i] = ranks[id] ?? 0
      }
      return { words: [words.subarray(0, rows)], descending }
    },
  }
}

/** Whole numbers up to 2^53 either way; larger ones keep their order to the precision of a double. */
const numberCollector = (sql: string, descending: boolean, capacity: number): KeyCollector => {
  const low = new Uint32Array(capacity)
  const high = new Uint32Array(capacity)
  return {
    sql,
    add: (value, at) => {
      if (typeof value !== 'number') {
        low[at] = high[at] = descending ? 0 : 0xffff_ffff
        return
      }
      const whole = Math.floor(value / 0x1_0000_0000)
      low[at] = value - whole * 0x1_0000_0000
      high[at] = (whole ^ 0x8000_0000) >>> 0
    },
    finish: (rows) => ({ words: [low.subarray(0, rows), high.subarray(0, rows)], descending }),
  }
}

const byCodePoint = (texts: string[]): string[] => texts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

const collectorOf = (
  variable: Variable | null,
  descending: boolean,
  capacity: number,
  periodSql: string,
): KeyCollector => {
  if (variable === null) return textCollector(periodSql, descending, capacity, byCodePoint)
  const sql = `s.${quoteName(variable.id)}`
  if (variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'hash')
    return numberCollector(sql, descending, capacity)
  return textCollector(sql, descending, capacity, variable.type === 'text' ? sortVietnamese : byCodePoint)
}

export const scanRecords = async (
  workspace: Workspace,
  { dataset, base, filter, sort, totalRows }: ScanRequest,
  job: JobContext,
): Promise<Int32Array> => {
  const deliveries = deliveryRepository(workspace.catalog).current(dataset.id)
  const periodSql = periodSqlOf(deliveries)
  const collectors = sort.map(({ variable, direction }) =>
    collectorOf(
      variable === periodVariableId
        ? null
        : (dataset.variables.find((v) => v.id === variable) ??
            fail('VARIABLE_UNKNOWN', { variable, dataset: dataset.id })),
      direction === 'descending',
      totalRows,
      periodSql,
    ),
  )
  const condition = recordCondition(dataset, filter, periodSql)
  const statement = workspace
    .subject(dataset.subject)
    .prepare<[number, number], unknown[]>(
      `SELECT ${['s.row_id', ...collectors.map((c) => c.sql), ...condition.columns].join(', ')} FROM ${quoteName(recordTable(dataset.id))} s WHERE s.row_id BETWEEN ? AND ?${condition.where} ORDER BY s.row_id`,
    )
    .raw()
  const rowIds = new Int32Array(totalRows)
  let rows = 0
  let done = 0
  let at = 0
  const stored = deliveries.map((d) => ({ first: d.firstRow, last: d.firstRow + d.rowsAccepted - 1 }))
  for (const { first: from, last: to } of pacedRanges(stored)) {
    // Base rows are ascending: a range before the next one is passed over.
    for (const values of base && (base[at] ?? Infinity) > to ? [] : statement.iterate(from, to)) {
      if (base) {
        const rowId = Number(values[0])
        while ((base[at] ?? Infinity) < rowId) at += 1
        if (base[at] !== rowId) continue
      }
      if (condition.keeps && !condition.keeps(values.slice(1 + collectors.length))) continue
      rowIds[rows] = Number(values[0])
      for (const [index, collector] of collectors.entries()) collector.add(values[index + 1], rows)
      rows += 1
    }
    done += to - from + 1
    job.progress({ phase: 'reading', done, total: totalRows })
    await setImmediate()
    job.throwIfCancelled()
  }
  const found = rowIds.slice(0, rows)
  if (collectors.length === 0) return found
  job.progress({ phase: 'sorting', done: 0, total: 0 })
  return sortRows(
    found,
    collectors.map((c) => c.finish(rows)),
    () => job.throwIfCancelled(),
  )
}
