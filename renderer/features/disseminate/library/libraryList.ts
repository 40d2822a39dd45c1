// The library as a list: its tables by domain, what of them is in the workspace already, whether there are data to fill
// them. In: library, datasets, saved definitions, what is searched. Out: groups in order. Pure; never a figure.
import { foldText } from '#shared/format/foldText.ts'
import type { DatasetSummary, SavedDefinition } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** absent: not taken yet · same: taken, as it is here · changed: taken, and edited since. */
export type Standing = 'absent' | 'same' | 'changed'
export type LibraryEntry = { definition: TableDefinition; dataset: Bilingual; hasData: boolean; standing: Standing }
export type LibraryGroup = { subject: string; entries: LibraryEntry[] }

const standingOf = (definition: TableDefinition, saved: readonly SavedDefinition[]): Standing => {
  const found = saved.find((one) => one.kind === 'table' && one.id === definition.id)
  if (!found) return 'absent'
  return JSON.stringify(found.definition) === JSON.stringify(definition) ? 'same' : 'changed'
}

/** Every word must occur, without diacritics, in the title of either language, the name or the dataset. */
export const libraryGroups = (
  library: readonly TableDefinition[],
  datasets: readonly DatasetSummary[],
  saved: readonly SavedDefinition[],
  query: string,
): LibraryGroup[] => {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const groups = new Map<string, LibraryEntry[]>()
  for (const definition of library) {
    const dataset = datasets.find((one) => one.id === definition.dataset)
    const label = dataset?.label ?? { vi: definition.dataset, en: definition.dataset }
    const text = foldText(`${definition.title.vi} ${definition.title.en} ${definition.id} ${label.vi} ${label.en}`)
    if (!words.every((word) => text.includes(word))) continue
    const subject = dataset?.subject ?? 'other'
    groups.set(subject, [
      ...(groups.get(subject) ?? []),
      { definition, dataset: label, hasData: (dataset?.rows ?? 0) > 0, standing: standingOf(definition, saved) },
    ])
  }
  return [...groups].map(([subject, entries]) => ({ subject, entries }))
}

/** The table under a name that is free: its own, or its own with a number. */
export const underFreeName = (definition: TableDefinition, taken: ReadonlySet<string>): TableDefinition => {
  let id = definition.id
  for (let n = 2; taken.has(id); n += 1) id = `${definition.id.slice(0, 60)}_${n}`
  return { ...definition, id }
}
