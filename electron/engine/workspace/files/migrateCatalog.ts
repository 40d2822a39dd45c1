// Brings an open catalog to this program's schema. In: the catalog and its path. Out: the catalog upgraded, or
// unchanged with a failure. Never an upgrade without a copy first, never an older program on a newer file, never an
// unknown history.
import { copyFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { catalogMigrations } from './catalogMigrations.ts'
import type { Migration } from './catalogMigrations.ts'
import { storageFailure } from './storageFailure.ts'

export const catalogSchemaVersion = catalogMigrations.length

const appliedIds = (catalog: Database): number[] => {
  const exists =
    catalog.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").get() !== undefined
  return exists
    ? catalog
        .prepare<[], { id: number }>('SELECT id FROM migration ORDER BY id')
        .all()
        .map((row) => row.id)
    : []
}

/**
 * Fails WORKSPACE_NEWER, WORKSPACE_DAMAGED (history is not a prefix of ours) or MIGRATION_FAILED; then nothing has
 * changed.
 */
export const migrateCatalog = (
  catalog: Database,
  path: string,
  migrations: readonly Migration[] = catalogMigrations,
): void => {
  const version = Number(catalog.pragma('user_version', { simple: true }))
  if (version > migrations.length) return fail('WORKSPACE_NEWER', { found: version, known: migrations.length })
  const applied = appliedIds(catalog)
  if (applied.length !== version || applied.some((id, index) => id !== migrations[index]?.id)) {
    return fail('WORKSPACE_DAMAGED', { file: basename(path), reason: `migrations ${applied.join(', ')} ≠ ${version}` })
  }
  const pending = migrations.slice(version)
  if (pending.length === 0) return
  if (catalog.readonly) return fail('WORKSPACE_OLDER', { found: version, known: migrations.length })

  const copy = `${path}.before-${version + 1}`
  try {
    if (version > 0) {
      catalog.pragma('wal_checkpoint(TRUNCATE)')
      copyFileSync(path, copy)
    }
  } catch (error) {
    throw storageFailure(error, copy) ?? error
  }
  // All steps in one transaction: SQLite keeps the original by itself, the copy is the second belt.
  let step = version
  catalog.exec('BEGIN IMMEDIATE')
  try {
    catalog.exec(
      'CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
    )
    for (const migration of pending) {
      step = migration.id
      catalog.exec(migration.sql)
      catalog
        .prepare('INSERT INTO migration (id, name, applied_at) VALUES (?, ?, ?)')
        .run(migration.id, migration.name, new Date().toISOString())
    }
    catalog.pragma(`user_version=${migrations.length}`)
    catalog.exec('COMMIT')
  } catch (error) {
    if (catalog.inTransaction) catalog.exec('ROLLBACK')
    const full = storageFailure(error, path)
    if (full?.value.code === 'DISK_FULL') throw full
    return fail(
      'MIGRATION_FAILED',
      { file: basename(path), step },
      error instanceof Error ? error.message : String(error),
      error,
    )
  }
  rmSync(copy, { force: true })
}
