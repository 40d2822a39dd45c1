// Opens one SQLite file, encrypted or not, and hides the driver. In: a path and a raw key. Out: a ready connection.
// Encrypted files have the SQLCipher 4 format with 16 KB pages. Never a passphrase here, only keys.
import { sqlText } from '#shared/format/sqlText.ts'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { storageFailure } from './storageFailure.ts'

export type OpenDatabaseOptions = {
  /** 64 hexadecimal digits, or null for a plain file (demonstration data only). */
  keyHex: string | null
  readOnly: boolean
  /**
   * wal: small frequent writes beside readers (the catalog).
   * rollback: bulk appends; new pages need no journal, a crash rolls back by itself, the file is whole at rest.
   */
  journal: 'wal' | 'rollback'
  cacheMb: number
}

export const pageSize = 16_384

/** Makes a connection use our cipher for the file it opens and for every file attached with a key. */
const configureCipher = (database: Database.Database): void => {
  database.pragma("cipher='sqlcipher'")
  database.pragma('legacy=4')
  database.pragma(`legacy_page_size=${pageSize}`)
}

/**
 * An open connection, or WORKSPACE_DAMAGED / FILE_UNWRITABLE / DISK_FULL. A missing file is created unless read-only.
 */
export const openDatabase = (path: string, options: OpenDatabaseOptions): Database.Database => {
  if (options.readOnly && !existsSync(path))
    return fail('WORKSPACE_DAMAGED', { file: basename(path), reason: 'không có tệp / missing' })
  let database: Database.Database | null = null
  try {
    database = new Database(path, { readonly: options.readOnly, fileMustExist: options.readOnly, timeout: 10_000 })
    if (options.keyHex !== null) {
      configureCipher(database)
      database.pragma(`key="x'${options.keyHex}'"`)
    }
    if (!options.readOnly) {
      database.pragma(`page_size=${pageSize}`)
      // The first read proves the key; only then is anything written.
      database.prepare('SELECT count(*) FROM sqlite_master').get()
      database.pragma(`journal_mode=${options.journal === 'wal' ? 'WAL' : 'TRUNCATE'}`)
      database.pragma('synchronous=FULL')
      database.pragma('foreign_keys=ON')
    } else {
      database.prepare('SELECT count(*) FROM sqlite_master').get()
    }
    database.pragma(`cache_size=-${options.cacheMb * 1024}`)
    // Temporary files would lie on disk unencrypted: sorts and temporary tables stay in memory.
    database.pragma('temp_store=MEMORY')
    database.pragma('trusted_schema=OFF')
    return database
  } catch (error) {
    database?.close()
    throw storageFailure(error, path) ?? error
  }
}

/** An in-memory connection that can attach workspace files with Workspace.attachSql. */
export const openScratchDatabase = (encrypted: boolean): Database.Database => {
  const database = new Database(':memory:')
  if (encrypted) configureCipher(database)
  database.pragma('temp_store=MEMORY')
  return database
}

/** ATTACH with the key; the name is one of ours, the path comes from the workspace folder. */
export const attachStatement = (path: string, name: string, keyHex: string | null): string => {
  const file = sqlText(path)
  return keyHex === null
    ? `ATTACH DATABASE ${file} AS "${name}"`
    : `ATTACH DATABASE ${file} AS "${name}" KEY "x'${keyHex}'"`
}
