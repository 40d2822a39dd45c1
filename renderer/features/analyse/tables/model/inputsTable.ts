// The table that holds every input of a cell: the same records and dimensions, every total, only the measures it reads.
// In: a definition and the measures wanted. Out: a definition to run or to drill in. Never shown.
import { measureInputs } from '#shared/model/measure.ts'
import type { Measure, TableDefinition } from '#shared/model/table.ts'

const needed = (measures: readonly Measure[], ids: readonly string[], found: Set<string> = new Set()): Set<string> => {
  for (const id of ids) {
    if (found.has(id)) continue
    found.add(id)
    needed(measures, measures.filter((m) => m.id === id).flatMap(measureInputs), found)
  }
  return found
}

export const inputsTable = (definition: TableDefinition, measures: readonly string[]): TableDefinition => {
  const ids = needed(definition.measures, measures)
  const plain = (dimensions: TableDefinition['rows']): TableDefinition['rows'] =>
    dimensions.map(({ variable, level, stack, missing }) => ({
      variable,
      total: 'after',
      sort: 'code',
      ...(level === undefined ? {} : { level }),
      ...(stack === undefined ? {} : { stack }),
      ...(missing === undefined ? {} : { missing }),
    }))
  return {
    ...definition,
    rows: plain(definition.rows),
    columns: plain(definition.columns),
    layers: plain(definition.layers),
    footnotes: [],
    conditionalFormats: [],
    categoryStatuses: [],
    notes: [],
    measures: definition.measures
      .filter((m) => ids.has(m.id))
      .map(({ hidden: _hidden, inTotals: _inTotals, ...measure }) => measure as Measure),
  }
}
