// An indicator computed and protected by each of its breakdowns and crossings. In: a definition, a job. Out: figures by
// set of breakdowns, and what could not be computed. Never a figure shown that was not proven safe; never a crossing
// that takes its parts with it.
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { Stricter } from '#shared/model/officePolicy.ts'
import { computeAndProtectIndicator } from '#engine/analyse/protect/protectCube.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { withIndicatorInputs } from '#engine/analyse/indicators/computeIndicator.ts'
import { evaluateWithGaps } from '#engine/analyse/indicators/evaluateIndicator.ts'
import { withheldCube } from './vintageFigures.ts'
import type { Computed } from './vintageFigures.ts'

export type Attempt = { computed: Computed[]; failures: { breakdowns: string[]; failure: FailureValue }[] }

const isWithin = (part: readonly string[], whole: readonly string[]): boolean => part.every((id) => whole.includes(id))

/**
 * Sets of breakdowns, none inside another: what a crossing tells at its totals is not computed, and protected, a second
 * time.
 */
export const breakdownSets = ({ id, breakdowns, crossings = [] }: IndicatorDefinition): string[][] => {
  const known = breakdowns.map((b) => b.id)
  const unknown = crossings.flat().find((name) => !known.includes(name))
  if (unknown !== undefined) fail('DEFINITION_INVALID', { field: `${id}.crossings`, reason: unknown })
  const inOrder = crossings.map((crossing) => known.filter((name) => crossing.includes(name)))
  const all = [...inOrder, ...known.map((name) => [name])]
  return all.filter((set, i) =>
    all.every((other, k) => k === i || !isWithin(set, other) || (isWithin(other, set) && k > i)),
  )
}

const isUnproven = ({ code }: FailureValue): boolean => code.startsWith('PROTECT')

type Options = { stricter: Stricter | undefined; job: JobContext }

const shownBy = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  breakdowns: string[],
  { stricter, job }: Options,
): Promise<Computed> => {
  job.throwIfCancelled()
  return { breakdowns, ...(await computeAndProtectIndicator(context, definition, { breakdowns, stricter }, job)) }
}

/** What cannot be proven safe is kept for the office and withheld from everybody else. */
const withheldBy = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  breakdowns: string[],
  { job }: Options,
): Promise<Computed> => {
  const { cube, gaps } = await withIndicatorInputs(context, definition, { breakdowns }, job, evaluateWithGaps)
  return { breakdowns, cube, gaps, shown: withheldCube(cube) }
}

/** By each set; one that cannot be computed (its link was not run) is told and leaves the others standing. */
export const computeBreakdowns = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  options: Options,
): Promise<Attempt> => {
  const failures: Attempt['failures'] = []
  const proven: Computed[] = []
  const withheld: Computed[] = []
  const failed = (breakdowns: string[], thrown: unknown): FailureValue => {
    const failure = toFailureValue(thrown)
    if (failure.code === 'CANCELLED') throw thrown
    failures.push({ breakdowns, failure })
    return failure
  }
  const attempt = async (breakdowns: string[]): Promise<void> => {
    try {
      proven.push(await shownBy(context, definition, breakdowns, options))
    } catch (thrown) {
      if (!isUnproven(failed(breakdowns, thrown))) return
      try {
        withheld.push(await withheldBy(context, definition, breakdowns, options))
      } catch (again) {
        failed(breakdowns, again)
      }
      // Its parts are fewer cells: each may be shown though the crossing is not.
      if (breakdowns.length > 1) for (const part of breakdowns) await attempt([part])
    }
  }
  const sets = breakdownSets(definition)
  for (const set of sets) await attempt(set)
  // A breakdown with a total of its own tells of the whole, unless it was withheld as a whole: then the country is
  // asked for alone.
  const total = proven[0]?.cube.dimensions.some((d) => d.categories.some((c) => c.kind === 'total'))
  if (total !== true) {
    try {
      proven.unshift(await shownBy(context, definition, [], options))
    } catch (thrown) {
      // Of an indicator without breakdowns this is all there is.
      if (!isUnproven(toFailureValue(thrown))) throw thrown
      failed([], thrown)
      withheld.unshift(await withheldBy(context, definition, [], options))
    }
  }
  return { computed: [...proven, ...withheld], failures }
}
