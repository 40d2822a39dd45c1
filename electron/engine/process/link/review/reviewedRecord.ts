// One record of a link as its review shows it. In: a workspace, a dataset, a row. Out: texts by variable, and the mark
// by which answers know the record. Never an identifier in clear unless the caller says that it was revealed.
import { createHash } from 'node:crypto'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { decimalText } from '../readSide.ts'

export type ReviewedRecord = {
  /** Delivery and row number in its file. */
  mark: string
  text: (variable: string) => string | null
  isIdentifier: (variable: string) => boolean
}

const textOf = (value: unknown, variable: Variable | undefined): string | null => {
  if (value === null || value === undefined) return null
  return variable?.type === 'decimal' ? decimalText(value as bigint, variable.scale) : String(value)
}

/** A function of a row id; null for a record that is no longer there. */
export const recordReader = (
  workspace: Workspace,
  dataset: Dataset,
  variables: readonly string[],
): ((row: number) => ReviewedRecord | null) => {
  const known = new Map(dataset.variables.map((variable) => [variable.id, variable]))
  const stored = [...new Set(variables)].filter((id) => known.has(id))
  const periods = new Map(
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .map((delivery) => [delivery.id, delivery.period]),
  )
  const find = workspace
    .subject(dataset.subject)
    .prepare<[number], unknown[]>(
      `SELECT ${['delivery_id', 'row_number', ...stored.map(quoteName)].join(', ')}
       FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
    )
    .raw()
    .safeIntegers()
  return (row) => {
    const found = find.get(row) as unknown[] | undefined
    if (found === undefined) return null
    const [delivery, number, ...values] = found
    const texts = new Map(stored.map((id, index) => [id, textOf(values[index], known.get(id))]))
    texts.set(periodVariableId, periods.get(Number(delivery)) ?? null)
    return {
      mark: `${String(delivery)}:${String(number)}`,
      text: (id) => texts.get(id) ?? null,
      isIdentifier: (id) => known.get(id)?.role === 'identifier',
    }
  }
}

/** The same for equal texts, and nothing of the text itself: what a masked identifier shows. */
export const maskOf = (text: string, salt: string): string =>
  `••• ${createHash('sha256').update(`${salt}\n${text}`).digest('hex').slice(0, 4)}`
