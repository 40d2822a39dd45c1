// How large a table may become, before it is run. In: a definition. Out: an upper bound of its cells, the records it
// would read, about how long. Never the table itself: categories come from dictionaries, dates from their bounds.
import type { TableEstimate } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { noCuts, withVariables } from '#engine/process/variables/index.ts'
import { fromWhere } from '../scan/dialect.ts'
import { mapCategories } from '#engine/process/categories/categories.ts'
import type { TableModel } from '../plan/model.ts'
import { prepareTable } from '../plan/prepare.ts'
import { isDictionary, keySql } from '../duckdb/duckdbKeys.ts'
import { screenLimit } from '../plan/tabulateModel.ts'
import type { RawValue } from '#engine/process/categories/types.ts'
import type { PlannedDimension } from '../types.ts'

/**
 * Records a second on two cores, as the bench measures them: grouped with a measure or two; grouped across a link; read
 * once more by a median or distinct count.
 */
const grouped = 88_000_000
const linked = 20_000_000
const ranked = 16_000_000
/** A filter is read over all records before it leaves some out. */
const filtered = 250_000_000

/** What reading the records costs; writing out the cells is not in it. */
export const expectedSeconds = (
  rows: number,
  records: number,
  { links, passes }: { links: readonly string[]; passes: readonly unknown[] },
): number =>
  (records < rows ? rows / filtered : 0) +
  records / (links.length === 0 ? grouped : linked / links.length) +
  (passes.length * records) / ranked

const categoriesOf = async (
  model: TableModel,
  database: ColumnDatabase,
  source: RecordSource,
  definition: TableDefinition,
  dimension: PlannedDimension,
): Promise<number> => {
  const { derived } = dimension
  if (derived?.declared && derived.transforms.length === 0) return derived.declared.length
  if (derived !== null && derived.definition.method === 'top') return derived.definition.count + 2
  if (isDictionary(dimension)) {
    const values = (await source.dictionary(dimension.base)).map(({ code, version }): RawValue => ({
      state: 'value',
      code,
      version,
    }))
    // Groups put categories together: there are not more of them than before, but for "others" and missing.
    return (
      mapCategories(model.lists, dimension.grouping, definition.classification, values).categories.length +
      (derived === null ? 0 : 2)
    )
  }
  const [row] = await database.all<{ n: number | bigint }>(
    `SELECT count(DISTINCT k) AS n FROM (SELECT ${keySql(source, dimension)} AS k ${fromWhere(source, [])})`,
  )
  return Number(row?.n ?? 0)
}

export const estimateTable = async (model: TableModel, definition: TableDefinition): Promise<TableEstimate> => {
  const prepared = prepareTable(model, definition)
  const { plan, filter } = prepared
  if (model.rows === 0) return { cells: 0, limit: screenLimit, tooLarge: false, records: 0, seconds: 0 }
  const database = await (await model.columns()).connection()
  try {
    // The bounds of quantile bands do not matter here, only how many there are.
    const source = await withVariables(await model.source('duckdb', plan.links), prepared.variables, noCuts)
    let records = model.rows
    if (filter) {
      const [row] = await database.all<{ n: number | bigint }>(
        `SELECT count(*) AS n ${fromWhere(source, [await filter.sql(source)])}`,
      )
      records = Number(row?.n ?? 0)
    }
    const sizes: number[] = []
    for (const dimension of plan.dimensions) {
      sizes.push(
        (await categoriesOf(model, database, source, definition, dimension)) +
          (dimension.hide ? 0 : dimension.linked ? 2 : 1),
      )
    }
    // A record lies in one cell of each set of dimensions, so sparse tables stay below the product.
    const cells = plan.sets.reduce(
      (n, set) =>
        n +
        Math.min(
          records,
          set.reduce((places, d) => places * (sizes[d] ?? 1), 1),
        ),
      0,
    )
    // Cells computed decide what fits; shown are those of the measures asked for.
    return {
      cells: cells * plan.measures.length,
      limit: screenLimit,
      tooLarge: cells > screenLimit,
      records,
      seconds: expectedSeconds(model.rows, records, plan),
    }
  } finally {
    await database.close()
  }
}
