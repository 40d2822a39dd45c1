// Keys of cells of which no record is known: from their codes and the office's secret. Cells that must be equal,
// because all else in a line is nothing, get one key. In: cells, relations. Out: a key for each. The same codes and
// secret, the same key. Pure.
import type { TableCells } from '../cells/tableCells.ts'
import { keyOfName } from '../perturb/cellKeys.ts'
import { at } from '../secondary/problem.ts'

export const keysByCodes = ({ count, values, names, relations }: TableCells, secret: string): Float64Array => {
  const first = Int32Array.from({ length: count }, (_, c) => c)
  const rootOf = (cell: number): number => {
    let root = cell
    while (at(first, root) !== root) root = at(first, root)
    return root
  }
  const { starts, cells } = relations
  for (let r = 0; r + 1 < starts.length; r += 1) {
    const filled: number[] = []
    for (let i = at(starts, r); i < at(starts, r + 1); i += 1)
      if (at(values, at(cells, i)) !== 0) filled.push(at(cells, i))
    if (filled.length !== 2) continue
    const [a, b] = [rootOf(filled[0] ?? 0), rootOf(filled[1] ?? 0)]
    // The name that comes first stands for all of them, whatever the order of the file.
    if (a !== b) first[(names[a] ?? '') < (names[b] ?? '') ? b : a] = (names[a] ?? '') < (names[b] ?? '') ? a : b
  }
  return Float64Array.from({ length: count }, (_, c) => keyOfName(secret, names[rootOf(c)] ?? ''))
}
