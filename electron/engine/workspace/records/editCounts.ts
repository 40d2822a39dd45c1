// How many values of each delivery are not those that came: imputed, or repaired by a rule. In: workspace, dataset.
// Out: counts by delivery; a value changed twice counts once for each way. Never a value itself.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { editRunTable, editedTable, hasTable } from './recordTables.ts'

export type EditCounts = {
  imputed: number
  repaired: number
  /** Of both, those of runs over records that stood already: they go with the records. */
  standing: number
}

export const editCounts = (workspace: Workspace, dataset: Dataset): Map<number, EditCounts> => {
  const database = workspace.subject(dataset.subject)
  if (!hasTable(database, editedTable(dataset.id))) return new Map()
  const rows = database
    .prepare<[], { delivery_id: number; imputed: number; values_: number; standing: number }>(
      `SELECT delivery_id, count(*) AS values_, coalesce(sum(kind = 'impute'), 0) AS imputed,
              coalesce(sum(kind <> 'intake'), 0) AS standing FROM (
         SELECT DISTINCT e.delivery_id, e.row_id, e.variable, coalesce(json_extract(r.body, '$.kind'), 'intake') AS kind
         FROM ${quoteName(editedTable(dataset.id))} e LEFT JOIN ${editRunTable} r ON r.run = e.run) GROUP BY delivery_id`,
    )
    .all()
  return new Map(
    rows.map(({ delivery_id: id, imputed, values_: values, standing }) => [
      id,
      { imputed, repaired: values - imputed, standing },
    ]),
  )
}
