// A frequency or a cross table as the definition of a table, to go on with in the builder. In: dataset, variables,
// filter. Out: a definition, complete with defaults. Never saved here.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

export const tableDraft = (
  dataset: Pick<Dataset, 'id' | 'label' | 'recordLabel'>,
  id: string,
  rows: readonly Variable[],
  columns: readonly Variable[],
  filter: string | null,
): TableDefinition => {
  const all = [...rows, ...columns]
  const title: Bilingual = {
    vi: `${dataset.label.vi} theo ${all.map((v) => lower(v.label.vi)).join(' và ')}`,
    en: `${dataset.label.en} by ${all.map((v) => lower(v.label.en)).join(' and ')}`,
  }
  const dimension = (v: Variable) => ({ variable: v.id })
  return tableDefinitionSchema.parse({
    kind: 'table',
    id,
    title,
    dataset: dataset.id,
    filter,
    rows: rows.map(dimension),
    columns: columns.map(dimension),
    measures: [
      { id: 'count', statistic: 'count' },
      ...(columns.length > 0
        ? [{ id: 'row_percent', statistic: 'percent', of: 'count', base: 'row' }]
        : [{ id: 'percent', statistic: 'percent', of: 'count', base: 'column' }]),
    ],
  })
}
