// Makes a new workspace in an empty folder and opens it. In: folder, name, passphrase. Out: Workspace open for writing.
// Never into a folder that holds anything, never real data without a passphrase; a failure leaves the folder as it was.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { catalogSchemaVersion, migrateCatalog } from './migrateCatalog.ts'
import { openDatabase } from './openDatabase.ts'
import { catalogFile, openedWorkspace } from './openedWorkspace.ts'
import { storageFailure } from './storageFailure.ts'
import type { Workspace, WorkspaceHeader } from './workspace.ts'
import { writeHeader } from './workspaceHeader.ts'
import { fileKey, wrapNewDataKey } from './workspaceKeys.ts'
import { acquireWriterLock } from './writerLock.ts'

export type CreateOptions = {
  name: string
  /** Null only with demonstration data. */
  passphrase: string | null
  demonstration: boolean
  user: string
}

export const createWorkspace = async (
  path: string,
  { name, passphrase, demonstration, user }: CreateOptions,
): Promise<Workspace> => {
  const folder = resolve(path)
  if (passphrase === null && !demonstration) return fail('WORKSPACE_PASSPHRASE_REQUIRED')
  const existed = existsSync(folder)
  try {
    if (existed && readdirSync(folder).length > 0) return fail('WORKSPACE_EXISTS', { path: folder })
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw storageFailure(error, folder) ?? error
  }
  try {
    const id = randomUUID()
    const wrapped = passphrase === null ? null : await wrapNewDataKey(passphrase, id)
    const header: WorkspaceHeader = {
      format: 'statdesk-workspace',
      schema: catalogSchemaVersion,
      id,
      name,
      createdAt: new Date().toISOString(),
      demonstration,
      encryption: wrapped?.encryption ?? null,
    }
    const dataKey = wrapped?.dataKey ?? null
    const lock = acquireWriterLock(folder, user)
    try {
      const catalogPath = join(folder, catalogFile)
      const keyHex = dataKey === null ? null : fileKey(dataKey, id, catalogFile)
      const catalog = openDatabase(catalogPath, { keyHex, readOnly: false, journal: 'wal', cacheMb: 8 })
      try {
        migrateCatalog(catalog, catalogPath)
        const workspace = openedWorkspace({ folder, header, readOnly: false, dataKey, catalog, lock })
        // The header makes the folder a workspace, so it comes last.
        writeHeader(folder, header)
        return workspace
      } catch (error) {
        catalog.close()
        throw error
      }
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    for (const entry of existed ? readdirSync(folder) : [])
      rmSync(join(folder, entry), { recursive: true, force: true })
    if (!existed) rmSync(folder, { recursive: true, force: true })
    throw storageFailure(error, folder) ?? error
  }
}
