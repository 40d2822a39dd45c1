// The profile of a variable that no column set holds: read from SQLite in key ranges. In: dataset, variable, filter. Out: counts, and
// for texts the most frequent ones. Of an identifier nothing but the number of records and of missing values leaves here.
import { setImmediate } from 'node:timers/promises'
import type { VariableProfile } from '#shared/contract/responses.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '../columns/columnDatabase.ts'
import { recordTable } from '../intake/recordTables.ts'
import { deliveryRepository } from '../store/catalogDeliveries.ts'
import type { Workspace } from '../store/workspace.ts'
import { sqliteCondition } from './exploreFilter.ts'
import type { ExploreFilter } from './exploreFilter.ts'
import { periodSqlOf } from './recordScan.ts'

const rangeRows = 20_000
const topValues = 20
const maximumTexts = 2_000_000

type Counted = Pick<VariableProfile, 'records' | 'missing' | 'distinct' | 'top' | 'histogram' | 'minimum' | 'maximum' | 'mean' | 'median'>

export const profileRecords = async (workspace: Workspace, dataset: Dataset, variable: Variable, filter: ExploreFilter | null, masked: boolean): Promise<Counted> => {
  if (filter?.link) return fail('FILTER_NOT_COMBINABLE', { links: filter.link })
  const deliveries = deliveryRepository(workspace.catalog).current(dataset.id)
  const where = filter ? ` AND ${sqliteCondition(dataset, filter, periodSqlOf(deliveries))}` : ''
  const column = `s.${quoteName(variable.id)}`
  const statement = workspace.subject(dataset.subject).prepare<[number, number], { value: string | null; n: number }>(
    `SELECT ${masked ? `${column} IS NULL` : column} AS value, count(*) AS n FROM ${quoteName(recordTable(dataset.id))} s WHERE s.row_id BETWEEN ? AND ?${where} GROUP BY 1`)
  const counts = new Map<string, number>()
  let records = 0
  let missing = 0
  let complete = !masked
  for (const { firstRow, rowsAccepted } of deliveries) {
    for (let at = firstRow; at < firstRow + rowsAccepted; at += rangeRows) {
      for (const { value, n } of statement.all(at, Math.min(at + rangeRows, firstRow + rowsAccepted) - 1)) {
        records += n
        if (masked ? Number(value) === 1 : value === null) missing += n
        else if (complete && value !== null) {
          counts.set(value, (counts.get(value) ?? 0) + n)
          if (counts.size > maximumTexts) complete = false
        }
      }
      await setImmediate()
    }
  }
  const top = complete ? [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, topValues).map(([code, n]) => ({ code, label: null, records: n })) : []
  return { records, missing, distinct: complete ? counts.size : null, top, histogram: null, minimum: null, maximum: null, mean: null, median: null }
}
