// The rows of a laid-out table as a yearbook prints them: one stub column, inner groups indented under their outer group,
// a subtotal standing on its group's own line. In: a layout. Out: lines. Never a figure changed, left out or moved.
import type { CubeCategory } from '../model/cube.ts'
import type { TableLayout } from './tableLayout.ts'

export type StubLine = {
  label: CubeCategory['label']
  indent: number
  /** Index into layout.rows; null: a group heading without figures of its own. */
  row: number | null
  total: boolean
}

/** The last place of a row's path that is not a total; −1 when all are. */
const depthOf = (path: CubeCategory[]): number => {
  let depth = path.length - 1
  while (depth >= 0 && path[depth]?.kind === 'total') depth -= 1
  return depth
}

const same = (a: CubeCategory | undefined, b: CubeCategory | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind === b.kind && a.code === b.code && a.version === b.version

export const stubLines = (layout: Pick<TableLayout, 'rows'>): StubLine[] => {
  const lines: StubLine[] = []
  // The categories already named by a line, outermost first.
  let named: CubeCategory[] = []
  layout.rows.forEach(({ stub }, row) => {
    const first = stub[0]
    if (!first) {
      lines.push({ label: { vi: '', en: '' }, indent: 0, row, total: false })
      return
    }
    let shared = 0
    while (shared < named.length && same(named[shared], stub[shared])) shared += 1
    named = named.slice(0, shared)
    const depth = Math.max(0, depthOf(stub))
    for (let d = shared; d < depth; d += 1) {
      const group = stub[d]
      if (group) {
        lines.push({ label: group.label, indent: d, row: null, total: group.kind === 'total' })
        named.push(group)
      }
    }
    const total = stub.some((c) => c.kind === 'total')
    // A subtotal after its members cannot take the group's line any more: it is named a total below them.
    const at = shared > depth ? Math.min(depth + 1, stub.length - 1) : depth
    const label = stub[at] ?? first
    lines.push({ label: label.label, indent: at, row, total })
    if (at === depth) named = [...named.slice(0, depth), label]
  })
  return lines
}
