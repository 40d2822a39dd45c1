// A new table, its identifier, and what of it decides the figures.
// In: a dataset, a definition. Out: definitions, names, keys. Never the engine, never a component.
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { Cube } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { autoTitle } from './autoTitle.ts'

const mostColumns = 12
/**
 * The period stands in the columns from the start; a long run of months or quarters by year, each part year marked by
 * the engine.
 */
const periodColumns = (periods: readonly string[]): { variable: string; total: 'none'; level?: string }[] => {
  if (periods.length < 2) return []
  const withinYears = periods.every((p) => /^\d{4}-(0\d|1[0-2]|Q[1-4])$/.test(p))
  return [
    { variable: 'period', total: 'none', ...(periods.length > mostColumns && withinYears ? { level: 'year' } : {}) },
  ]
}

/** The first sight of a dataset: how many records there are, by period. */
export const newTable = (
  detail: Pick<DatasetDetail, 'id' | 'label' | 'periods'> & Partial<Pick<DatasetDetail, 'definition'>>,
  id: string,
): TableDefinition => {
  const weight = detail.definition?.design?.weight
  const table = tableDefinitionSchema.parse({
    kind: 'table',
    id,
    title: detail.label,
    dataset: detail.id,
    columns: periodColumns(detail.periods),
    measures: [{ id: 'count', statistic: 'count', ...(weight === undefined ? {} : { weight }) }],
  })
  const names = { dataset: detail.label, dimension: () => '', measure: () => '', periods: detail.periods }
  return { ...table, title: autoTitle(table, names) }
}

/**
 * What decides the figures and their places: equal keys need no new run. Titles, notes and status only dress the same
 * cube.
 */
export const runKey = (definition: TableDefinition): string =>
  JSON.stringify({
    ...definition,
    id: '',
    title: null,
    notes: null,
    source: null,
    status: null,
    footnotes: null,
    footnoteSymbols: null,
    conditionalFormats: null,
  })

/** What only dresses a cube, as the definition says it now: no run is needed for a note or a bar. */
export const dressed = (
  cube: Cube,
  {
    footnotes,
    footnoteSymbols,
    conditionalFormats,
  }: Pick<TableDefinition, 'footnotes' | 'footnoteSymbols' | 'conditionalFormats'>,
): Cube => ({ ...cube, footnotes, footnoteSymbols, conditionalFormats })
