// An indicator → its cube: every input tabulated, the formula evaluated for every period and category present. In: the
// engine's context, a definition, the breakdowns to show. Out: a cube, not yet protected. Never a change to any data.
import type { Cube, Provenance } from '#shared/model/cube.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { evaluateIndicator } from './evaluateIndicator.ts'
import { chosenBreakdowns, indicatorInputs } from './indicatorInputs.ts'
import type { IndicatorInput } from './inputTypes.ts'
import { indicatorTree, treeDatasets } from './indicatorTree.ts'

export type IndicatorOptions = { breakdowns?: string[] | undefined; engine?: Provenance['engine'] }

/**
 * `work` with the inputs of an indicator, all of one state: a quotient of two states never was. Done again when data
 * changed in it.
 */
export const withIndicatorInputs = async <T>(
  context: EngineContext,
  definition: IndicatorDefinition,
  options: IndicatorOptions,
  job: JobContext,
  work: (used: IndicatorDefinition, inputs: IndicatorInput[]) => T | Promise<T>,
): Promise<T> => {
  // The definition kept with the figures holds just the breakdowns used, so that it says how to compute them again.
  const used: IndicatorDefinition = { ...definition, breakdowns: chosenBreakdowns(definition, options.breakdowns) }
  const saved = definitionRepository(context.workspace().catalog)
  const tree = indicatorTree(used, (id) => saved.find('indicator', id))
  return inOneState(context.workspace(), treeDatasets(tree), job, async () =>
    work(used, await indicatorInputs(context, tree, used.breakdowns, options.engine ?? 'duckdb', job)),
  )
}

export const computeIndicator = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  options: IndicatorOptions,
  job: JobContext,
): Promise<Cube> =>
  withIndicatorInputs(context, definition, options, job, (used, inputs) => evaluateIndicator(used, inputs))
