// The conditions of a table held against the codes there are, before any record is read. In: a prepared table, its
// definition. Out: nothing, or EXPRESSION_INVALID at the code, with the right one. The same for every engine.
import type { TableDefinition } from '#shared/model/table.ts'
import { checkComparedCodes, checkMembers } from '#engine/process/variables/comparedCodes.ts'
import type { CodeKnowledge } from '#engine/process/variables/comparedCodes.ts'
import type { TableModel } from './model.ts'
import { storedVariable } from './plan.ts'
import type { Prepared } from './prepare.ts'

export const modelCodes = (model: TableModel, links: readonly string[]): CodeKnowledge => ({
  variable: (name) => storedVariable(model, name),
  lists: model.lists,
  periods: model.periods,
  held: async (name) => (await (await model.source('duckdb', links)).dictionary(name)).map((entry) => entry.code),
})

export const checkCodes = async ({ model, plan, variables }: Prepared, definition: TableDefinition): Promise<void> => {
  const knowledge = modelCodes(model, plan.links)
  const made = variables.used.map((used) => used.definition)
  const conditions = [
    definition.filter,
    ...definition.measures.map((m) => ('filter' in m ? m.filter : null)),
    ...made.map((variable) => {
      if (variable.method === 'expression') return variable.expression
      return variable.method === 'quantile_bands' ? variable.filter : null
    }),
  ]
  await checkComparedCodes(conditions, knowledge)
  await checkMembers(made, knowledge)
}
