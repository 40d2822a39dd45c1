// Which row is at the top of the grid: a label repeated from above is written out there. In: scrolls. Out: the row,
// asked per cell.
export type FirstRow = {
  at(): number
  /** The first visible row before, or null when it did not change. */
  moveTo(row: number): number | null
}

export const createFirstRow = (): FirstRow => {
  let first = 0
  return {
    at: () => first,
    moveTo(row) {
      if (row === first) return null
      const before = first
      first = row
      return before
    },
  }
}
