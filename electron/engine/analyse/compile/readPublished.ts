// A published series read from a file: workbook, PX, JSON-stat, text. In: a path, what was chosen. Out: the reading.
// Never a record stored, never more of a file than a published table has.
import type { PublishedReading, publishedSchema } from '#shared/contract/indicators.ts'
import type { z } from 'zod'
import { readPeriod } from '#shared/format/readPeriod.ts'
import { fail } from '#shared/model/failure.ts'
import { openTable } from '#engine/collect/layouts/openTable.ts'
import type { Cell, SourceTable } from '#engine/collect/readers/types.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { publishedSeries } from './publishedSeries.ts'
import type { SeriesCell } from './publishedSeries.ts'

const mostRows = 200_000

const cellOf = (cell: Cell): SeriesCell => {
  if (cell === null || typeof cell === 'string') return cell
  return cell.type === 'number' ? { number: cell.text } : cell.text
}

/** Codes of a statistical file are told with their words. */
const inWords = (table: SourceTable): ((cell: SeriesCell, column: number) => SeriesCell) => {
  const labels = (table.columns ?? []).map((c) => new Map(c.valueLabels.map(({ value, label }) => [value, label])))
  // A code that is a period reads surer than its words.
  return (cell, column) =>
    typeof cell === 'string' && readPeriod(cell) === null ? (labels[column]?.get(cell) ?? cell) : cell
}

const rowsOf = async (table: SourceTable, path: string, job: JobContext): Promise<SeriesCell[][]> => {
  const rows: SeriesCell[][] = []
  const told = inWords(table)
  for await (const batch of table.rows()) {
    job.throwIfCancelled()
    for (const { cells, problem } of batch)
      if (problem === null || problem === 'TOTALS_ROW') rows.push(cells.map((cell, at) => told(cellOf(cell), at)))
    if (rows.length > mostRows) fail('PUBLISHED_TOO_LONG', { path, limit: mostRows })
  }
  return rows
}

export const readPublished = async (
  { path, table: asked, value, pick }: z.output<typeof publishedSchema>,
  job: JobContext,
): Promise<PublishedReading> => {
  const opened = await openTable(path, { table: asked })
  try {
    const { table, others } = opened
    const columns = table.columns.map(({ name, label }) => (label === '' ? name : label))
    const rows = await rowsOf(table, path, job)
    const series =
      publishedSeries({ columns, rows }, { value, pick }) ??
      fail('PUBLISHED_NO_PERIODS', { path, columns: columns.slice(0, 12).join(', ') })
    return { tables: [table.name, ...others], table: table.name, unit: table.unit ?? '', ...series }
  } finally {
    await opened.source.close()
  }
}
