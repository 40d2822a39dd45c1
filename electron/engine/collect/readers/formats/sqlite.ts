// Tables and views of another SQLite file, opened for reading only; a CSPro data file (.csdb) by its records.
// In: bytes. Out: one table each, streaming. Never a statement of the file's own run beyond its views.
import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { Failure, fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { uniqueNames } from '../grid/findHeading.ts'
import { numberText } from '../text/numberText.ts'
import type { Cell, OpenedSource, SourceColumn, SourceRow, SourceTable } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'
import { parseDictionary } from './csproDictionary.ts'
import type { CsproDictionary } from './csproDictionary.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return { type: 'number', text: value.toString() }
  if (typeof value === 'number') return Number.isFinite(value) ? { type: 'number', text: numberText(value) } : null
  if (value instanceof Uint8Array) return `0x${Buffer.from(value.subarray(0, 1024)).toString('hex')}`
  return String(value).normalize('NFC')
}

const damaged = (path: string, error: unknown): never =>
  fail('FILE_DAMAGED', { path, reason: error instanceof Error ? error.message : '' }, undefined, error)

const rowsOf = (database: Database, sql: string, path: string) =>
  async function* (): AsyncGenerator<SourceRow[]> {
    let batch: SourceRow[] = []
    let line = 0
    const found = ((): IterableIterator<unknown> => {
      try {
        return database.prepare(sql).raw().safeIntegers().iterate()
      } catch (error) {
        return damaged(path, error)
      }
    })()
    for (;;) {
      let next: IteratorResult<unknown>
      try {
        next = found.next()
      } catch (error) {
        return damaged(path, error)
      }
      if (next.done === true) break
      line += 1
      batch.push({ line, cells: (next.value as unknown[]).map(cellOf), problem: null })
      if (batch.length >= batchRows) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  }

const countOf = (database: Database, sql: string): number | null => {
  try {
    return Number(database.prepare(`SELECT count(*) FROM (${sql})`).pluck().get())
  } catch {
    return null
  }
}

const tableOf = (
  database: Database,
  path: string,
  name: string,
  sql: string,
  columns: SourceColumn[],
): SourceTable => ({
  name,
  columns,
  rows: rowsOf(database, sql, path),
  expectedRows: countOf(database, sql),
  notes: [],
})

/** Case identifiers of the first level beside the items of each record; cases marked as deleted are left out. */
const csproTables = (database: Database, path: string, dictionary: CsproDictionary): SourceTable[] => {
  const columnsOf = (table: string): string[] =>
    database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map((c) => c.name)
  const level = columnsOf('level-1')
  if (level.length === 0) return []
  const items = new Map(
    dictionary.records
      .flatMap((record) => [...dictionary.ids, ...record.items])
      .map((item) => [item.name.toLowerCase(), item]),
  )
  const ids = level.filter((name) => items.has(name.toLowerCase()))
  const cases = columnsOf('cases')
  return dictionary.records.flatMap((record): SourceTable[] => {
    const own = columnsOf(record.name.toLowerCase())
    if (own.length === 0) return []
    const fields = own.filter((name) => items.has(name.toLowerCase()) && !ids.includes(name))
    const picked = [...ids.map((name) => `l.${quoted(name)}`), ...fields.map((name) => `r.${quoted(name)}`)]
    const alive = cases.includes('deleted') ? ' WHERE c.deleted = 0' : ''
    const sql = `SELECT ${picked.join(', ')} FROM ${quoted(record.name.toLowerCase())} r JOIN "level-1" l ON l."level-1-id" = r."level-1-id"
      JOIN cases c ON c.id = l."case-id"${alive} ORDER BY r.rowid`
    const columns = [...ids, ...fields].map((name) => {
      const item = items.get(name.toLowerCase())
      return plainColumn(item?.name ?? name, {
        label: item?.label ?? '',
        valueLabels: item?.valueLabels ?? [],
        missing: item?.missing ?? [],
      })
    })
    return [tableOf(database, path, record.name, sql, columns)]
  })
}

const describe = (database: Database, path: string): Pick<OpenedSource, 'format' | 'tables'> => {
  const objects = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type, rowid",
    )
    .all()
  const names = new Set(objects.map((o) => o.name))
  if (names.has('level-1') && names.has('meta') && names.has('cases')) {
    const text = database.prepare<[], { dictionary: string }>('SELECT dictionary FROM meta LIMIT 1').get()?.dictionary
    const tables = text ? csproTables(database, path, parseDictionary(text, path)) : []
    if (tables.length > 0) return { format: 'cspro', tables }
  }
  const tables = objects.map(({ name }) => {
    const sql = `SELECT * FROM ${quoted(name)}`
    const columns = database.prepare(sql).columns()
    const unique = uniqueNames(columns.map((column) => column.name.normalize('NFC')))
    return tableOf(
      database,
      path,
      name,
      sql,
      unique.map((column) => plainColumn(column)),
    )
  })
  return { format: 'sqlite', tables }
}

export const openSqlite = async (bytes: Bytes): Promise<OpenedSource> => {
  let database: Database | null = null
  let found: Pick<OpenedSource, 'format' | 'tables'>
  try {
    database =
      bytes.path === null
        ? new Sqlite(await bytes.read(0, bytes.size), { readonly: true })
        : new Sqlite(bytes.path, { readonly: true, fileMustExist: true })
    found = describe(database, bytes.name)
  } catch (error) {
    database?.close()
    if (error instanceof Failure) throw error
    return damaged(bytes.name, error)
  }
  const opened = database
  return {
    ...found,
    // Tables with rows come first.
    tables: found.tables.toSorted((a, b) => Number((b.expectedRows ?? 0) > 0) - Number((a.expectedRows ?? 0) > 0)),
    encoding: 'utf-8',
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    notes: [],
    close: async () => {
      opened.close()
      await bytes.close()
    },
  }
}
