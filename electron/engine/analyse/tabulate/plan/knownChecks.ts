// Checks by the second engine made since the workspace was opened, so that a table's passport and files can tell of
// them. In: a model, a definition, a check. Out: the check of the same figures over the same data, or null. Never a
// figure, never kept on disk.
import type { Provenance } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import type { TableModel } from './model.ts'

type Check = NonNullable<Provenance['check']>

const checksKept = 200
const checks = new WeakMap<object, Map<string, Check>>()

/** What decides the figures: titles, notes and the way a table is dressed do not. */
const keyOf = (model: TableModel, definition: TableDefinition): string => {
  const {
    id: _id,
    title: _title,
    notes: _notes,
    source: _source,
    status: _status,
    categoryStatuses: _statuses,
    footnotes: _footnotes,
    footnoteSymbols: _symbols,
    conditionalFormats: _formats,
    ...figures
    // Whether a total was said or is the usual one, the figures are the same.
  } = withTotals(definition, model.dataset)
  return JSON.stringify([
    figures,
    model.dataVersion([]),
    model.links.map(({ id }) => model.dataVersion([id])),
    model.variables,
  ])
}

export const rememberCheck = (model: TableModel, definition: TableDefinition, check: Check): void => {
  const known = checks.get(model.cacheOwner) ?? new Map<string, Check>()
  checks.set(model.cacheOwner, known)
  known.set(keyOf(model, definition), check)
  for (const oldest of known.keys()) {
    if (known.size <= checksKept) break
    known.delete(oldest)
  }
}

export const knownCheck = (model: TableModel, definition: TableDefinition): Check | null => {
  const known = checks.get(model.cacheOwner)
  return known === undefined ? null : (known.get(keyOf(model, definition)) ?? null)
}
