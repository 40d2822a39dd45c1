// Every figure to a multiple of a base next to it, with every sum kept: a 0-1 program that moves the figures as little as it can.
// In: cells and relations, a base. Out: rounded figures, or null where no such rounding exists. Limits are steps, not seconds.
import { createLinearModel, linearSolver } from '../secondary/linearSolver.ts'
import { at } from '../secondary/problem.ts'
import type { LinearRelations } from '../secondary/problem.ts'

export type Rounded = { values: Float64Array; changed: number; largestChange: number; meanChange: number }

/** The best is not proven: within so much of the least possible change it is taken. */
const gap = 0.01

export const controlledRounding = async (
  values: Float64Array,
  relations: LinearRelations,
  base: number,
): Promise<Rounded | null> => {
  const solver = await linearSolver()
  const count = values.length
  const floor = values.map((value) => Math.floor(value / base))
  const rest = values.map((value, i) => value - base * at(floor, i))
  const isMultiple = (i: number): boolean => at(rest, i) < 1e-9
  const rows = relations.starts.length - 1
  const needed = new Float64Array(rows)
  for (let r = 0; r < rows; r += 1)
    for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1)
      needed[r] = at(needed, r) - at(relations.signs, i) * at(floor, at(relations.cells, i))
  const model = createLinearModel(solver, {
    columns: count,
    rows: { starts: relations.starts, columns: relations.cells, values: relations.signs },
    rowLower: needed,
    rowUpper: needed,
    costs: rest.map((r) => base - 2 * r),
    lower: new Float64Array(count),
    upper: Float64Array.from({ length: count }, (_, i) => (isMultiple(i) ? 0 : 1)),
    method: 'dual',
    whole: { nodes: 20_000, gap },
  })
  try {
    const found = model.solve()
    if (found === null) return null
    const rounded = values.map((_, i) => base * (at(floor, i) + Math.round(at(found.values, i))))
    let changed = 0
    let largestChange = 0
    let sum = 0
    rounded.forEach((value, i) => {
      const change = Math.abs(value - at(values, i))
      if (change > 0) changed += 1
      largestChange = Math.max(largestChange, change)
      sum += change
    })
    return { values: rounded, changed, largestChange, meanChange: count === 0 ? 0 : sum / count }
  } finally {
    model.dispose()
  }
}
