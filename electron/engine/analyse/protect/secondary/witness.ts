// Proof that a withheld cell stays uncertain: a change of withheld cells that keeps every published figure and moves
// the cell by its level. In: a problem, a pattern, a change. Out: whether the change is one. The only ground on which
// anything is called safe.
import { at } from './problem.ts'
import type { Demand, Incidence, Problem } from './problem.ts'
import { levelOf } from './problem.ts'

/** A change, only of the cells it moves. */
export type Witness = { cells: Int32Array; moves: Float64Array }

/** How far a sum of moves may miss zero, and a move its bound: as a share of the level in question. */
export const tolerance = 1e-6

/** The largest factor by which the change stays within what anybody knows beforehand. */
export const roomOf = (problem: Problem, { cells, moves }: Witness, sign: 1 | -1): number => {
  let room = Infinity
  for (let i = 0; i < cells.length; i += 1) {
    const cell = at(cells, i)
    const move = sign * at(moves, i)
    const bound =
      move > 0 ? at(problem.upper, cell) - at(problem.value, cell) : at(problem.value, cell) - at(problem.lower, cell)
    if (move !== 0 && bound < Infinity) room = Math.min(room, bound / Math.abs(move))
  }
  return room
}

/** Residuals of every relation the change touches, the largest of them. */
const largestResidual = (incidence: Incidence, { cells, moves }: Witness): number => {
  const sums = new Map<number, number>()
  for (let i = 0; i < cells.length; i += 1) {
    const cell = at(cells, i)
    for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
      const relation = at(incidence.relations, k)
      sums.set(relation, (sums.get(relation) ?? 0) + at(incidence.signs, k) * at(moves, i))
    }
  }
  let largest = 0
  for (const sum of sums.values()) largest = Math.max(largest, Math.abs(sum))
  return largest
}

/** Checks the proof from the ground, with no solver: support withheld, relations kept, bounds kept, level reached. */
export const proves = (
  problem: Problem,
  incidence: Incidence,
  withheld: Uint8Array,
  demand: Demand,
  witness: Witness,
  sign: 1 | -1,
): boolean => {
  const level = levelOf(problem, demand)
  const place = witness.cells.indexOf(demand.cell)
  if (place < 0) return false
  const move = sign * at(witness.moves, place) * (demand.direction === 'up' ? 1 : -1)
  if (move <= 0) return false
  if (witness.cells.some((cell) => at(withheld, cell) === 0)) return false
  const factor = level / move
  if (roomOf(problem, witness, sign) < factor * (1 - tolerance)) return false
  return largestResidual(incidence, witness) * factor <= tolerance * level
}
