// Finding by a few letters: without diacritics, ranked, stable. In: entries and what was typed. Out: the best entries.
// Never fuzzy beyond words: an analyst who types a code wants that code first.
import { foldText } from '#shared/format/foldText.ts'

export type Findable = { title: string; path: string; keywords?: string }

/** Higher is better; 0: no match. Every typed word must occur somewhere. */
export const score = (entry: Findable, typed: string): number => {
  const query = foldText(typed).trim()
  if (query === '') return 1
  const title = foldText(entry.title)
  const all = `${title} ${foldText(entry.keywords ?? '')} ${foldText(entry.path)}`
  if (!query.split(/\s+/).every((word) => all.includes(word))) return 0
  if (
    title === query ||
    foldText(entry.keywords ?? '')
      .split(' ')
      .includes(query)
  )
    return 100
  if (title.startsWith(query)) return 80
  if (title.includes(` ${query}`)) return 60
  if (title.includes(query)) return 40
  return 20
}

export const rank = <T extends Findable>(entries: readonly T[], typed: string, limit: number): T[] =>
  entries
    .map((entry, index) => ({ entry, index, score: score(entry, typed) }))
    .filter((e) => e.score > 0)
    .toSorted((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length || a.index - b.index)
    .slice(0, limit)
    .map((e) => e.entry)
