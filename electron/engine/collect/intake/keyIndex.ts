// Which keys were seen, as 64-bit hashes with the row that had them: one flat table, so 24 million keys take 0.5 GB at
// most. In: a hash in two halves, a row. Out: the row that had the hash before, or -1. Whether the keys are truly equal
// is the caller's to check.

export type KeyIndex = {
  /** Row that first had this hash, or -1 after noting `row` for it. */
  see(low: number, high: number, row: number): number
  /** Notes a further row under a hash already there: two keys that only share their hash. */
  addAnyway(low: number, high: number, row: number): void
}

const emptyRow = -1

export const createKeyIndex = (expectedRows: number): KeyIndex => {
  let capacity = 1024
  while (capacity * 0.78 < expectedRows) capacity *= 2
  let mask = capacity - 1
  let lows = new Int32Array(capacity)
  let highs = new Int32Array(capacity)
  let rows = new Int32Array(capacity).fill(emptyRow)
  let used = 0

  const slotOf = (low: number, high: number): number => (Math.imul(low ^ (high >>> 7), 0x9e3779b1) ^ high) & mask

  const put = (low: number, high: number, row: number): void => {
    let slot = slotOf(low, high)
    while (rows[slot] !== emptyRow) slot = (slot + 1) & mask
    lows[slot] = low
    highs[slot] = high
    rows[slot] = row
    used += 1
  }
  const grow = (): void => {
    const [oldLows, oldHighs, oldRows] = [lows, highs, rows]
    capacity *= 2
    mask = capacity - 1
    lows = new Int32Array(capacity)
    highs = new Int32Array(capacity)
    rows = new Int32Array(capacity).fill(emptyRow)
    used = 0
    for (let slot = 0; slot < oldRows.length; slot += 1) {
      const row = oldRows[slot] ?? emptyRow
      if (row !== emptyRow) put(oldLows[slot] ?? 0, oldHighs[slot] ?? 0, row)
    }
  }
  return {
    see: (low, high, row) => {
      const l = low | 0
      const h = high | 0
      let slot = slotOf(l, h)
      for (let found = rows[slot] ?? emptyRow; found !== emptyRow; found = rows[slot] ?? emptyRow) {
        if (lows[slot] === l && highs[slot] === h) return found
        slot = (slot + 1) & mask
      }
      lows[slot] = l
      highs[slot] = h
      rows[slot] = row
      used += 1
      if (used > capacity * 0.8) grow()
      return emptyRow
    },
    addAnyway: (low, high, row) => {
      put(low | 0, high | 0, row)
      if (used > capacity * 0.8) grow()
    },
  }
}
