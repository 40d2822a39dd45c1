// The watched folder of a workspace and what became of each file of it. In: the workspace. Out: setting, entries. Never
// a file.
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { WatchEntry, WatchedFolder } from '#shared/contract/watch.ts'

const folderKey = 'watch.folder'
const logKey = 'watch.log'
/** Older entries go: their files would have to be taken in by hand. */
const mostEntries = 20_000

export const watchedFolder = ({ catalog }: Workspace): WatchedFolder | null =>
  JSON.parse(settingRepository(catalog).get(folderKey) ?? 'null') as WatchedFolder | null

export const setWatchedFolder = ({ catalog }: Workspace, folder: WatchedFolder | null): void =>
  settingRepository(catalog).set(folderKey, JSON.stringify(folder))

/** The newest first. */
export const watchLog = ({ catalog }: Workspace): WatchEntry[] =>
  JSON.parse(settingRepository(catalog).get(logKey) ?? '[]') as WatchEntry[]

export const addToWatchLog = (workspace: Workspace, entries: readonly WatchEntry[]): void => {
  if (entries.length === 0) return
  const all = [...entries.toReversed(), ...watchLog(workspace)].slice(0, mostEntries)
  settingRepository(workspace.catalog).set(logKey, JSON.stringify(all))
}
