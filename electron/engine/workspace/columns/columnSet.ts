// The shape of a column set: which variables of a dataset stand in it and as what. In: a dataset. Out: names, types,
// DDL. Direct identifiers and texts have no column here, so nothing that reads a column set can show them.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { ColumnDatabase } from './columnDatabase.ts'
import { quoteName } from './columnDatabase.ts'
import type { PhysicalKind } from './source.ts'

/** The kinds a column set stores; a text is only ever computed. */
export type StoredKind = Exclude<PhysicalKind, 'text'>

export type ColumnSetColumn = { variable: Variable; physical: StoredKind; duckdbType: 'UINTEGER' | 'BIGINT' | 'DATE' }

export const physicalKind = (variable: Variable): StoredKind => {
  switch (variable.type) {
    case 'code':
    case 'text':
      return 'dictionary'
    case 'integer':
    case 'decimal':
      return 'integer'
    case 'date':
      return 'date'
    case 'hash':
      return 'hash'
    default:
      return variable.type satisfies never
  }
}

const duckdbTypes = { dictionary: 'UINTEGER', integer: 'BIGINT', date: 'DATE', hash: 'BIGINT' } as const

export const isInColumnSet = (variable: Variable): boolean =>
  variable.role !== 'identifier' && variable.role !== 'text' && variable.type !== 'text'

export const columnSetColumns = (dataset: Dataset): ColumnSetColumn[] =>
  dataset.variables.filter(isInColumnSet).map((variable) => {
    const physical = physicalKind(variable)
    return { variable, physical, duckdbType: duckdbTypes[physical] }
  })

export const columnSetTable = (dataset: string): string => `cs_${dataset}`

const declaration = (dataset: Dataset): string =>
  [
    'row_id INTEGER NOT NULL',
    'delivery_id INTEGER NOT NULL',
    'period UINTEGER NOT NULL',
    ...columnSetColumns(dataset).map((c) => `${quoteName(c.variable.id)} ${c.duckdbType}`),
  ].join(', ')

/** Names in order: row_id, delivery_id, period, then the variables. */
export const columnSetNames = (dataset: Dataset): string[] => [
  'row_id',
  'delivery_id',
  'period',
  ...columnSetColumns(dataset).map((c) => c.variable.id),
]

/**
 * Makes the dictionary and the dataset's table when missing; a table of another shape is made anew (dictionary ids
 * stay, links hold them). True: it was there.
 */
export const ensureColumnSetTables = async (database: ColumnDatabase, dataset: Dataset): Promise<boolean> => {
  await database.run(
    'CREATE TABLE IF NOT EXISTS dictionary (dataset VARCHAR NOT NULL, variable VARCHAR NOT NULL, id UINTEGER NOT NULL, code VARCHAR NOT NULL, version VARCHAR)',
  )
  const table = columnSetTable(dataset.id)
  const found = await database.all<{ column_name: string; data_type: string }>(
    'SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? AND database_name = current_database() ORDER BY column_index',
    [table],
  )
  const wanted = [
    'row_id INTEGER',
    'delivery_id INTEGER',
    'period UINTEGER',
    ...columnSetColumns(dataset).map((c) => `${c.variable.id} ${c.duckdbType}`),
  ]
  // Beside them stand the columns of links, which have a dot in their name.
  if (
    found
      .filter((c) => !c.column_name.includes('.'))
      .map((c) => `${c.column_name} ${c.data_type}`)
      .join() === wanted.join()
  )
    return true
  await database.run(`DROP TABLE IF EXISTS ${quoteName(table)}`)
  await database.run(`CREATE TABLE ${quoteName(table)} (${declaration(dataset)})`)
  return false
}
