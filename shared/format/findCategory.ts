// Finds a category in a laid-out table by part of its label, with or without diacritics, or by its code. In: a layout
// and a text. Out: places in reading order. Never a figure, never a category that is not shown.
import { foldText } from './foldText.ts'
import type { Language } from '../model/text.ts'
import type { LayoutEntry } from './layoutHeadings.ts'
import type { TableLayout } from './layoutTypes.ts'

export type CategoryPlace =
  /** First row and stub column of the entry. */
  | { axis: 'row'; row: number; column: number; entry: LayoutEntry }
  /** First column and header row of the entry. */
  | { axis: 'column'; column: number; level: number; entry: LayoutEntry }

/** As typed into a search box: marks, case and doubled spaces do not matter. */
const sought = (text: string): string => foldText(text).replace(/\s+/g, ' ').trim()

export const findCategory = (
  layout: TableLayout,
  text: string,
  languages: readonly Language[] = ['vi', 'en'],
): CategoryPlace[] => {
  const wanted = sought(text)
  if (wanted === '') return []
  const known = new Map<LayoutEntry, boolean>()
  const fits = (entry: LayoutEntry): boolean => {
    const before = known.get(entry)
    if (before !== undefined) return before
    const found =
      entry.kind !== 'blank' &&
      ((entry.kind === 'value' && entry.code !== '' && sought(entry.code) === wanted) ||
        languages.some((l) => sought(entry.label[l]).includes(wanted)))
    known.set(entry, found)
    return found
  }
  const inHeader = layout.headerRows.flatMap((row, level) => {
    let column = 0
    return row.flatMap((entry): CategoryPlace[] => {
      const first = column
      column += entry.span
      return fits(entry) ? [{ axis: 'column', column: first, level, entry }] : []
    })
  })
  const inStub = layout.rows.flatMap(({ stub }, row) =>
    stub.flatMap((entry, column): CategoryPlace[] =>
      layout.stubSpans[row]?.[column] !== 0 && fits(entry) ? [{ axis: 'row', row, column, entry }] : [],
    ),
  )
  return [...inHeader, ...inStub]
}
