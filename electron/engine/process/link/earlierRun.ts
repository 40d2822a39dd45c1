// What a link by stages found before, for a run that looks at new records only. In: the workspace, the definition, both
// sides as read. Out: the pairs that still stand, by place, the records that came since, the parameters. Never a pair
// of a record that left or was replaced.
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import { evidenceTableName, hasEvidence } from './evidenceTable.ts'
import type { Side } from './readSide.ts'
import type { EarlierRun, FoundPair } from './foundPair.ts'

type Row = {
  left_row: number
  right_row: number
  stage: string
  weight: number | null
  probability: number | null
  linked: number
  levels: string | null
}

/** The stages of two definitions, whatever parameters they were frozen at. */
const sameStages = (one: LinkDefinition, other: LinkDefinition): boolean =>
  JSON.stringify([one.left, one.right, one.stages]) === JSON.stringify([other.left, other.right, other.stages])

const markNew = (
  workspace: Workspace,
  side: Side,
  { runAt, isNew, from }: { runAt: string; isNew: Uint8Array; from: number },
): Map<number, number> => {
  const since = deliveryRepository(workspace.catalog)
    .current(side.dataset.id)
    .filter((delivery) => delivery.importedAt > runAt)
  const old = new Map<number, number>()
  side.rowIds.forEach((row, place) => {
    if (since.some(({ firstRow, rowsAccepted }) => row >= firstRow && row < firstRow + rowsAccepted))
      isNew[from + place] = 1
    else old.set(row, from + place)
  })
  return old
}

export const earlierRun = (
  workspace: Workspace,
  definition: LinkDefinition,
  { left, right }: { left: Side; right: Side | null },
): EarlierRun => {
  const link = definition.id
  const links = workspace.links()
  const set = linkSetRepository(workspace.catalog).find(link)
  const table = evidenceTableName(link)
  if (set === null || set.report === undefined || !hasEvidence(links, table))
    return fail('LINK_NOT_RUN_BEFORE', { link })
  if (!sameStages(set.definition, definition)) return fail('LINK_CHANGED_SINCE', { link })
  const isNew = new Uint8Array(left.rows + (right?.rows ?? 0))
  const lefts = markNew(workspace, left, { runAt: set.runAt, isNew, from: 0 })
  const rights = right === null ? lefts : markNew(workspace, right, { runAt: set.runAt, isNew, from: left.rows })
  const pairs: FoundPair[] = []
  const rows = links
    .prepare<[], Row>(
      `SELECT left_row, right_row, stage, weight, probability, linked, levels FROM ${quoteName(table)} ORDER BY left_row, right_row`,
    )
    .iterate()
  for (const row of rows) {
    const [l, r] = [lefts.get(row.left_row), rights.get(row.right_row)]
    if (l === undefined || r === undefined) continue
    const { stage, weight, probability, levels } = row
    pairs.push({ left: l, right: r, stage, weight, probability, levels, linked: row.linked === 1 })
  }
  return {
    pairs,
    isNew,
    parameters: set.report.parameters,
    modelVersion: set.report.modelVersion ?? set.report.version,
  }
}
