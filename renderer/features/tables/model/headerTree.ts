// Header rows with spans as a tree of column groups, the form a grid wants. In: a layout. Out: groups and leaves.
// Never a grid's own type, never a formatted label.
import type { LayoutHeader, TableLayout } from '#shared/format/tableLayout.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type HeaderNode =
  | { kind: 'group'; key: string; label: Bilingual; role: LayoutHeader['kind']; children: HeaderNode[] }
  | { kind: 'leaf'; key: string; label: Bilingual; role: LayoutHeader['kind']; column: number }

const noLabel: Bilingual = { vi: '', en: '' }

/** `alone` names the only column of a table that has neither column dimensions nor several measures. */
export const headerTree = (layout: Pick<TableLayout, 'headerRows' | 'columns'>, alone: Bilingual): HeaderNode[] => {
  const { headerRows, columns } = layout
  const depth = headerRows.length
  if (depth === 0) return columns.map((_, column) => ({ kind: 'leaf', key: `c${column}`, label: alone, role: 'measure', column }))

  const build = (level: number, from: number, to: number): HeaderNode[] => {
    const nodes: HeaderNode[] = []
    let start = 0
    for (const header of headerRows[level] ?? []) {
      const end = start + header.span
      if (start >= from && end <= to) {
        if (level === depth - 1) {
          for (let column = start; column < end; column += 1) nodes.push({ kind: 'leaf', key: `c${column}`, label: header.label, role: header.kind, column })
        } else {
          nodes.push({ kind: 'group', key: `g${level}_${start}`, label: header.label, role: header.kind, children: build(level + 1, start, end) })
        }
      }
      start = end
    }
    return nodes
  }
  const tree = build(0, 0, columns.length)
  return tree.length > 0 ? tree : columns.map((_, column) => ({ kind: 'leaf', key: `c${column}`, label: noLabel, role: 'value', column }))
}
