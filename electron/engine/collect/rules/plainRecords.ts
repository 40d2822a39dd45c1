// Records as plain values in DuckDB, whatever holds them: codes as text, with the variables no column set has brought
// in from SQLite for as long as they are needed. In: deliveries of one dataset, names. Out: a SELECT of row_id,
// delivery_id, period and the names; close it. Never a copy on disk: what is brought in stands in memory and spills
// encrypted.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetTable, isInColumnSet, physicalKind } from '#engine/workspace/columns/columnSet.ts'
import { bulkOf } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { sqlText } from '#shared/format/sqlText.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { plainKind } from './ruleTerms.ts'

export type PlainRecords = { sql: string; close(): Promise<void> }
export type RecordRange = Pick<StoredDelivery, 'id' | 'period' | 'firstRow' | 'rowsAccepted'>

const q = quoteName
const pageRows = 20_000
let made = 0

/** A date comes as its ISO text and is read as a date where it is used. */
const heldAs = (variable: Variable): 'VARCHAR' | 'BIGINT' => {
  const kind = plainKind(variable)
  return kind === 'text' || kind === 'date' ? 'VARCHAR' : 'BIGINT'
}

/** Variables that stand only in SQLite, by row. */
const bringIn = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  dataset: Dataset,
  ranges: readonly RecordRange[],
  variables: readonly Variable[],
  throwIfCancelled: () => void,
): Promise<string> => {
  // Of this connection alone: it may be inside the transaction of an import, which writes to the column sets.
  const table = `rule_values_${(made += 1)}`
  const columns = variables.map((v) => `${q(v.id)} ${heldAs(v)}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (row_id INTEGER, ${columns.join(', ')})`)
  const appender = await bulkOf(connection).createTemporaryAppender(table)
  const page = workspace
    .subject(dataset.subject)
    .prepare<[number, number], (string | bigint | null)[]>(
      `SELECT row_id, ${variables.map((v) => q(v.id)).join(', ')} FROM ${q(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`,
    )
    .raw()
    .safeIntegers()
  for (const { firstRow, rowsAccepted } of ranges)
    for (let first = firstRow; first < firstRow + rowsAccepted; first += pageRows) {
      for (const row of page.all(first, Math.min(firstRow + rowsAccepted, first + pageRows) - 1)) {
        appender.appendInteger(Number(row[0]))
        for (const value of row.slice(1)) {
          if (value === null) appender.appendNull()
          else if (typeof value === 'bigint') appender.appendBigInt(value)
          else appender.appendVarchar(String(value))
        }
        appender.endRow()
      }
      throwIfCancelled()
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
    }
  appender.flushSync()
  appender.closeSync()
  return table
}

export const openPlainRecords = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  dataset: Dataset,
  request: {
    ranges: readonly RecordRange[]
    names: readonly string[]
    /** What the records call their period, where it is not that of their delivery. */
    period?: string
    throwIfCancelled: () => void
  },
): Promise<PlainRecords> => {
  const { ranges, period, throwIfCancelled } = request
  const names = new Set(request.names)
  const variables = dataset.variables.filter((v) => names.has(v.id))
  const outside = variables.filter((v) => !isInColumnSet(v))
  const extra =
    outside.length === 0 ? null : await bringIn(workspace, connection, dataset, ranges, outside, throwIfCancelled)
  const joins: string[] = []
  const columns = variables.map((v) => {
    if (outside.includes(v))
      return plainKind(v) === 'date' ? `TRY_CAST(x.${q(v.id)} AS DATE) AS ${q(v.id)}` : `x.${q(v.id)} AS ${q(v.id)}`
    if (physicalKind(v) !== 'dictionary') return `s.${q(v.id)} AS ${q(v.id)}`
    const alias = `d${joins.length}`
    joins.push(
      `LEFT JOIN (SELECT id, code FROM dictionary WHERE dataset = ${sqlText(dataset.id)} AND variable = ${sqlText(v.id)}) ${alias} ON ${alias}.id = s.${q(v.id)}`,
    )
    return `${alias}.code AS ${q(v.id)}`
  })
  if (extra !== null) joins.push(`LEFT JOIN ${extra} x ON x.row_id = s.row_id`)
  const periods = ranges.map((range) => `WHEN ${range.id} THEN ${sqlText(range.period)}`).join(' ')
  const periodSql =
    period === undefined && ranges.length > 0 ? `CASE s.delivery_id ${periods} END` : sqlText(period ?? '')
  const among = ranges.length === 0 ? 'FALSE' : `s.delivery_id IN (${ranges.map((r) => r.id).join(', ')})`
  return {
    sql: `SELECT s.row_id, s.delivery_id, ${[`${periodSql} AS ${q(periodVariableId)}`, ...columns].join(', ')} FROM ${q(columnSetTable(dataset.id))} s ${joins.join(' ')} WHERE ${among}`,
    close: async () => {
      if (extra !== null) await connection.run(`DROP TABLE IF EXISTS ${extra}`).catch(() => undefined)
    },
  }
}
