// Texts and revealed identifiers of records as numbers: SQLite read in key ranges, every different text once. In:
// variables and row ids. Out: a number per record and the texts in memory, so that DuckDB can group them without ever
// holding one. Cancelled between ranges.
import { setImmediate } from 'node:timers/promises'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

/** The number of a text that is not there. */
export const missingText = 0xffff_ffff

const rangeRows = 20_000
/** Different texts held at once: about a gigabyte at worst. */
const maximumTexts = 4_000_000

export type OutsideColumns = {
  rowIds: Int32Array
  columns: { variable: Variable; ids: Uint32Array; texts: string[] }[]
}

/** [first, last] of what is to be read: the deliveries, or the part of a range that holds listed rows. */
const rangesOf = (workspace: Workspace, dataset: Dataset): [number, number][] =>
  deliveryRepository(workspace.catalog)
    .current(dataset.id)
    .flatMap(({ firstRow, rowsAccepted }) =>
      Array.from({ length: Math.ceil(rowsAccepted / rangeRows) }, (_, i): [number, number] => [
        firstRow + i * rangeRows,
        Math.min(firstRow + (i + 1) * rangeRows, firstRow + rowsAccepted) - 1,
      ]),
    )

export const outsideColumns = async (
  workspace: Workspace,
  dataset: Dataset,
  names: readonly string[],
  listed: Int32Array | null,
  job: JobContext,
): Promise<OutsideColumns> => {
  const columns = names.map((name) => {
    const variable =
      dataset.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: dataset.id })
    return { variable, known: new Map<string, number>(), ids: new Uint32Array(0) }
  })
  const ranges = rangesOf(workspace, dataset)
  const total = listed?.length ?? ranges.reduce((n, [first, last]) => n + last - first + 1, 0)
  const rowIds = listed ?? new Int32Array(total)
  for (const column of columns) column.ids = new Uint32Array(total).fill(missingText)
  const statement = workspace
    .subject(dataset.subject)
    .prepare<[number, number], (string | number | null)[]>(
      `SELECT row_id, ${columns.map((c) => quoteName(c.variable.id)).join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`,
    )
    .raw()
  let at = 0
  for (const [first, last] of ranges) {
    // Listed rows are ascending, so a range begins and ends at the nearest of them.
    const from = listed ? (listed[at] ?? Infinity) : first
    if (from > last) continue
    for (const values of statement.iterate(Math.max(first, from), last)) {
      const rowId = Number(values[0])
      if (listed) {
        if (listed[at] !== rowId) continue
      } else rowIds[at] = rowId
      for (const [index, column] of columns.entries()) {
        const value = values[index + 1]
        if (value === null || value === undefined) continue
        const text = String(value)
        let id = column.known.get(text)
        if (id === undefined) {
          id = column.known.size
          if (id >= maximumTexts) fail('SORT_TOO_LARGE', { limit: maximumTexts })
          column.known.set(text, id)
        }
        column.ids[at] = id
      }
      at += 1
      if (listed && (listed[at] ?? Infinity) > last) break
    }
    job.progress({ phase: 'reading', done: at, total })
    await setImmediate()
    job.throwIfCancelled()
  }
  return { rowIds, columns: columns.map(({ variable, known, ids }) => ({ variable, ids, texts: [...known.keys()] })) }
}
