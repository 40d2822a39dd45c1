// What a file of rows says beside each figure, so that it says no less than the printed table: footnotes of its place,
// and what concerns the whole table. In: a protected cube. Out: words for each cell and measure, words for all. Never a
// figure, never a parameter of protection.
import { footnotesAt, wholeFootnotes } from '#shared/format/footnotePlaces.ts'
import { wholeTableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** Footnotes of a place; null where the table has none that speak of places. */
export const placeNotes = (cube: ProtectedCube): ((cell: number, measure: string) => Bilingual[]) | null => {
  const speaking = (cube.footnotes ?? []).length > wholeFootnotes(cube).length
  return speaking ? (cell, measure) => footnotesAt(cube, cell, measure) : null
}

/** Footnotes to the whole table, its notes, links and unknown codes; null where there is nothing to say. */
export const wholeNotes = (cube: ProtectedCube): Bilingual | null => {
  const all = [...wholeFootnotes(cube).map(({ text }) => text), ...wholeTableNotes(cube)]
  if (all.length === 0) return null
  return {
    vi: all.map(({ vi }) => vi).join(' '),
    en: all.map(({ vi, en }) => en || vi).join(' '),
  }
}
