// Controlled rounding: multiples of the base next to the figure, every sum kept, and a worked example with its
// published answer.
import { describe, expect, it } from 'vitest'
import { packRelations } from '../secondary/problem.ts'
import { controlledRounding } from './controlledRounding.ts'

/** rows × columns with totals, cell (r, c) at r · (columns + 1) + c. */
const twoWay = (inner: number[][]) => {
  const columns = inner[0]!.length
  const withTotals = inner.map((row) => [...row, row.reduce((a, b) => a + b, 0)])
  const totals = withTotals[0]!.map((_, c) => withTotals.reduce((sum, row) => sum + row[c]!, 0))
  const values = Float64Array.from([...withTotals, totals].flat())
  const at = (r: number, c: number): number => r * (columns + 1) + c
  const all = Array.from({ length: inner.length + 1 }, (_, r) => r)
  const lists = [
    ...all.map((r) => ({
      cells: [at(r, columns), ...Array.from({ length: columns }, (_, c) => at(r, c))],
      signs: [-1, ...Array.from({ length: columns }, () => 1)],
    })),
    ...Array.from({ length: columns + 1 }, (_, c) => ({
      cells: [at(inner.length, c), ...inner.map((_, r) => at(r, c))],
      signs: [-1, ...inner.map(() => 1)],
    })),
  ]
  return { values, relations: packRelations(lists) }
}

describe('controlled rounding', () => {
  it('keeps sums and moves no figure by the base or more', async () => {
    const { values, relations } = twoWay([
      [1, 0],
      [3, 3],
      [12, 20],
    ])
    const rounded = await controlledRounding(values, relations, 5)
    expect(rounded).not.toBeNull()
    const found = rounded!.values
    found.forEach((value, i) => {
      expect(value % 5).toBe(0)
      expect(Math.abs(value - values[i]!)).toBeLessThan(5)
      if (values[i]! % 5 === 0) expect(value).toBe(values[i])
    })
    for (let r = 0; r + 1 < relations.starts.length; r += 1) {
      let sum = 0
      for (let i = relations.starts[r]!; i < relations.starts[r + 1]!; i += 1)
        sum += relations.signs[i]! * found[relations.cells[i]!]!
      expect(sum).toBe(0)
    }
    // As near as the worked example of the handbook: 5 0 | 0 5 | 10 20, totals 5 5 30, 15 25, 40.
    const distance = found.reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0)
    const example = [5, 0, 5, 0, 5, 5, 10, 20, 30, 15, 25, 40]
    expect(distance).toBeLessThanOrEqual(example.reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0))
  })
})
