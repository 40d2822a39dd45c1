// One page of a view: records by row id from SQLite, column-wise, identifiers masked. In: a view, offset, limit. Out:
// ExploreRows. Never an identifier that was not revealed in this view: its values are not even selected.
import type { Database, Statement } from 'better-sqlite3'
import type { ExploreRows } from '#shared/contract/responses.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { flagRules } from '#engine/collect/intake/flagBits.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import { findView } from './viewRegistry.ts'

type Raw = (string | bigint | null)[]

/** In natural units: a number while exact, decimal text else; hashes as text. */
export const shownValue = (
  variable: Pick<Variable, 'type' | 'scale'>,
  value: string | bigint | null | undefined,
): string | number | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (variable.type === 'hash') return value.toString()
  if (variable.type === 'decimal' && variable.scale > 0) return exactToDecimal(value, variable.scale)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
}

/** Statements are kept by their text, so that a page does not prepare anew. */
const statements = perDatabase(() => new Map<string, Statement<[number, number], Raw>>())

const rowStatement = (
  database: Database,
  dataset: Dataset,
  masked: ReadonlySet<string>,
): Statement<[number, number], Raw> => {
  const columns = ['delivery_id', 'flags'].map(quoteName)
  for (const v of dataset.variables) columns.push(masked.has(v.id) ? 'NULL' : quoteName(v.id))
  const sql = `SELECT ${columns.join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`
  const known = statements(database)
  let statement = known.get(sql)
  if (!statement) known.set(sql, (statement = database.prepare<[number, number], Raw>(sql).raw().safeIntegers()))
  return statement
}

/** Row ids that follow one another are read as one range. */
const runsOf = (rowIds: readonly number[]): [number, number][] => {
  const runs: [number, number][] = []
  for (const id of rowIds) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === id) last[1] = id
    else runs.push([id, id])
  }
  return runs
}

export const readPage = (context: EngineContext, viewId: string, offset: number, limit: number): ExploreRows => {
  const view = findView(context, viewId)
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, view.dataset)
  const masked = new Set(
    dataset.variables.filter((v) => v.role === 'identifier' && !view.revealed.has(v.id)).map((v) => v.id),
  )
  const rowIds = view.order.slice(offset, limit)
  const periods = new Map(
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .map((d) => [d.id, d.period]),
  )
  const records: Raw[] = []
  if (rowIds.length > 0) {
    const statement = rowStatement(workspace.subject(dataset.subject), dataset, masked)
    for (const [first, last] of runsOf(rowIds)) records.push(...statement.all(first, last))
    if (records.length !== rowIds.length) fail('VIEW_UNKNOWN')
  }
  return {
    offset,
    rowIds,
    columns: [
      { variable: periodVariableId, masked: false, values: records.map((r) => periods.get(Number(r[0])) ?? null) },
      ...dataset.variables.map((v, i) => ({
        variable: v.id,
        masked: masked.has(v.id),
        values: records.map((r) => shownValue(v, r[i + 2])),
      })),
    ],
    flags: records.map((r) => flagRules(dataset, Number(r[1] ?? 0))),
  }
}
