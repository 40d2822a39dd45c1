// A kept run as it may leave. In: its state. Out: its protected cube. Never one that was protected less than is asked
// now.
import type { Stricter } from '#shared/model/officePolicy.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { enterKept } from '#engine/analyse/protect/joint/enterKept.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { protectionPolicy } from '#engine/workspace/policy/officePolicy.ts'
import type { RunState } from './runState.ts'

/** The past cannot be protected again: its records may be gone. */
export const protectedRun = async (
  context: EngineContext,
  state: RunState,
  name: string,
  stricter: Stricter,
  job: JobContext,
): Promise<ProtectedCube> => {
  const kept = state.protected
  if (kept === null) return protectCube(context, state.cube, { stricter }, job)
  const { minimum, pPercent } = protectionPolicy(context.workspace(), stricter)
  if (kept.protection.minimum < minimum || (kept.protection.pPercent ?? 0) < pPercent)
    return fail('RUN_PROTECTED_LESS', { name, kept: kept.protection.minimum, minimum })
  await enterKept(context, state.releases, name, job)
  return kept
}
