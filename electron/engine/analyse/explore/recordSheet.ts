// Everything about one record: its variables by group with labels, its delivery, the rules it failed, the records it is
// linked to. In: dataset and row id. Out: a RecordSheet. Never an identifier that no open view has revealed.
import type { RecordSheet } from '#shared/contract/responses.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { referenceDate } from '#shared/model/period.ts'
import { codeListVersion, labelOf } from '#engine/classify/codeLists.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { flagRules } from '#engine/collect/intake/flagBits.ts'
import { hasTable, recordTable } from '#engine/workspace/records/recordTables.ts'
import { pairTableName } from '#engine/process/link/pairTable.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { shownValue } from './readPage.ts'
import { revealedIn } from './viewRegistry.ts'

type Raw = Record<string, string | bigint | null>
const otherGroup: Bilingual = bilingual('Thông tin chung', 'General')

const linkedRows = (workspace: Workspace, dataset: Dataset, rowId: number): RecordSheet['linked'] => {
  const links = linkSetRepository(workspace.catalog).from(dataset.id)
  if (links.length === 0) return []
  const pairs = workspace.links()
  return links
    .filter((l) => hasTable(pairs, pairTableName(l.definition.id)))
    .map(({ definition }) => {
      const found = pairs
        .prepare<[number], { right_row: number }>(
          `SELECT right_row FROM ${quoteName(pairTableName(definition.id))} WHERE left_row = ?`,
        )
        .get(rowId)
      return {
        link: definition.id,
        label: definition.label,
        dataset: definition.right,
        rowId: found?.right_row ?? null,
      }
    })
}

export const recordSheet = (context: EngineContext, id: string, rowId: number): RecordSheet => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, id)
  const deliveries = deliveryRepository(workspace.catalog).current(id)
  const delivery =
    deliveries.find((d) => d.firstRow <= rowId && rowId < d.firstRow + d.rowsAccepted) ??
    fail('RECORD_UNKNOWN', { dataset: id, row: rowId })
  const revealed = revealedIn(context, id)
  const isMasked = (v: Variable): boolean => v.role === 'identifier' && !revealed.has(v.id)
  const columns = ['row_number', 'flags', ...dataset.variables.filter((v) => !isMasked(v)).map((v) => v.id)].map(
    quoteName,
  )
  const raw =
    workspace
      .subject(dataset.subject)
      .prepare<[number], Raw>(`SELECT ${columns.join(', ')} FROM ${quoteName(recordTable(id))} WHERE row_id = ?`)
      .safeIntegers()
      .get(rowId) ?? fail('RECORD_UNKNOWN', { dataset: id, row: rowId })
  const imported = importedClassifications(workspace)
  const date = referenceDate(delivery.period)
  const textOf = (v: Variable): Bilingual | null => {
    const code = raw[v.id]
    const version =
      v.codeList === null || date === null || typeof code !== 'string'
        ? undefined
        : codeListVersion(v.codeList, date, imported)
    return version && typeof code === 'string' ? (labelOf(version, code) ?? null) : null
  }
  const groups = new Map<string, RecordSheet['groups'][number]>()
  for (const v of dataset.variables) {
    const label = v.group ?? otherGroup
    const group = groups.get(label.vi) ?? { label, values: [] }
    groups.set(label.vi, group)
    group.values.push({
      variable: v.id,
      label: v.label,
      value: shownValue(v, raw[v.id]),
      text: textOf(v),
      masked: isMasked(v),
    })
  }
  const failed = new Set(flagRules(dataset, Number(raw['flags'] ?? 0)))
  const { firstRow: _firstRow, ...shownDelivery } = delivery
  return {
    dataset: id,
    rowId,
    delivery: shownDelivery,
    rowNumber: Number(raw['row_number']),
    groups: [...groups.values()],
    flags: dataset.rules.filter((r) => failed.has(r.id)).map((r) => ({ rule: r.id, message: r.message })),
    linked: linkedRows(workspace, dataset, rowId),
  }
}
