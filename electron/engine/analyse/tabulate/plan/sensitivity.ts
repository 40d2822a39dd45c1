// Whether the values of a variable, stored or made on the spot, are those of persons or enterprises that must not be
// shown. In: a model, a definition, a name. Out: yes or no. Pure.
import type { TableDefinition, VariableRef } from '#shared/model/table.ts'
import { resolveVariables } from '#engine/process/variables/index.ts'
import type { TableModel } from './model.ts'
import { storedVariable } from './plan.ts'
import { variableContext } from './prepare.ts'

export const isSensitive = (
  model: TableModel,
  definition: Pick<TableDefinition, 'variables'>,
  ref: VariableRef,
): boolean => {
  const stored = storedVariable(model, ref)
  const sensitivity = stored
    ? stored.sensitivity
    : resolveVariables(variableContext(model), definition.variables, [ref]).find(ref)?.sensitivity
  return sensitivity !== 'none'
}
