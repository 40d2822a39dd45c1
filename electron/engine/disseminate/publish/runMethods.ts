// Differences of kept runs and revisions as files. In: validated requests. Out: the file's facts. What leaves is made of protected figures only.
import type { PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { compareRuns } from '#engine/analyse/compare/compareRuns.ts'
import { differenceCube } from '#engine/analyse/compare/differenceCube.ts'
import { namesOf } from '#engine/analyse/compare/differenceNames.ts'
import { protectedRun } from '#engine/analyse/compare/protectedRun.ts'
import { recodeCube } from '#engine/analyse/compare/recodeCube.ts'
import { revisionTriangle } from '#engine/analyse/compare/revisionTriangle.ts'
import { triangleRuns } from '#engine/analyse/compare/triangleRuns.ts'
import { protectedFrom } from '#engine/analyse/protect/protectedFrom.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
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

export const runFileHandlers: HandlersFor<'runs.publishDifference' | 'runs.publishTriangle'> = {
  'runs.publishDifference': async (context, { format, path, language, stricter, ...request }, job) => {
    const { report, before, after } = await compareRuns(context, request, job)
    const sides = [
      await protectedRun(context, before, report.before.name, stricter, job),
      await protectedRun(context, after, report.after.name, stricter, job),
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
    for (const { state, run } of runs) sources.push(await protectedRun(context, state, run.name, stricter, job))
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
