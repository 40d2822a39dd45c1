// The texts of some variables of a dataset, by record, as the link compares them. In: a workspace, a dataset,
// variables. Out: columns of texts, each distinct text once, and the row ids. Read in ranges of rows, so that the
// screen goes on answering.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { SourceColumn } from './suggest/columnProfile.ts'

export type Side = { dataset: Dataset; rowIds: Int32Array; rows: number; columns: SourceColumn[] }

const rowsAStep = 40_000

export const decimalText = (value: bigint | number, scale: number): string => {
  const digits = String(value < 0 ? -BigInt(value) : BigInt(value)).padStart(scale + 1, '0')
  const sign = value < 0 ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

type Coded = { ids: Int32Array; texts: string[]; known: Map<unknown, number> }

const textOf = (value: unknown, variable: Variable | undefined): string | null => {
  if (value === null || value === undefined) return null
  if (variable?.type === 'decimal') return decimalText(value as number | bigint, variable.scale)
  return String(value)
}

const coded = (column: Coded, place: number, value: unknown, variable: Variable | undefined): void => {
  if (value === null || value === undefined) return
  let id = column.known.get(value)
  if (id === undefined) {
    id = column.texts.length
    column.texts.push(textOf(value, variable) ?? '')
    column.known.set(value, id)
  }
  column.ids[place] = id
}

/** Fails VARIABLE_UNKNOWN. `ids` null: every variable of the dataset. */
export const readSide = async (
  workspace: Workspace,
  dataset: Dataset,
  ids: string[] | null,
  breathe: (done: number, total: number) => Promise<void>,
): Promise<Side> => {
  const variables = new Map(dataset.variables.map((variable) => [variable.id, variable]))
  const wanted = ids ?? dataset.variables.map((variable) => variable.id)
  for (const id of wanted)
    if (id !== periodVariableId && !variables.has(id))
      return fail('VARIABLE_UNKNOWN', { variable: id, dataset: dataset.id })
  const database = workspace.subject(dataset.subject)
  const table = quoteName(recordTable(dataset.id))
  const size = database
    .prepare<[], { n: number; first: number | null; last: number | null }>(
      `SELECT count(*) AS n, min(row_id) AS first, max(row_id) AS last FROM ${table}`,
    )
    .get()
  const rows = size?.n ?? 0
  const rowIds = new Int32Array(rows)
  const columns = wanted.map((): Coded => ({ ids: new Int32Array(rows), texts: [''], known: new Map() }))
  const periods = new Map(
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .map((d) => [d.id, d.period]),
  )
  const selected = wanted.map((id) => (id === periodVariableId ? 'delivery_id' : quoteName(id)))
  const page = database
    .prepare(
      `SELECT ${['row_id', ...selected].join(', ')} FROM ${table} WHERE row_id >= ? ORDER BY row_id LIMIT ${rowsAStep}`,
    )
    .raw()
    .safeIntegers()
  let place = 0
  let from = BigInt(size?.first ?? 0)
  while (place < rows) {
    const found = page.all(from) as unknown[][]
    for (const row of found) {
      rowIds[place] = Number(row[0])
      for (let k = 0; k < wanted.length; k += 1) {
        const value = row[k + 1]
        const id = wanted[k] as string
        coded(
          columns[k] as Coded,
          place,
          id === periodVariableId ? periods.get(Number(value)) : value,
          variables.get(id),
        )
      }
      place += 1
    }
    if (found.length < rowsAStep) break
    from = BigInt(rowIds[place - 1] as number) + 1n
    await breathe(place, rows)
  }
  return {
    dataset,
    rowIds: rowIds.subarray(0, place),
    rows: place,
    columns: wanted.map((id, k) => {
      const { ids, texts } = columns[k] as Coded
      const variable = variables.get(id)
      return {
        id,
        words: variable?.source ?? id,
        role: variable?.role ?? 'time',
        type: variable?.type ?? 'code',
        texts: (row: number): string | null => {
          const text = ids[row] as number
          return text === 0 ? null : (texts[text] as string)
        },
      }
    }),
  }
}
