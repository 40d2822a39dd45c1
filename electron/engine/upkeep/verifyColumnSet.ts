// Proves that SQLite and the column set hold the same: per delivery and column, computed in each engine on its own. In:
// workspace, dataset. Out: checks with what was expected (SQLite) and found (DuckDB). Sums are weighted by row id, so
// rows exchanged within a column show as well. Never repairs.
import type { JobContext } from '#engine/workspace/context.ts'
import { recordTable, hasTable } from '#engine/workspace/records/recordTables.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { VerifyResult } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { codeVersionOf, importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetColumns, columnSetTable } from '#engine/workspace/columns/columnSet.ts'
import type { ColumnSetColumn } from '#engine/workspace/columns/columnSet.ts'

type Check = VerifyResult['checks'][number]
/** Count of values, and their sum weighted by row id. */
type Sum = { count: number; weighted: bigint }
/** Rows and sum of row ids of each code. */
type Codes = Map<string, { rows: number; rowIds: number }>
type Facts = { rows: number; rowIds: bigint; sums: Map<string, Sum>; codes: Map<string, Codes> }

const pageRows = 50_000
/** SQLite gives at most two thousand columns a query: three for each number. */
const groupColumns = 500
const weight = '("row_id" % 1009 + 1)'

/** What SQLite holds, in pages so that sums stay within 64 bits and a cancel is heard. */
const sqliteFacts = async (
  workspace: Workspace,
  dataset: Dataset,
  delivery: StoredDelivery,
  numbers: ColumnSetColumn[],
  codes: ColumnSetColumn[],
  job: JobContext | null,
): Promise<Facts> => {
  const database = workspace.subject(dataset.subject)
  const facts: Facts = {
    rows: 0,
    rowIds: 0n,
    sums: new Map(),
    codes: new Map(codes.map((c) => [c.variable.id, new Map()])),
  }
  if (!hasTable(database, recordTable(dataset.id))) return facts
  const from = `FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? AND delivery_id = ${delivery.id}`
  const value = (c: ColumnSetColumn): string =>
    c.physical === 'date' ? `(unixepoch(${quoteName(c.variable.id)}) / 86400)` : quoteName(c.variable.id)
  const sumOf = (c: ColumnSetColumn): string =>
    `, count(${quoteName(c.variable.id)}), coalesce(sum((${value(c)} >> 32) * ${weight}), 0), coalesce(sum((${value(c)} & 4294967295) * ${weight}), 0)`
  const groups = Array.from({ length: Math.max(1, Math.ceil(numbers.length / groupColumns)) }, (_, group) => {
    const columns = numbers.slice(group * groupColumns, (group + 1) * groupColumns)
    const sql = `SELECT count(*), coalesce(sum(row_id), 0)${columns.map(sumOf).join('')} ${from}`
    return { columns, statement: database.prepare<[number, number], bigint[]>(sql).raw().safeIntegers() }
  })
  const texts = database
    .prepare<[number, number], unknown[]>(
      `SELECT row_id${codes.map((c) => `, ${quoteName(c.variable.id)}`).join('')} ${from}`,
    )
    .raw()
  const last = delivery.firstRow + delivery.rowsAccepted - 1
  for (let first = delivery.firstRow; first <= last; first += pageRows) {
    const to = Math.min(last, first + pageRows - 1)
    for (const [group, { columns, statement }] of groups.entries()) {
      const found = statement.get(first, to) ?? []
      if (group === 0) {
        facts.rows += Number(found[0] ?? 0n)
        facts.rowIds += found[1] ?? 0n
      }
      for (const [index, column] of columns.entries()) {
        const sum = facts.sums.get(column.variable.id) ?? { count: 0, weighted: 0n }
        sum.count += Number(found[2 + index * 3] ?? 0n)
        sum.weighted += ((found[3 + index * 3] ?? 0n) << 32n) + (found[4 + index * 3] ?? 0n)
        facts.sums.set(column.variable.id, sum)
      }
    }
    for (const row of texts.all(first, to)) {
      const rowId = Number(row[0])
      for (const [index, column] of codes.entries()) {
        const code = row[index + 1]
        if (typeof code !== 'string') continue
        const of = facts.codes.get(column.variable.id)
        const seen = of?.get(code)
        if (seen) {
          seen.rows += 1
          seen.rowIds += rowId
        } else of?.set(code, { rows: 1, rowIds: rowId })
      }
    }
    job?.progress({ done: to - delivery.firstRow + 1, total: delivery.rowsAccepted })
    job?.throwIfCancelled()
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
  return facts
}

const duckdbFacts = async (
  database: ColumnDatabase,
  dataset: Dataset,
  delivery: StoredDelivery,
  numbers: ColumnSetColumn[],
  versions: Map<string, string | null>,
): Promise<Facts> => {
  const table = quoteName(columnSetTable(dataset.id))
  const value = (c: ColumnSetColumn): string =>
    c.physical === 'date'
      ? `date_diff('day', DATE '1970-01-01', ${quoteName(c.variable.id)})`
      : quoteName(c.variable.id)
  const sums = numbers.map(
    (c) => `, count(${quoteName(c.variable.id)}), coalesce(sum(CAST(${value(c)} AS HUGEINT) * ${weight}), 0)`,
  )
  const { data } = await database.columns(
    `SELECT count(*), coalesce(sum(row_id), 0)${sums.join('')} FROM ${table} WHERE delivery_id = ?`,
    [delivery.id],
  )
  const facts: Facts = {
    rows: Number(data[0]?.[0] ?? 0),
    rowIds: BigInt(String(data[1]?.[0] ?? 0)),
    sums: new Map(),
    codes: new Map(),
  }
  for (const [index, column] of numbers.entries()) {
    facts.sums.set(column.variable.id, {
      count: Number(data[2 + index * 2]?.[0] ?? 0),
      weighted: BigInt(String(data[3 + index * 2]?.[0] ?? 0)),
    })
  }
  for (const [id, version] of versions) {
    const held: Codes = new Map()
    facts.codes.set(id, held)
    const { rows, data: groups } = await database.columns(
      `
      SELECT d.code, d.version, g.rows, g.row_ids FROM (SELECT ${quoteName(id)} AS id, count(*) AS rows, sum(row_id) AS row_ids FROM ${table} WHERE delivery_id = ? AND ${quoteName(id)} IS NOT NULL GROUP BY 1) g
      LEFT JOIN dictionary d ON d.dataset = ? AND d.variable = ? AND d.id = g.id`,
      [delivery.id, dataset.id, id],
    )
    for (let row = 0; row < rows; row += 1) {
      const code = groups[0]?.[row]
      // An id without an entry, or in another version than the period's, is a difference: give it a code no file can
      // hold.
      const name =
        typeof code !== 'string'
          ? `\u0000${row}`
          : (groups[1]?.[row] ?? null) === version
            ? code
            : `${code}\u0000${String(groups[1]?.[row])}`
      held.set(name, { rows: Number(groups[2]?.[row]), rowIds: Number(groups[3]?.[row]) })
    }
  }
  return facts
}

const differingCodes = (expected: Codes, found: Codes): string[] => {
  const all = new Set([...expected.keys(), ...found.keys()])
  return [...all].filter(
    (code) =>
      expected.get(code)?.rows !== found.get(code)?.rows || expected.get(code)?.rowIds !== found.get(code)?.rowIds,
  )
}

export const verifyColumnSet = async (
  workspace: Workspace,
  dataset: Dataset,
  job: JobContext | null = null,
): Promise<Check[]> => {
  const checks: Check[] = []
  const check = (subject: string, expected: string, found: string, derived = false): void => {
    checks.push({ id: 'column_set', subject, ok: expected === found, expected, found, ...(derived ? { derived } : {}) })
  }
  const columns = columnSetColumns(dataset)
  const numbers = columns.filter((c) => c.physical !== 'dictionary')
  const codes = columns.filter((c) => c.physical === 'dictionary')
  const imported = importedClassifications(workspace)
  const current = deliveryRepository(workspace.catalog).current(dataset.id)
  let database: ColumnDatabase
  try {
    database = await workspace.columns()
  } catch (error) {
    check(`${dataset.id} · file`, 'ok', error instanceof Error ? error.message : String(error), true)
    return checks
  }
  const held = await database
    .all<{ delivery_id: number }>(
      `SELECT DISTINCT delivery_id FROM ${quoteName(columnSetTable(dataset.id))} ORDER BY 1`,
    )
    .catch(() => [])
  check(
    `${dataset.id} · deliveries`,
    current
      .map((d) => d.id)
      .sort((a, b) => a - b)
      .join(' '),
    held.map((row) => row.delivery_id).join(' '),
    // Rows that are not there are made from the records; rows that are there and differ are another matter.
    held.every((row) => current.some((d) => d.id === row.delivery_id)),
  )
  for (const delivery of current) {
    if (!held.some((row) => row.delivery_id === delivery.id)) continue
    job?.progress({ phase: 'verifying', subject: `${dataset.id} ${delivery.period}` })
    const versions = new Map(codes.map((c) => [c.variable.id, codeVersionOf(c.variable, delivery.period, imported)]))
    const expected = await sqliteFacts(workspace, dataset, delivery, numbers, codes, job)
    const found = await duckdbFacts(database, dataset, delivery, numbers, versions.set(periodVariableId, null))
    const name = (column: string): string => `${dataset.id} ${delivery.period} · ${column}`
    check(
      name('rows'),
      `${delivery.rowsAccepted} = ${expected.rows} / ${expected.rowIds}`,
      `${delivery.rowsAccepted} = ${found.rows} / ${found.rowIds}`,
    )
    check(name('catalog'), String(delivery.rowsAccepted), String(expected.rows))
    check(
      name(periodVariableId),
      `${delivery.period} ${expected.rows}`,
      [...(found.codes.get(periodVariableId) ?? [])].map(([code, { rows }]) => `${code} ${rows}`).join(' '),
    )
    for (const { variable } of numbers) {
      const [a, b] = [expected.sums.get(variable.id), found.sums.get(variable.id)]
      check(name(variable.id), `${a?.count ?? 0} / ${a?.weighted ?? 0n}`, `${b?.count ?? 0} / ${b?.weighted ?? 0n}`)
    }
    for (const { variable } of codes) {
      const [a, b] = [expected.codes.get(variable.id) ?? new Map(), found.codes.get(variable.id) ?? new Map()]
      const differing = differingCodes(a, b)
      check(
        name(variable.id),
        `${a.size} codes`,
        differing.length === 0
          ? `${a.size} codes`
          : `${b.size} codes, ${differing.length} differ: ${differing.slice(0, 5).join(' ')}`,
      )
    }
  }
  return checks
}
