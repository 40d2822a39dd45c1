// The title a table has until its author writes one: "Học sinh theo tỉnh, giới tính và khối".
// In: a definition and how its parts are called. Out: a title in both languages. Never a title somebody wrote.
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'

export type Names = {
  dataset: Bilingual
  dimension: (index: number, axis: 'rows' | 'columns' | 'layers', language: Language) => string
  measure: (index: number, language: Language) => string
}

/** Lower case at the start, but not of an abbreviation: "Giới tính" → "giới tính", "HS chapter" stays. */
const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

const listed = (names: readonly string[], and: string): string =>
  names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`

const titleIn = (definition: TableDefinition, names: Names, language: Language): string => {
  const shown = definition.measures.flatMap((m, index) => (m.hidden === true ? [] : [{ m, index }]))
  const [only] = shown
  const dataset = names.dataset[language]
  const plain =
    shown.length !== 1 ||
    only === undefined ||
    (only.m.statistic === 'count' && only.m.filter === undefined && only.m.weight === undefined)
  const subject = plain ? dataset : `${dataset}: ${inSentence(names.measure(only.index, language))}`
  const dimensions = (['rows', 'columns', 'layers'] as const).flatMap((axis) =>
    definition[axis].map((_, index) => inSentence(names.dimension(index, axis, language))),
  )
  const unique = [...new Set(dimensions)]
  if (unique.length === 0) return subject
  return language === 'vi' ? `${subject} theo ${listed(unique, 'và')}` : `${subject} by ${listed(unique, 'and')}`
}

export const autoTitle = (definition: TableDefinition, names: Names): Bilingual => ({
  vi: titleIn(definition, names, 'vi'),
  en: titleIn(definition, names, 'en'),
})
