// Deliveries beside the log: each import and each withdrawal of the catalog has its entry. In: a workspace, a delivery.
// Out: those without. Never a delivery in or out of the records that the log does not tell of.
import type { Database } from 'better-sqlite3'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Delivery } from '#shared/model/delivery.ts'

type Named = Pick<Delivery, 'id' | 'dataset' | 'period' | 'fileName'>

/** What an entry of a delivery says: its number tells it from an earlier one of the same name. */
export const deliverySubject = ({ id, dataset, period, fileName }: Named): string =>
  `${dataset} ${period} ${fileName} #${id}`

type Row = { id: number; dataset: string; period: string; file_name: string; rows_accepted: number; state: string }

const statements = perDatabase((catalog: Database) => ({
  deliveries: catalog.prepare<[number], Row>(
    'SELECT id, dataset, period, file_name, rows_accepted, state FROM delivery WHERE id >= ? ORDER BY id',
  ),
  entry: catalog.prepare<[string, string, number], { found: number }>(
    'SELECT count(*) AS found FROM audit WHERE action = ? AND subject = ? AND records = ?',
  ),
}))

/** Numbers of deliveries that no entry tells of. */
export const deliveriesUnlogged = ({ catalog }: Workspace): number[] => {
  const { deliveries, entry } = statements(catalog)
  const from = Number(settingRepository(catalog).get('audit.deliveriesFrom') ?? 1)
  const told = (action: string, row: Row): boolean =>
    (entry.get(action, deliverySubject({ ...row, fileName: row.file_name }), row.rows_accepted)?.found ?? 0) > 0
  return deliveries
    .all(from)
    .filter((row) => !told('import', row) || (row.state === 'withdrawn' && !told('withdraw', row)))
    .map((row) => row.id)
}
