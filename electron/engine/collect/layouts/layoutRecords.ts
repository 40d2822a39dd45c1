// Rows of an opened table as the records that intake takes: one text for each delivered variable of the dataset, in the
// form intake knows. In: table, layout, dataset. Out: header, batches of records with what is wrong with each. A row is
// never left out here.
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import { cellText } from '#engine/collect/readers/grid/cellText.ts'
import type { RowProblem } from '#engine/collect/readers/types.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { Layout } from '#shared/model/layout.ts'
import { cellReader, emptyTally } from './cellReader.ts'
import type { CellReader, CellTally } from './cellReader.ts'

export type LayoutRecord = {
  /** Row number in the file. */
  line: number
  /** Texts of the variables; null: no answer. */
  fields: (string | null)[]
  /** The texts as they stand in the file. */
  raw: string[]
  problem: RowProblem | null
}

export type LayoutRecords = {
  /** Sources of the dataset's delivered variables, in order of `fields`. */
  header: string[]
  /** What the file calls them. */
  names: string[]
  batches: () => AsyncGenerator<LayoutRecord[]>
  /** What happened to the cells of each variable; complete after `batches` ended. */
  tallies: ReadonlyMap<string, CellTally>
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

export const layoutRecords = (
  path: string,
  { table, frame }: OpenedTable,
  layout: Layout,
  dataset: Dataset,
): LayoutRecords => {
  const delivered = dataset.variables.filter((v) => v.source !== null)
  const unnamed = frame !== null && frame.heading.first < 0
  const missing: string[] = []
  const tallies = new Map<string, CellTally>()
  const flagged = new Set(dataset.rules.flatMap((rule) => rule.decimalsOf ?? []))
  const places = delivered.map((variable): { place: number; read: CellReader } | null => {
    const column = layout.columns.find((c) => c.variable === variable.id)
    if (!column) return variable.nullable ? null : (missing.push(variable.id), null)
    const exact = table.columns.findIndex((c) => c.name === column.column)
    const byName = exact >= 0 ? exact : table.columns.findIndex((c) => same(c.name, column.column))
    const place = unnamed && column.position !== null ? column.position : byName
    if (place < 0 || place >= table.columns.length) {
      missing.push(column.column)
      return null
    }
    const tally = emptyTally()
    tallies.set(variable.id, tally)
    return { place, read: cellReader(column, variable, tally, flagged.has(variable.id)) }
  })
  if (missing.length > 0) {
    const known = new Set([
      ...layout.columns.map((c) => c.column.toLowerCase()),
      ...layout.ignored.map((c) => c.toLowerCase()),
    ])
    const extra = table.columns.map((c) => c.name).filter((name) => !known.has(name.toLowerCase()))
    fail('LAYOUT_COLUMNS_MISSING', {
      path,
      layout: layout.id,
      missing: missing.join(', '),
      extra_vi: extra.length === 0 ? '' : ` Cột lạ: ${extra.join(', ')}.`,
      extra_en: extra.length === 0 ? '' : ` Unknown columns: ${extra.join(', ')}.`,
    })
  }
  async function* batches(): AsyncGenerator<LayoutRecord[]> {
    // Read again from the beginning, it is counted again from the beginning.
    for (const tally of tallies.values()) Object.assign(tally, emptyTally())
    for await (const rows of table.rows())
      yield rows.map(({ line, cells, problem }) => {
        const whole = problem === 'COLUMN_COUNT' || problem === 'NOTE_ROW'
        return {
          line,
          problem,
          fields: places.map((at) => (at === null || problem !== null ? null : at.read(cells[at.place] ?? null))),
          raw: whole ? cells.map(cellText) : places.map((at) => (at === null ? '' : cellText(cells[at.place]))),
        }
      })
  }
  const header = delivered.map((v) => v.source ?? v.id)
  const names = places.map(
    (at, index) => (at === null ? '' : (table.columns[at.place]?.name ?? '')) || (header[index] ?? ''),
  )
  return { header, names, batches, tallies }
}
