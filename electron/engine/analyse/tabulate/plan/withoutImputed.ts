// A table of delivered values alone: where a value was imputed, the record counts as one without it; so do the
// variables derived from it. In: a model, how its imputed values are known. Out: the model whose columns leave them
// out, in every engine. Never a record left out.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { memoryCatalog } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { editRunTable, editedTable, hasTable, recordChangesKey } from '#engine/workspace/records/recordTables.ts'
import { namesInExpression } from '#shared/expression/index.ts'
import { withImputedWords, withoutImputedWords } from '#shared/format/imputedWords.ts'
import { sqlText } from '#shared/format/sqlText.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { fail } from '#shared/model/failure.ts'
import { inOrder } from '#shared/model/inOrder.ts'
import { isLinked, linkPathOf, nameOf } from '#shared/model/variableRef.ts'
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

type Imputed = { variable: string; dataset: Dataset; count: number; across: boolean }

/** The imputed variables a table reads or rests on, of its own dataset and of those its links lead to. */
const imputedBehind = (model: TableModel, reads: readonly string[]): Imputed[] => {
  const found = reads.flatMap((ref): Imputed[] => {
    const path = linkPathOf(ref)
    const dataset = path === null ? model.dataset : model.link(path)?.right
    if (!dataset) return []
    const imputed = path === null ? model.imputed : model.imputedIn?.(dataset)
    return (imputed?.under(nameOf(ref)) ?? []).map((variable) => ({
      variable,
      dataset,
      count: imputed?.counts.get(variable) ?? 0,
      across: path !== null,
    }))
  })
  const once = new Map(found.map((one) => [`${one.across ? '1' : '0'} ${one.dataset.id}.${one.variable}`, one]))
  return [...once].toSorted(([a], [b]) => inOrder(a, b)).map(([, one]) => one)
}

/**
 * Of a linked record the values delivered cannot be asked for alone: then nothing is told instead of a figure with
 * imputed values in it.
 */
export const refuseImputedAcross = (model: TableModel, reads: readonly string[]): void => {
  const across = imputedBehind(model, reads).find((one) => one.across)
  if (across)
    fail('IMPUTED_ACROSS_LINK', { variable: across.variable, dataset: across.dataset.id, count: across.count })
}

/** How many values of the variables a table reads were imputed, and whether they count. */
export const imputedNotes = (model: TableModel, reads: readonly string[], without: boolean): Bilingual[] =>
  imputedBehind(model, reads).map(({ variable, dataset, count, across }) => {
    const label = dataset.variables.find((v) => v.id === variable)?.label ?? bilingual(variable, variable)
    const among = { label, count, dataset: across ? dataset.label : null }
    return without ? withoutImputedWords(among) : withImputedWords(among)
  })
