// Parquet through DuckDB's own reader, in an instance of its own in memory. In: a path. Out: one table that streams.
// Whole numbers and decimals exactly, doubles without made-up digits, instants in UTC. Never an extension fetched.
import { sqlText } from '#shared/format/sqlText.ts'
import { DuckDBInstance } from '@duckdb/node-api'
import { closeOff, literalPattern } from '#engine/workspace/columns/closeOff.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { numberText, singleText } from '../text/numberText.ts'
import type { Cell, ColumnType, OpenedSource, SourceColumn, SourceRow } from '../types.ts'
import { plainColumn } from '../types.ts'

type Plan = { name: string; sql: string; type: ColumnType; read: (value: unknown) => Cell; decimals: number | null }

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const textCell =
  (type: 'number' | 'date' | 'datetime' | 'time' | 'boolean') =>
  (value: unknown): Cell =>
    value === null ? null : { type, text: String(value) }

const planOf = (name: string, duck: string): Plan => {
  const column = quoted(name)
  const text = `CAST(${column} AS VARCHAR)`
  const plan = (type: ColumnType, sql: string, read: Plan['read'], decimals: number | null = null): Plan => ({
    name,
    sql,
    type,
    read,
    decimals,
  })
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(duck)) return plan('number', text, textCell('number'), 0)
  if (duck.startsWith('DECIMAL'))
    return plan('number', text, textCell('number'), Number(/,\s*(\d+)/.exec(duck)?.[1] ?? 0))
  if (duck === 'DOUBLE')
    return plan('number', column, (v) =>
      typeof v === 'number' && Number.isFinite(v) ? { type: 'number', text: numberText(v) } : null,
    )
  if (duck === 'FLOAT')
    return plan('number', column, (v) =>
      typeof v === 'number' && Number.isFinite(v) ? { type: 'number', text: singleText(v) } : null,
    )
  if (duck === 'DATE') return plan('date', text, textCell('date'))
  if (duck.startsWith('TIMESTAMP')) {
    const naive = duck.includes('TIME ZONE') ? `(${column} AT TIME ZONE 'UTC')` : column
    return plan('datetime', `regexp_replace(CAST(${naive} AS VARCHAR), ' 00:00:00$', '')`, (v) =>
      v === null ? null : { type: String(v).length === 10 ? 'date' : 'datetime', text: String(v) },
    )
  }
  if (duck.startsWith('TIME')) return plan('time', text, textCell('time'))
  if (duck === 'BOOLEAN') return plan('boolean', text, textCell('boolean'))
  return plan('text', text, (v) => (v === null || v === '' ? null : String(v).normalize('NFC')))
}

export const openParquet = async (bytes: Bytes): Promise<OpenedSource> => {
  const path = bytes.path ?? fail('ARCHIVE_MEMBER_UNSUPPORTED', { path: bytes.name, format: 'Parquet' })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
    threads: '2',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  const connection = await instance.connect()
  await closeOff(connection, { paths: [path], folders: [] })
  const damaged = (error: unknown): never =>
    fail(
      'FILE_DAMAGED',
      { path: bytes.name, reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' },
      undefined,
      error,
    )
  const source = `read_parquet(${sqlText(literalPattern(path))})`
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`).catch(damaged)
  const plans = described.getRows().map(([name, type]) => planOf(String(name), String(type)))
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`).catch(damaged)
  async function* rows(): AsyncGenerator<SourceRow[]> {
    const result = await connection.stream(`SELECT ${plans.map((p) => p.sql).join(', ')} FROM ${source}`).catch(damaged)
    let line = 0
    for (;;) {
      const chunk = await result.fetchChunk().catch(damaged)
      if (!chunk || chunk.rowCount === 0) break
      const columns = plans.map((_, index) => chunk.getColumnValues(index))
      const batch: SourceRow[] = []
      for (let row = 0; row < chunk.rowCount; row += 1) {
        line += 1
        batch.push({ line, cells: plans.map((p, index) => p.read(columns[index]?.[row] ?? null)), problem: null })
      }
      yield batch
    }
  }
  return {
    format: 'parquet',
    encoding: 'utf-8',
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [
      {
        name: bytes.name,
        columns: plans.map((p): SourceColumn =>
          plainColumn(p.name.normalize('NFC'), { type: p.type, decimals: p.decimals }),
        ),
        rows,
        expectedRows: Number(counted.getRows()[0]?.[0] ?? 0),
        notes: [],
      },
    ],
    notes: [],
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      await bytes.close()
    },
  }
}
