// A column as categories that can be told apart in SQL: numbers 0, 1, 2, … for the categories, null for no value. In: a
// selection's column. Out: SQL of the category's number and what each number means. Only for columns with few different
// values.
import type { Bilingual } from '#shared/model/text.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Selection } from './selection.ts'
import { codeLabeller, plainValue } from './valueLabels.ts'

export type Category = { code: string; label: Bilingual | null }
export type ColumnCategories = {
  /** SQL of what DuckDB groups by. */
  sql: string
  /** The category of what it gave; several raw values may be one category, then the very same object. */
  of(raw: bigint | number | string): Category
}

/** Beyond it the entries of a dictionary are asked for one by one. */
export const wholeDictionary = 100_000

export const columnCategories = async (
  workspace: Workspace,
  { database, column: columnOf }: Selection,
  name: string,
): Promise<ColumnCategories> => {
  const column = columnOf(name)
  const known = new Map<string, Category>()
  const category = (code: string, label: Bilingual | null): Category => {
    const key = `${code}\u0000${label?.vi ?? ''}`
    let found = known.get(key)
    if (!found) known.set(key, (found = { code, label }))
    return found
  }
  if (column.physical === 'outside')
    return { sql: column.sql, of: (raw) => category(column.texts[Number(raw)] ?? '', null) }
  if (column.physical !== 'dictionary')
    return { sql: column.sql, of: (raw) => category(plainValue(column.variable, raw), null) }
  const label = codeLabeller(workspace, column.variable)
  const entries = await database.all<{ id: number; code: string; version: string | null }>(
    'SELECT id, code, version FROM dictionary WHERE dataset = ? AND variable = ?',
    [column.dataset, column.variable.id],
  )
  const byId = new Map(entries.map((e) => [e.id, category(e.code, label(e.code, e.version))]))
  return { sql: column.sql, of: (raw) => byId.get(Number(raw)) ?? category('', null) }
}
