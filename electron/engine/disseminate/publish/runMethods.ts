// Differences of kept runs and revisions as files or printed. In: validated requests. Out: the file's facts, or what is
// printed. What leaves is made of protected figures only.
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { compareRuns } from '#engine/analyse/compare/compareRuns.ts'
import { differenceCube } from '#engine/analyse/compare/differenceCube.ts'
import { namesOf } from '#engine/analyse/compare/differenceNames.ts'
import { outwardReport } from '#engine/analyse/compare/outwardReport.ts'
import { protectedRun } from '#engine/analyse/compare/protectedRun.ts'
import { recodeCube } from '#engine/analyse/compare/recodeCube.ts'
import { revisionTriangle } from '#engine/analyse/compare/revisionTriangle.ts'
import { triangleRuns } from '#engine/analyse/compare/triangleRuns.ts'
import { protectedFrom } from '#engine/analyse/protect/protectedFrom.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { protectionPolicy } from '#engine/workspace/policy/officePolicy.ts'
import type { EngineContext, HandlersFor, JobContext } from '#engine/workspace/context.ts'

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
  const { publishCube } = await import('./publishCube.ts')
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

/** Two runs compared, each as it may leave; with old codes recoded where that was asked for. */
const protectedSides = async (
  context: EngineContext,
  { stricter, ...request }: MethodRequest<'runs.printDifference'>,
  job: JobContext,
) => {
  const { report, before, after } = await compareRuns(context, request, job)
  const sides = [
    await protectedRun(context, before, report.before.name, stricter, job),
    await protectedRun(context, after, report.after.name, stricter, job),
  ] as const
  const lists = workspaceCodeLists(context.workspace())
  const [old, now] = request.recode ? [recodeCube(sides[0], lists), recodeCube(sides[1], lists)] : sides
  return { report, sides, old, now }
}

const protectedTriangle = async (
  context: EngineContext,
  { stricter, ...request }: MethodRequest<'runs.printTriangle'>,
  job: JobContext,
) => {
  const runs = await triangleRuns(context, request, job)
  const sources: ProtectedCube[] = []
  for (const { state, run } of runs) sources.push(await protectedRun(context, state, run.name, stricter, job))
  const triangle = revisionTriangle(
    runs.map(({ run }, i) => ({ run, cube: sources[i] ?? fail('UNEXPECTED') })),
    request,
  )
  return { triangle, sources }
}

export const runFileHandlers: HandlersFor<
  'runs.printDifference' | 'runs.printTriangle' | 'runs.publishDifference' | 'runs.publishTriangle'
> = {
  'runs.printDifference': async (context, request, job) => {
    const { report, old, now } = await protectedSides(context, request, job)
    context.account({ subject: `table ${report.table}: difference` })
    return outwardReport(report, old, now, protectionPolicy(context.workspace(), request.stricter).minimum)
  },

  'runs.publishDifference': async (context, { format, path, language, ...request }, job) => {
    const { report, sides, old, now } = await protectedSides(context, request, job)
    return publish(
      context,
      protectedFrom(differenceCube(old, now, namesOf(report)), sides),
      { format, path, language },
      `table ${report.table}: difference`,
      job,
    )
  },

  'runs.printTriangle': async (context, request, job) => {
    const { triangle } = await protectedTriangle(context, request, job)
    context.account({ subject: `table ${request.table}: revisions` })
    return triangle
  },

  'runs.publishTriangle': async (context, { format, path, language, ...request }, job) => {
    const { triangle, sources } = await protectedTriangle(context, request, job)
    return publish(
      context,
      protectedFrom(triangle.cube, sources),
      { format, path, language },
      `table ${request.table}: revisions`,
      job,
    )
  },
}
