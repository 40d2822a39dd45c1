// Cells found by their place, and cells put in order. In: coordinates of cells. Out: indexes of cells, in typed arrays.
// Never a text key or an object per cell: two million cells are indexed in a fraction of a second.

/** Finds cells by coordinates; places can be added, and get the next number. */
export type CellIndex = {
  find: (place: ArrayLike<number>) => number
  add: (place: ArrayLike<number>) => number
  readonly count: () => number
}

const maximumDense = 1 << 24
const wordLimit = 2 ** 53

/** Dimensions grouped so that the product of the sizes of a group fits a double exactly; one group almost always. */
const wordsOf = (sizes: readonly number[]): { from: number; to: number }[] => {
  const words: { from: number; to: number }[] = []
  let from = 0
  let product = 1
  sizes.forEach((size, d) => {
    if (product * size > wordLimit) {
      words.push({ from, to: d })
      from = d
      product = 1
    }
    product *= Math.max(1, size)
  })
  words.push({ from, to: sizes.length })
  return words
}

export const indexCells = (
  sizes: readonly number[],
  coordinates: readonly ArrayLike<number>[],
  count: number,
): CellIndex => {
  const all = sizes.reduce((product, size) => product * size, 1)
  return all <= Math.min(maximumDense, Math.max(1 << 16, count * 16))
    ? denseIndex(sizes, all, coordinates, count)
    : hashIndex(sizes, coordinates, count)
}

const denseIndex = (
  sizes: readonly number[],
  all: number,
  coordinates: readonly ArrayLike<number>[],
  count: number,
): CellIndex => {
  const at = new Int32Array(all)
  let cells = 0
  const key = (place: ArrayLike<number>): number => {
    let k = 0
    for (let d = 0; d < sizes.length; d += 1) k = k * (sizes[d] ?? 1) + (place[d] ?? 0)
    return k
  }
  for (let i = 0; i < count; i += 1) {
    let k = 0
    for (let d = 0; d < sizes.length; d += 1) k = k * (sizes[d] ?? 1) + (coordinates[d]?.[i] ?? 0)
    at[k] = ++cells
  }
  return {
    find: (place) => (at[key(place)] ?? 0) - 1,
    add: (place) => {
      at[key(place)] = ++cells
      return cells - 1
    },
    count: () => cells,
  }
}

const hashIndex = (sizes: readonly number[], coordinates: readonly ArrayLike<number>[], count: number): CellIndex => {
  const words = wordsOf(sizes)
  let capacity = 1 << Math.max(4, Math.ceil(Math.log2(Math.max(1, count) * 2 + 1)))
  let slots = new Int32Array(capacity)
  let keys = words.map(() => new Float64Array(Math.max(16, count)))
  const probe = new Float64Array(words.length)
  let cells = 0

  const slotOf = (): number => {
    let h = 0
    for (let w = 0; w < words.length; w += 1) {
      const k = probe[w] ?? 0
      h = Math.imul(h ^ (k >>> 0), 0x9e3779b1)
      h = Math.imul(h ^ (h >>> 15) ^ Math.floor(k / 4294967296), 0x85ebca6b)
    }
    let slot = (h ^ (h >>> 13)) & (capacity - 1)
    for (;;) {
      const cell = (slots[slot] ?? 0) - 1
      if (cell < 0) return slot
      let same = true
      for (let w = 0; w < words.length && same; w += 1) same = keys[w]?.[cell] === probe[w]
      if (same) return slot
      slot = (slot + 1) & (capacity - 1)
    }
  }
  const aim = (coordinate: (d: number) => number): void => {
    words.forEach(({ from, to }, w) => {
      let k = 0
      for (let d = from; d < to; d += 1) k = k * (sizes[d] ?? 1) + coordinate(d)
      probe[w] = k
    })
  }
  const aimAt = (place: ArrayLike<number>): void => {
    for (let w = 0; w < words.length; w += 1) {
      const word = words[w]
      let k = 0
      for (let d = word?.from ?? 0; d < (word?.to ?? 0); d += 1) k = k * (sizes[d] ?? 1) + (place[d] ?? 0)
      probe[w] = k
    }
  }
  const grow = (): void => {
    capacity *= 2
    slots = new Int32Array(capacity)
    for (let i = 0; i < cells; i += 1) {
      for (let w = 0; w < words.length; w += 1) probe[w] = keys[w]?.[i] ?? 0
      slots[slotOf()] = i + 1
    }
  }
  const insert = (): number => {
    if (cells >= (keys[0]?.length ?? 0)) {
      keys = keys.map((old) => {
        const wider = new Float64Array(old.length * 2)
        wider.set(old)
        return wider
      })
    }
    for (let w = 0; w < words.length; w += 1) {
      const column = keys[w]
      if (column) column[cells] = probe[w] ?? 0
    }
    slots[slotOf()] = cells + 1
    cells += 1
    return cells - 1
  }
  for (let i = 0; i < count; i += 1) {
    aim((d) => coordinates[d]?.[i] ?? 0)
    insert()
  }
  return {
    find: (place) => {
      aimAt(place)
      return (slots[slotOf()] ?? 0) - 1
    },
    add: (place) => {
      if ((cells + 1) * 2 > capacity) grow()
      aimAt(place)
      return insert()
    },
    count: () => cells,
  }
}

/** Beyond this an index would weigh more than the cells. */
const mostIndexed = 4_000_000

/** Finds stored cells, which are sorted by coordinates; of very many by halving, without an index. */
export const findCells = (
  sizes: readonly number[],
  coordinates: readonly ArrayLike<number>[],
  count: number,
): Pick<CellIndex, 'find'> => {
  if (count <= mostIndexed) return indexCells(sizes, coordinates, count)
  return {
    find: (place) => {
      let from = 0
      let to = count
      for (let d = 0; d < sizes.length; d += 1) {
        const column = coordinates[d] as ArrayLike<number>
        const wanted = place[d] as number
        for (let end = to; from < end;) {
          const middle = (from + end) >>> 1
          if ((column[middle] as number) < wanted) from = middle + 1
          else end = middle
        }
        let end = to
        for (let start = from; start < end;) {
          const middle = (start + end) >>> 1
          if ((column[middle] as number) <= wanted) start = middle + 1
          else end = middle
        }
        to = end
        if (from === to) return -1
      }
      return from
    },
  }
}

/**
 * The cells ordered by coordinates, dimensions compared in the order given: a counting sort for each, last first,
 * between `cells`, which is used up, and one more array.
 */
export const orderCells = (
  sizes: readonly number[],
  coordinates: readonly ArrayLike<number>[],
  cells: Int32Array,
  dimensions: readonly number[] = sizes.map((_, d) => d),
): Int32Array => {
  let order: Int32Array = cells
  let spare: Int32Array = new Int32Array(cells.length)
  for (let k = dimensions.length - 1; k >= 0; k -= 1) {
    const d = dimensions[k] ?? 0
    const column = coordinates[d] ?? []
    if ((sizes[d] ?? 0) <= 1) continue
    const start = new Int32Array((sizes[d] ?? 0) + 1)
    for (let i = 0; i < order.length; i += 1) {
      const c = (column[order[i] ?? 0] ?? 0) + 1
      start[c] = (start[c] ?? 0) + 1
    }
    for (let c = 1; c < start.length; c += 1) start[c] = (start[c] ?? 0) + (start[c - 1] ?? 0)
    const next = spare
    for (let i = 0; i < order.length; i += 1) {
      const cell = order[i] ?? 0
      const c = column[cell] ?? 0
      const at = start[c] ?? 0
      next[at] = cell
      start[c] = at + 1
    }
    spare = order
    order = next
  }
  return order
}

export const allCells = (count: number): Int32Array => {
  const cells = new Int32Array(count)
  for (let i = 0; i < count; i += 1) cells[i] = i
  return cells
}
