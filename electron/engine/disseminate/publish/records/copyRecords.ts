// Records as CSV or Parquet, written by DuckDB and read back by it: number of rows and a sum over every field of every
// row agree. In: columns, relation, condition, connection. Out: rows. Codes keep their zeros, money is decimal, text
// that a spreadsheet would run as a formula gets an apostrophe (CSV). Never a row in JavaScript.
import { sqlText } from '#shared/format/sqlText.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { fail } from '#shared/model/failure.ts'
import { validNames } from '../microdata/statTable.ts'
import type { RecordColumn } from './recordColumns.ts'

type Field = { name: string; sql: string }

const batch = 400

/** Labels and versions of a variable's codes, beside the dictionary while this export runs. */
const labelTable = async (database: ColumnDatabase, name: string, { codes }: RecordColumn): Promise<void> => {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${quoteName(name)} (id UINTEGER, code VARCHAR, version VARCHAR, label VARCHAR)`,
  )
  const rows = codes ?? []
  for (let from = 0; from < rows.length; from += batch) {
    const part = rows.slice(from, from + batch)
    await database.run(
      `INSERT INTO ${quoteName(name)} VALUES ${part.map(() => '(?, ?, ?, ?)').join(', ')}`,
      part.flatMap((c) => [c.id, c.code, c.version, c.label]),
    )
  }
}

const decimal = (sql: string, scale: number): string =>
  scale === 0
    ? sql
    : `(CAST(${sql} AS DECIMAL(19, 0)) * CAST('0.${'0'.repeat(scale - 1)}1' AS DECIMAL(${scale + 1}, ${scale})))`

export type CopyRequest = {
  columns: RecordColumn[]
  from: string
  where: string
  /** SQL of the record's number, for the order. */ rowId: string
  format: 'csv' | 'parquet'
  path: string
  about: Record<string, string>
}

export const copyRecords = async (
  database: ColumnDatabase,
  { columns, from, where, rowId, format, path, about }: CopyRequest,
): Promise<{ rows: number; fields: number }> => {
  const joins: string[] = []
  const text = (sql: string): string =>
    format === 'csv'
      ? `CASE WHEN regexp_matches(${sql}, '^[=+@\\-\\t\\r]') THEN concat('''', ${sql}) ELSE ${sql} END`
      : sql
  const fields: Field[] = []
  for (const [i, column] of columns.entries()) {
    const { sql, physical, variable, dataset } = column.source
    const alias = `d${i}`
    if (physical === 'dictionary' && column.codes !== null) {
      await labelTable(database, `export_labels_${i}`, column)
      joins.push(`LEFT JOIN ${quoteName(`export_labels_${i}`)} ${alias} ON ${alias}.id = ${sql}`)
      fields.push({ name: column.name, sql: text(`${alias}.code`) })
      if (column.dated) fields.push({ name: `${column.name}_version`, sql: `${alias}.version` })
      fields.push({ name: `${column.name}_label`, sql: text(`${alias}.label`) })
    } else if (physical === 'dictionary') {
      joins.push(
        `LEFT JOIN (SELECT id, code FROM dictionary WHERE dataset = ${sqlText(dataset)} AND variable = ${sqlText(variable.id)}) ${alias} ON ${alias}.id = ${sql}`,
      )
      fields.push({ name: column.name, sql: text(`${alias}.code`) })
    } else fields.push({ name: column.name, sql: physical === 'integer' ? decimal(sql, variable.scale) : sql })
  }
  const names = validNames(
    fields.map((f) => f.name),
    { bytes: 200, reserved: [] },
  )
  const select = `SELECT ${fields.map((f, i) => `${f.sql} AS ${quoteName(names[i] ?? f.name)}`).join(', ')} FROM ${from} ${joins.join(' ')} ${where}`
  const options =
    format === 'csv'
      ? 'FORMAT csv, HEADER true, USE_TMP_FILE false'
      : `FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {${Object.entries(about)
          .map(([key, value]) => `${key}: ${sqlText(value)}`)
          .join(', ')}}`
  // Joins put records without a code last: the file has them as they came.
  await database.run(`COPY (${select} ORDER BY ${rowId}) TO ${sqlText(path)} (${options})`)

  const read =
    format === 'csv'
      ? `read_csv(${sqlText(path)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false, columns = {${names.map((n) => `${quoteName(n)}: 'VARCHAR'`).join(', ')}})`
      : `read_parquet(${sqlText(path)})`
  const sum = `count(*)::BIGINT AS rows, coalesce(sum(hash(${names.map((n) => `coalesce(CAST(${quoteName(n)} AS VARCHAR), '')`).join(', ')})::HUGEINT), 0)::VARCHAR AS total`
  const [wanted] = await database.all<{ rows: bigint; total: string }>(`SELECT ${sum} FROM (${select})`)
  const [found] = await database.all<{ rows: bigint; total: string }>(`SELECT ${sum} FROM ${read}`)
  if (!wanted || !found || wanted.rows !== found.rows || wanted.total !== found.total)
    return fail('UNEXPECTED', {}, `${format} of records read back differs: ${found?.rows} rows for ${wanted?.rows}`)
  return { rows: Number(wanted.rows), fields: names.length }
}
