// Opens the demonstration workspace of `npm start`, making it the first time. In: the engine, a folder. Out: nothing;
// the page hears of it by the engine's events. Never a workspace of the user's own; a failure leaves the welcome
// screen.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const openDemonstration = async (
  engine: { call(method: string, params: unknown): Promise<unknown> },
  folder: string | undefined,
): Promise<void> => {
  if (folder === undefined || folder === '') return
  const made = existsSync(join(folder, 'workspace.json'))
  await engine.call(made ? 'workspace.open' : 'workspace.createDemonstration', { path: folder }).catch(() => undefined)
}
