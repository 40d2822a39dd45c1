// Classifications: every code list the program knows, its dated versions, and how codes of one version become codes of
// another. In: a list's name, a date, optionally versions a workspace imported. Out: versions and correspondences.
// Never a data row.
import type { CodeItem, CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { countryList } from './lists/country.ts'
import { customsLists } from './lists/customs.ts'
import { educationLists } from './lists/education.ts'
import { enterpriseLists } from './lists/enterprise.ts'
import { ethnicGroupList } from './lists/ethnicGroup.ts'
import { hsChapterList } from './lists/hsChapter.ts'
import { provinceCorrespondences, provinceVersions } from './lists/province.ts'
import { vsicCorrespondences, vsicVersions } from './lists/vsicDivision.ts'

/** What a workspace adds by importing classification packages: it wins over a built-in of the same list and version. */
export type ImportedClassifications = { versions: CodeListVersion[]; correspondences: Correspondence[] }
const nothingImported: ImportedClassifications = { versions: [], correspondences: [] }

export const builtInCodeLists: CodeListVersion[] = [
  ...provinceVersions,
  ...vsicVersions,
  hsChapterList,
  countryList,
  ethnicGroupList,
  ...educationLists,
  ...enterpriseLists,
  ...customsLists,
]
const builtInCorrespondences: Correspondence[] = [...provinceCorrespondences, ...vsicCorrespondences]

const builtInByList = Map.groupBy(builtInCodeLists, (v) => v.list)

/** Every version of a list, oldest first; empty for a list nobody knows. */
export const codeListVersions = (
  list: string,
  imported: ImportedClassifications = nothingImported,
): CodeListVersion[] => {
  const own = builtInByList.get(list) ?? []
  const added = imported.versions.filter((v) => v.list === list)
  if (added.length === 0) return own
  const replaced = new Set(added.map((v) => v.version))
  return [...own.filter((v) => !replaced.has(v.version)), ...added].sort((a, b) =>
    (a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1,
  )
}

/** The version valid on an ISO date (both bounds inclusive); for an undated list its only version. */
export const codeListVersion = (
  list: string,
  date: string,
  imported: ImportedClassifications = nothingImported,
): CodeListVersion | undefined =>
  codeListVersions(list, imported).findLast(
    (v) => (v.validFrom === null || v.validFrom <= date) && (v.validTo === null || date <= v.validTo),
  )

/** How detailed codes of one version become detailed codes of another; undefined where nothing is known. */
export const correspondence = (
  list: string,
  from: string,
  to: string,
  imported: ImportedClassifications = nothingImported,
): Correspondence | undefined => {
  const fits = (c: Correspondence) => c.list === list && c.from === from && c.to === to
  return imported.correspondences.find(fits) ?? builtInCorrespondences.find(fits)
}

const itemsByVersion = new WeakMap<CodeListVersion, Map<string, CodeItem>>()
const index = (version: CodeListVersion): Map<string, CodeItem> => {
  let map = itemsByVersion.get(version)
  if (!map) {
    map = new Map(version.items.map((item) => [`${item.level}\u0000${item.code}`, item]))
    itemsByVersion.set(version, map)
  }
  return map
}

/** The item of a code at a level (the most detailed when none is named). */
export const codeItem = (
  version: CodeListVersion,
  code: string,
  level: string | undefined = version.levels[0]?.id,
): CodeItem | undefined => index(version).get(`${level}\u0000${code}`)

export const labelOf = (version: CodeListVersion, code: string, level?: string): Bilingual | undefined =>
  codeItem(version, code, level)?.label

/** The codes records may carry: those of the most detailed level, in printed order. */
export const detailedCodes = (version: CodeListVersion): string[] =>
  version.items.filter((item) => item.level === version.levels[0]?.id).map((item) => item.code)

/** The code at `level` under which a detailed code stands; undefined when the code or the level is not there. */
export const ancestorCode = (version: CodeListVersion, code: string, level: string): string | undefined => {
  const target = version.levels.findIndex((l) => l.id === level)
  let item = codeItem(version, code)
  for (let depth = 0; item && depth < target; depth++) {
    item = item.parent === null ? undefined : codeItem(version, item.parent, version.levels[depth + 1]?.id)
  }
  return target < 0 ? undefined : item?.code
}
