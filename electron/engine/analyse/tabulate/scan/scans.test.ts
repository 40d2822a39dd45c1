// Which crossings are read together: small ones in one scan, those whose keys multiply apart, every set made once.
import { describe, expect, it } from 'vitest'
import { scansOf } from './scans.ts'
import { computedSets } from '../plan/sets.ts'
import type { Plan } from '../types.ts'

const planOf = (keys: string[], crossings: number[][], hide: number[] = []): Plan =>
  ({
    dimensions: keys.map((rawKey, i) => ({ rawKey, hide: hide.includes(i) })),
    sets: computedSets(crossings.map((c) => c.map((dimension) => ({ dimension, total: true })))),
  }) as unknown as Plan
const size = 1000
const read = (plan: Plan, records: number) => scansOf(plan, records, () => size).map((s) => s.dimensions)
const made = (plan: Plan, records: number) =>
  scansOf(plan, records, () => size)
    .flatMap((s) => s.plan.sets.map((set) => set.map((d) => s.dimensions[d]).join(' ')))
    .sort()

describe('scans', () => {
  it('are one where the product stays small, or no larger than the widest alone', () => {
    expect(read(planOf(['a', 'b'], [[0], [1]]), 1e9)).toEqual([[0, 1]])
    expect(read(planOf(['a', 'b', 'c'], [[0, 1, 2], [0, 1], [2]]), 1e9)).toEqual([[0, 1, 2]])
    // The same variable on both axes is one key.
    expect(
      read(
        planOf(
          ['a', 'b', 'a'],
          [
            [0, 1],
            [1, 2],
          ],
        ),
        1e9,
      ),
    ).toEqual([[0, 1, 2]])
  })

  it('are several where it does not, unless there are few records', () => {
    const plan = planOf(
      ['a', 'b', 'c', 'd'],
      [
        [0, 1],
        [2, 3],
      ],
    )
    expect(read(plan, 1e9)).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(read(plan, 1e6)).toEqual([[0, 1, 2, 3]])
  })

  it('read what leaves records out of the whole table in each', () => {
    expect(
      read(
        planOf(
          ['a', 'b', 'c', 'd'],
          [
            [0, 1],
            [2, 3],
          ],
          [0],
        ),
        1e9,
      ),
    ).toEqual([
      [0, 1],
      [0, 2, 3],
    ])
  })

  it('make every set once', () => {
    for (const records of [1e6, 1e9]) {
      const plan = planOf(
        ['a', 'b', 'c', 'd'],
        [
          [0, 1],
          [2, 3],
          [0, 3],
        ],
      )
      expect(made(plan, records)).toEqual(plan.sets.map((s) => s.join(' ')).sort())
    }
  })
})
