// How large a table may become, before it is run. In: a definition. Out: an upper bound of its cells and the records it would read.
// Never the table itself: categories come from dictionaries, dates from their bounds.
import type { TableEstimate } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { ColumnDatabase } from '../columns/columnDatabase.ts'
import type { RecordSource } from '../columns/source.ts'
import { fromWhere } from './dialect.ts'
import { mapCategories } from './categories.ts'
import { prepareFilter } from './filter.ts'
import type { TableModel } from './model.ts'
import { planTable } from './plan.ts'
import { isDictionary, keySql } from './duckdbKeys.ts'
import { screenLimit } from './tabulateModel.ts'
import type { PlannedDimension, RawValue } from './types.ts'

const categoriesOf = async (model: TableModel, database: ColumnDatabase, source: RecordSource, definition: TableDefinition, dimension: PlannedDimension): Promise<number> => {
  if (isDictionary(dimension)) {
    const values = (await source.dictionary(dimension.ref)).map(({ code, version }): RawValue => ({ state: 'value', code, version }))
    return mapCategories(model.lists, dimension.grouping, definition.classification, 'show', values).categories.length
  }
  const [row] = await database.all<{ n: number | bigint }>(`SELECT count(DISTINCT k) AS n FROM (SELECT ${keySql(source, dimension)} AS k ${fromWhere(source, [])})`)
  return Number(row?.n ?? 0)
}

export const estimateTable = async (model: TableModel, definition: TableDefinition): Promise<TableEstimate> => {
  const filter = prepareFilter(model, definition.filter)
  const plan = planTable(model, definition, filter?.variables ?? [])
  if (model.rows === 0) return { cells: 0, limit: screenLimit, tooLarge: false, records: 0 }
  const database = await (await model.columns()).connection()
  try {
    const source = await model.source('duckdb', plan.link)
    let records = model.rows
    if (filter) {
      const [row] = await database.all<{ n: number | bigint }>(`SELECT count(*) AS n ${fromWhere(source, [await filter.sql(source)])}`)
      records = Number(row?.n ?? 0)
    }
    let places = 1
    let perRecord = 1
    for (const dimension of plan.dimensions) {
      const missing = definition.missing === 'show' ? (dimension.linked ? 2 : 1) : 0
      const total = dimension.dimension.total === 'none' ? 0 : 1
      places *= (await categoriesOf(model, database, source, definition, dimension)) + missing + total
      perRecord *= 1 + total
    }
    // A record lies in one cell and in the totals above it, so sparse tables stay below the product.
    const cells = Math.min(places, records * perRecord) * plan.measures.length
    return { cells, limit: screenLimit, tooLarge: cells > screenLimit, records }
  } finally {
    await database.close()
  }
}
