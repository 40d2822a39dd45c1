// A table as it would leave, for the screen, and tables made elsewhere. In: requests. Out: a protected cube; files with
// what the audit found.
import { fail } from '#shared/model/failure.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { printing } from '#engine/workspace/releaseBook.ts'
import { releaseRepository } from '#engine/workspace/files/catalogReleases.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { explainWithheld } from './explainWithheld.ts'
import { protectFiles } from './outside/protectFiles.ts'
import { computeAndProtectIndicator, protectDefinition } from './protectCube.ts'

export const protectHandlers: HandlersFor<
  | 'table.protect'
  | 'table.print'
  | 'table.unprotected'
  | 'table.withheld'
  | 'release.list'
  | 'release.withdraw'
  | 'protect.files'
> = {
  'table.protect': (context, { definition, engine, stricter }, job) =>
    protectDefinition(context, definition, { engine, stricter }, job),
  'table.print': async (context, { definition, engine, stricter }, job) => {
    const inside = printing(context)
    context.account({ subject: `${definition.kind} ${definition.id}` })
    if (definition.kind === 'table') return protectDefinition(inside, definition, { engine, stricter }, job)
    return (await computeAndProtectIndicator(inside, definition, { engine, stricter }, job)).shown
  },
  'table.unprotected': (context, { definition, engine }, job) => {
    if (officePolicy(context.workspace()).clipboard !== 'shown') fail('PROTECT_UNPROTECTED_REFUSED')
    return tabulate(context, definition, { engine }, job)
  },
  'table.withheld': (context, request, job) => explainWithheld(context, request, job),
  'release.list': (context) => releaseRepository(context.workspace().catalog).list(),
  'release.withdraw': (context, { id, reason }) => {
    const releases = releaseRepository(context.workspace().catalog)
    if (!releases.withdraw(id, `${new Date().toISOString()} ${context.user}: ${reason}`))
      fail('RELEASE_UNKNOWN', { id })
    context.account({ subject: `release ${id}`, reason })
    return releases.list()
  },
  'protect.files': (_context, request, job) =>
    protectFiles(request, {
      signal: job.signal,
      progress: ({ phase, done, total }) => job.progress({ phase, done, total }),
    }),
}
