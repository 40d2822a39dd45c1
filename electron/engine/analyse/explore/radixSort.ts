// Orders row ids by numeric keys: a radix sort over typed arrays, stable, yielding between passes.
// In: row ids and keys as 32-bit words. Out: the row ids in order. Never a comparison function, never an object a row.
import { setImmediate } from 'node:timers/promises'

/** One sort key: least significant word first; a larger number comes later. Every word has a value for every row. */
export type SortKey = { words: Uint32Array[]; descending: boolean }

/** Eleven bits a pass: two thousand buckets stay in the processor's cache, sixty-five thousand do not. */
const bitsAPass = 11
const buckets = 1 << bitsAPass
const mask = buckets - 1

const rangeOf = (words: Uint32Array): { low: number; high: number } => {
  let low = 0xffff_ffff
  let high = 0
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? 0
    if (word < low) low = word
    if (word > high) high = word
  }
  return { low, high }
}

/** The word as it is wanted, from 0: only the bits that differ need passes. */
const levelled = (
  words: Uint32Array,
  order: Uint32Array,
  low: number,
  high: number,
  descending: boolean,
): Uint32Array => {
  const out = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i += 1) {
    const word = words[order[i] ?? 0] ?? 0
    out[i] = descending ? high - word : word - low
  }
  return out
}

type Pair = { word: Uint32Array; order: Uint32Array }

/** Moves words and row positions together, so that both are read in sequence. False: all rows share the digit. */
const pass = (from: Pair, to: Pair, shift: number): boolean => {
  const starts = new Uint32Array(buckets)
  const rows = from.order.length
  const { word, order } = from
  for (let i = 0; i < rows; i += 1) {
    const digit = ((word[i] ?? 0) >>> shift) & mask
    starts[digit] = (starts[digit] ?? 0) + 1
  }
  let at = 0
  for (let digit = 0; digit < buckets; digit += 1) {
    const count = starts[digit] ?? 0
    if (count === rows) return false
    starts[digit] = at
    at += count
  }
  for (let i = 0; i < rows; i += 1) {
    const value = word[i] ?? 0
    const digit = (value >>> shift) & mask
    const place = starts[digit] ?? 0
    to.word[place] = value
    to.order[place] = order[i] ?? 0
    starts[digit] = place + 1
  }
  return true
}

export const isAscending = (values: Int32Array): boolean => {
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) return false
  return true
}

/**
 * Row ids by the first key, then the second, …, then by themselves. `step` is called between passes and may throw to
 * stop.
 */
export const sortRows = async (
  rowIds: Int32Array,
  keys: readonly SortKey[],
  step: () => void = () => undefined,
): Promise<Int32Array> => {
  const rows = rowIds.length
  let order: Uint32Array = new Uint32Array(rows)
  for (let i = 0; i < rows; i += 1) order[i] = i
  let spare: Pair | null = null
  const all = [...keys]
  if (!isAscending(rowIds))
    all.push({ words: [new Uint32Array(rowIds.buffer, rowIds.byteOffset, rows)], descending: false })
  for (const key of all.reverse()) {
    for (const words of key.words) {
      const { low, high } = rangeOf(words)
      if (low >= high) continue
      let current: Pair = { word: levelled(words, order, low, high, key.descending), order }
      spare ??= { word: new Uint32Array(rows), order: new Uint32Array(rows) }
      for (let shift = 0; shift < 32 && high - low >= 2 ** shift; shift += bitsAPass) {
        step()
        if (pass(current, spare, shift)) [current, spare] = [spare, current]
        await setImmediate()
      }
      order = current.order
    }
  }
  const sorted = new Int32Array(rows)
  for (let i = 0; i < rows; i += 1) sorted[i] = rowIds[order[i] ?? 0] ?? 0
  return sorted
}
