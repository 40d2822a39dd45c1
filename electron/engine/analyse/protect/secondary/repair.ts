// Widens a pattern where the audit found a sensitive cell too exact: the cheapest change over the cells around it,
// published ones included, until it has its room. In: one demand and the pattern (changed in place). Out: whether it
// could be met.
import { neighbourhood } from './components.ts'
import { createLinearModel } from './linearSolver.ts'
import type { LinearSolver } from './linearSolver.ts'
import { at, levelOf } from './problem.ts'
import type { Demand, Incidence, Problem } from './problem.ts'
import type { Witness } from './witness.ts'

const farthest = 1e4
const negligible = 1e-7

export type RepairInput = {
  solver: LinearSolver
  problem: Problem
  incidence: Incidence
  withheld: Uint8Array
  weight: Float64Array
}

const tryWithin = (input: RepairInput, demand: Demand, cells: Int32Array): Witness | null => {
  const { solver, problem, incidence, withheld, weight } = input
  const level = levelOf(problem, demand)
  const count = cells.length
  const rowOf = new Map<number, number>()
  const columns: number[][] = []
  const values: number[][] = []
  const upper = new Float64Array(count * 2)
  const lower = new Float64Array(count * 2)
  const costs = new Float64Array(count * 2)
  for (let column = 0; column < count; column += 1) {
    const cell = at(cells, column)
    const cost = at(withheld, cell) === 1 ? 1e-4 : at(weight, cell)
    costs.fill(cost, column * 2, column * 2 + 2)
    const fixed = at(problem.frozen, cell) === 1 && at(withheld, cell) === 0
    const up = Math.max(0, (at(problem.upper, cell) - at(problem.value, cell)) / level)
    const down = Math.max(0, (at(problem.value, cell) - at(problem.lower, cell)) / level)
    upper[column * 2] = fixed ? 0 : Math.min(up, farthest)
    upper[column * 2 + 1] = fixed ? 0 : Math.min(down, farthest)
    if (cell === demand.cell) {
      const up = demand.direction === 'up'
      lower[column * 2 + (up ? 0 : 1)] = 1
      upper[column * 2 + (up ? 0 : 1)] = 1
      upper[column * 2 + (up ? 1 : 0)] = 0
    }
    for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
      const relation = at(incidence.relations, k)
      const row = rowOf.get(relation) ?? rowOf.size
      if (row === rowOf.size) {
        rowOf.set(relation, row)
        columns.push([])
        values.push([])
      }
      columns[row]?.push(column * 2, column * 2 + 1)
      values[row]?.push(at(incidence.signs, k), -at(incidence.signs, k))
    }
  }
  const starts = new Int32Array(columns.length + 1)
  columns.forEach((row, r) => {
    starts[r + 1] = at(starts, r) + row.length
  })
  const zero = new Float64Array(columns.length)
  const model = createLinearModel(solver, {
    columns: count * 2,
    rows: { starts, columns: Int32Array.from(columns.flat()), values: Float64Array.from(values.flat()) },
    rowLower: zero,
    rowUpper: zero,
    costs,
    lower,
    upper,
    method: 'dual',
  })
  try {
    const found = model.solve()
    if (found === null) return null
    const moved: number[] = []
    const moves: number[] = []
    for (let column = 0; column < count; column += 1) {
      const move = at(found.values, column * 2) - at(found.values, column * 2 + 1)
      if (Math.abs(move) <= negligible) continue
      moved.push(at(cells, column))
      moves.push(move * level)
    }
    return { cells: Int32Array.from(moved), moves: Float64Array.from(moves) }
  } finally {
    model.dispose()
  }
}

const growth = [300, 1_500, 6_000, 30_000, 150_000]
/**
 * A pattern found among few cells is compared with one among more, up to so many: the near way round may be the dear
 * one.
 */
const comparedUpTo = 6_000

export const repair = (input: RepairInput, demand: Demand): Witness | null => {
  const { problem, incidence, withheld } = input
  const admits = (cell: number): boolean => at(problem.frozen, cell) === 0 || at(withheld, cell) === 1
  const costOf = (witness: Witness): number =>
    witness.cells.reduce((sum, cell) => sum + (at(withheld, cell) === 1 ? 0 : at(problem.cost, cell)), 0)
  let best: { witness: Witness; cost: number } | null = null
  let last = 0
  for (const limit of growth) {
    if (best !== null && (best.cost === 0 || limit > comparedUpTo)) break
    const cells = neighbourhood(problem, incidence, demand.cell, limit, admits)
    if (cells.length === last) break
    last = cells.length
    const witness = tryWithin(input, demand, cells)
    if (witness === null) continue
    const cost = costOf(witness)
    if (best === null || cost < best.cost) best = { witness, cost }
  }
  for (const cell of best?.witness.cells ?? []) withheld[cell] = 1
  return best?.witness ?? null
}
