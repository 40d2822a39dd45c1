// One writer for each workspace. In: a folder and who asks. Out: a lock to release, or WORKSPACE_LOCKED naming the
// owner. The operating system holds the lock (through SQLite's file locking), so a dead process never leaves one
// behind; writer.json beside it only says who. Never a decision by process number alone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import { storageFailure } from './storageFailure.ts'

const ownerSchema = z.object({ user: z.string(), host: z.string(), pid: z.number(), since: z.string() })

export type WriterLock = { release(): void }

export const lockFile = 'writer.lock'
export const ownerFile = 'writer.json'

/** Who has the workspace open for writing, for messages; "?" when that cannot be read. */
export const writerOf = (folder: string): string => {
  try {
    const owner = ownerSchema.parse(JSON.parse(readFileSync(join(folder, ownerFile), 'utf8')))
    return `${owner.user} (${owner.host}, ${owner.since.slice(0, 16).replace('T', ' ')})`
  } catch {
    return '?'
  }
}

export const acquireWriterLock = (folder: string, user: string): WriterLock => {
  const path = join(folder, lockFile)
  let lock: Database.Database | null = null
  try {
    lock = new Database(path, { timeout: 0 })
    lock.pragma('journal_mode=MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      return fail('WORKSPACE_LOCKED', { owner: writerOf(folder) }, undefined, error)
    }
    throw storageFailure(error, path) ?? error
  }
  const held = lock
  try {
    writeFileSync(
      join(folder, ownerFile),
      JSON.stringify({ user, host: hostname(), pid: process.pid, since: new Date().toISOString() }),
    )
  } catch (error) {
    held.close()
    throw storageFailure(error, path) ?? error
  }
  return {
    release: () => {
      if (!held.open) return
      // The owner's name goes before the lock, so that it is never another owner's.
      rmSync(join(folder, ownerFile), { force: true })
      held.close()
    },
  }
}
