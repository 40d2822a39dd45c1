// The first rows as a layout would store them, beside what they are in the file, with what would be rejected. In: rows,
// layout. Out: rows.
import { cellReader, notRead } from '#engine/collect/layouts/cellReader.ts'
import { cellText } from '#engine/collect/readers/grid/cellText.ts'
import type { Cell, SourceColumn } from '#engine/collect/readers/types.ts'
import type { ShownRow } from '#shared/contract/layouts.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Layout } from '#shared/model/layout.ts'

export const shownOf = (
  first: readonly { line: number; cells: Cell[] }[],
  columns: readonly SourceColumn[],
  layout: Layout,
  dataset: Dataset,
): ShownRow[] => {
  const readers = layout.columns.map((column) => {
    const variable = dataset.variables.find((v) => v.id === column.variable)
    const place = columns.findIndex((c) => c.name === column.column)
    return {
      id: column.variable,
      place: column.position ?? place,
      read: variable ? cellReader(column, variable) : null,
      variable,
    }
  })
  return first.map(({ line, cells }) => {
    const texts = cells.map(cellText)
    const problems: string[] = []
    const stored = readers.map(({ id, place, read, variable }) => {
      const value = read === null ? null : read(cells[place] ?? null)
      if (value?.startsWith(notRead)) {
        problems.push(`TYPE:${id}`)
        return null
      }
      if (value === null && variable && !variable.nullable) problems.push(`MISSING:${id}`)
      return value
    })
    return { line, raw: texts, stored, problems }
  })
}
