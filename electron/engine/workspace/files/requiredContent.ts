// What must be in a workspace's files by what its header and its catalog say. In: a catalog just opened, an open
// workspace. Out: nothing, or WORKSPACE_DAMAGED. Never an empty or lost file taken for a new one: no file is made where
// one should be.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { deliveryLogTable, hasTable, recordTable } from '#engine/workspace/records/recordTables.ts'
import { datasetRepository } from './catalogDatasets.ts'
import { deliveryRepository } from './catalogDeliveries.ts'
import { catalogFile, databaseFile } from './openedWorkspace.ts'
import type { Workspace, WorkspaceHeader } from './workspace.ts'

const missing = (file: string, reason: string): never => fail('WORKSPACE_DAMAGED', { file, reason })

/** The header is written after the catalog's migrations: a catalog that knows less than it was emptied or set back. */
export const requireContent = (catalog: Database, { schema }: WorkspaceHeader): void => {
  const version = Number(catalog.pragma('user_version', { simple: true }))
  if (version < schema) missing(catalogFile, `trống hoặc cũ / empty or older: ${version} < ${schema}`)
}

/** After an interrupted import was put right: records of current deliveries are in their file. */
export const requireRecords = (workspace: Workspace): void => {
  const deliveries = deliveryRepository(workspace.catalog)
  for (const { id, subject } of datasetRepository(workspace.catalog).list()) {
    if (deliveries.current(id).length === 0) continue
    const file = databaseFile(subject)
    const path = join(workspace.folder, file)
    if (!existsSync(path) || statSync(path).size === 0) return missing(file, `không có dữ liệu / no data: ${id}`)
    const database = workspace.subject(subject)
    if (!hasTable(database, recordTable(id)) || !hasTable(database, deliveryLogTable))
      return missing(file, `không có bảng / no table: ${id}`)
  }
}
