// The book of demands: which cells in which direction are proven, and by which change. In: changes found anywhere.
// Out: what is still open. One change proves many demands, stretched, shrunk or turned round as far as bounds allow.
import { at, demandsOf, levelOf } from './problem.ts'
import type { Demand, Problem } from './problem.ts'
import { roomOf, tolerance } from './witness.ts'
import type { Witness } from './witness.ts'

export type Proof = { witness: Witness; sign: 1 | -1 }

const upKey = (cell: number): number => cell * 2
const downKey = (cell: number): number => cell * 2 + 1
export const keyOf = ({ cell, direction }: Demand): number => (direction === 'up' ? upKey(cell) : downKey(cell))
export const demandOf = (key: number): Demand => ({
  cell: Math.floor(key / 2),
  direction: key % 2 === 0 ? 'up' : 'down',
})

export type DemandBook = {
  readonly open: Set<number>
  readonly proofs: Map<number, Proof>
  /** Enters a change; the number of demands it newly proves. */
  enter(witness: Witness): number
  /** Proofs that move this cell no longer hold: their demands are open again. The proofs as they were. */
  reopen(cell: number): Map<number, Proof>
  /** Takes back to what was known before. */
  restore(proofs: Map<number, Proof>): void
}

export const createDemandBook = (problem: Problem): DemandBook => {
  const open = new Set(demandsOf(problem).map(keyOf))
  const proofs = new Map<number, Proof>()
  /** Changes in use: by the cells they move, and which demands rest on each. */
  const users = new Map<number, Set<Witness>>()
  const restingOn = new Map<Witness, Set<number>>()
  const set = (key: number, proof: Proof): void => {
    const before = proofs.get(key)
    if (before !== undefined) restingOn.get(before.witness)?.delete(key)
    proofs.set(key, proof)
    open.delete(key)
    const resting = restingOn.get(proof.witness)
    if (resting !== undefined) return void resting.add(key)
    restingOn.set(proof.witness, new Set([key]))
    for (const cell of proof.witness.cells) {
      const own = users.get(cell)
      if (own === undefined) users.set(cell, new Set([proof.witness]))
      else own.add(proof.witness)
    }
  }
  return {
    open,
    proofs,
    enter(witness) {
      const rooms = { 1: roomOf(problem, witness, 1), [-1]: roomOf(problem, witness, -1) }
      let found = 0
      for (let i = 0; i < witness.cells.length; i += 1) {
        const cell = at(witness.cells, i)
        if (at(problem.primary, cell) === 0) continue
        const move = at(witness.moves, i)
        for (const sign of [1, -1] as const) {
          const key = sign * move > 0 ? upKey(cell) : downKey(cell)
          if (!open.has(key)) continue
          const level = levelOf(problem, demandOf(key))
          if (Math.abs(move) * rooms[sign] < level * (1 - tolerance / 2)) continue
          set(key, { witness, sign })
          found += 1
        }
      }
      return found
    },
    reopen(cell) {
      const before = new Map<number, Proof>()
      for (const witness of users.get(cell) ?? []) {
        const resting = restingOn.get(witness)
        if (resting === undefined || resting.size === 0) {
          users.get(cell)?.delete(witness)
          continue
        }
        for (const key of resting) {
          const proof = proofs.get(key)
          if (proof === undefined) continue
          before.set(key, proof)
          proofs.delete(key)
          open.add(key)
        }
        resting.clear()
      }
      return before
    },
    restore(known) {
      for (const [key, proof] of known) set(key, proof)
    },
  }
}
