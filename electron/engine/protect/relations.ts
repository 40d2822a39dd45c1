// The relations of a cube: each line of cells along one dimension together with its total. In: coordinates and where totals are.
// Out: for every relation its cells, for every cell its relations. Pure; values and rules are not known here.

/** members: all cells of a relation, the total last. */
export type Relations = { members: Int32Array[]; ofCell: Int32Array[] }

/** totals[d]: index of the total category on dimension d, or −1. A line without its total relates nothing. */
export const relationsOf = (coordinates: number[][], totals: number[], cells: number): Relations => {
  const members: Int32Array[] = []
  const ofCell: number[][] = Array.from({ length: cells }, () => [])
  for (const [d, total] of totals.entries()) {
    if (total < 0) continue
    const lines = new Map<string, { children: number[]; total: number }>()
    for (let cell = 0; cell < cells; cell++) {
      const key = coordinates.map((column, other) => (other === d ? '' : column[cell])).join(' ')
      let line = lines.get(key)
      if (!line) lines.set(key, (line = { children: [], total: -1 }))
      if (coordinates[d]?.[cell] === total) line.total = cell
      else line.children.push(cell)
    }
    for (const line of lines.values()) {
      if (line.total < 0 || line.children.length === 0) continue
      for (const cell of [...line.children, line.total]) ofCell[cell]?.push(members.length)
      members.push(Int32Array.from([...line.children, line.total]))
    }
  }
  return { members, ofCell: ofCell.map((list) => Int32Array.from(list)) }
}
