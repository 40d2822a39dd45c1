// The records of a view, as something DuckDB can be asked about. In: dataset, base, filter, what else is needed. Out:
// FROM, WHERE and columns on a connection of its own, closed afterwards; cancelling the job interrupts it. Rows that
// only a list can tell, and texts or revealed identifiers as numbers, stand beside it in temporary tables. Never a text
// or an identifier in DuckDB.
import type { Dataset } from '#shared/model/dataset.ts'
import { bulkOf } from '#engine/workspace/columns/openColumnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource, SourceColumn } from '#engine/workspace/columns/source.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { appendColumns } from './memoryTable.ts'
import { duckdbCondition, filterSource, prepareFilter } from './exploreFilter.ts'
import type { ExploreFilter } from './exploreFilter.ts'
import { missingText, outsideColumns } from './outsideColumns.ts'
import { scanRecords } from './recordScan.ts'
import { findView } from './viewRegistry.ts'

/** A column of the dataset, or the texts of a variable that no column set holds, numbered from 0. */
export type SelectionColumn = Omit<SourceColumn, 'physical'> & {
  physical: SourceColumn['physical'] | 'outside'
  texts: readonly string[]
}

export type Selection = {
  database: ColumnDatabase
  source: RecordSource
  from: string
  rowId: string
  /** '' or ' WHERE …' */
  where: string
  column(name: string): SelectionColumn
}

export type SelectionRequest = {
  dataset: Dataset
  /** Ascending row ids; null: all. */
  base: Int32Array | null
  filter: ExploreFilter | null
  /** Variables that will be asked for, of those no column set holds. */
  outside?: readonly string[]
  /** Paths of links across which variables will be asked for. */
  links?: readonly string[]
}

let numbered = 0
const memoryTable = (name: string): string => `memory.main.${quoteName(name)}`

export const withSelection = async <T>(
  workspace: Workspace,
  { dataset, base, filter, outside = [], links = [] }: SelectionRequest,
  job: JobContext,
  work: (selection: Selection) => Promise<T>,
): Promise<T> => {
  const source = await filterSource(workspace, dataset, [...new Set([...(filter?.links ?? []), ...links])])
  const bySqlite = filter !== null && filter.outside.length > 0
  const totalRows = deliveryRepository(workspace.catalog).rows(dataset.id)
  const listed = bySqlite ? await scanRecords(workspace, { dataset, filter, base, sort: [], totalRows }, job) : base
  const condition = filter === null || bySqlite ? null : await duckdbCondition(workspace, filter, source)
  const texts = outside.length === 0 ? null : await outsideColumns(workspace, dataset, outside, listed, job)
  const database = await (await workspace.columns()).connection()
  const interrupt = (): void => database.interrupt()
  job.signal.addEventListener('abort', interrupt)
  const made: string[] = []
  const makeTable = async (columns: { name: string; items: Int32Array | Uint32Array }[]): Promise<string> => {
    numbered += 1
    const name = `selected_${numbered}`
    await database.run(
      `CREATE TABLE ${memoryTable(name)} (${columns.map((c) => `${quoteName(c.name)} ${c.items instanceof Int32Array ? 'INTEGER' : 'UINTEGER'}`).join(', ')})`,
    )
    made.push(name)
    await appendColumns(
      await bulkOf(database).createMemoryAppender(name),
      columns.map((c) => c.items),
      job,
    )
    return memoryTable(name)
  }
  try {
    job.throwIfCancelled()
    // Texts were read for the listed rows only, so joining them is the list.
    const listTable = listed && !texts ? await makeTable([{ name: 'row_id', items: listed }]) : null
    const textTable = texts
      ? await makeTable([
          { name: 'row_id', items: texts.rowIds },
          ...texts.columns.map((c) => ({ name: c.variable.id, items: c.ids })),
        ])
      : null
    const conditions = [listTable ? `${source.rowId} IN (SELECT row_id FROM ${listTable})` : null, condition].filter(
      (c) => c !== null,
    )
    const column = (name: string): SelectionColumn => {
      const held = texts?.columns.find((c) => c.variable.id === name)
      return held
        ? {
            ref: name,
            variable: held.variable,
            dataset: dataset.id,
            physical: 'outside',
            sql: `nullif(o.${quoteName(name)}, ${missingText})`,
            texts: held.texts,
          }
        : { ...source.column(name), texts: [] }
    }
    return await work({
      database,
      source,
      rowId: source.rowId,
      column,
      from: textTable ? `${source.from} JOIN ${textTable} o ON o.row_id = ${source.rowId}` : source.from,
      where: conditions.length === 0 ? '' : ` WHERE ${conditions.map((c) => `(${c})`).join(' AND ')}`,
    })
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    for (const name of made) await database.run(`DROP TABLE IF EXISTS ${memoryTable(name)}`).catch(() => undefined)
    await database.close()
  }
}

/** The rows of a view as they stand, ascending: for SQLite, where it cannot say the filter. */
export const rowsOfView = (context: EngineContext, viewId: string): Int32Array => {
  const { order } = findView(context, viewId)
  return Int32Array.from(order.slice(0, order.length)).sort()
}

/**
 * What an open view shows, or what it would show by another filter: identifiers count as far as this view has them
 * revealed.
 */
export const recordsOfView = (
  context: EngineContext,
  viewId: string,
  otherFilter?: string | null,
): Omit<SelectionRequest, 'outside'> & { revealed: ReadonlySet<string> } => {
  const view = findView(context, viewId)
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, view.dataset)
  if (otherFilter === undefined && view.rows) return { dataset, base: view.rows, filter: null, revealed: view.revealed }
  return {
    dataset,
    base: view.base,
    filter: prepareFilter(workspace, dataset, otherFilter === undefined ? view.condition : otherFilter, view.revealed),
    revealed: view.revealed,
  }
}
