// The watched folder: handlers of its rows of the contract. In: validated requests. Out: setting and log, looks.
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { HandlersFor } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { WatchState, watchMethods } from '#shared/contract/watch.ts'
import { fail } from '#shared/model/failure.ts'
import { lookInFolder } from './lookInFolder.ts'
import { setWatchedFolder, watchLog, watchedFolder } from './watchLog.ts'

const shownEntries = 200

const stateOf = (workspace: Workspace): WatchState => ({
  folder: watchedFolder(workspace),
  log: watchLog(workspace).slice(0, shownEntries),
})

export const watchHandlers: HandlersFor<keyof typeof watchMethods> = {
  'watch.state': (context) => stateOf(context.workspace()),
  'watch.set': async (context, { path, suggest }) => {
    const workspace = context.workspace()
    const folder = path === null ? null : resolve(path)
    if (folder !== null) {
      const found = await stat(folder).catch(() => null)
      if (!found?.isDirectory()) return fail('FOLDER_NOT_FOUND', { path: folder })
    }
    setWatchedFolder(workspace, folder === null ? null : { path: folder, suggest })
    context.emit('data.changed', { what: 'deliveries' })
    return stateOf(workspace)
  },
  'watch.look': lookInFolder,
}
