// A page of the rejected rows of a delivery, in order of the file. In: delivery, offset, limit. Out: row numbers,
// reasons, raw lines. Identifiers in the lines are masked; there is no way to reveal them here, the agency's file has
// them.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Reject } from '#shared/model/delivery.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { joinRecord, splitRecord } from '#engine/collect/intake/csvRecord.ts'
import { deliveryHeaderTable, hasTable, rejectTable } from '#engine/workspace/records/recordTables.ts'
import { shownFields } from '#engine/collect/intake/rejectedLine.ts'

export const readRejects = (
  workspace: Workspace,
  id: number,
  offset: number,
  limit: number,
): { total: number; rejects: Reject[] } => {
  const delivery = deliveryRepository(workspace.catalog).get(id)
  const dataset = knownDataset(workspace, delivery.dataset)
  const database = workspace.subject(dataset.subject)
  if (!hasTable(database, rejectTable(dataset.id))) return { total: 0, rejects: [] }
  const table = quoteName(rejectTable(dataset.id))
  const total =
    database.prepare<[number], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE delivery_id = ?`).get(id)?.n ??
    0
  const rows = database
    .prepare<[number, number, number], { row_number: number; reasons: string; raw: string }>(
      `SELECT row_number, reasons, raw FROM ${table} WHERE delivery_id = ? ORDER BY row_number LIMIT ? OFFSET ?`,
    )
    .all(id, limit, offset)
  const kept = database
    .prepare<[number], { header: string }>(`SELECT header FROM ${deliveryHeaderTable} WHERE delivery_id = ?`)
    .get(id)
  const header = JSON.parse(kept?.header ?? '[]') as string[]
  const shown = (raw: string): string => joinRecord(shownFields(dataset, header, splitRecord(raw).fields))
  return {
    total,
    rejects: rows.map((row) => ({
      rowNumber: row.row_number,
      reasons: JSON.parse(row.reasons) as string[],
      raw: shown(row.raw),
    })),
  }
}
