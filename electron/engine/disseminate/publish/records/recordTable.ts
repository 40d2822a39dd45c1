// Records as a table for Stata and SPSS, streamed from DuckDB. In: columns, relation, condition, connection. Out: a
// StatTable. A variable with a code list becomes a labelled number: the code itself where that is a number and says one
// thing, else a running number; its label begins with the code. Other codes stay text. Numbers beyond fifteen digits
// stay text: never a rounded digit.
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { bulkOf } from '#engine/workspace/columns/openColumnDatabase.ts'
import { copyColumn } from '#engine/workspace/columns/vectors.ts'
import { cleanText, validNames } from '../microdata/statTable.ts'
import type { NameRules, StatChunk, StatColumn, StatTable, StatValue } from '../microdata/statTable.ts'
import type { RecordCode, RecordColumn } from './recordColumns.ts'

const exactLimit = 999_999_999_999_999n
const longest = (codes: { code: string }[]): number =>
  codes.reduce((n, c) => Math.max(n, Buffer.byteLength(cleanText(c.code))), 1)

/** The number of each code: its own where all are whole numbers, none means two things and none comes twice. */
export const numbersOf = (codes: readonly RecordCode[]): Map<number, number> => {
  const own = codes.map((c) => (/^\d{1,9}$/.test(c.code) ? Number(c.code) : null))
  const plain = own.every((n) => n !== null) && new Set(own).size === codes.length
  return new Map(codes.map((c, i) => [c.id, plain ? (own[i] ?? i + 1) : i + 1]))
}

const labelOf = (code: RecordCode, dated: boolean): string =>
  `${code.code}${code.label === null ? '' : ` ${code.label}`}${dated && code.version !== null ? ` (${code.version})` : ''}`

type Reader = {
  column: Omit<StatColumn, 'name'>
  sql: string
  value: (raw: unknown) => StatValue
  /** What each dictionary id stands for, where the column holds ids. */
  byId?: StatValue[]
}

const listed = (of: Map<number, StatValue>): StatValue[] => {
  const list: StatValue[] = []
  for (const [id, value] of of) list[id] = value
  return list
}

const asText = (raw: unknown): StatValue => (raw === null || raw === undefined ? null : String(raw))

const readerOf = async (
  database: ColumnDatabase,
  column: RecordColumn,
  from: string,
  where: string,
): Promise<Reader> => {
  const {
    source: { sql, physical, variable, dataset },
    label,
  } = column
  const common = { source: column.name, label }
  if (physical === 'dictionary' && column.codes !== null) {
    const numbers = numbersOf(column.codes)
    return {
      column: {
        ...common,
        kind: 'integer',
        level: 'nominal',
        valueLabels: column.codes.map((c) => ({ value: numbers.get(c.id) ?? 0, label: labelOf(c, column.dated) })),
      },
      sql,
      value: asText,
      byId: listed(numbers),
    }
  }
  if (physical === 'dictionary') {
    const entries = await database.all<{ id: number; code: string }>(
      'SELECT id, code FROM dictionary WHERE dataset = ? AND variable = ?',
      [dataset, variable.id],
    )
    return {
      column: { ...common, kind: 'text', bytes: longest(entries), level: 'nominal' },
      sql,
      value: asText,
      byId: listed(new Map(entries.map((e) => [Number(e.id), e.code]))),
    }
  }
  if (physical === 'date') {
    return {
      column: { ...common, kind: 'date', level: 'scale' },
      sql: `(${sql} - DATE '1970-01-01')::INTEGER`,
      value: (raw) => (raw === null || raw === undefined ? null : Number(raw)),
    }
  }
  const scale = variable.scale
  const [most] =
    physical === 'hash'
      ? []
      : await database.all<{ most: bigint | null }>(`SELECT max(abs(${sql}))::HUGEINT AS most FROM ${from} ${where}`)
  const exact = physical !== 'hash' && BigInt(most?.most ?? 0) <= exactLimit
  if (exact) {
    return {
      column: { ...common, kind: 'number', decimals: scale, level: variable.role === 'measure' ? 'scale' : 'nominal' },
      sql: scale === 0 ? `${sql}::DOUBLE` : `(${sql}::DOUBLE / ${10 ** scale})`,
      value: (raw) => (raw === null || raw === undefined ? null : Number(raw)),
    }
  }
  const digits =
    scale === 0
      ? `${sql}::VARCHAR`
      : `(CAST(${sql} AS DECIMAL(19, 0)) * CAST('0.${'0'.repeat(scale - 1)}1' AS DECIMAL(${scale + 1}, ${scale})))::VARCHAR`
  return { column: { ...common, kind: 'text', bytes: 24, level: 'nominal' }, sql: digits, value: asText }
}

export const recordTable = async (
  database: ColumnDatabase,
  {
    columns,
    from,
    where,
    label,
    notes,
    names,
  }: { columns: RecordColumn[]; from: string; where: string; label: string; notes: string[]; names: NameRules },
): Promise<StatTable> => {
  const readers: Reader[] = []
  for (const column of columns) readers.push(await readerOf(database, column, from, where))
  const valid = validNames(
    readers.map((r) => r.column.source),
    names,
  )
  const sql = `SELECT ${readers.map((r) => r.sql).join(', ')} FROM ${from} ${where}`
  return {
    label,
    notes,
    columns: readers.map((r, i) => ({ ...r.column, name: valid[i] ?? '' })),
    async *chunks(): AsyncGenerator<StatChunk> {
      const result = await bulkOf(database).startStream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const rows = chunk.rowCount
        const whole = chunk
        yield {
          rows,
          columns: readers.map((reader, c) => {
            const raw = copyColumn(whole, c)
            // Doubles without a gap are what they are: no copy of a copy.
            if (raw instanceof Float64Array && reader.column.kind === 'number') return raw
            const values: StatValue[] = []
            const { byId } = reader
            if (byId) {
              for (let r = 0; r < rows; r += 1) {
                const id = raw[r]
                values.push(typeof id === 'number' ? (byId[id] ?? null) : null)
              }
            } else for (let r = 0; r < rows; r += 1) values.push(reader.value(raw[r]))
            return values
          }),
        }
      }
    },
  }
}
