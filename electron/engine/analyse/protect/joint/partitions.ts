// How the cells of tables divide the same records. In: for each set of cells, which one each atom lies in. Out: sums of
// cells of one set that equal sums of another, and what is left over where one set holds more records. Pure: atoms are
// numbers.

/** atom → cell, −1: in none of them. `over`: the dimensions that divide it, by name. */
export type Partition = { sheet: number; cells: Int32Array; over: readonly string[] }

export type Overlap = {
  left: number[]
  right: number[]
  /** Atoms of these cells that the other side does not hold. */
  onlyLeft: number[]
  onlyRight: number[]
}

/** Groups of cells of two partitions that hang together by the atoms they share. */
export const overlaps = (left: Int32Array, right: Int32Array): Overlap[] => {
  const parent = new Map<number, number>()
  const root = (node: number): number => {
    let at = node
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  // Cells of the right side as odd numbers, of the left as even.
  for (let atom = 0; atom < left.length; atom += 1) {
    const [l, r] = [left[atom] as number, right[atom] as number]
    if (l < 0 || r < 0) continue
    const [a, b] = [root(l * 2), root(r * 2 + 1)]
    if (a !== b) parent.set(a, b)
    if (!parent.has(b)) parent.set(b, b)
  }
  const groups = new Map<number, Overlap & { seen: Set<number> }>()
  const groupOf = (node: number): (Overlap & { seen: Set<number> }) | null => {
    if (!parent.has(node)) return null
    const at = root(node)
    const known = groups.get(at) ?? { left: [], right: [], onlyLeft: [], onlyRight: [], seen: new Set<number>() }
    groups.set(at, known)
    return known
  }
  for (let atom = 0; atom < left.length; atom += 1) {
    const [l, r] = [left[atom] as number, right[atom] as number]
    const group = (l < 0 ? null : groupOf(l * 2)) ?? (r < 0 ? null : groupOf(r * 2 + 1))
    if (group === null) continue
    if (l >= 0 && !group.seen.has(l * 2)) {
      group.seen.add(l * 2)
      group.left.push(l)
    }
    if (r >= 0 && !group.seen.has(r * 2 + 1)) {
      group.seen.add(r * 2 + 1)
      group.right.push(r)
    }
    if (r < 0) group.onlyLeft.push(atom)
    if (l < 0) group.onlyRight.push(atom)
  }
  return [...groups.values()].map(({ left: l, right: r, onlyLeft, onlyRight }) => ({
    left: l,
    right: r,
    onlyLeft,
    onlyRight,
  }))
}

/** Whether every cell of `fine` lies in one cell of `coarse`, and both hold the same atoms. */
export const refines = (fine: Int32Array, coarse: Int32Array): boolean => {
  const holder = new Map<number, number>()
  for (let atom = 0; atom < fine.length; atom += 1) {
    const [f, c] = [fine[atom] as number, coarse[atom] as number]
    if (f < 0 && c < 0) continue
    if (f < 0 || c < 0) return false
    const known = holder.get(f)
    if (known === undefined) holder.set(f, c)
    else if (known !== c) return false
  }
  return true
}

/**
 * Pairs worth comparing: where one set lies between two others, their sums follow from its own. `same` sets are one.
 */
export const pairsOf = (partitions: readonly Partition[]): [number, number][] => {
  const count = partitions.length
  const finer: boolean[][] = partitions.map((a) => partitions.map((b) => a !== b && refines(a.cells, b.cells)))
  const isFiner = (a: number, b: number): boolean => finer[a]?.[b] === true
  const same = (a: number, b: number): boolean => isFiner(a, b) && isFiner(b, a)
  const first = (a: number): boolean => !partitions.some((_, b) => b < a && same(a, b))
  const pairs: [number, number][] = []
  for (let a = 0; a < count; a += 1) {
    if (!first(a)) continue
    for (let b = a + 1; b < count; b += 1) {
      if (!first(b)) continue
      const [fine, coarse] = isFiner(a, b) ? [a, b] : [b, a]
      if (isFiner(fine, coarse)) {
        const between = partitions.some(
          (_, m) => m !== a && m !== b && first(m) && isFiner(fine, m) && isFiner(m, coarse),
        )
        if (!between) pairs.push([coarse, fine])
      } else pairs.push([a, b])
    }
  }
  return pairs
}
