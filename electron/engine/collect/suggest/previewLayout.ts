// The first rows of a file as a layout would store them, and what of them would be rejected. In: path, package. Out:
// rows, reasons. Reads the beginning of the file only; never writes.
import { openTable, optionsOf } from '#engine/collect/layouts/openTable.ts'
import type { Cell } from '#engine/collect/readers/types.ts'
import type { LayoutPreview, Reading } from '#shared/contract/layouts.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { shownOf } from './shownRows.ts'

const looked = 500
const shown = 20

export const previewLayout = async (path: string, made: LayoutPackage, reading: Reading): Promise<LayoutPreview> => {
  const opened = await openTable(path, { ...optionsOf(made.layout), dictionary: reading.dictionary })
  try {
    const first: { line: number; cells: Cell[] }[] = []
    const rejected: Record<string, number> = {}
    const count = (reason: string): void => {
      rejected[reason] = (rejected[reason] ?? 0) + 1
    }
    let rows = 0
    for await (const batch of opened.table.rows()) {
      for (const row of batch) {
        rows += 1
        if (row.problem === null) first.push({ line: row.line, cells: row.cells })
        else count(row.problem)
      }
      if (rows >= looked) break
    }
    const all = shownOf(first, opened.table.columns, made.layout, made.dataset)
    for (const row of all) for (const problem of row.problems) count(problem)
    return { shown: all.slice(0, shown), rows, rejected }
  } finally {
    await opened.source.close()
  }
}
