// Which version of its code list a variable's codes are in, for records of a period. In: workspace, variable, period.
// Out: a version. The version valid on the period's reference date; null for variables without a list the program
// knows.
import { codeListVersion } from '#engine/classify/codeLists.ts'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

export const importedClassifications = (workspace: Workspace): ImportedClassifications => {
  const lists = codeListRepository(workspace.catalog)
  return { versions: lists.versions(), correspondences: lists.correspondences() }
}

export const codeVersionOf = (variable: Variable, period: Period, imported: ImportedClassifications): string | null => {
  const date = variable.codeList === null ? null : referenceDate(period)
  return variable.codeList === null || date === null
    ? null
    : (codeListVersion(variable.codeList, date, imported)?.version ?? null)
}
