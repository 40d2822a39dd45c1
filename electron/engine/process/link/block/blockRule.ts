// One blocking rule over all records: which block each record stands in, how many pairs that makes, and the pairs
// themselves. In: block keys of the rule's parts, the sizes of the sides. Out: blocks. Never a pair of one record with
// itself.
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

/** Numbers pairs of numbers in the order they come: an open table, since a Map of a million keys costs a second. */
const pairNumbers = (
  entries: number,
): { number: (a: number, b: number) => number; firsts: Int32Array; seconds: Int32Array } => {
  let size = 16
  while (size < entries * 2) size *= 2
  const mask = size - 1
  const table = new Int32Array(size).fill(-1)
  const firsts = new Int32Array(entries)
  const seconds = new Int32Array(entries)
  let count = 0
  return {
    firsts,
    seconds,
    number: (a, b) => {
      let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & mask
      at = (at ^ (at >>> 15)) & mask
      for (;;) {
        const known = table[at] as number
        if (known < 0) {
          table[at] = count
          firsts[count] = a
          seconds[count] = b
          count += 1
          return count - 1
        }
        if (firsts[known] === a && seconds[known] === b) return known
        at = (at + 1) & mask
      }
    },
  }
}

const keyCounts = new WeakMap<BlockKeys, Int32Array>()
/** How many records have each key: one that stands alone makes no pair, whatever else the rule asks. */
const countsOf = (part: BlockKeys): Int32Array => {
  const known = keyCounts.get(part)
  if (known !== undefined) return known
  const counts = new Int32Array(part.names.length)
  for (const key of part.keys) counts[key] = (counts[key] as number) + 1
  keyCounts.set(part, counts)
  return counts
}

type Entries = { rows: Int32Array; keys: Int32Array; highest: number }

/** Drops the entries whose key no other record has. */
const shared = ({ rows, keys, highest }: Entries, counts: Int32Array): Entries => {
  let kept = 0
  for (let entry = 0; entry < keys.length; entry += 1) if ((counts[keys[entry] as number] as number) > 1) kept += 1
  if (kept === keys.length) return { rows, keys, highest }
  const keptRows = new Int32Array(kept)
  const keptKeys = new Int32Array(kept)
  let place = 0
  for (let entry = 0; entry < keys.length; entry += 1) {
    if ((counts[keys[entry] as number] as number) < 2) continue
    keptRows[place] = rows[entry] as number
    keptKeys[place] = keys[entry] as number
    place += 1
  }
  return { rows: keptRows, keys: keptKeys, highest }
}

/** Combines the parts of a rule, the most telling first; a record with no key in one part stands in no block. */
export const blocksOf = (given: BlockKeys[], sides: Sides): Blocks => {
  const parts = given.toSorted((a, b) => b.names.length - a.names.length)
  const first = parts[0] as BlockKeys
  const every = new Int32Array(first.keys.length)
  for (let row = 0; row < sides.rows; row += 1) every.fill(row, first.starts[row], first.starts[row + 1])
  let entries = shared({ rows: every, keys: first.keys, highest: first.names.length }, countsOf(first))
  let name = (key: number): string => first.names[key] ?? ''
  for (const part of parts.slice(1)) {
    const before = name
    const combined = combine(entries, part)
    entries = combined.entries
    name = (key) => `${before(combined.firsts[key] as number)} · ${part.names[combined.seconds[key] as number] ?? ''}`
  }
  return groupByKey(entries.rows, entries.keys, name)
}

const combine = (
  { rows, keys }: Entries,
  part: BlockKeys,
): { entries: Entries; firsts: Int32Array; seconds: Int32Array } => {
  const partCounts = countsOf(part)
  let count = 0
  for (const row of rows) count += (part.starts[row + 1] as number) - (part.starts[row] as number)
  const nextRows = new Int32Array(count)
  const nextKeys = new Int32Array(count)
  const counts = new Int32Array(count)
  const { number, firsts, seconds } = pairNumbers(count)
  let place = 0
  let highest = 0
  for (let entry = 0; entry < keys.length; entry += 1) {
    const row = rows[entry] as number
    const to = part.starts[row + 1] as number
    for (let at = part.starts[row] as number; at < to; at += 1) {
      const second = part.keys[at] as number
      if ((partCounts[second] as number) < 2) continue
      const key = number(keys[entry] as number, second)
      nextRows[place] = row
      nextKeys[place] = key
      counts[key] = (counts[key] as number) + 1
      if (key > highest) highest = key
      place += 1
    }
  }
  const all = { rows: nextRows.subarray(0, place), keys: nextKeys.subarray(0, place), highest }
  return { entries: shared(all, counts), firsts, seconds }
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
