// The rows of a laid-out table as a yearbook prints them: one stub column, inner groups indented under their outer
// group, a subtotal standing on its group's own line. In: a layout. Out: lines. Never a figure changed, left out or
// moved.
import type { Bilingual } from '../model/text.ts'
import type { LayoutEntry } from './layoutHeadings.ts'
import type { TableLayout } from './layoutTypes.ts'

export type StubLine = {
  label: Bilingual
  indent: number
  /** Index into layout.rows; null: a group heading without figures of its own. */
  row: number | null
  total: boolean
  /** Symbols of footnotes. */
  marks?: string[]
  /** Only on measures whose unit does not stand above the table. */
  unit?: Bilingual
}

/**
 * The last place of a row's path that is not a total; the title of a block stands for nothing and is never a row's own
 * line.
 */
const depthOf = (path: LayoutEntry[]): number => {
  const title = path.findIndex((entry) => entry.kind === 'variable')
  let depth = path.length - 1
  while (depth > title && path[depth]?.kind === 'total') depth -= 1
  return Math.min(Math.max(0, depth, title + 1), path.length - 1)
}

const same = (a: LayoutEntry | undefined, b: LayoutEntry | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.kind === b.kind &&
  a.code === b.code &&
  a.version === b.version &&
  a.dimension === b.dimension

const lineOf = ({ label, marks, unit }: LayoutEntry, indent: number, row: number | null, total: boolean): StubLine => ({
  label,
  indent,
  row,
  total,
  ...(marks === undefined ? {} : { marks }),
  ...(unit === undefined ? {} : { unit }),
})

export const stubLines = (layout: Pick<TableLayout, 'rows'>): StubLine[] => {
  const lines: StubLine[] = []
  // The entries already named by a line, outermost first.
  let named: LayoutEntry[] = []
  layout.rows.forEach(({ stub }, row) => {
    const path = stub.filter((entry) => entry.kind !== 'blank')
    const first = path[0]
    if (!first) {
      lines.push({ label: { vi: '', en: '' }, indent: 0, row, total: false })
      return
    }
    let shared = 0
    while (shared < named.length && same(named[shared], path[shared])) shared += 1
    named = named.slice(0, shared)
    const depth = depthOf(path)
    for (let d = shared; d < depth; d += 1) {
      const group = path[d]
      if (group) {
        lines.push(lineOf(group, d, null, group.kind === 'total'))
        named.push(group)
      }
    }
    // A subtotal after its members cannot take the group's line any more: it is named a total below them.
    const at = shared > depth ? Math.min(depth + 1, path.length - 1) : depth
    const entry = path[at] ?? first
    lines.push(
      lineOf(
        entry,
        at,
        row,
        path.some((c) => c.kind === 'total'),
      ),
    )
    if (at === depth) named = [...named.slice(0, depth), entry]
  })
  return lines
}
