// What the delivery's page says of a file that came in by a layout: how doubtful columns were read, cells that became
// missing or rounded, tables and columns that were not taken in. In: what was opened, tallies, the layout. Out: notes
// by reason. Nothing is left out silently.
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import type { CellTally } from '#engine/collect/layouts/cellReader.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'

type Told = {
  opened: OpenedTable
  tallies: ReadonlyMap<string, CellTally>
  made: LayoutPackage
  suggestion: Suggestion | null
}

/** Counts of the reader's own notes; what a note has no count for is told of the whole file (0). */
const countOf = (facts: Record<string, string | number>): number => Number(facts['count'] ?? facts['rows'] ?? 0)
/** Told elsewhere, or no news: what the layout's own columns count. */
const told = new Set(['ERROR_CELLS', 'MISSING_KIND'])

export const layoutNotes = ({ opened, tallies, made, suggestion }: Told): Map<string, number> => {
  const notes = new Map<string, number>()
  const add = (reason: string, rows: number): void => {
    if (rows > 0) notes.set(reason, (notes.get(reason) ?? 0) + rows)
  }
  const asked = new Set(
    (suggestion?.package.decisions ?? made.decisions).flatMap((d) => (d.ask && d.about === 'column' ? [d.column] : [])),
  )
  for (const column of made.layout.columns) {
    const tally = tallies.get(column.variable)
    if (!tally) continue
    const variable = made.dataset.variables.find((v) => v.id === column.variable)
    const numeric = variable?.type === 'integer' || variable?.type === 'decimal'
    add(`MISSING_TEXT:${column.variable}`, tally.missing)
    add(`MISSING_DECLARED:${column.variable}`, tally.declared)
    add(`ERROR_CELL:${column.variable}`, tally.errors)
    add(`ROUNDED:${column.variable}`, tally.rounded)
    if (numeric && column.number === 'comma') add(`DECIMAL_COMMA:${column.variable}`, tally.read)
    if (variable?.type === 'date' && column.date === 'mdy') add(`MONTH_FIRST:${column.variable}`, tally.read)
    const mixed = (numeric && column.number === 'either') || (variable?.type === 'date' && column.date === 'either')
    if (mixed) add(`FORM_UNSURE:${column.variable}`, tally.read)
    if (asked.has(column.column)) add(`ASKED:${column.variable}`, tally.read)
  }
  for (const { code, facts } of [...opened.source.notes, ...opened.table.notes])
    if (!told.has(code)) notes.set(code, (notes.get(code) ?? 0) + countOf(facts))
  add('TITLE_ROWS', opened.frame?.titles.length ?? 0)
  for (const name of made.layout.ignored) notes.set(`COLUMN_LEFT:${name}`, 0)
  if (opened.others.length > 0) notes.set(`OTHER_TABLES:${opened.others.slice(0, 12).join(', ')}`, 0)
  const members = opened.source.members.filter((name) => name !== opened.source.member)
  if (members.length > 0) notes.set(`OTHER_MEMBERS:${members.slice(0, 12).join(', ')}`, 0)
  return notes
}
