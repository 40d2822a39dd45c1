// Finding by a few letters: without diacritics, ranked, stable. In: entries and what was typed. Out: the best entries.
// Never fuzzy beyond words: an analyst who types a code wants that code first.
import { foldText } from '#shared/format/foldText.ts'

export type Findable = { title: string; path: string; keywords?: string }

type Folded = { title: string; keywords: string[]; all: string }
/** Thousands of codes are folded once, not at each key. */
const foldedOf = new WeakMap<Findable, Folded>()
const folded = (entry: Findable): Folded => {
  const known = foldedOf.get(entry)
  if (known) return known
  const title = foldText(entry.title)
  const keywords = foldText(entry.keywords ?? '')
  const made = { title, keywords: keywords.split(' '), all: `${title} ${keywords} ${foldText(entry.path)}` }
  foldedOf.set(entry, made)
  return made
}

const scoreFolded = (entry: Findable, query: string, words: readonly string[]): number => {
  const { title, keywords, all } = folded(entry)
  if (!words.every((word) => all.includes(word))) return 0
  if (title === query || keywords.includes(query)) return 100
  if (title.startsWith(query)) return 80
  if (title.includes(` ${query}`)) return 60
  if (title.includes(query)) return 40
  if (keywords.some((word) => word.startsWith(query))) return 30
  // All words in the name are nearer than words gathered from the path.
  return words.every((word) => title.includes(word)) ? 25 : 20
}

/** Higher is better; 0: no match. Every typed word must occur somewhere. */
export const score = (entry: Findable, typed: string): number => {
  const query = foldText(typed).trim()
  return query === '' ? 1 : scoreFolded(entry, query, query.split(/\s+/))
}

export const rank = <T extends Findable>(entries: readonly T[], typed: string, limit: number): T[] => {
  const query = foldText(typed).trim()
  if (query === '') return entries.slice(0, limit)
  const words = query.split(/\s+/)
  return entries
    .map((entry, index) => ({ entry, index, score: scoreFolded(entry, query, words) }))
    .filter((e) => e.score > 0)
    .toSorted((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length || a.index - b.index)
    .slice(0, limit)
    .map((e) => e.entry)
}
