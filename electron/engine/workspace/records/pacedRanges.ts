// Ranges of records, each so small that a cancel between two is heard within a second, whatever the expression costs
// per record. In: partitions. Out: their parts one by one, with the partition they are of. Never a record left out or
// read twice.

export type Range = { first: number; last: number }

const targetMs = 250
const smallest = 200
const largest = 200_000
/** Nothing is known yet of what a record costs. */
const start = 4_000

/** The time until the next part is asked for is the time the last one took. */
export function* pacedRanges(
  partitions: readonly Range[],
  now: () => number = () => performance.now(),
): Generator<Range & { partition: number }> {
  let size = start
  for (const [partition, { first, last }] of partitions.entries())
    for (let from = first; from <= last;) {
      const to = Math.min(last, from + size - 1)
      const began = now()
      yield { first: from, last: to, partition }
      const took = Math.max(1, now() - began)
      const fitting = ((to - from + 1) * targetMs) / took
      // Growing at most fourfold: one cheap range does not promise that the next one is.
      size = Math.round(Math.max(smallest, Math.min(largest, size * 4, fitting)))
      from = to + 1
    }
}
