// The records of a period that one step of an imputation looks at, told apart into those to be given a value and those
// that can give one. In: a step, deliveries. Out: records in their order. Read within the transaction, so that a step
// sees what those before it put in.
import type { Database } from 'better-sqlite3'
import type { RecordRange } from '#engine/collect/rules/plainRecords.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { evaluateExpression } from '#shared/expression/index.ts'
import type { Typed } from '#shared/expression/index.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { Stored, StoredRow } from '../restateRow.ts'

export type StepRecord = { rowId: number; delivery: number; values: StoredRow }
export type StepRecords = { recipients: StepRecord[]; donors: StepRecord[] }

/** As many records as a workstation holds beside everything else. */
const mostRecords = 3_000_000

export const readStep = async (
  database: Database,
  dataset: Dataset,
  ranges: readonly RecordRange[],
  step: { variable: string; where: Typed | null; names: readonly string[] },
  throwIfCancelled: () => void,
): Promise<StepRecords> => {
  const names = [...new Set([step.variable, ...step.names])].filter((name) => name !== periodVariableId)
  const rows = database
    .prepare<[number, number], Stored[]>(
      `SELECT row_id, ${names.map(quoteName).join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`,
    )
    .raw()
    .safeIntegers()
  const found: StepRecords = { recipients: [], donors: [] }
  const total = ranges.reduce((sum, range) => sum + range.rowsAccepted, 0)
  if (total > mostRecords) return fail('IMPUTE_TOO_LARGE', { records: total, most: mostRecords })
  for (const range of ranges)
    for (let first = range.firstRow; first < range.firstRow + range.rowsAccepted; first += 20_000) {
      for (const row of rows.all(first, Math.min(range.firstRow + range.rowsAccepted, first + 20_000) - 1)) {
        const values: StoredRow = { [periodVariableId]: range.period }
        for (const [index, name] of names.entries()) values[name] = row[index + 1] ?? null
        const record = { rowId: Number(row[0]), delivery: range.id, values }
        const wanted =
          step.where === null ? values[step.variable] === null : evaluateExpression(step.where, values) === true
        if (wanted) found.recipients.push(record)
        else if (values[step.variable] !== null) found.donors.push(record)
      }
      throwIfCancelled()
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
    }
  return found
}

export const groupOf = (record: StepRecord, by: readonly string[]): string =>
  JSON.stringify(by.map((name) => String(record.values[name] ?? '')))
