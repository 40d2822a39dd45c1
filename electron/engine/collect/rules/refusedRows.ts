// Rows of a delivery under way that hard rules across records, datasets or periods refuse. In: rows already written in
// the transaction of the import, the office's rules. Out: row numbers with the rule that refuses them. Nothing is
// removed here: the file is read again without them.
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetAgrees } from '#engine/workspace/columns/ensureColumnSet.ts'
import { alignColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import type { Period } from '#shared/model/period.ts'
import { compiledFor, withVerdicts } from './askRule.ts'
import { heldAgainst } from './heldAgainst.ts'
import type { RecordRange } from './plainRecords.ts'

export const refusingRules = (dataset: Dataset): OfficeRule[] =>
  (dataset.officeRules ?? []).filter((rule) => rule.active && rule.severity === 'hard' && rule.over !== 'record')

/**
 * Before the transaction of the import: what the rules hold its rows against stands whole. The caller has the writer's
 * turn.
 */
export const prepareRefusing = async (workspace: Workspace, dataset: Dataset, period: Period): Promise<void> => {
  for (const rule of refusingRules(dataset)) {
    const held = heldAgainst(workspace, dataset, rule, period)
    if (held === null || 'why' in held || (await columnSetAgrees(workspace, held.dataset))) continue
    const current = deliveryRepository(workspace.catalog).current(held.dataset.id)
    await alignColumnSet(workspace, held.dataset, current, false, null)
  }
}

export const refusedRows = async (
  workspace: Workspace,
  connection: ColumnDatabase,
  delivery: RecordRange & { dataset: Dataset },
  imported: ImportedClassifications,
  throwIfCancelled: () => void,
): Promise<Map<number, string>> => {
  const { dataset, period } = delivery
  const refused = new Map<number, string>()
  const numberOf = workspace
    .subject(dataset.subject)
    .prepare<[number], { row_number: number }>(
      `SELECT row_number FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
    )
  const asked = { workspace, connection, dataset, period, ranges: [delivery], imported, throwIfCancelled }
  for (const rule of refusingRules(dataset)) {
    throwIfCancelled()
    const held = heldAgainst(workspace, dataset, rule, period)
    // What it needs is not there: the result of the rule says so beside the delivery.
    if (held !== null && 'why' in held) continue
    const rows = await withVerdicts(asked, compiledFor(asked, rule), held, (sql) =>
      connection.all<{ row_id: number }>(`SELECT row_id FROM (${sql}) WHERE verdict IS FALSE ORDER BY row_id`),
    )
    for (const { row_id: row } of rows) {
      const number = numberOf.get(row)?.row_number
      if (number !== undefined && !refused.has(number)) refused.set(number, rule.id)
    }
  }
  return refused
}
