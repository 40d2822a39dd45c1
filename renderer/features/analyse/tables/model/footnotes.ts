// Notes with a symbol: what a note speaks of, and the notes of a table with one more, one changed or one less.
// In: a definition and a place. Out: notes. Symbols and their order are the layout's.
import type { CellAddress, Footnote, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** The table (nothing named), a variable, a category of it, a measure, or one cell. */
export type NotePlace = Omit<Footnote, 'text'>

const samePlace = (a: NotePlace, b: NotePlace): boolean =>
  a.variable === b.variable &&
  a.category === b.category &&
  a.measure === b.measure &&
  JSON.stringify(meant(a.address)) === JSON.stringify(meant(b.address))
/** An address without what stands at its total says the same. */
const meant = (address: CellAddress | undefined): unknown =>
  address
    ?.filter((part) => part.kind !== 'total')
    .map(({ variable, level, code, version, kind }) => [variable, level ?? '', code, version ?? '', kind])

export const noteAt = (
  definition: Pick<TableDefinition, 'footnotes'>,
  variable: string,
  category?: string,
): Footnote | undefined =>
  definition.footnotes.find((note) => samePlace(note, { variable, ...(category === undefined ? {} : { category }) }))

export const noteOf = (definition: Pick<TableDefinition, 'footnotes'>, place: NotePlace): Footnote | undefined =>
  definition.footnotes.find((note) => samePlace(note, place))

/** The notes with this text at this place; an empty text takes the note away. */
export const withNote = (footnotes: readonly Footnote[], place: NotePlace, text: Bilingual): Footnote[] => {
  const at = footnotes.findIndex((note) => samePlace(note, place))
  const empty = text.vi.trim() === '' && text.en.trim() === ''
  if (empty) return footnotes.filter((_, i) => i !== at)
  return at < 0 ? [...footnotes, { ...place, text }] : footnotes.with(at, { ...place, text })
}
