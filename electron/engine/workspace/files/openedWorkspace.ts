// Puts the handles of an unlocked workspace together: files opened on first use, one key for each, closed in order.
// In: folder, header, data key, catalog. Out: Workspace. Never a passphrase, never SQL of a dataset.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { copyColumnFile } from '#engine/workspace/columns/columnCopy.ts'
import { flushAnchor } from '#engine/workspace/audit/anchor.ts'
import { openColumnDatabase } from '#engine/workspace/columns/openColumnDatabase.ts'
import { isLockedElsewhere } from '#engine/workspace/columns/columnFailure.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { fail } from '#shared/model/failure.ts'
import { settingRepository } from './catalogSettings.ts'
import { attachStatement, openDatabase } from './openDatabase.ts'
import { storageFailure } from './storageFailure.ts'
import type { Workspace, WorkspaceHeader } from './workspace.ts'
import { writeHeader } from './workspaceHeader.ts'
import { newSlot, sealDataKey, signWith, withPassphrase } from './personKeys.ts'
import { macOfPeople } from './signIn.ts'
import type { Session } from './signIn.ts'
import { keyOfFile } from './keyOfFile.ts'
import { fileKey } from './workspaceKeys.ts'
import { writerOf } from './writerLock.ts'
import type { WriterLock } from './writerLock.ts'

export const catalogFile = 'catalog.sqlite'
export const columnsFile = 'columns.duckdb'
export const databaseFile = (name: string): string => `${name}.sqlite`

/** Leaves room for SQLite's cache and the page on a workstation with 4 GB. */
const columnMemoryMb = 1024
const recordCacheMb = 64

const attempt = (work: () => void): void => {
  try {
    work()
  } catch {
    // What is committed is committed; SQLite takes up the rest on the next opening.
  }
}

/** A random key kept in the catalog, made when first asked for by a writer. */
const keptKey = (catalog: Database, name: string): string => {
  const settings = settingRepository(catalog)
  const known = settings.get(name)
  if (known !== null) return known
  if (catalog.readonly) return fail('WORKSPACE_DAMAGED', { file: catalogFile, reason: name })
  const key = randomBytes(32).toString('hex')
  settings.set(name, key)
  return key
}

/** Kept apart from what every room sees of a workspace: with it a copy of the same workspace opens. */
const sessions = new WeakMap<Workspace, Session>()
export const sessionOf = (workspace: Workspace): Session => sessions.get(workspace) ?? fail('WORKSPACE_NONE')

export type OpenedParts = {
  folder: string
  header: WorkspaceHeader
  readOnly: boolean
  session: Session
  catalog: Database
  lock: WriterLock | null
}

export const openedWorkspace = ({ folder, header, readOnly, session, catalog, lock }: OpenedParts): Workspace => {
  // A rotation changes the key of an open workspace: whoever needs it asks for the one of now.
  const own: Session = { ...session, madeNow: false }
  const { slot, seed } = own
  const encrypted = own.dataKey !== null
  const personKey = Buffer.from(keptKey(catalog, 'key.person'), 'hex')
  const columnKey = (): string | null => (encrypted ? keptKey(catalog, 'key.columns') : null)
  columnKey()
  const keyOf = (file: string): string | null => keyOfFile(folder, header, own.dataKey, file)
  const open = new Map<string, Database>()
  let columns: Promise<ColumnDatabase> | null = null
  let closed = false

  const database = (name: string): Database => {
    if (closed) return fail('WORKSPACE_NONE')
    let opened = open.get(name)
    if (!opened?.open) {
      const file = databaseFile(name)
      // A reader of a workspace without this file yet sees an empty database, not an error.
      const absent = readOnly && !existsSync(join(folder, file))
      opened = openDatabase(absent ? ':memory:' : join(folder, file), {
        keyHex: absent ? null : keyOf(file),
        readOnly: readOnly && !absent,
        journal: 'rollback',
        cacheMb: recordCacheMb,
      })
      open.set(name, opened)
    }
    return opened
  }

  /** What the catalog says of datasets and links: with it, a copy of the column sets grows old. */
  const changes = catalog.prepare<[], { text: string | null }>(
    `SELECT (SELECT group_concat(id || data_version) FROM dataset) || coalesce((SELECT group_concat(body) FROM link_set), '') AS text`,
  )
  const copies: { room: string; of: string | null; database: ColumnDatabase }[] = []
  const dropCopies = async (kept: number): Promise<void> => {
    while (copies.length > kept) {
      const old = copies.shift()
      await old?.database.close().catch(() => undefined)
      if (old !== undefined) rmSync(old.room, { recursive: true, force: true })
    }
  }
  /**
   * DuckDB lets nobody in beside a writer: a reader works on a copy of its own, as encrypted as the original, dropped
   * on close.
   */
  const openColumnCopy = async (
    path: string,
    options: Parameters<typeof openColumnDatabase>[2],
    cause: unknown,
  ): Promise<ColumnDatabase> => {
    const room = mkdtempSync(join(tmpdir(), 'statdesk-columns-'))
    try {
      const of = changes.get()?.text ?? null
      if (!copyColumnFile(folder, columnsFile, room)) throw new Error('written meanwhile')
      const copy = await openColumnDatabase(join(room, columnsFile), columnKey(), options)
      copies.push({ room, of, database: copy })
      // The one before may still be read from; what reads an older one is told, and reads again.
      await dropCopies(2)
      return copy
    } catch {
      // The writer was writing. Later it will work.
      rmSync(room, { recursive: true, force: true })
      return fail('WORKSPACE_LOCKED', { owner: writerOf(folder) }, path, cause)
    }
  }

  const openColumns = async (): Promise<ColumnDatabase> => {
    if (closed) return fail('WORKSPACE_NONE')
    const path = join(folder, columnsFile)
    const options = { memoryMb: columnMemoryMb, threads: availableParallelism(), readOnly }
    try {
      // An unreadable column set is dropped by openColumnDatabase and rebuilt from the records by intake.
      return await openColumnDatabase(path, columnKey(), options)
    } catch (error) {
      if (readOnly && isLockedElsewhere(error)) return openColumnCopy(path, options, error)
      // A reader that came first holds it: it is asked to close, as another writer would be.
      if (isLockedElsewhere(error)) return fail('COLUMNS_READ_ELSEWHERE', { path }, undefined, error)
      throw storageFailure(error, path) ?? error
    }
  }

  const workspace: Workspace = {
    folder,
    header,
    readOnly,
    catalog,
    subject: database,
    links: () => database('links'),
    columns: () => {
      const copy = copies.at(-1)
      if (copy !== undefined && copy.of !== (changes.get()?.text ?? null)) columns = null
      columns ??= openColumns().catch((error: unknown) => {
        columns = null
        throw error
      })
      return columns
    },
    attachSql: (name) => attachStatement(join(folder, databaseFile(name)), name, keyOf(databaseFile(name))),
    personKey,
    role: session.role,
    person: slot === null ? null : { id: slot.id, name: slot.name },
    locked: false,
    sign: (text) => (seed === null ? '' : signWith(seed, text)),
    makeSlot: async (person) => (await newSlot(header.id, person, own.dataKey ?? fail('PERSON_NO_KEYS'))).slot,
    renewSlot: async (own, passphrase) => withPassphrase(header.id, own, seed ?? fail('PERSON_NO_KEYS'), passphrase),
    sealedNow: (slot) => ({
      ...slot,
      sealedKey: sealDataKey(header.id, slot, own.dataKey ?? fail('PERSON_NO_KEYS')),
    }),
    macOfPeople: (people) => macOfPeople(own.dataKey ?? fail('PERSON_NO_KEYS'), { ...header, people }),
    secret: (purpose) => {
      // Kept through a rotation of the key, so that what it sealed before still proves itself.
      const kept = settingRepository(catalog).get(`secret.${purpose}`)
      return Buffer.from(kept ?? fileKey(own.dataKey ?? personKey, header.id, `secret ${purpose}`), 'hex')
    },
    saveHeader: (change) => {
      Object.assign(header, change)
      writeHeader(folder, header)
    },
    notices: [],
    close: async () => {
      if (closed) return
      closed = true
      // Each by itself: a drive that is gone must not leave the others open, nor the lock held by nobody.
      attempt(() => flushAnchor(workspace))
      const column = await columns?.catch(() => null)
      await column?.close().catch(() => undefined)
      await dropCopies(0).catch(() => undefined)
      for (const opened of open.values()) attempt(() => opened.close())
      if (catalog.open) {
        if (!readOnly) {
          attempt(() => catalog.pragma('optimize'))
          attempt(() => catalog.pragma('wal_checkpoint(TRUNCATE)'))
          // At rest a single whole file, readable from a write-protected disk too; kept in WAL while a reader holds it.
          attempt(() => catalog.pragma('journal_mode=DELETE'))
        }
        attempt(() => catalog.close())
      }
      attempt(() => lock?.release())
    },
  }
  sessions.set(workspace, own)
  return workspace
}
