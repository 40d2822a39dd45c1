// The title a table has until its author writes one, in the phrasing of a yearbook: "Học sinh phân theo tỉnh và giới
// tính, năm học 2024-2025". In: a definition, how its parts are called, the periods delivered. Out: a title in both
// languages. Never a title somebody wrote, never an id.
import { periodVariableId } from '#shared/model/dataset.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'

export type Names = {
  dataset: Bilingual
  dimension: (index: number, axis: 'rows' | 'columns' | 'layers', language: Language) => string
  measure: (index: number, language: Language) => string
  /** Delivered, in order. */
  periods: readonly Period[]
}

/** Lower case at the start, but not of an abbreviation: "Giới tính" → "giới tính", "HS chapter" stays. */
const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

const listed = (names: readonly string[], and: string): string =>
  names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`

/** ", 2024–2025"; nothing where the table's filter speaks of periods itself. */
const spanOf = ({ filter }: TableDefinition, periods: readonly Period[], language: Language): string => {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined || (filter ?? '').includes(periodVariableId)) return ''
  const [from, to] = [parsePeriod(first), parsePeriod(last)]
  if (from === null || to === null) return ''
  if (from.kind === 'school_year') {
    const words = language === 'vi' ? 'năm học' : first === last ? 'school year' : 'school years'
    return `, ${words} ${first === last ? first : `${first} – ${last}`}`
  }
  return `, ${from.year === to.year ? from.year : `${from.year}–${to.year}`}`
}

const titleIn = (definition: TableDefinition, names: Names, language: Language): string => {
  const shown = definition.measures.flatMap((m, index) => (m.hidden === true ? [] : [{ m, index }]))
  const [only] = shown
  const dataset = names.dataset[language]
  const plain =
    shown.length !== 1 ||
    only === undefined ||
    (only.m.statistic === 'count' && only.m.filter === undefined && only.m.weight === undefined)
  const subject = plain ? dataset : names.measure(only.index, language)
  const dimensions = (['rows', 'columns', 'layers'] as const).flatMap((axis) =>
    definition[axis].flatMap(({ variable }, index) =>
      variable === periodVariableId ? [] : [inSentence(names.dimension(index, axis, language))],
    ),
  )
  const unique = [...new Set(dimensions)]
  const span = spanOf(definition, names.periods, language)
  if (unique.length === 0) return `${subject}${span}`
  return language === 'vi'
    ? `${subject} phân theo ${listed(unique, 'và')}${span}`
    : `${subject} by ${listed(unique, 'and')}${span}`
}

export const autoTitle = (definition: TableDefinition, names: Names): Bilingual => ({
  vi: titleIn(definition, names, 'vi'),
  en: titleIn(definition, names, 'en'),
})

/** A title without the periods an earlier day put at its end: it still follows the table when a new period comes. */
export const withoutSpan = (title: string): string =>
  title.replace(/, (?:(?:năm học|school years?) )?\d{4}(?:-\d{4})?(?: ?– ?\d{4}(?:-\d{4})?)?$/u, '')
