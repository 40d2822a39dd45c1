// One writer of records at a time in a workspace: imports and withdrawals wait for each other. In: work. Out: its result, in turn.
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const tails = new WeakMap<Workspace, Promise<unknown>>()

export const inWriterTurn = <T>(workspace: Workspace, work: () => Promise<T>): Promise<T> => {
  const turn = (tails.get(workspace) ?? Promise.resolve()).then(work)
  tails.set(
    workspace,
    turn.catch(() => undefined),
  )
  return turn
}
