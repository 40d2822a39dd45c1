// One blocking rule over all records: which block each record stands in, how many pairs that makes, and the pairs themselves.
// In: block keys of the rule's parts, the sizes of the sides. Out: blocks. Never a pair of one record with itself.
import type { BlockKeys } from './blockKeys.ts'

/** How records are paired: within one dataset, or the left with the right (records below `left` are left). */
export type Sides = { rows: number; left: number; within: boolean }

export type Blocks = {
  /** Entries (record, block), grouped by block. */
  records: Int32Array
  starts: Int32Array
  /** A key text of each block, for messages. */
  name: (block: number) => string
}

/** Combines the parts of a rule; a record with no key in one part stands in no block. */
export const blocksOf = (parts: BlockKeys[], sides: Sides): Blocks => {
  const combined = new Map<number, number>()
  const first = parts[0] as BlockKeys
  let rows: Int32Array
  let keys: Int32Array
  let naming: (key: number) => string
  {
    rows = new Int32Array(first.keys.length)
    for (let row = 0; row < sides.rows; row += 1) rows.fill(row, first.starts[row], first.starts[row + 1])
    keys = first.keys
    naming = (key) => first.names[key] ?? ''
  }
  for (const part of parts.slice(1)) {
    combined.clear()
    const pairNames: [number, number][] = []
    const width = part.names.length + 1
    const nextRows = new Int32Array(keys.length * maxKeys(part))
    const nextKeys = new Int32Array(nextRows.length)
    let count = 0
    for (let entry = 0; entry < keys.length; entry += 1) {
      const row = rows[entry] as number
      const to = part.starts[row + 1] as number
      for (let place = part.starts[row] as number; place < to; place += 1) {
        const both = (keys[entry] as number) * width + (part.keys[place] as number)
        let key = combined.get(both)
        if (key === undefined) {
          key = pairNames.length
          combined.set(both, key)
          pairNames.push([keys[entry] as number, part.keys[place] as number])
        }
        nextRows[count] = row
        nextKeys[count] = key
        count += 1
      }
    }
    const before = naming
    naming = (key) => {
      const found = pairNames[key]
      return found ? `${before(found[0])} · ${part.names[found[1]] ?? ''}` : ''
    }
    rows = nextRows.subarray(0, count)
    keys = nextKeys.subarray(0, count)
  }
  return groupByKey(rows, keys, naming)
}

const maxKeys = (part: BlockKeys): number => {
  let most = 1
  for (let row = 0; row + 1 < part.starts.length; row += 1)
    most = Math.max(most, (part.starts[row + 1] as number) - (part.starts[row] as number))
  return most
}

const groupByKey = (rows: Int32Array, keys: Int32Array, name: (key: number) => string): Blocks => {
  let highest = 0
  for (const key of keys) if (key > highest) highest = key
  const starts = new Int32Array(highest + 2)
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1
  for (let key = 0; key <= highest; key += 1) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number)
  const records = new Int32Array(rows.length)
  const next = starts.slice()
  for (let entry = 0; entry < rows.length; entry += 1) {
    const key = keys[entry] as number
    records[next[key] as number] = rows[entry] as number
    next[key] = (next[key] as number) + 1
  }
  return { records, starts, name }
}

/** Records of a block stand in order of rows, so the left ones come first. */
const leftIn = (blocks: Blocks, from: number, to: number, sides: Sides): number => {
  if (sides.within) return to - from
  let left = 0
  while (from + left < to && (blocks.records[from + left] as number) < sides.left) left += 1
  return left
}

export const blockPairs = (blocks: Blocks, block: number, sides: Sides): number => {
  const from = blocks.starts[block] as number
  const to = blocks.starts[block + 1] as number
  const size = to - from
  if (sides.within) return (size * (size - 1)) / 2
  const left = leftIn(blocks, from, to, sides)
  return left * (size - left)
}

export const countPairs = (blocks: Blocks, sides: Sides): number => {
  let pairs = 0
  for (let block = 0; block + 1 < blocks.starts.length; block += 1) pairs += blockPairs(blocks, block, sides)
  return pairs
}

export type LargeBlock = { key: string; pairs: number }
export const largestBlocks = (blocks: Blocks, sides: Sides, most: number): LargeBlock[] => {
  const found: { block: number; pairs: number }[] = []
  for (let block = 0; block + 1 < blocks.starts.length; block += 1) {
    const pairs = blockPairs(blocks, block, sides)
    if (pairs === 0 || (found.length === most && pairs <= (found[most - 1]?.pairs ?? 0))) continue
    found.push({ block, pairs })
    found.sort((a, b) => b.pairs - a.pairs)
    if (found.length > most) found.pop()
  }
  return found.map(({ block, pairs }) => ({ key: blocks.name(block), pairs }))
}

/** Calls back for every pair, the lower record first. */
export const eachPair = (blocks: Blocks, sides: Sides, take: (left: number, right: number) => void): void => {
  const { records, starts } = blocks
  for (let block = 0; block + 1 < starts.length; block += 1) {
    const from = starts[block] as number
    const to = starts[block + 1] as number
    if (to - from < 2) continue
    const left = leftIn(blocks, from, to, sides)
    for (let i = from; i < from + left; i += 1) {
      for (let k = sides.within ? i + 1 : from + left; k < to; k += 1) take(records[i] as number, records[k] as number)
    }
  }
}
