// A workspace keeps the definitions its rows came with; when a built-in layout has changed since, the new one takes
// over where the stored rows can be read by it. In: a workspace open for writing. Out: nothing. Never a stored value
// changed or read as something it is not.
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { ensureRecordTables, hasTable, recordTable } from '#engine/workspace/records/recordTables.ts'

/**
 * What decides the values a row holds of a variable: another one would make old and new rows two things under one name.
 */
const meaning = (v: Variable): string =>
  JSON.stringify([v.id, v.type, v.scale, v.codeList, v.normalise, v.width, v.derived, isInColumnSet(v)])
const softRules = (dataset: Dataset): string[] => dataset.rules.filter((r) => r.severity === 'soft').map((r) => r.id)

/**
 * Same records and keys, every stored variable still there and meaning the same, new ones allowed to be empty; flags of
 * rows are bits in order of the soft rules, so new soft rules come after the old ones. Labels, roles, groups, units,
 * rules and respondent may differ.
 */
export const readsSameRows = (old: Dataset, renewed: Dataset): boolean => {
  const record = (d: Dataset): string => JSON.stringify([d.id, d.subject, d.periodKind, d.key, d.latestBy])
  const kept = new Set(renewed.variables.map(meaning))
  const known = new Set(old.variables.map((v) => v.id))
  const soft = softRules(renewed)
  return (
    record(old) === record(renewed) &&
    old.variables.every((v) => kept.has(meaning(v))) &&
    renewed.variables.every((v) => known.has(v.id) || v.nullable) &&
    softRules(old).every((id, bit) => soft[bit] === id)
  )
}

export const renewDatasets = (workspace: Workspace, layouts: readonly Dataset[] = builtInDatasets): void => {
  const stored = datasetRepository(workspace.catalog)
  for (const layout of layouts) {
    const old = stored.find(layout.id)
    if (old === null) continue
    // How a survey was drawn, and the office's own rules, are of the workspace and no matter of the built-in layout.
    const renewed: Dataset = {
      ...layout,
      ...(old.design === undefined ? {} : { design: old.design }),
      ...(old.officeRules === undefined ? {} : { officeRules: old.officeRules }),
    }
    if (JSON.stringify(old) === JSON.stringify(renewed)) continue
    if (!readsSameRows(old, layout)) {
      workspace.notices.push({ code: 'LAYOUT_KEPT', facts: { dataset: layout.id } })
      continue
    }
    const database = workspace.subject(layout.subject)
    // New columns first: cut off here, they stand empty and unknown until the next opening.
    if (hasTable(database, recordTable(layout.id))) ensureRecordTables(database, layout)
    stored.save(renewed)
  }
}
