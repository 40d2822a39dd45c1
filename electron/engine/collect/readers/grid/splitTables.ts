// Several tables on one sheet, told apart: one under another after an empty row and a heading of its own, or side by
// side with an empty column between. In: a sheet of rows. Out: the same sheet, or its tables. A sheet with one table
// comes back as it is.
import type { SourceRow, SourceTable } from '../types.ts'
import { cellText, isFilled } from './cellText.ts'
import { findHeading } from './findHeading.ts'

type Block = { from: number; to: number; head: SourceRow[]; rows: number }

const headRows = 60
const blockLimit = 400

const blocksOf = async (table: SourceTable): Promise<Block[]> => {
  const blocks: Block[] = []
  for await (const batch of table.rows())
    for (const row of batch) {
      if (!row.cells.some(isFilled)) continue
      const last = blocks.at(-1)
      if (last && (row.line - last.to <= 1 || blocks.length >= blockLimit)) {
        last.to = row.line
        last.rows += 1
        if (last.head.length < headRows) last.head.push(row)
      } else blocks.push({ from: row.line, to: row.line, head: [row], rows: 1 })
    }
  return blocks
}

/** A block that begins like a table: words over values, in its first rows. */
const beginsTable = ({ head, rows }: Block): boolean => {
  if (rows < 2) return false
  const heading = findHeading(head)
  const names = heading.first < 0 ? 0 : (head[heading.data - 1]?.cells.filter(isFilled).length ?? 0)
  return heading.reason === 'contrast' && heading.first >= 0 && heading.first <= 3 && names >= 2
}

const narrowed = (
  table: SourceTable,
  name: string,
  from: number,
  to: number,
  columns: { from: number; to: number } | null,
): SourceTable => ({
  ...table,
  name,
  expectedRows: null,
  notes: [],
  rows: async function* () {
    for await (const batch of table.rows()) {
      const rows = batch
        .filter((row) => row.line >= from && row.line < to)
        .map((row) => (columns === null ? row : { ...row, cells: row.cells.slice(columns.from, columns.to) }))
        .filter((row) => row.cells.some(isFilled))
      if (rows.length > 0) yield rows
    }
  },
})

/** Groups of columns parted by columns that no row fills, where both sides have headings of their own. */
const sideBySide = (head: readonly SourceRow[]): { from: number; to: number }[] => {
  const width = head.reduce((n, row) => Math.max(n, row.cells.length), 0)
  const used = Array.from({ length: width }, (_, column) => head.some((row) => isFilled(row.cells[column])))
  const groups: { from: number; to: number }[] = []
  for (let column = 0; column < width; column += 1) {
    if (!used[column]) continue
    const last = groups.at(-1)
    if (last && last.to === column) last.to = column + 1
    else groups.push({ from: column, to: column + 1 })
  }
  const wide = groups.filter((group) => group.to - group.from >= 2)
  if (wide.length < 2 || wide.length !== groups.length) return []
  const parts = wide.map((group) => {
    const rows = head
      .map((row) => ({ ...row, cells: row.cells.slice(group.from, group.to) }))
      .filter((row) => row.cells.some(isFilled))
    const heading = rows.length > 1 ? findHeading(rows) : null
    return { rows: rows.length, heading, names: new Set(heading?.names.map((n) => n.toLowerCase())) }
  })
  if (parts.some((part) => part.heading?.reason !== 'contrast')) return []
  const uneven = new Set(parts.map((part) => part.rows)).size > 1
  const [first] = parts
  const alike = parts.slice(1).some((part) => [...part.names].some((name) => first?.names.has(name)))
  return uneven || alike ? wide : []
}

export const splitTables = async (table: SourceTable): Promise<SourceTable[]> => {
  const blocks = await blocksOf(table)
  const starts: number[] = []
  let pending: number | null = null
  for (const block of blocks) {
    // A title of a few rows belongs to the table below it.
    const title = block.rows <= 3 && block.head.every((row) => row.cells.filter(isFilled).length <= 2)
    if (beginsTable(block)) {
      starts.push(pending ?? block.from)
      pending = null
    } else pending = title ? (pending ?? block.from) : null
  }
  if (starts.length > 1 && starts.length <= 50) {
    return starts.map((from, index) => {
      const start = index === 0 ? 0 : from
      return narrowed(
        table,
        index === 0 ? table.name : `${table.name} #${index + 1}`,
        start,
        starts[index + 1] ?? Number.POSITIVE_INFINITY,
        null,
      )
    })
  }
  const groups = sideBySide(blocks.flatMap((block) => block.head).slice(0, 200))
  if (groups.length < 2) return [table]
  return groups.map((group, index) =>
    narrowed(table, index === 0 ? table.name : `${table.name} #${index + 1}`, 0, Number.POSITIVE_INFINITY, group),
  )
}

/** Words of the rows above a table, for its title. */
export const firstWords = (rows: readonly SourceRow[]): string =>
  rows
    .map(({ cells }) => cells.map(cellText).join(' ').trim())
    .join(' ')
    .trim()
