// An indicator → its cube: every input tabulated, the formula evaluated for every period and category present.
// In: the engine's context, a definition, the breakdowns to show. Out: a cube, not yet protected. Never a change to any data.
import type { Cube, Provenance } from '#shared/model/cube.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { evaluateIndicator } from './evaluateIndicator.ts'
import { chosenBreakdowns, indicatorInputs } from './indicatorInputs.ts'

export type IndicatorOptions = { breakdowns?: string[] | undefined; engine?: Provenance['engine'] }

export const computeIndicator = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  options: IndicatorOptions,
  job: JobContext,
): Promise<Cube> => {
  // The definition kept with the figures holds just the breakdowns used, so that it says how to compute them again.
  const used: IndicatorDefinition = { ...definition, breakdowns: chosenBreakdowns(definition, options.breakdowns) }
  // All inputs of one state: a quotient of two states never was.
  const datasets = Object.values(used.inputs).map((input) => input.dataset)
  const inputs = await inOneState(context.workspace(), datasets, job, () =>
    indicatorInputs(context, used, used.breakdowns, options.engine ?? 'duckdb', job),
  )
  return evaluateIndicator(used, inputs)
}
