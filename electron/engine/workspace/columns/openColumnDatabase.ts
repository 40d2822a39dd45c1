// Opens columns.duckdb, encrypted when a key is given. In: its path, the key as hex, limits. Out: a ColumnDatabase.
// Never an extension fetched, never a spill file outside the workspace or in clear, never a result that depends on
// threads.
import { sqlText } from '#shared/format/sqlText.ts'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBAppender, DuckDBConnection, DuckDBResult } from '@duckdb/node-api'
import { closeOff } from './closeOff.ts'
import type { ColumnDatabase, SqlValue } from './columnDatabase.ts'
import { columnFailure, isDamaged, isInvalidated, isLockedElsewhere } from './columnFailure.ts'
import { wipeFile } from './wipeFile.ts'
import { copyColumn } from './vectors.ts'

export type ColumnDatabaseOptions = {
  memoryMb: number
  threads: number
  readOnly?: boolean
  /** Of one in memory: the only files it may read, and the folder where it spills, encrypted. */
  reads?: { paths: string[]; spill: string }
}

/**
 * What bulk loading needs beyond ColumnDatabase: chunks as DuckDB holds them, and an appender. Same connection, same
 * order of calls.
 */
export type BulkConnection = {
  startStream(sql: string, parameters?: SqlValue[]): Promise<DuckDBResult>
  createAppender(table: string): Promise<DuckDBAppender>
  /** For a table of the in-memory part, seen by every connection of this process and gone with it. */
  createMemoryAppender(table: string): Promise<DuckDBAppender>
  /** For a temporary table of this connection alone, also inside its transaction. */
  createTemporaryAppender(table: string): Promise<DuckDBAppender>
}

const bulkConnections = new WeakMap<ColumnDatabase, BulkConnection>()
export const bulkOf = (database: ColumnDatabase): BulkConnection => {
  const bulk = bulkConnections.get(database)
  if (!bulk) throw new Error('not a connection made by openColumnDatabase')
  return bulk
}

const attachedName = 'workspace'
/** The one folder that column sets may write files to: what leaves is made there, and goes on from there. */
export const outgoingFolder = 'outgoing'
/** The instance's own database, beside the attached file: in memory, spilled encrypted. */
export const memoryCatalog = 'memory'

/** One opened DuckDB; replaced by a fresh one when a failed write has invalidated it. */
type Opened = {
  instance: DuckDBInstance
  path: string
  version: string
  generation: number
  reopening: Promise<void> | null
}

const openInstance = async (
  path: string,
  keyHex: string | null,
  options: ColumnDatabaseOptions,
): Promise<DuckDBInstance> => {
  const inMemory = path === ':memory:'
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMb}MB`,
    threads: String(options.threads),
    temp_directory: inMemory ? (options.reads?.spill ?? '') : join(dirname(path), 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  const connection = await instance.connect()
  // Keys are small dictionary ids: a direct-addressed table is twice as fast as hashing while it fits the cache.
  await connection.run('SET GLOBAL perfect_ht_threshold = 20')
  if (inMemory) {
    if (options.reads) {
      await connection.run('SET temp_file_encryption = true')
      await closeOff(connection, { paths: options.reads.paths, folders: [] })
    }
    connection.closeSync()
    return instance
  }
  try {
    await connection.run(`SET temp_file_encryption = ${keyHex !== null}`)
    // The bundled cipher may only read unless told so; the OpenSSL one is an extension and extensions are never
    // fetched.
    if (keyHex !== null) await connection.run("SET force_mbedtls_unsafe = 'true'")
    const attach: string[] = []
    if (keyHex !== null) {
      if (!/^[0-9a-f]{32,}$/i.test(keyHex)) throw new Error('the column-set key is not hexadecimal')
      attach.push(`ENCRYPTION_KEY ${sqlText(keyHex)}`)
    }
    if (options.readOnly) attach.push('READ_ONLY')
    const sql = `ATTACH ${sqlText(path)} AS ${attachedName}${attach.length > 0 ? ` (${attach.join(', ')})` : ''}`
    try {
      await connection.run(sql)
    } catch (thrown) {
      // The column sets are derived: an unreadable file is replaced by an empty one and filled again from SQLite.
      if (options.readOnly || isLockedElsewhere(thrown)) throw thrown
      for (const suffix of ['', '.wal']) rmSync(path + suffix, { force: true })
      await connection.run(sql)
    }
    await closeOff(connection, { paths: [], folders: [join(dirname(path), outgoingFolder)] })
  } catch (thrown) {
    connection.closeSync()
    instance.closeSync()
    throw thrown
  }
  connection.closeSync()
  return instance
}

const connect = async (opened: Opened): Promise<DuckDBConnection> => {
  const connection = await opened.instance.connect()
  if (opened.path !== ':memory:') await connection.run(`USE ${attachedName}`)
  return connection
}

/** Opens or creates the database. A damaged file is replaced by an empty one; one locked by another process fails. */
export const openColumnDatabase = async (
  path: string,
  keyHex: string | null,
  options: ColumnDatabaseOptions,
): Promise<ColumnDatabase> => {
  const instance = await openInstance(path, keyHex, options)
  let key = keyHex
  const opened: Opened = { instance, path, version: '', generation: 0, reopening: null }
  const reopen = (seen: number, dropped: boolean): Promise<void> => {
    if (opened.generation !== seen) return Promise.resolve()
    opened.reopening ??= (async () => {
      opened.instance.closeSync()
      // Derived: what is damaged is dropped, and filled again from SQLite by whoever reads next.
      if (dropped) for (const suffix of ['', '.wal']) wipeFile(path + suffix)
      opened.instance = await openInstance(path, key, options)
      opened.generation += 1
      opened.reopening = null
    })()
    return opened.reopening
  }

  const wrap = async (isFirst: boolean): Promise<ColumnDatabase> => {
    let connection = await connect(opened)
    let generation = opened.generation
    let closed = false
    // A DuckDB connection does one thing at a time: a second query would end a stream under way.
    let tail: Promise<unknown> = Promise.resolve()
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const turn = tail.then(async () => {
        if (closed) throw new Error('the column database connection is closed')
        if (generation !== opened.generation) {
          connection = await connect(opened)
          generation = opened.generation
        }
        try {
          return await work()
        } catch (thrown) {
          const damaged = isDamaged(thrown) && !options.readOnly && path !== ':memory:'
          if (damaged || isInvalidated(thrown)) await reopen(generation, damaged)
          throw columnFailure(thrown, path)
        }
      })
      tail = turn.catch(() => undefined)
      return turn
    }
    const database: ColumnDatabase = {
      generation: () => opened.generation,
      version: opened.version,
      run: (sql, parameters) =>
        inTurn(async () => {
          await connection.run(sql, parameters)
        }),
      all: <T extends Record<string, unknown>>(sql: string, parameters?: SqlValue[]) =>
        inTurn(async () => {
          const { names, rows, data } = await readColumns(await connection.stream(sql, parameters))
          return Array.from({ length: rows }, (_, row) =>
            Object.fromEntries(names.map((name, index) => [name, data[index]?.[row] ?? null])),
          ) as T[]
        }),
      columns: (sql, parameters) => inTurn(async () => readColumns(await connection.stream(sql, parameters))),
      stream: (sql, onChunk, parameters) =>
        inTurn(async () => {
          const result = await connection.stream(sql, parameters)
          for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
            const current = chunk
            const columns = Array.from({ length: current.columnCount }, (_, index) => copyColumn(current, index))
            if (!(await onChunk(columns, current.rowCount))) {
              connection.interrupt()
              break
            }
          }
        }),
      renew: (next) =>
        inTurn(async () => {
          key = next
          await reopen(opened.generation, true)
        }),
      interrupt: () => connection.interrupt(),
      connection: () => wrap(false),
      close: () => {
        // What still runs is told to stop; what waits is refused.
        connection.interrupt()
        closed = true
        return tail.then(() => {
          connection.closeSync()
          if (isFirst) {
            opened.instance.closeSync()
            if (path !== ':memory:' && !options.readOnly)
              rmSync(join(dirname(path), 'spill'), { recursive: true, force: true })
          }
        })
      },
    }
    bulkConnections.set(database, {
      startStream: (sql, parameters) => inTurn(() => connection.stream(sql, parameters)),
      createAppender: (table) =>
        inTurn(() => connection.createAppender(table, 'main', path === ':memory:' ? null : attachedName)),
      createTemporaryAppender: (table) => inTurn(() => connection.createAppender(table, 'main', 'temp')),
      createMemoryAppender: (table) => inTurn(() => connection.createAppender(table, 'main', memoryCatalog)),
    })
    return database
  }

  const probe = await connect(opened)
  opened.version = String((await probe.runAndReadAll('SELECT version()')).getRows()[0]?.[0] ?? '')
  probe.closeSync()
  return wrap(true)
}

const readColumns = async (
  result: DuckDBResult,
): Promise<{ names: string[]; rows: number; data: ArrayLike<unknown>[] }> => {
  const names = result.deduplicatedColumnNames()
  const parts: ArrayLike<unknown>[][] = names.map(() => [])
  let rows = 0
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rows += chunk.rowCount
    for (let index = 0; index < names.length; index += 1) parts[index]?.push(copyColumn(chunk, index))
  }
  return { names, rows, data: parts.map((part) => joined(part, rows)) }
}

type Numbers = Float64Array
const joined = (parts: ArrayLike<unknown>[], rows: number): ArrayLike<unknown> => {
  const first = parts[0]
  if (first === undefined) return []
  if (parts.length === 1) return first
  if (parts.every((part) => ArrayBuffer.isView(part) && part.constructor === first.constructor)) {
    const whole = new (first.constructor as new (length: number) => Numbers)(rows)
    let at = 0
    for (const part of parts) {
      whole.set(part as Numbers, at)
      at += part.length
    }
    return whole
  }
  const whole: unknown[] = Array.from({ length: rows })
  let at = 0
  for (const part of parts) for (let index = 0; index < part.length; index += 1, at += 1) whole[at] = part[index]
  return whole
}
