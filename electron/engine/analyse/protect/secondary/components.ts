// Which withheld cells hang together by the relations a reader can add up. In: a pattern. Out: groups that can be
// examined apart, and growing neighbourhoods of a cell. Pure.
import { at } from './problem.ts'
import type { Incidence, Problem } from './problem.ts'

/** Group number of each withheld cell (−1: published), and how many groups. */
export const componentsOf = (problem: Problem, withheld: Uint8Array): { of: Int32Array; count: number } => {
  const { relations, size } = problem
  const parent = new Int32Array(size)
  for (let cell = 0; cell < size; cell += 1) parent[cell] = cell
  const rootOf = (cell: number): number => {
    let root = cell
    while (at(parent, root) !== root) {
      parent[root] = at(parent, at(parent, root))
      root = at(parent, root)
    }
    return root
  }
  for (let r = 0; r + 1 < relations.starts.length; r += 1) {
    let first = -1
    for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1) {
      const cell = at(relations.cells, i)
      if (at(withheld, cell) === 0) continue
      if (first < 0) first = rootOf(cell)
      else parent[rootOf(cell)] = first
    }
  }
  const of = new Int32Array(size).fill(-1)
  const numbers = new Map<number, number>()
  for (let cell = 0; cell < size; cell += 1) {
    if (at(withheld, cell) === 0) continue
    const root = rootOf(cell)
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    of[cell] = number
  }
  return { of, count: numbers.size }
}

/** Cells near a cell by shared relations, nearest first, the cell itself first; only cells that `within` admits. */
export const neighbours = (
  problem: Problem,
  incidence: Incidence,
  from: number,
  limit: number,
  within: (cell: number) => boolean,
): number[] => {
  const { relations } = problem
  const seen = new Set([from])
  const queue = [from]
  const seenRelations = new Set<number>()
  for (let head = 0; head < queue.length && queue.length < limit; head += 1) {
    const cell = at(queue, head)
    for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
      const relation = at(incidence.relations, k)
      if (seenRelations.has(relation)) continue
      seenRelations.add(relation)
      for (let i = at(relations.starts, relation); i < at(relations.starts, relation + 1); i += 1) {
        const other = at(relations.cells, i)
        if (seen.has(other) || !within(other)) continue
        seen.add(other)
        queue.push(other)
      }
    }
  }
  return queue.slice(0, Math.max(limit, 1))
}

/** The same, in the order of their numbers. */
export const neighbourhood = (...asked: Parameters<typeof neighbours>): Int32Array =>
  Int32Array.from(neighbours(...asked)).sort()
