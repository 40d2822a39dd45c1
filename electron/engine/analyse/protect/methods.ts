// A table as it would leave, for the screen, and tables made elsewhere. In: requests. Out: a protected cube; files with what the audit found.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { protectFiles } from './outside/protectFiles.ts'
import { protectDefinition } from './protectCube.ts'

export const protectHandlers: HandlersFor<'table.protect' | 'protect.files'> = {
  'table.protect': (context, { definition, stricter }, job) =>
    protectDefinition(context, definition, { engine: 'duckdb', stricter }, job),
  'protect.files': (_context, request, job) =>
    protectFiles(request, {
      signal: job.signal,
      progress: ({ phase, done, total }) => job.progress({ phase, done, total }),
    }),
}
