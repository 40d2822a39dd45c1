// Which footnotes speak of one figure of a cube, whatever its layout: those of its categories, its variables, its
// measure, its very place. In: a cube with footnotes, a stored cell, a measure. Out: texts. Pure; marks and their order
// are the layout's.
import { categoryKey } from '../model/cube.ts'
import type { Cube, CubeDimension } from '../model/cube.ts'
import type { Footnote } from '../model/table.ts'
import type { Bilingual } from '../model/text.ts'

/** Notes that name neither variable nor measure nor place: to the whole table. */
export const wholeFootnotes = (cube: Pick<Cube, 'footnotes'>): Footnote[] =>
  (cube.footnotes ?? []).filter(
    (note) => note.variable === undefined && note.measure === undefined && note.address === undefined,
  )

const addressed = (note: Footnote, dimension: CubeDimension, coordinate: number): boolean => {
  const category = dimension.categories[coordinate]
  if (!category) return false
  const part = note.address?.find(
    (own) => own.variable === dimension.variable && (own.level === undefined || own.level === dimension.level),
  )
  if (!part || part.kind === 'total') return category.kind === 'total'
  return (
    category.kind === part.kind &&
    (part.code === null || part.code === category.code) &&
    (part.version === undefined || part.version === category.version)
  )
}

const concerns = (note: Footnote, cube: Cube, cell: number, measure: string): boolean => {
  if (note.measure !== undefined && note.measure !== measure) return false
  const at = (d: number): number => cube.cells.coordinates[d]?.[cell] ?? -1
  if (note.address !== undefined) return cube.dimensions.every((dimension, d) => addressed(note, dimension, at(d)))
  if (note.variable === undefined) return note.measure !== undefined
  return cube.dimensions.some((dimension, d) => {
    const category = dimension.categories[at(d)]
    if (dimension.variable !== note.variable || !category) return false
    return note.category === undefined ? true : categoryKey(category) === note.category
  })
}

export const footnotesAt = (cube: Cube, cell: number, measure: string): Bilingual[] =>
  (cube.footnotes ?? []).filter((note) => concerns(note, cube, cell, measure)).map(({ text }) => text)
