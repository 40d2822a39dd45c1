// How files say "no value", as the office keeps the list: one list for the workspace, read at each import. In: the
// workspace. Out: spellings. A spelling that is a code of a variable's own list (NA is Namibia) is that code, not a
// missing value.
import { codeListVersion, detailedCodes } from '#engine/classify/codeLists.ts'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

const key = 'missing_texts'

export const defaultMissingTexts: readonly string[] = [
  'NULL',
  'N/A',
  '#N/A',
  'NA',
  '\\N',
  'NaN',
  'None',
  '-',
  '--',
  '–',
  '—',
  '.',
  '…',
  '...',
]

export const missingTexts = (workspace: Workspace): string[] => {
  const kept = settingRepository(workspace.catalog).get(key)
  return kept === null ? [...defaultMissingTexts] : (JSON.parse(kept) as string[])
}

/** Null: back to the list of the program. */
export const saveMissingTexts = (workspace: Workspace, texts: readonly string[] | null): string[] => {
  const settings = settingRepository(workspace.catalog)
  if (texts === null) settings.remove(key)
  else settings.set(key, JSON.stringify([...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]))
  return missingTexts(workspace)
}

export const missingTextsOf = (
  workspace: Workspace,
  period: Period,
  imported: ImportedClassifications,
): ((variable: Variable) => string[]) => {
  const all = missingTexts(workspace)
  const date = referenceDate(period)
  return (variable) => {
    const version =
      variable.codeList === null || date === null ? null : codeListVersion(variable.codeList, date, imported)
    if (!version) return all
    const codes = new Set(detailedCodes(version).map((code) => code.toLowerCase()))
    return all.filter((text) => !codes.has(text.toLowerCase()))
  }
}
