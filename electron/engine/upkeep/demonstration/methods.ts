// The handler that writes the demonstration deliveries into a folder. In: folder, scale, seed. Out: the files written.
// Never a workspace.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { writeDemonstration } from './writeDemonstration.ts'

export const demoHandlers: HandlersFor<'demo.write'> = {
  'demo.write': (_context, { path, scale, seed }, job) => writeDemonstration(path, { scale, seed }, job),
}
