// Header rows with spans as a tree of column groups, the form a grid wants. In: a layout. Out: groups and leaves.
// Never a grid's own type, never a formatted label.
import type { LayoutHeader, TableLayout } from '#shared/format/layoutTypes.ts'

export type HeaderNode =
  | { kind: 'group'; key: string; entry: LayoutHeader; level: number; start: number; children: HeaderNode[] }
  | { kind: 'leaf'; key: string; entry: LayoutHeader; level: number; column: number }

export const headerTree = ({ headerRows, columns }: Pick<TableLayout, 'headerRows' | 'columns'>): HeaderNode[] => {
  const depth = headerRows.length
  const build = (level: number, from: number, to: number): HeaderNode[] => {
    const nodes: HeaderNode[] = []
    let start = 0
    for (const entry of headerRows[level] ?? []) {
      const end = start + entry.span
      if (start >= from && end <= to) {
        if (level === depth - 1) {
          for (let column = start; column < end; column += 1)
            nodes.push({ kind: 'leaf', key: `c${column}`, entry, level, column })
        } else {
          nodes.push({
            kind: 'group',
            key: `g${level}_${start}`,
            entry,
            level,
            start,
            children: build(level + 1, start, end),
          })
        }
      }
      start = end
    }
    return nodes
  }
  return build(0, 0, columns.length)
}

/** The entry of a header row over a column. */
export const headerAt = (headerRows: readonly LayoutHeader[][], level: number, column: number): LayoutHeader | null => {
  let start = 0
  for (const entry of headerRows[level] ?? []) {
    if (column < start + entry.span) return entry
    start += entry.span
  }
  return null
}

/** The columns an entry of a header row stands over. */
export const headerSpan = (
  headerRows: readonly LayoutHeader[][],
  level: number,
  column: number,
): { first: number; last: number } | null => {
  let first = 0
  for (const { span } of headerRows[level] ?? []) {
    if (column < first + span) return { first, last: first + span - 1 }
    first += span
  }
  return null
}
