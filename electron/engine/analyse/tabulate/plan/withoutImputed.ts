// A table of delivered values alone: where a value was imputed, the record counts as one without it; so do the variables derived from it.
// In: a model, how its imputed values are known. Out: the model whose columns leave them out, in every engine. Never a record left out.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { memoryCatalog } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { editRunTable, editedTable, hasTable, recordChangesKey } from '#engine/workspace/records/recordTables.ts'
import { namesInExpression } from '#shared/expression/index.ts'
import { sqlText } from '#shared/format/sqlText.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { isLinked } from '#shared/model/variableRef.ts'
import type { ImputedKnowledge, TableModel } from './model.ts'

const imputedSql = (dataset: string): string =>
  `SELECT DISTINCT e.variable, e.row_id FROM ${quoteName(editedTable(dataset))} e JOIN ${editRunTable} r ON r.run = e.run AND json_extract(r.body, '$.kind') = 'impute'`

/** Which state of the values the in-memory copy is of. */
const copied = new WeakMap<Workspace, Map<string, string>>()

/** Their rows beside the column sets, for as long as the file is open; a few thousand numbers. */
const inMemory = async (workspace: Workspace, database: ColumnDatabase, dataset: Dataset): Promise<string> => {
  const name = `${memoryCatalog}.main.${quoteName(`imputed_${dataset.id}`)}`
  const state = `${settingRepository(workspace.catalog).get(recordChangesKey(dataset.id)) ?? ''} ${database.generation()}`
  const known = copied.get(workspace) ?? new Map<string, string>()
  copied.set(workspace, known)
  if (known.get(dataset.id) === state) return name
  const rows = workspace
    .subject(dataset.subject)
    .prepare<[], { variable: string; row_id: number }>(imputedSql(dataset.id))
    .all()
  await database.run(`CREATE OR REPLACE TABLE ${name} (variable VARCHAR, row_id INTEGER)`)
  for (let at = 0; at < rows.length; at += 5000) {
    const values = rows.slice(at, at + 5000).map((row) => `(${sqlText(row.variable)}, ${row.row_id})`)
    await database.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`)
  }
  known.set(dataset.id, state)
  return name
}

/** Null: nothing of the dataset was imputed. */
export const imputedKnowledge = (workspace: Workspace, dataset: Dataset): ImputedKnowledge | null => {
  if (!settingRepository(workspace.catalog).get(recordChangesKey(dataset.id))) return null
  const database = workspace.subject(dataset.subject)
  if (!hasTable(database, editedTable(dataset.id))) return null
  const counted = database
    .prepare<[], { variable: string; n: number }>(
      `SELECT variable, count(*) AS n FROM (${imputedSql(dataset.id)}) GROUP BY variable`,
    )
    .all()
  if (counted.length === 0) return null
  const counts = new Map(counted.map((row) => [row.variable, row.n]))
  const under = (id: string, seen: readonly string[] = []): string[] => {
    if (counts.has(id)) return [id]
    const derived = dataset.variables.find((v) => v.id === id && v.source === null)?.derived ?? null
    if (derived === null || seen.includes(id)) return []
    return [...new Set(namesInExpression(derived).flatMap((name) => under(name, [...seen, id])))]
  }
  return {
    counts,
    under: (id) => under(id),
    rows: async (engine, variables) => {
      const among = variables.map(sqlText).join(', ')
      if (engine === 'sqlite')
        return `SELECT DISTINCT row_id FROM (${imputedSql(dataset.id)}) WHERE variable IN (${among})`
      const table = await inMemory(workspace, await workspace.columns(), dataset)
      return `SELECT DISTINCT row_id FROM ${table} WHERE variable IN (${among})`
    },
  }
}

const leftOut = async (plain: RecordSource, model: TableModel, imputed: ImputedKnowledge): Promise<RecordSource> => {
  const sets = new Map(model.dataset.variables.map((v) => [v.id, imputed.under(v.id)] as const))
  const keys = [...new Set([...sets.values()].filter((set) => set.length > 0).map((set) => set.join(' ')))]
  const joins: string[] = []
  for (const [index, key] of keys.entries())
    joins.push(
      ` LEFT JOIN (${await imputed.rows(plain.engine, key.split(' '))}) imputed${index} ON imputed${index}.row_id = ${plain.rowId}`,
    )
  return {
    ...plain,
    from: plain.from + joins.join(''),
    halves: null,
    column: (ref) => {
      const column = plain.column(ref)
      const at = isLinked(ref) ? -1 : keys.indexOf((sets.get(ref) ?? []).join(' '))
      return at < 0 ? column : { ...column, sql: `(CASE WHEN imputed${at}.row_id IS NULL THEN ${column.sql} END)` }
    },
  }
}

export const withoutImputed = (model: TableModel): TableModel => {
  const { imputed } = model
  if (!imputed) return model
  return {
    ...model,
    // Groups kept of the table with them are of other values.
    dataVersion: (links) => `${model.dataVersion(links)} delivered`,
    source: async (engine, links) => leftOut(await model.source(engine, links), model, imputed),
  }
}

/** How many values of the variables a table reads were imputed, and whether they count. */
export const imputedNotes = (model: TableModel, reads: readonly string[], without: boolean): Bilingual[] => {
  const { imputed, dataset } = model
  if (!imputed) return []
  const variables = [...new Set(reads.filter((ref) => !isLinked(ref)).flatMap((ref) => imputed.under(ref)))].toSorted()
  return variables.map((id) => {
    const label = dataset.variables.find((v) => v.id === id)?.label ?? bilingual(id, id)
    const n = imputed.counts.get(id) ?? 0
    return without
      ? bilingual(
          `Không dùng giá trị gán của “${label.vi}” (${n} giá trị trong bộ dữ liệu): coi là không có.`,
          `Imputed values of “${label.en}” (${n} in the dataset) are not used: they count as missing.`,
        )
      : bilingual(
          `Gồm cả giá trị gán của “${label.vi}” (${n} giá trị trong bộ dữ liệu).`,
          `With imputed values of “${label.en}” (${n} in the dataset).`,
        )
  })
}
