// The room inside a workspace where what leaves is made before it goes on to its target. In: a workspace and work on a
// path there. Out: the work's answer. Never a file left in it: overwritten and removed at the end, and what a kill left
// on the next opening for writing.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { outgoingFolder } from '#engine/workspace/columns/openColumnDatabase.ts'
import { wipeFile } from '#engine/workspace/columns/wipeFile.ts'
import type { Workspace } from './workspace.ts'

export const withOutgoing = async <T>(workspace: Workspace, work: (path: string) => Promise<T>): Promise<T> => {
  const room = join(workspace.folder, outgoingFolder)
  mkdirSync(room, { recursive: true, mode: 0o700 })
  const path = join(room, randomBytes(8).toString('hex'))
  try {
    return await work(path)
  } finally {
    wipeFile(path)
  }
}

/** By the one writer, before anything is made. */
export const sweepOutgoing = (folder: string): void => {
  const room = join(folder, outgoingFolder)
  try {
    for (const name of readdirSync(room)) wipeFile(join(room, name))
    rmSync(room, { recursive: true, force: true })
  } catch {
    // Not there: nothing was leaving.
  }
  rmSync(join(folder, 'spill'), { recursive: true, force: true })
}
