// Every record once, in order, in ranges that follow what a record costs.
import { expect, it } from 'vitest'
import { pacedRanges } from './pacedRanges.ts'

it('reads every record once, whatever a record costs, and never more at once than a quarter of a second needs', () => {
  for (const msPerRecord of [0, 0.0001, 0.01, 0.5, 3]) {
    const clock = { now: 0 }
    const partitions = [
      { first: 1, last: 500_000 },
      { first: 700_000, last: 700_000 },
      { first: 900_000, last: 930_000 },
    ]
    let expected = 1
    let longest = 0
    let ranges = 0
    for (const { first, last, partition } of pacedRanges(partitions, () => clock.now)) {
      expect(first).toBe(expected)
      expect(first).toBeGreaterThanOrEqual(partitions[partition]!.first)
      expect(last).toBeLessThanOrEqual(partitions[partition]!.last)
      expected = last === partitions[partition]!.last ? (partitions[partition + 1]?.first ?? -1) : last + 1
      const cost = (last - first + 1) * msPerRecord
      ranges += 1
      // The first range is blind; from then on none is long.
      if (ranges > 1) longest = Math.max(longest, cost)
      clock.now += cost
    }
    expect(expected).toBe(-1)
    expect(longest).toBeLessThanOrEqual(1000)
  }
})
