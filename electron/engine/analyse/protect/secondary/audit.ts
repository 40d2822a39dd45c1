// The full audit: is every sensitive cell as uncertain as wanted, given everything published? In: a problem, a pattern,
// the book. Out: demands proven (in the book), and those that are not. First sub-table by sub-table, then
// neighbourhoods that grow, then whole groups of withheld cells. What a limit left unfinished stays open: it is never
// called safe.
import { createChangeModel } from './changeModel.ts'
import type { ChangeModel } from './changeModel.ts'
import { componentsOf, neighbourhood } from './components.ts'
import { demandOf } from './demands.ts'
import type { DemandBook } from './demands.ts'
import type { LinearSolver } from './linearSolver.ts'
import { at } from './problem.ts'
import type { Incidence, Problem } from './problem.ts'
import type { Pace } from './pace.ts'

export type Audited = {
  solver: LinearSolver
  problem: Problem
  incidence: Incidence
  withheld: Uint8Array
  book: DemandBook
  pace: Pace
}

/** Groups up to this size are examined as a whole at once. */
const smallGroup = 400
const growth = [60, 250, 1_000, 4_000]
/**
 * Where so much is withheld there is room near every cell: what is not proven there is widened rather than looked at
 * further.
 */
const manyWithheld = 3_000
const nearGrowth = [60, 250]

export const withModel = <T>(
  { solver, problem, incidence }: Pick<Audited, 'solver' | 'problem' | 'incidence'>,
  cells: Int32Array,
  work: (model: ChangeModel) => T,
): T => {
  const model = createChangeModel(solver, problem, incidence, cells)
  try {
    return work(model)
  } finally {
    model.dispose()
  }
}

const openIn = (book: DemandBook, cells: Iterable<number>): number[] => {
  const keys: number[] = []
  for (const cell of cells) for (const key of [cell * 2, cell * 2 + 1]) if (book.open.has(key)) keys.push(key)
  return keys
}

const bySubTable = async (audited: Audited): Promise<void> => {
  const { problem, withheld, book, pace } = audited
  const { relations, blocks } = problem
  for (let b = blocks.length - 1; b >= 0; b -= 1) {
    if (book.open.size === 0) return
    const cells = new Set<number>()
    for (const relation of blocks[b] ?? []) {
      for (let i = at(relations.starts, relation); i < at(relations.starts, relation + 1); i += 1) {
        const cell = at(relations.cells, i)
        if (at(withheld, cell) === 1) cells.add(cell)
      }
    }
    const keys = openIn(book, cells)
    if (keys.length === 0 || cells.size < 2) continue
    await pace.step()
    const sorted = Int32Array.from(cells).sort()
    withModel(audited, sorted, (model) => model.prove(keys, book, cells.size <= smallGroup))
  }
}

const byNeighbourhood = async (audited: Audited, limits: number[]): Promise<void> => {
  const { problem, incidence, withheld, book, pace } = audited
  for (const limit of limits) {
    for (const key of Array.from(book.open)) {
      if (!book.open.has(key)) continue
      await pace.step()
      const cells = neighbourhood(problem, incidence, demandOf(key).cell, limit, (c) => at(withheld, c) === 1)
      withModel(audited, cells, (model) => {
        model.prove([key], book, true)
        if (limit >= 1_000) model.prove(openIn(book, cells), book, false)
      })
    }
  }
}

const groupsOf = ({ problem, withheld }: Audited): Int32Array[] => {
  const { of, count } = componentsOf(problem, withheld)
  const groups: number[][] = Array.from({ length: count }, () => [])
  of.forEach((group, cell) => {
    if (group >= 0) groups[group]?.push(cell)
  })
  return groups.map((cells) => Int32Array.from(cells))
}

/** Groups larger than this are beyond one linear program: what is open there stays open. */
const largestGroup = 60_000

export const audit = async (audited: Audited): Promise<void> => {
  const { book, pace } = audited
  const groups = groupsOf(audited)
  for (const cells of groups) {
    if (cells.length > smallGroup) continue
    const keys = openIn(book, cells)
    if (keys.length === 0) continue
    await pace.step()
    withModel(audited, cells, (model) => model.prove(keys, book, true))
  }
  const large = groups.filter((cells) => cells.length > smallGroup)
  if (large.every((cells) => openIn(book, cells).length === 0)) return
  const left = new Set(book.open)
  const inLarge = new Set(large.flatMap((cells) => openIn(book, cells)))
  // What a small group left open is disproven; only the large groups are looked at further.
  for (const key of left) if (!inLarge.has(key)) book.open.delete(key)
  await bySubTable(audited)
  const many = large.some((cells) => cells.length > manyWithheld)
  await byNeighbourhood(audited, many ? nearGrowth : growth)
  for (const cells of many ? [] : large) {
    const keys = openIn(book, cells)
    if (keys.length === 0 || cells.length > largestGroup || cells.length <= (growth.at(-1) ?? 0)) continue
    await pace.step()
    withModel(audited, cells, (model) => model.prove(keys, book, true))
  }
  for (const key of left) if (!inLarge.has(key)) book.open.add(key)
}
