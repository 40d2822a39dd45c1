// What the page shows of the open workspace: name, room, notices. In: a workspace or none. Out: WorkspaceStatus. Never
// data.
import { readdirSync, statSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { linkSetRepository } from './catalogLinkSets.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { isEncrypted } from './workspace.ts'
import type { Workspace } from './workspace.ts'
import { staleLinkFacts } from './staleLinkFacts.ts'

/** Size of the files of a folder and its subfolders; files that vanish meanwhile count nothing. */
export const folderBytes = (folder: string): number => {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    try {
      bytes += statSync(join(entry.parentPath, entry.name)).size
    } catch {
      // A temporary file that was there a moment ago.
    }
  }
  return bytes
}

export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

const staleLinks = ({ catalog }: Workspace): Workspace['notices'] =>
  linkSetRepository(catalog)
    .list()
    .flatMap(({ definition, stale }) => (stale ? [{ code: 'LINK_STALE', facts: staleLinkFacts(definition) }] : []))

export const workspaceStatus = (workspace: Workspace | null): WorkspaceStatus => {
  if (workspace === null) return { state: 'none' }
  const { folder, header, readOnly, notices } = workspace
  return {
    state: 'open',
    path: folder,
    name: header.name,
    readOnly,
    encrypted: isEncrypted(header),
    person: workspace.person?.name ?? null,
    role: workspace.role,
    locked: workspace.locked,
    idleMinutes: isEncrypted(header) ? officePolicy(workspace).idleMinutes : null,
    demonstration: header.demonstration,
    bytes: folderBytes(folder),
    freeBytes: freeBytes(folder),
    notices: [...notices, ...staleLinks(workspace)],
  }
}
