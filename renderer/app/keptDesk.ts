// Where the open documents of a workspace are kept: in itself where it has a key, since filters and drafts can hold
// what records say; in the settings of the window where the data are made up. In: the workspace. Out: read and write.
// Never both.
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { call } from '../bridge/client.ts'
import { useSettings } from './settings.ts'

export type KeptDesk = {
  read: () => Promise<unknown>
  write: (documents: unknown) => Promise<void>
  /** How long changes may gather before they are written. */
  waitMs: number
}
type Open = Pick<Extract<WorkspaceStatus, { state: 'open' }>, 'path' | 'encrypted' | 'readOnly'>

const settingsKey = (path: string): string => `tabs:${path}`

const inSettings = (path: string): KeptDesk => ({
  read: () => Promise.resolve(useSettings.getState().settings.screens[settingsKey(path)]),
  write: (documents) => {
    useSettings.getState().remember(settingsKey(path), JSON.parse(JSON.stringify(documents)) as never)
    return Promise.resolve()
  },
  waitMs: 100,
})

/** What an earlier version left in the clear is taken over once and removed. */
const takenOver = (path: string): unknown => {
  const { settings, change } = useSettings.getState()
  const { [settingsKey(path)]: left, ...screens } = settings.screens
  if (left !== undefined) change({ screens })
  return left
}

const inWorkspace = ({ path, readOnly }: Open): KeptDesk => ({
  read: async () => {
    const left = takenOver(path)
    const { documents } = await call('desk.get', {})
    return documents === null ? left : (JSON.parse(documents) as unknown)
  },
  write: async (documents) => {
    // A window that is locked just now writes what stands with the next change.
    if (!readOnly) await call('desk.save', { documents: JSON.stringify(documents) }).catch(() => undefined)
  },
  waitMs: 500,
})

export const keptDesk = (workspace: Open): KeptDesk =>
  workspace.encrypted ? inWorkspace(workspace) : inSettings(workspace.path)

let pending: (() => Promise<void>) | null = null
/** What is about to be written. */
export const awaitDesk = (write: (() => Promise<void>) | null): void => void (pending = write)
/** Before the workspace closes: afterwards nothing can be kept in it. */
export const flushDesk = async (): Promise<void> => pending?.()
