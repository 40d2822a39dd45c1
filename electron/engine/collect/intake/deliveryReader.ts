// The connection a delivered file is read by: a DuckDB of its own that may read this file and nothing else. In:
// workspace, source, the connection of the column sets. Out: a connection to close. Never the column sets' own
// connection on a path that came from outside.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { openColumnDatabase } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { StagingSource } from './stagingSql.ts'

/** Beside what the column sets take: together still within a workstation of 4 GB. */
const readerMemoryMb = 512

export const openDeliveryReader = (
  workspace: Workspace,
  source: StagingSource,
  columns: ColumnDatabase,
): Promise<ColumnDatabase> =>
  source.kind === 'table'
    ? // The careful reader's table is in the memory of the column sets' instance.
      columns.connection()
    : openColumnDatabase(':memory:', null, {
        memoryMb: readerMemoryMb,
        threads: availableParallelism(),
        reads: { paths: [source.path], spill: join(workspace.folder, 'spill', 'reader') },
      })
