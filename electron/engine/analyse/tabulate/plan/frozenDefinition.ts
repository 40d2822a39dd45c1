// A definition with the saved variables it uses written into it, so that it still means the same when they change.
// In: a definition, the saved variables of its dataset. Out: the definition. Pure.
import type { TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'

const words = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/[a-z][a-z0-9_]*/g) ?? [])

export const frozenDefinition = (definition: TableDefinition, saved: readonly DerivedVariable[]): TableDefinition => {
  const own = new Set(definition.variables.map((v) => v.id))
  const candidates = saved.filter((v) => v.dataset === definition.dataset && !own.has(v.id))
  const used = new Map<string, DerivedVariable>()
  const { rows, columns, layers, measures, filter, variables } = definition
  // Words, not references: one variable too many does no harm, one too few would.
  let fresh = [words([rows, columns, layers, measures, filter, variables])]
  while (fresh.length > 0) {
    const found = candidates.filter((v) => !used.has(v.id) && fresh.some((set) => set.has(v.id)))
    for (const variable of found) used.set(variable.id, variable)
    fresh = found.map((variable) => words({ ...variable, id: '', label: '' }))
  }
  return used.size === 0
    ? definition
    : { ...definition, variables: [...variables, ...[...used.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))] }
}
