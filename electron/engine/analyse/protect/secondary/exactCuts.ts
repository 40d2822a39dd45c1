// The cheapest pattern there is, for small tables: a 0-1 program over which cells to withhold, cut off wherever the
// attacker's linear program finds a sensitive cell too exact. In: a problem and a pattern that is safe. Out: the best
// pattern found and a lower bound of the cost; equal, it is proven the cheapest. Limits are numbers of steps, not
// seconds: the same input gives the same pattern.
import { createLinearModel } from './linearSolver.ts'
import type { LinearModel, LinearSolver } from './linearSolver.ts'
import { at, demandsOf, levelOf } from './problem.ts'
import type { Demand, Problem } from './problem.ts'
import type { Pace } from './pace.ts'

export type ExactResult = {
  /** Null: nothing cheaper than what was given was found. */
  withheld: Uint8Array | null
  lowerBound: number
  proven: boolean
  cuts: number
}

const farthest = 1e5
const violated = 1e-5

type Cut = { cells: number[]; values: number[]; least: number }

/** The attacker's program over all cells, whose bounds follow how much of each cell is withheld. */
const createSeparator = (solver: LinearSolver, problem: Problem) => {
  const count = problem.size
  const { relations } = problem
  const rowCount = relations.starts.length - 1
  const zero = new Float64Array(rowCount)
  const lower = new Float64Array(count)
  const upper = new Float64Array(count)
  const model: LinearModel = createLinearModel(solver, {
    columns: count,
    rows: { starts: relations.starts, columns: relations.cells, values: relations.signs },
    rowLower: zero,
    rowUpper: zero,
    costs: new Float64Array(count),
    lower,
    upper,
    method: 'primal',
  })
  const roomUp = (cell: number, level: number): number => (at(problem.upper, cell) - at(problem.value, cell)) / level
  const roomDown = (cell: number, level: number): number => (at(problem.value, cell) - at(problem.lower, cell)) / level
  return {
    /** A cut that the given amounts violate, or null: the demand is met. */
    cutFor(demand: Demand, amount: Float64Array): Cut | null {
      const level = levelOf(problem, demand)
      for (let cell = 0; cell < count; cell += 1) {
        const share = at(amount, cell)
        upper[cell] = share * Math.min(Math.max(0, roomUp(cell, level)), farthest)
        lower[cell] = -share * Math.min(Math.max(0, roomDown(cell, level)), farthest)
      }
      const sign = demand.direction === 'up' ? 1 : -1
      if (sign > 0) upper[demand.cell] = Math.min(at(upper, demand.cell), 1)
      else lower[demand.cell] = Math.max(at(lower, demand.cell), -1)
      model.setBounds(lower, upper)
      model.setCost(demand.cell, -sign)
      const found = model.solve()
      model.setCost(demand.cell, 0)
      if (found === null || Math.abs(at(found.values, demand.cell)) >= 1 - violated) return null
      const cells: number[] = []
      const values: number[] = []
      for (let cell = 0; cell < count; cell += 1) {
        // Own bound of one level is no bound of the attacker's: its reduced cost belongs to the demand itself.
        if (cell === demand.cell) continue
        const reduced = -at(found.reducedCosts, cell)
        const coefficient = reduced > 0 ? reduced * roomUp(cell, level) : -reduced * roomDown(cell, level)
        if (!(Math.abs(reduced) > 1e-9) || !(coefficient > 1e-9)) continue
        cells.push(cell)
        values.push(Math.min(1, coefficient))
      }
      return { cells, values, least: 1 }
    },
    dispose: () => model.dispose(),
  }
}

export type ExactOptions = { rounds: number; nodes: number; fractionalRounds: number }

export const exactPattern = async (
  solver: LinearSolver,
  problem: Problem,
  known: { withheld: Uint8Array; cost: number },
  { rounds, nodes, fractionalRounds }: ExactOptions,
  pace: Pace,
  complete: (withheld: Uint8Array) => Promise<{ withheld: Uint8Array; cost: number } | null>,
): Promise<ExactResult> => {
  const count = problem.size
  const demands = demandsOf(problem).sort((a, b) => levelOf(problem, b) - levelOf(problem, a) || a.cell - b.cell)
  const fixed = (cell: number): boolean => at(problem.primary, cell) === 1 || at(problem.forced, cell) === 1
  const lower = Float64Array.from({ length: count }, (_, cell) => (fixed(cell) ? 1 : 0))
  const upper = Float64Array.from({ length: count }, (_, cell) =>
    fixed(cell) || at(problem.frozen, cell) === 0 ? 1 : 0,
  )
  const scale = Math.max(1e-9, ...Array.from(problem.cost).filter((c) => c > 0)) / 1e4
  const costs = Float64Array.from({ length: count }, (_, cell) =>
    fixed(cell) ? 0 : Math.max(at(problem.cost, cell) / scale, 1e-6),
  )
  const cuts: Cut[] = []
  const { relations } = problem
  for (let r = 0; r + 1 < relations.starts.length; r += 1) {
    const members = Array.from(relations.cells.subarray(at(relations.starts, r), at(relations.starts, r + 1)))
    for (const cell of members) {
      if (at(upper, cell) === 0) continue
      const others = members.filter((c) => c !== cell && at(upper, c) === 1)
      if (fixed(cell)) cuts.push({ cells: others, values: others.map(() => 1), least: 1 })
      else cuts.push({ cells: [cell, ...others], values: [-1, ...others.map(() => 1)], least: 0 })
    }
  }
  const separator = createSeparator(solver, problem)
  const master = (whole: boolean): LinearModel => {
    const starts = new Int32Array(cuts.length + 1)
    cuts.forEach((cut, r) => {
      starts[r + 1] = at(starts, r) + cut.cells.length
    })
    return createLinearModel(solver, {
      columns: count,
      rows: {
        starts,
        columns: Int32Array.from(cuts.flatMap((cut) => cut.cells)),
        values: Float64Array.from(cuts.flatMap((cut) => cut.values)),
      },
      rowLower: Float64Array.from(cuts, (cut) => cut.least),
      rowUpper: new Float64Array(cuts.length).fill(Infinity),
      costs,
      lower,
      upper,
      method: 'dual',
      ...(whole ? { whole: { nodes } } : {}),
    })
  }
  const costOf = (pattern: ArrayLike<number>): number => {
    let sum = 0
    for (let cell = 0; cell < count; cell += 1) sum += at(pattern, cell) * at(costs, cell)
    return sum
  }
  let best: Uint8Array | null = null
  let bestCost = costOf(known.withheld)
  let lowerBound = 0
  const gap = (): number => bestCost - lowerBound
  const closed = (): boolean => gap() <= 1e-6 * Math.max(1, bestCost)
  const separate = async (amount: Float64Array): Promise<Cut[]> => {
    const found: Cut[] = []
    for (const demand of demands) {
      await pace.step()
      const cut = separator.cutFor(demand, amount)
      if (cut !== null) found.push(cut)
    }
    return found
  }
  try {
    const relaxed = master(false)
    try {
      for (let round = 0; round < fractionalRounds; round += 1) {
        const found = relaxed.solve()
        if (found === null) break
        lowerBound = Math.max(lowerBound, found.objective)
        if (closed()) return { withheld: best, lowerBound: lowerBound * scale, proven: true, cuts: cuts.length }
        const fresh = await separate(found.values)
        if (fresh.length === 0) break
        for (const cut of fresh) {
          cuts.push(cut)
          relaxed.addRow(cut.least, Infinity, cut.cells, cut.values)
        }
      }
    } finally {
      relaxed.dispose()
    }
    for (let round = 0; round < rounds; round += 1) {
      await pace.step()
      const model = master(true)
      const found = model.solve()
      model.dispose()
      if (found === null) break
      lowerBound = Math.max(lowerBound, found.objective)
      if (closed()) return { withheld: best, lowerBound: lowerBound * scale, proven: true, cuts: cuts.length }
      const amount = found.values.map((v) => (v > 0.5 ? 1 : 0))
      const fresh = await separate(amount)
      if (fresh.length === 0) {
        best = Uint8Array.from(amount)
        bestCost = costOf(best)
        lowerBound = Math.max(lowerBound, bestCost - 1e-7 * bestCost)
        return { withheld: best, lowerBound: lowerBound * scale, proven: true, cuts: cuts.length }
      }
      cuts.push(...fresh)
      const completed = await complete(Uint8Array.from(amount))
      if (completed !== null && costOf(completed.withheld) < bestCost - 1e-9) {
        best = completed.withheld
        bestCost = costOf(best)
      }
    }
    return { withheld: best, lowerBound: lowerBound * scale, proven: closed(), cuts: cuts.length }
  } finally {
    separator.dispose()
  }
}
