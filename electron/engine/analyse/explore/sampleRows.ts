// A simple random sample that a seed brings back: every record gets a number mixed from the seed, its delivery's file
// and its place in it, and the smallest numbers are taken. In: row ids ascending, deliveries. Out: row ids ascending.
// No engine, no clock, no order of imports has a part in it; a smaller sample of the same seed lies within the larger
// one.
import { setImmediate } from 'node:timers/promises'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { JobContext } from '#engine/workspace/context.ts'

const rowsATurn = 1 << 20

/** A well-mixed 32-bit number (the finaliser of MurmurHash3, twice). */
const mixed = (a: number, b: number): number => {
  let h = Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ b
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35)
  h ^= h >>> 16
  h = Math.imul(h + 0x6d2b_79f5, 0x2c1b_3c6d)
  h ^= h >>> 12
  h = Math.imul(h, 0x297a_2d39)
  return (h ^ (h >>> 15)) >>> 0
}

const buckets = 1 << 16

export const sampleRows = async (
  rowIds: Int32Array,
  deliveries: readonly Pick<StoredDelivery, 'sha256' | 'firstRow' | 'rowsAccepted'>[],
  size: number,
  seed: number,
  job: JobContext,
): Promise<Int32Array> => {
  if (size >= rowIds.length) return rowIds
  const numbers = new Uint32Array(rowIds.length)
  const counts = new Uint32Array(buckets)
  const ordered = deliveries.toSorted((a, b) => a.firstRow - b.firstRow)
  let delivery = 0
  let key = 0
  for (let i = 0; i < rowIds.length; i += 1) {
    const rowId = rowIds[i] ?? 0
    let of = ordered[delivery]
    while (of && rowId >= of.firstRow + of.rowsAccepted) of = ordered[++delivery]
    if (of && (i === 0 || rowId === of.firstRow || (rowIds[i - 1] ?? 0) < of.firstRow))
      key = mixed(seed, Number.parseInt(of.sha256.slice(0, 8), 16))
    const number = mixed(key, rowId - (of?.firstRow ?? 0))
    numbers[i] = number
    counts[number >>> 16] = (counts[number >>> 16] ?? 0) + 1
    if (i % rowsATurn === rowsATurn - 1) {
      job.progress({ phase: 'reading', done: i, total: rowIds.length })
      await setImmediate()
      job.throwIfCancelled()
    }
  }
  // The bucket in which the last one wanted lies; within it the smallest, ties by place.
  let before = 0
  let bucket = 0
  while (before + (counts[bucket] ?? 0) < size) before += counts[bucket++] ?? 0
  const edge: number[] = []
  for (let i = 0; i < numbers.length; i += 1) if ((numbers[i] ?? 0) >>> 16 === bucket) edge.push(i)
  const kept = new Set(edge.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b).slice(0, size - before))
  const picked = new Int32Array(size)
  let at = 0
  for (let i = 0; i < numbers.length && at < size; i += 1) {
    const place = (numbers[i] ?? 0) >>> 16
    if (place < bucket || (place === bucket && kept.has(i))) picked[at++] = rowIds[i] ?? 0
  }
  return picked
}
