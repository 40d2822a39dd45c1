// One writer of records at a time in a workspace: imports and withdrawals wait for each other. In: work. Out: its
// result, in turn.
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const tails = new WeakMap<Workspace, Promise<unknown>>()
const waiting = new WeakMap<Workspace, number>()

/** Whether somebody writes or waits to: for work that is better left undone than waited for. */
export const writerIsBusy = (workspace: Workspace): boolean => (waiting.get(workspace) ?? 0) > 0

export const inWriterTurn = <T>(workspace: Workspace, work: () => Promise<T>): Promise<T> => {
  waiting.set(workspace, (waiting.get(workspace) ?? 0) + 1)
  const before = tails.get(workspace) ?? Promise.resolve()
  const turn = (async (): Promise<T> => {
    await before
    try {
      return await work()
    } finally {
      waiting.set(workspace, (waiting.get(workspace) ?? 1) - 1)
    }
  })()
  tails.set(
    workspace,
    turn.catch(() => undefined),
  )
  return turn
}
