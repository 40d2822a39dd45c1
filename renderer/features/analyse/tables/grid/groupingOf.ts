// The editor of groups for categories chosen in the table: a new recode, or the one the dimension already is.
// In: builder, the dimension, the chosen categories. Out: a draft, or null where the variable cannot be grouped.
import type { CubeCategory } from '#shared/model/cube.ts'
import { groupTogether, named } from '../model/grouping.ts'
import type { VariableEditing } from '../sessions.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'
import type { CategoryAt } from './gridActions.ts'

export const groupingOf = (
  builder: Builder,
  at: Pick<CategoryAt, 'dimension' | 'place'>,
  chosen: readonly CubeCategory[],
): VariableEditing | null => {
  const field = builder.fields.get(at.dimension.variable)
  if (!field) return null
  const made = field.made
  const editing: VariableEditing | null =
    made?.definition.method === 'recode'
      ? { variable: made.definition, isNew: false, scope: made.scope, place: at.place }
      : startVariable.makings(field).includes('recode')
        ? startVariable(builder, 'recode', field, at.place)
        : null
  if (editing?.variable.method !== 'recode') return null
  return chosen.length > 0 ? { ...editing, variable: groupTogether(editing.variable, chosen.map(named)) } : editing
}
