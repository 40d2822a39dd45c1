// Whether the period of a cell was delivered in part. In: a cube, its layout, a place in it. Out: the part, or null.
// Never a guess.
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube, PartialPeriod } from '#shared/model/cube.ts'

/** The heading entries above a column, outermost first. */
const headings = (layout: TableLayout, column: number): LayoutEntry[] =>
  layout.headerRows.flatMap((row) => {
    let end = 0
    const entry = row.find(({ span }) => (end += span) > column)
    return entry ? [entry] : []
  })

export const partialAt = (cube: Cube, layout: TableLayout, row: number, column: number): PartialPeriod | null => {
  const categoryOf = ({ dimension = -1, category = -1 }: LayoutEntry) =>
    cube.dimensions[dimension]?.categories[category]
  const entries = [...(layout.rows[row]?.stub ?? []), ...headings(layout, column)]
  return entries.map((entry) => categoryOf(entry)?.partial).find((part) => part !== undefined) ?? null
}
