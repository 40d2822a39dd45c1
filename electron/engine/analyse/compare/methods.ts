// Kept runs, their differences and revisions. In: validated requests. Out: reports and cubes. Nothing leaves the
// program here.
import { compareRuns } from './compareRuns.ts'
import { differenceCube } from './differenceCube.ts'
import { keepRun, readState } from './keepRun.ts'
import { keptRunRepository } from './keptRuns.ts'
import { recodeCube } from './recodeCube.ts'
import { revisionTriangle } from './revisionTriangle.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { namesOf } from './differenceNames.ts'
import { triangleRuns } from './triangleRuns.ts'

export const compareHandlers: HandlersFor<
  | 'runs.list'
  | 'runs.keep'
  | 'runs.rename'
  | 'runs.remove'
  | 'runs.cube'
  | 'runs.compare'
  | 'runs.differenceCube'
  | 'runs.triangle'
> = {
  'runs.list': (context, { table }) => keptRunRepository(context.workspace().catalog).list(table),

  'runs.keep': (context, { definition, name, origin, stricter }, job) =>
    keepRun(context, definition, { name, origin }, stricter, job),

  'runs.rename': (context, { run, name }) => {
    const workspace = context.workspace()
    const before = keptRunRepository(workspace.catalog).get(run)
    const after = keptRunRepository(workspace.catalog).rename(run, name)
    context.account({ subject: `table ${after.table} “${before.name}” → “${name}”` })
    context.emit('data.changed', { what: 'runs' })
    return after
  },

  'runs.remove': (context, { run }) => {
    const workspace = context.workspace()
    const removed = keptRunRepository(workspace.catalog).remove(run)
    context.account({ subject: `table ${removed.table} “${removed.name}”` })
    context.emit('data.changed', { what: 'runs' })
    return null
  },

  'runs.cube': async (context, { run }) => (await readState(context, run)).cube,

  'runs.compare': async (context, request, job) => {
    const { report } = await compareRuns(context, request, job)
    context.account({ subject: `table ${report.table}: difference` })
    return report
  },

  'runs.differenceCube': async (context, request, job) => {
    const { report, before, after } = await compareRuns(context, request, job)
    context.account({ subject: `table ${report.table}: difference`, records: 0 })
    const lists = workspaceCodeLists(context.workspace())
    return differenceCube(
      request.recode ? recodeCube(before.cube, lists) : before.cube,
      request.recode ? recodeCube(after.cube, lists) : after.cube,
      namesOf(report),
    )
  },

  'runs.triangle': async (context, request, job) =>
    revisionTriangle(await triangleRuns(context, request, job), request),
}
