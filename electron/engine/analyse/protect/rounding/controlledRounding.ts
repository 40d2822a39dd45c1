// Every figure to a multiple of a base near it, with every sum kept: a 0-1 program that moves the figures as little as
// it can. Where no such rounding exists next to every figure, one step farther is allowed. In: cells and relations, a
// base. Out: rounded figures with the steps, or null where it is proven that there is none; a limit of the solver is
// told by name, never taken for that.
import { fail } from '#shared/model/failure.ts'
import { createLinearModel, linearSolver } from '../secondary/linearSolver.ts'
import { at } from '../secondary/problem.ts'
import type { LinearRelations } from '../secondary/problem.ts'
import { roundByDiving } from './roundByDiving.ts'

export type Rounded = { values: Float64Array; /** How many bases beyond the next a figure may lie. */ steps: number }

/** The best is not proven: within so much of the least possible change it is taken. */
const gap = 0.02
const nodes = 2_000
/**
 * Tables beyond so many cells are rounded without branching where that finds a way: a few percent farther, many times
 * sooner.
 */
const divingCells = 2_000
/** Where nothing was found until then, nothing is published. */
const seconds = 300

export const controlledRounding = async (
  values: Float64Array,
  relations: LinearRelations,
  base: number,
): Promise<Rounded | null> => {
  const solver = await linearSolver()
  const count = values.length
  const floor = values.map((value) => Math.floor(value / base + 1e-12))
  const rest = values.map((value, i) => Math.max(0, value - base * at(floor, i)))
  const isMultiple = (i: number): boolean => at(rest, i) < 1e-9
  const rows = relations.starts.length - 1
  const needed = new Float64Array(rows)
  for (let r = 0; r < rows; r += 1)
    for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1)
      needed[r] = at(needed, r) - at(relations.signs, i) * at(floor, at(relations.cells, i))

  /** A column for the step next to the figure, then one for what goes farther up and one for what goes farther down. */
  const attempt = (steps: 0 | 1): Float64Array | 'impossible' | 'limit' => {
    const parts = steps === 0 ? 1 : 3
    const starts = Int32Array.from(relations.starts, (start) => start * parts)
    const columns = new Int32Array(relations.cells.length * parts)
    const signs = new Float64Array(columns.length)
    relations.cells.forEach((cell, i) => {
      for (let part = 0; part < parts; part += 1) {
        columns[i * parts + part] = cell + part * count
        signs[i * parts + part] = at(relations.signs, i) * (part === 2 ? -1 : 1)
      }
    })
    const costs = new Float64Array(count * parts)
    const upper = new Float64Array(count * parts)
    for (let i = 0; i < count; i += 1) {
      costs[i] = base - 2 * at(rest, i)
      upper[i] = isMultiple(i) && steps === 0 ? 0 : 1
      if (steps === 0) continue
      // Nothing stays nothing, and nothing becomes negative.
      const empty = at(values, i) === 0
      if (empty) upper[i] = 0
      costs.fill(base, count)
      upper[count + i] = empty ? 0 : 1
      upper[2 * count + i] = empty || (at(values, i) > 0 && at(floor, i) <= 0) ? 0 : 1
    }
    const model = createLinearModel(solver, {
      columns: count * parts,
      rows: { starts, columns, values: signs },
      rowLower: needed,
      rowUpper: needed,
      costs,
      lower: new Float64Array(count * parts),
      upper,
      method: 'dual',
      whole: { nodes, gap, seconds, anyFound: true },
    })
    try {
      const found = model.solve()
      if (found === null) return model.isImpossible() ? 'impossible' : 'limit'
      return values.map((_, i) => {
        const more = steps === 0 ? 0 : at(found.values, count + i) - at(found.values, 2 * count + i)
        return base * (at(floor, i) + Math.round(at(found.values, i) + more))
      })
    } finally {
      model.dispose()
    }
  }
  const dive = (): Float64Array | 'impossible' | 'lost' => {
    const upper = Float64Array.from({ length: count }, (_, i) => (isMultiple(i) ? 0 : 1))
    const model = createLinearModel(solver, {
      columns: count,
      rows: { starts: relations.starts, columns: relations.cells, values: relations.signs },
      rowLower: needed,
      rowUpper: needed,
      costs: Float64Array.from(rest, (r) => base - 2 * r),
      lower: new Float64Array(count),
      upper,
      method: 'any',
    })
    try {
      const found = roundByDiving(model, upper)
      return typeof found === 'string' ? found : found.map((step, i) => base * (at(floor, i) + step))
    } finally {
      model.dispose()
    }
  }
  for (const steps of [0, 1] as const) {
    const near = steps === 0 && count > divingCells ? dive() : 'lost'
    const found = near === 'lost' ? attempt(steps) : near
    if (found === 'limit') return fail('PROTECT_SOLVER_LIMIT', { seconds, method: 'controlled_rounding' })
    if (found === 'impossible') continue
    // The sums are added up once more, without the solver.
    for (let r = 0; r < rows; r += 1) {
      let sum = 0
      for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1)
        sum += at(relations.signs, i) * at(found, at(relations.cells, i))
      if (sum !== 0) fail('PROTECT_SOLVER_FAILED', { reason: `a rounded sum is off by ${sum}` })
    }
    return { values: found, steps }
  }
  return null
}
