// Which code list a column of codes follows: one the program knows, where the name says so and every value is in one of
// its versions; else the labels that the file itself carries. In: values, hints, labels. Out: a list, or none. Never a
// list for the values alone.
import { codeListVersions, detailedCodes } from '#engine/classify/codeLists.ts'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import type { ValueLabel } from '#engine/collect/readers/types.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import type { NameHint } from './columnNames.ts'

const listsOf: Partial<Record<NameHint, string[]>> = {
  province: ['province'],
  sex: ['sex'],
  country: ['country'],
  ethnicity: ['ethnic_group'],
  hs: ['hs_chapter'],
  vsic: ['vsic_division'],
}

export const knownList = (
  values: ReadonlyMap<string, number> | null,
  hints: ReadonlySet<NameHint>,
  imported: ImportedClassifications,
): string | null => {
  if (values === null || values.size === 0) return null
  for (const hint of hints)
    for (const list of listsOf[hint] ?? []) {
      const fits = codeListVersions(list, imported).some((version) => {
        const codes = new Set(detailedCodes(version))
        return [...values.keys()].every((value) => codes.has(value))
      })
      if (fits) return list
    }
  return null
}

/** A list of the labels in the file, in their order. */
export const ownList = (list: string, label: string, labels: readonly ValueLabel[]): CodeListVersion => {
  const seen = new Set<string>()
  return {
    list,
    version: '1',
    label: bilingual(label, label),
    validFrom: null,
    validTo: null,
    levels: [{ id: 'item', label: bilingual(label, label) }],
    items: labels
      .filter(({ value }) => !seen.has(value) && seen.add(value))
      .map(({ value, label }) => ({ code: value, label: bilingual(label, label), level: 'item', parent: null })),
  }
}
