// Secondary suppression from start to end: search by sub-tables, audit, repair, give back what is withheld for nothing,
// prove the cheapest where the table is small, audit again from the ground. In: a problem. Out: the pattern and, for
// every demand, proven or not. "safe" is said only where every demand has a proof that was checked without the solver.
import { audit, withModel } from './audit.ts'
import type { Audited } from './audit.ts'
import { neighbourhood } from './components.ts'
import { createDemandBook, demandOf } from './demands.ts'
import type { DemandBook } from './demands.ts'
import { exactPattern } from './exactCuts.ts'
import { gaussPattern } from './gauss.ts'
import { exactIntervals, provenIntervals } from './intervals.ts'
import type { Intervals } from './intervals.ts'
import { linearSolver } from './linearSolver.ts'
import type { LinearSolver } from './linearSolver.ts'
import type { Pace } from './pace.ts'
import { at, demandsOf, incidenceOf, secondariesOf } from './problem.ts'
import type { Demand, Incidence, Problem } from './problem.ts'
import { reduce } from './reduce.ts'
import { repair } from './repair.ts'
import { withholdBySubTables } from './subTables.ts'
import { proves } from './witness.ts'

export type ProtectOptions = {
  /** Up to so many cells the cheapest pattern is looked for and proven. */
  exactCells: number
  /** Up to so many cells a second pattern is made by elimination, and the better of the two is taken. */
  gaussCells: number
  /** exact: the attacker's interval of each withheld cell, by two linear programs each. */
  intervals: 'exact' | 'proven'
  /** False: what is withheld already protects almost everything; it is audited and only what lacks is added. */
  search?: boolean
}
export const defaultOptions: ProtectOptions = { exactCells: 520, gaussCells: 2_500, intervals: 'proven' }

export type Protection = {
  withheld: Uint8Array
  /** Demands without a checked proof: as long as there is one, nothing may be called safe. */
  open: Demand[]
  demands: number
  secondaries: number
  cost: number
  optimum: { proven: boolean; lowerBound: number } | null
  repaired: number
  givenBack: number
  intervals: Intervals
  solver: string
  seconds: Record<string, number>
}

type State = { solver: LinearSolver; problem: Problem; incidence: Incidence; weight: Float64Array; pace: Pace }

/**
 * What withholding counts for in the search: the cost, in a range a solver computes well; what lies in many sub-tables
 * counts more.
 */
const weightsOf = (problem: Problem): Float64Array => {
  const positive = Array.from(problem.cost).filter((c) => c > 0)
  const mean = positive.length === 0 ? 1 : positive.reduce((a, b) => a + b, 0) / positive.length
  const inBlocks = new Int32Array(problem.size)
  const seen = new Int32Array(problem.size).fill(-1)
  problem.blocks.forEach((block, b) => {
    for (const relation of block) {
      for (let i = at(problem.relations.starts, relation); i < at(problem.relations.starts, relation + 1); i += 1) {
        const cell = at(problem.relations.cells, i)
        if (at(seen, cell) === b) continue
        seen[cell] = b
        inBlocks[cell] = at(inBlocks, cell) + 1
      }
    }
  })
  return Float64Array.from(problem.cost, (cost, cell) => {
    const own = Math.min(Math.max(cost / mean, 1e-2), 1e4)
    return own * (at(inBlocks, cell) > 1 ? 1 + 2 * (at(inBlocks, cell) - 1) : 1)
  })
}

/** Demands no pattern can meet at once: alone with nothing else that may move. Left to the caller to name. */
const mend = async (state: State, audited: Audited): Promise<number> => {
  const { problem, incidence, pace } = state
  let repaired = 0
  for (let round = 0; round < 20 && audited.book.open.size > 0; round += 1) {
    let changed = false
    for (const key of Array.from(audited.book.open)) {
      if (!audited.book.open.has(key)) continue
      await pace.step()
      const found = repair({ ...state, withheld: audited.withheld }, demandOf(key))
      if (found === null) continue
      changed = true
      repaired += 1
      audited.book.enter(found)
    }
    if (!changed) break
    const near = [...audited.book.open]
    for (const key of near) {
      const cells = neighbourhood(problem, incidence, demandOf(key).cell, 300, (c) => at(audited.withheld, c) === 1)
      withModel(audited, cells, (model) => model.prove([key], audited.book, true))
    }
  }
  return repaired
}

/** Each proof checked from the ground, against the pattern as it stands. */
const unproven = (state: State, withheld: Uint8Array, book: DemandBook): Demand[] =>
  demandsOf(state.problem).filter((demand) => {
    const key = demand.cell * 2 + (demand.direction === 'up' ? 0 : 1)
    const proof = book.proofs.get(key)
    if (proof === undefined) return true
    return !proves(state.problem, state.incidence, withheld, demand, proof.witness, proof.sign)
  })

/** A pattern made safe and lean. */
const settle = async (state: State, audited: Audited): Promise<{ repaired: number; givenBack: number }> => {
  state.pace.phase('audit')
  await audit(audited)
  state.pace.phase('repair')
  const repaired = await mend(state, audited)
  if (audited.book.open.size > 0) return { repaired, givenBack: 0 }
  state.pace.phase('reduce')
  return { repaired, givenBack: await reduce(audited, state.problem.cost) }
}

export const protectProblem = async (
  problem: Problem,
  pace: Pace,
  options: ProtectOptions = defaultOptions,
): Promise<Protection> => {
  const solver = await linearSolver()
  const incidence = incidenceOf(problem)
  const state: State = { solver, problem, incidence, weight: weightsOf(problem), pace }
  const seconds: Record<string, number> = {}
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work()
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - start) / 1000
    return result
  }
  const fresh = (withheld: Uint8Array): Audited => ({
    solver,
    problem,
    incidence,
    withheld,
    book: createDemandBook(problem),
    pace,
  })
  const start = Uint8Array.from(problem.primary, (mark, cell) => (mark === 1 || at(problem.forced, cell) === 1 ? 1 : 0))
  let audited = fresh(start.slice())
  const search = options.search ?? true
  if (search) {
    pace.phase('search')
    await timed('search', () =>
      withholdBySubTables(solver, problem, audited.withheld, { weight: state.weight, share: 0.05 }, pace),
    )
  }
  let counts = await timed('settle', () => settle(state, audited))
  if (problem.size <= options.gaussCells && demandsOf(problem).length > 0) {
    pace.phase('elimination')
    const other = await timed('elimination', async () => {
      // Most worth publishing: the largest, as a reader would have it.
      const attempt = fresh(await gaussPattern(problem, problem.value, pace))
      return { attempt, counts: await settle(state, attempt) }
    })
    const better =
      other.attempt.book.open.size === 0 &&
      (audited.book.open.size > 0 ||
        secondariesOf(problem, other.attempt.withheld).cost < secondariesOf(problem, audited.withheld).cost)
    if (better) ({ attempt: audited, counts } = other)
  }
  let optimum: Protection['optimum'] = null
  const suppressible = problem.frozen.filter((frozen) => frozen === 0).length
  const worthIt = suppressible <= options.exactCells && audited.book.open.size === 0 && demandsOf(problem).length > 0
  if (worthIt) {
    pace.phase('optimum')
    const known = { withheld: audited.withheld, cost: secondariesOf(problem, audited.withheld).cost }
    const result = await timed('optimum', () =>
      exactPattern(
        solver,
        problem,
        known,
        { rounds: 60, nodes: 20_000, fractionalRounds: 12 },
        pace,
        async (withheld) => {
          const attempt = fresh(withheld)
          await settle(state, attempt)
          if (attempt.book.open.size > 0) return null
          return { withheld: attempt.withheld, cost: secondariesOf(problem, attempt.withheld).cost }
        },
      ),
    )
    optimum = { proven: result.proven, lowerBound: result.lowerBound }
    if (result.withheld !== null) {
      audited = fresh(result.withheld)
      counts = await timed('settle', () => settle(state, audited))
    }
  }
  const open = unproven(state, audited.withheld, audited.book)
  const { cells, cost } = secondariesOf(problem, audited.withheld)
  pace.phase('intervals')
  const intervals = await timed('intervals', async () =>
    options.intervals === 'exact' ? exactIntervals(audited) : provenIntervals(audited),
  )
  return {
    withheld: audited.withheld,
    open,
    demands: demandsOf(problem).length,
    secondaries: cells,
    cost,
    optimum,
    repaired: counts.repaired,
    givenBack: counts.givenBack,
    intervals,
    solver: solver.version,
    seconds,
  }
}
