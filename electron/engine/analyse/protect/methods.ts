// A table as it would leave, for the screen, and tables made elsewhere. In: requests. Out: a protected cube; files with what the audit found.
import { fail } from '#shared/model/failure.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { protectFiles } from './outside/protectFiles.ts'
import { protectDefinition } from './protectCube.ts'

export const protectHandlers: HandlersFor<'table.protect' | 'table.unprotected' | 'protect.files'> = {
  'table.protect': (context, { definition, engine, stricter }, job) =>
    protectDefinition(context, definition, { engine, stricter }, job),
  'table.unprotected': (context, { definition, engine }, job) => {
    if (officePolicy(context.workspace()).clipboard !== 'shown') fail('PROTECT_UNPROTECTED_REFUSED')
    return tabulate(context, definition, { engine }, job)
  },
  'protect.files': (_context, request, job) =>
    protectFiles(request, {
      signal: job.signal,
      progress: ({ phase, done, total }) => job.progress({ phase, done, total }),
    }),
}
