// The kept runs of a table, with their figures, for a triangle of revisions. In: a table, or some of its runs. Out:
// runs oldest first.
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { readState } from './keepRun.ts'
import { keptRunRepository } from './keptRuns.ts'
import type { TriangleRun } from './revisionTriangle.ts'
import type { RunState } from './runState.ts'

export const triangleRuns = async (
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
