// The heart of an import: one stream of staged rows into SQLite and the column set, vector by vector. In: an open
// stream, an open transaction on each side. Out: counts. Accepted rows get consecutive row ids; a rejected row is kept
// with every reason it has.
import type { Database } from 'better-sqlite3'
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import { chunkRows } from '#engine/workspace/columns/columnAppender.ts'
import type { ColumnAppender } from '#engine/workspace/columns/columnAppender.ts'
import { columnSetColumns } from '#engine/workspace/columns/columnSet.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { DictionaryWriter } from '#engine/workspace/columns/dictionaryWriter.ts'
import { isPresent, isoDay, rawColumn } from '#engine/workspace/columns/vectors.ts'
import type { RawColumn } from '#engine/workspace/columns/vectors.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { batchInsert } from './batchInsert.ts'
import { joinRecord } from './csvRecord.ts'
import { codeDecoder, dateDecoder, integerDecoder, textDecoder } from './decodeColumn.ts'
import type { CodeQuestion, ColumnDecoder, SqliteValue } from './decodeColumn.ts'
import { flagValues, lastFlagBit } from './flagBits.ts'
import { createKeyIndex } from './keyIndex.ts'
import { editedTable, recordTable, rejectTable } from '#engine/workspace/records/recordTables.ts'
import type { RowLogic } from './rowLogic.ts'
import { rawSeparator } from './stagingSql.ts'
import type { StagingColumns } from './stagingSql.ts'

export type LoadPlan = {
  dataset: Dataset
  deliveryId: number
  firstRow: number
  expectedRows: number
  columns: StagingColumns
  /**
   * Row numbers that lose to another row of the same key, or that a hard rule across records refuses, with the reason.
   */
  losers: ReadonlyMap<number, string>
  database: Database
  dictionaries: DictionaryWriter
  versionOf(variable: Variable): string | null
  /** Soft rules that ask whether the codes of a variable are in its list. */
  known: RowLogic['known']
  /** What of a rejected line is kept. */
  keptFields(fields: string[]): string[]
  appender: ColumnAppender
  /** Reads the raw fields of these rows again, in order. */
  readRecords(
    rows: { has(rowNumber: number): boolean; size: number },
    onRecord: (rowNumber: number, fields: string[]) => void,
  ): Promise<void>
  onProgress(rows: number): void
  throwIfCancelled(): void
}

export type LoadCounts = {
  read: number
  accepted: number
  rejected: number
  flagged: number
  reasons: Map<string, number>
  flags: Map<string, number>
  /** What happened to values: see StagingColumns.notes. */
  notes: Map<string, number>
}

type Decoded = {
  variable: Variable
  decode: ColumnDecoder
  input: number
  hashInput: number | null
  buffer: number | null
  values: SqliteValue[]
}

const decoderOf = (
  variable: Variable,
  inColumnSet: boolean,
  plan: LoadPlan,
  question: CodeQuestion | null,
): ColumnDecoder => {
  switch (variable.type) {
    case 'code':
      return inColumnSet
        ? codeDecoder(plan.dictionaries.variable(variable.id, plan.versionOf(variable)), question)
        : textDecoder()
    case 'text':
      return textDecoder()
    case 'integer':
    case 'decimal':
    case 'hash':
      return integerDecoder()
    case 'date':
      return dateDecoder()
    default:
      return variable.type satisfies never
  }
}

const bump = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

const setBits = (words: readonly (Uint32Array | null)[], row: number, names: readonly string[]): string[] => {
  const found: string[] = []
  for (const [w, word] of words.entries()) {
    const bits = word?.[row] ?? 0
    for (let bit = 0; bit < 32; bit += 1) if (bits & (1 << bit)) found.push(names[w * 32 + bit] ?? '')
  }
  return found
}

/** Collects the flags of the accepted rows of a chunk, and how many rows each rule flagged. */
const flagCollector = (dataset: Dataset, counts: LoadCounts) => {
  const values: SqliteValue[] = Array.from({ length: chunkRows }, () => 0)
  const shared = new Uint8Array(chunkRows)
  const valueOf = flagValues(dataset)
  const lastValue = 2 ** lastFlagBit
  return {
    values,
    add: (place: number, rule: string): void => {
      const value = valueOf.get(rule) ?? 0
      bump(counts.flags, rule)
      if (value === lastValue) {
        if (shared[place] === 1) return
        shared[place] = 1
      }
      if (values[place] === 0) counts.flagged += 1
      values[place] = Number(values[place]) + value
    },
    clear: (rows: number): void => {
      values.fill(0, 0, rows)
      shared.fill(0, 0, rows)
    },
  }
}

/** Keeps what stood where a repair put something else. */
const repairKeeper = (plan: LoadPlan, first: number, counts: LoadCounts) => {
  const { columns, database, dataset, deliveryId } = plan
  const insert = database.prepare(
    `INSERT INTO ${quoteName(editedTable(dataset.id))} (row_id, variable, run, delivery_id, rule, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  return (chunk: DuckDBDataChunk, accepted: Uint32Array, count: number, firstRow: number): void => {
    for (const [index, { rule, variable }] of columns.repairs.entries()) {
      const before = rawColumn(chunk, first + index * 2)
      const after = rawColumn(chunk, first + index * 2 + 1)
      for (let place = 0; place < count; place += 1) {
        const row = accepted[place] ?? 0
        if (!isPresent(after.validity, row)) continue
        const was = String(before.getItem(row))
        const now = String(after.getItem(row)).slice(1)
        // Runs below 0 are of the intake, in the order of the repairs.
        insert.run(
          firstRow + place,
          variable.id,
          -columns.repairs.length + index,
          deliveryId,
          rule.id,
          was === '-' ? null : was.slice(1),
          now,
        )
        bump(counts.notes, `REPAIRED:${rule.id}`)
      }
    }
  }
}

const keyText = (parts: readonly string[]): string => JSON.stringify(parts)
const keyPart = (vector: RawColumn, row: number, type: Variable['type'] | undefined): string => {
  if (!isPresent(vector.validity, row)) return 'null'
  return type === 'date' && vector.items ? isoDay(Number(vector.items[row])) : String(vector.getItem(row))
}

export const loadRows = async (result: DuckDBResult, plan: LoadPlan): Promise<LoadCounts> => {
  const { dataset, columns, database, appender, deliveryId } = plan
  const { reasonWords, flagWords, noteWords } = columns
  const rawIndex = reasonWords + flagWords + noteWords
  const counts: LoadCounts = {
    read: 0,
    accepted: 0,
    rejected: 0,
    flagged: 0,
    reasons: new Map(),
    flags: new Map(),
    notes: new Map(),
  }
  const flags = flagCollector(dataset, counts)
  const questionOf = (variable: Variable): CodeQuestion | null => {
    const asked = plan.known.find((k) => k.variable === variable.id)
    return asked ? { codes: asked.codes, onUnknown: (place) => flags.add(place, asked.rule.id) } : null
  }
  const keyIndex = rawIndex + 1
  const bufferOf = new Map(columnSetColumns(dataset).map((c, index) => [c.variable.id, index]))
  let input = keyIndex + 1
  const decoded: Decoded[] = columns.variables.map((variable) => {
    const buffer = bufferOf.get(variable.id) ?? null
    const own = input
    const hashInput = variable.type === 'text' ? own + 1 : null
    input += hashInput === null ? 1 : 2
    return {
      variable,
      decode: decoderOf(variable, buffer !== null, plan, questionOf(variable)),
      input: own,
      hashInput,
      buffer,
      values: [],
    }
  })
  const records = batchInsert(
    database,
    recordTable(dataset.id),
    ['row_number', 'delivery_id', ...dataset.variables.map((v) => v.id), 'flags'],
    plan.expectedRows,
  )
  const insertReject = database.prepare(
    `INSERT INTO ${quoteName(rejectTable(dataset.id))} (delivery_id, row_number, reasons, raw) VALUES (?, ?, ?, ?)`,
  )
  const keepRepairs = repairKeeper(plan, input, counts)
  const keyed = dataset.key.length > 0 && dataset.latestBy === null
  const keys = keyed ? createKeyIndex(plan.expectedRows) : null
  const keyOf = keyed
    ? database
        .prepare<[number], unknown[]>(
          `SELECT ${dataset.key.map(quoteName).join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
        )
        .raw()
        .safeIntegers()
    : null
  const keyColumns = decoded
    .filter((d) => dataset.key.includes(d.variable.id))
    .sort((a, b) => dataset.key.indexOf(a.variable.id) - dataset.key.indexOf(b.variable.id))

  const accepted = new Uint32Array(chunkRows)
  const rowNumbers: SqliteValue[] = Array.from({ length: chunkRows }, () => 0)
  const deliveryIds: SqliteValue[] = Array.from({ length: chunkRows }, () => deliveryId)
  const recordColumns = [rowNumbers, deliveryIds, ...decoded.map((column) => column.values), flags.values]

  const keep = (rowNumber: number, reasons: string[], fields: string[]): void => {
    insertReject.run(deliveryId, rowNumber, JSON.stringify(reasons), joinRecord(plan.keptFields(fields)))
  }
  /** Rows whose content is sound: the query did not keep their fields, they are read from the file at the end. */
  const unread = new Map<number, string>()
  const reject = (raw: RawColumn, row: number, rowNumber: number, reasons: string[]): void => {
    counts.rejected += 1
    for (const reason of reasons) bump(counts.reasons, reason)
    if (isPresent(raw.validity, row)) keep(rowNumber, reasons, String(raw.getItem(row)).split(rawSeparator))
    else unread.set(rowNumber, reasons[0] ?? '')
  }

  let pending = result.fetchChunk()
  for (;;) {
    const chunk = await pending
    if (!chunk || chunk.rowCount === 0) break
    // DuckDB prepares the next chunk on its own threads while this one is written.
    pending = result.fetchChunk()
    const rows = chunk.rowCount
    const wordOf = (index: number): Uint32Array | null => rawColumn(chunk, index).items as Uint32Array | null
    const reasonBits = Array.from({ length: reasonWords }, (_, index) => wordOf(index))
    const flagBits = Array.from({ length: flagWords }, (_, index) => wordOf(reasonWords + index))
    const noteBits = Array.from({ length: noteWords }, (_, index) => wordOf(reasonWords + flagWords + index))
    const raw = rawColumn(chunk, rawIndex)
    const keyItems = keys ? rawColumn(chunk, keyIndex).items : null
    const keyHalves = keyItems ? new Int32Array(keyItems.buffer, keyItems.byteOffset, rows * 2) : null
    const firstRow = plan.firstRow + counts.accepted
    let count = 0
    const keyVectors = keys ? keyColumns.map((column) => rawColumn(chunk, column.input)) : []
    const keyInChunk = (row: number): string =>
      keyText(keyVectors.map((vector, index) => keyPart(vector, row, keyColumns[index]?.variable.type)))

    for (let row = 0; row < rows; row += 1) {
      const rowNumber = counts.read + row + 1
      let bits = 0
      for (const word of reasonBits) bits |= word?.[row] ?? 0
      if (bits !== 0) {
        reject(raw, row, rowNumber, setBits(reasonBits, row, columns.reasons))
        continue
      }
      const loser = plan.losers.size > 0 ? plan.losers.get(rowNumber) : undefined
      if (loser !== undefined) {
        reject(raw, row, rowNumber, [loser])
        continue
      }
      if (keys && keyHalves) {
        const low = keyHalves[row * 2] ?? 0
        const high = keyHalves[row * 2 + 1] ?? 0
        const earlier = keys.see(low, high, firstRow + count)
        if (earlier >= 0) {
          // Equal hashes are not yet equal keys. The earlier row is in this chunk or already in SQLite.
          const earlierKey =
            earlier >= firstRow
              ? keyInChunk(accepted[earlier - firstRow] ?? 0)
              : keyText((keyOf?.get(earlier) ?? []).map(String))
          if (earlierKey === keyInChunk(row)) {
            reject(raw, row, rowNumber, ['DUPLICATE_KEY'])
            continue
          }
          keys.addAnyway(low, high, firstRow + count)
        }
      }
      accepted[count] = row
      rowNumbers[count] = rowNumber
      count += 1
    }

    flags.clear(count)
    if (columns.flags.length > 0)
      for (let index = 0; index < count; index += 1) {
        const row = accepted[index] ?? 0
        let any = 0
        for (const word of flagBits) any |= word?.[row] ?? 0
        if (any !== 0) for (const rule of setBits(flagBits, row, columns.flags)) flags.add(index, rule)
      }
    for (let row = 0; row < rows; row += 1) {
      let any = 0
      for (const word of noteBits) any |= word?.[row] ?? 0
      if (any !== 0) for (const note of setBits(noteBits, row, columns.notes)) bump(counts.notes, note)
    }
    for (const column of decoded) {
      const buffer = column.buffer === null ? null : (appender.buffers[column.buffer] ?? null)
      column.decode(
        rawColumn(chunk, column.input),
        column.hashInput === null ? null : rawColumn(chunk, column.hashInput),
        accepted,
        count,
        column.values,
        buffer,
      )
    }
    records.insert(recordColumns, count, firstRow)
    keepRepairs(chunk, accepted, count, firstRow)
    appender.append(firstRow, count)
    counts.accepted += count
    counts.read += rows
    plan.onProgress(counts.read)
    plan.throwIfCancelled()
  }
  records.finish()
  if (unread.size > 0)
    await plan.readRecords(unread, (rowNumber, fields) => keep(rowNumber, [unread.get(rowNumber) ?? ''], fields))
  return counts
}
