// Derived variables of the open workspace: what resolving them needs, the list with summaries, the check before one is
// saved. In: the engine's context. Out: contexts and summaries; a failure that names variable and field. Never a record
// read.
import type { VariableSummary } from '#shared/contract/definitions.ts'
import { fail, Failure } from '#shared/model/failure.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { definitionUses } from '#engine/process/variables/definitionUses.ts'
import type { KnownNames } from '#engine/process/variables/definitionUses.ts'
import { describeVariable } from '#engine/process/variables/describeVariable.ts'
import { plainVariable } from '#engine/process/variables/plainInput.ts'
import { resolveVariables } from '#engine/process/variables/resolveVariables.ts'
import type { ResolvedVariable, VariableContext } from '#engine/process/variables/types.ts'

export const variableContext = (context: EngineContext, dataset: string): VariableContext => {
  const { dataset: definition, links, link, lists, variables } = tableModel(context, dataset)
  return { dataset: definition, links, link, lists, saved: variables }
}

export const knownNames = (workspace: Workspace): KnownNames => {
  const stored = new Map(knownDatasets(workspace).map((d) => [d.id, new Set(d.variables.map((v) => v.id))]))
  return {
    stores: (dataset, variable) => stored.get(dataset)?.has(variable) ?? false,
    rightOf: (link) =>
      (
        linkSetRepository(workspace.catalog).find(link)?.definition ??
        definitionRepository(workspace.catalog).find('link', link)
      )?.right ?? null,
  }
}

/** The resolved variable, or why it cannot be. */
const attempt = (within: VariableContext, inline: DerivedVariable[], id: string): ResolvedVariable | Failure => {
  try {
    return (
      resolveVariables(within, inline, [id]).find(id) ??
      fail('VARIABLE_NAME_TAKEN', { variable: id, dataset: within.dataset.id })
    )
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown
    throw thrown
  }
}

/** The label of anything a variable reads; its name where it is not known any more. */
export const inputLabel =
  (within: VariableContext, made: readonly DerivedVariable[]) =>
  (ref: string): { vi: string; en: string } =>
    plainVariable(within, ref)?.label ?? made.find((v) => v.id === ref)?.label ?? { vi: ref, en: ref }

const typeOf = ({
  base: { computed },
  transforms,
  measurable,
}: ResolvedVariable): NonNullable<VariableSummary['type']> =>
  measurable ? measurable.type : computed?.physical === 'date' && transforms.length === 0 ? 'date' : 'category'

export const listVariables = (context: EngineContext, dataset: string): VariableSummary[] => {
  const within = variableContext(context, dataset)
  const workspace = context.workspace()
  const all = definitionRepository(workspace.catalog).list()
  const names = knownNames(workspace)
  return all.flatMap(({ definition, savedAt }): VariableSummary[] => {
    if (definition.kind !== 'variable' || definition.dataset !== dataset) return []
    const resolved = attempt(within, [], definition.id)
    const usable = resolved instanceof Failure ? null : resolved
    return [
      {
        id: definition.id,
        dataset,
        label: definition.label,
        definition,
        savedAt,
        type: usable && typeOf(usable),
        scale: usable?.measurable?.scale ?? 0,
        measurable: usable?.measurable !== null && usable !== null,
        summary: describeVariable(definition, inputLabel(within, within.saved)),
        reads: usable?.reads ?? [],
        uses: definitionUses(all, names, { kind: 'variable', id: definition.id }).length,
        problem: resolved instanceof Failure ? resolved.value : null,
      },
    ]
  })
}

/** Fails where the variable cannot be used as it is, or where saving it would break another that works now. */
export const checkSavable = (context: EngineContext, definition: DerivedVariable): void => {
  const held = definitionRepository(context.workspace().catalog).find('variable', definition.id)
  if (held && held.dataset !== definition.dataset)
    fail('VARIABLE_NAME_TAKEN', { variable: definition.id, dataset: held.dataset })
  const within = variableContext(context, definition.dataset)
  const others = within.saved.filter((v) => v.id !== definition.id)
  const after = { ...within, saved: others }
  resolveVariables(after, [definition], [definition.id])
  for (const other of others) {
    const broken = attempt(after, [definition], other.id)
    if (broken instanceof Failure && !(attempt(within, [], other.id) instanceof Failure)) throw broken
  }
}
