// Kept runs, their differences and revisions. In: validated requests. Out: reports, cubes, files. What
// leaves is made of protected figures only.
import type { DifferenceReport } from '#shared/contract/production.ts'
import type { PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { compareRuns } from './compareRuns.ts'
import { differenceCube } from './differenceCube.ts'
import type { DifferenceNames } from './differenceCube.ts'
import { keepRun, readState } from './keepRun.ts'
import { keptRunRepository } from './keptRuns.ts'
import { recodeCube } from './recodeCube.ts'
import { revisionTriangle } from './revisionTriangle.ts'
import type { TriangleRun } from './revisionTriangle.ts'
import type { RunState } from './runState.ts'
import type { EngineContext, HandlersFor, JobContext } from '#engine/workspace/context.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import { protectedFrom } from '#engine/analyse/protect/protectedFrom.ts'
import { protectionMinimum } from '#engine/workspace/policy/officePolicy.ts'
import { workspaceCodeLists } from '#engine/analyse/tabulate/plan/tableModel.ts'

const sideName = ({ name, ranAt }: DifferenceReport['before']): Bilingual =>
  name === '' ? { vi: `nay (${ranAt.slice(0, 10)})`, en: `now (${ranAt.slice(0, 10)})` } : { vi: name, en: name }
const namesOf = (report: DifferenceReport): DifferenceNames => ({
  before: sideName(report.before),
  after: sideName(report.after),
})

/** The past cannot be protected again: its records may be gone. */
const protectedOf = async (
  context: EngineContext,
  state: RunState,
  name: string,
  stricter: number | undefined,
  job: JobContext,
): Promise<ProtectedCube> => {
  const kept = state.protected
  if (kept === null) return protectCube(context, state.cube, { stricter }, job)
  const minimum = protectionMinimum(context.workspace(), stricter)
  return kept.protection.minimum < minimum
    ? fail('RUN_PROTECTED_LESS', { name, kept: kept.protection.minimum, minimum })
    : kept
}

const triangleRuns = async (
  context: EngineContext,
  request: { table: string; runs?: number[] | undefined },
  job: JobContext,
): Promise<(TriangleRun & { state: RunState })[]> => {
  const chosen = keptRunRepository(context.workspace().catalog)
    .list(request.table)
    .filter((run) => request.runs === undefined || request.runs.includes(run.id))
  if (chosen.length === 0) return fail('RUNS_NONE', { table: request.table })
  const read: (TriangleRun & { state: RunState })[] = []
  for (const run of chosen) {
    job.throwIfCancelled()
    const state = await readState(context, run.id)
    read.push({ run, cube: state.cube, state })
    job.progress({ phase: 'comparing', done: read.length, total: chosen.length })
  }
  return read
}

const publish = async (
  context: EngineContext,
  cube: ProtectedCube,
  file: { format: PublishFormat; path: string; language: 'vi' | 'en' | 'both' },
  subject: string,
  job: JobContext,
) => {
  const { format, path, language } = file
  job.throwIfCancelled()
  job.progress({ phase: 'publishing' })
  // Loaded when first needed: the start of the engine and of every command does not wait for it.
  const { publishCube } = await import('#engine/disseminate/publish/publishCube.ts')
  const result = await publishCube(cube, {
    format,
    path,
    language,
    program: context.program,
    throwIfCancelled: () => job.throwIfCancelled(),
  })
  context.account({ subject: `${subject} ${format}`, records: cube.provenance.recordsUsed })
  return result
}

export const compareHandlers: HandlersFor<
  | 'runs.list'
  | 'runs.keep'
  | 'runs.rename'
  | 'runs.remove'
  | 'runs.cube'
  | 'runs.compare'
  | 'runs.differenceCube'
  | 'runs.triangle'
  | 'runs.publishDifference'
  | 'runs.publishTriangle'
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

  'runs.publishDifference': async (context, { format, path, language, stricter, ...request }, job) => {
    const { report, before, after } = await compareRuns(context, request, job)
    const sides = [
      await protectedOf(context, before, report.before.name, stricter, job),
      await protectedOf(context, after, report.after.name, stricter, job),
    ] as const
    const lists = workspaceCodeLists(context.workspace())
    const [old, now] = request.recode ? [recodeCube(sides[0], lists), recodeCube(sides[1], lists)] : sides
    return publish(
      context,
      protectedFrom(differenceCube(old, now, namesOf(report)), sides),
      { format, path, language },
      `table ${report.table}: difference`,
      job,
    )
  },

  'runs.publishTriangle': async (context, { format, path, language, stricter, ...request }, job) => {
    const runs = await triangleRuns(context, request, job)
    const sources: ProtectedCube[] = []
    for (const { state, run } of runs) sources.push(await protectedOf(context, state, run.name, stricter, job))
    const triangle = revisionTriangle(
      runs.map(({ run }, i) => ({ run, cube: sources[i] ?? fail('UNEXPECTED') })),
      request,
    )
    return publish(
      context,
      protectedFrom(triangle.cube, sources),
      { format, path, language },
      `table ${request.table}: revisions`,
      job,
    )
  },
}
