// Publishes again what is withheld for nothing: cells withheld beside sensitive ones whose proofs can do without them,
// dearest first. In: a pattern all of whose demands are proven, with the book. Out: fewer withheld cells, all demands
// still proven.
import { withModel } from './audit.ts'
import type { Audited } from './audit.ts'
import { createChangeModel } from './changeModel.ts'
import type { ChangeModel } from './changeModel.ts'
import { neighbourhood, neighbours } from './components.ts'
import { demandOf } from './demands.ts'
import { at } from './problem.ts'
import type { Problem } from './problem.ts'

const roomUp = (problem: Problem, cell: number): number => at(problem.upper, cell) - at(problem.value, cell)
const roomDown = (problem: Problem, cell: number): number => at(problem.value, cell) - at(problem.lower, cell)

/** A relation in which it is the only company of a sensitive cell: needed at once. */
const isNeeded = ({ problem, incidence, withheld }: Audited, cell: number, quick: boolean): boolean => {
  const { relations } = problem
  for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
    const relation = at(incidence.relations, k)
    let others = 0
    let sensitive = 0
    let [up, down] = [0, 0]
    const [from, to] = [at(relations.starts, relation), at(relations.starts, relation + 1)]
    for (let i = from; i < to; i += 1) {
      const other = at(relations.cells, i)
      if (other === cell || at(withheld, other) === 0) continue
      others += 1
      if (at(problem.primary, other) === 1) sensitive += 1
      const rises = at(relations.signs, i) > 0
      up += rises ? roomUp(problem, other) : roomDown(problem, other)
      down += rises ? roomDown(problem, other) : roomUp(problem, other)
    }
    if (others === 1 && (sensitive === 1 || quick)) return true
    if (sensitive === 0) continue
    for (let i = from; i < to; i += 1) {
      const other = at(relations.cells, i)
      if (other === cell || at(problem.primary, other) === 0) continue
      const rises = at(relations.signs, i) > 0
      const [ownUp, ownDown] = [roomUp(problem, other), roomDown(problem, other)]
      // What is added to one cell must be taken from the others of the line.
      const forUp = rises ? down - ownDown : up - ownDown
      const forDown = rises ? up - ownUp : down - ownUp
      if (at(problem.levelUp, other) > forUp * 1.000001 || at(problem.levelDown, other) > forDown * 1.000001)
        return true
    }
  }
  return false
}

const relatedTo = ({ problem, incidence }: Audited, cell: number): Set<number> => {
  const near = new Set<number>()
  for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
    const relation = at(incidence.relations, k)
    for (let i = at(problem.relations.starts, relation); i < at(problem.relations.starts, relation + 1); i += 1)
      near.add(at(problem.relations.cells, i))
  }
  return near
}

/** So many withheld cells are looked at in one model: what is withheld for nothing mostly shows among those near it. */
const clusterSize = 400
/** Of those, so many nearest the first are judged in it: they see far enough to every side. */
const clusterCore = 150
/**
 * Beyond so many linear programs what is still withheld for nothing stays so: a large table is not kept waiting for the
 * last few.
 */
const mostPrograms = 8_000
/** Up to so many withheld cells all are looked at together. */
const wholeLimit = 1_200

export const reduce = async (
  audited: Audited,
  weight: Float64Array,
  stillFine: (cell: number) => boolean = () => true,
): Promise<number> => {
  const { problem, incidence, withheld, book, pace } = audited
  const candidates: number[] = []
  let count = 0
  for (let cell = 0; cell < problem.size; cell += 1) {
    count += at(withheld, cell)
    const beside = at(withheld, cell) === 1 && at(problem.primary, cell) === 0 && at(problem.forced, cell) === 0
    if (beside) candidates.push(cell)
  }
  candidates.sort((a, b) => at(weight, b) - at(weight, a) || at(problem.value, b) - at(problem.value, a) || a - b)
  const place = new Map(candidates.map((cell, i) => [cell, i]))
  const waiting = new Set(candidates)
  const whole = count <= wholeLimit
  const isWithheld = (cell: number): boolean => at(withheld, cell) === 1

  const provenAgain = (model: ChangeModel, keys: number[]): boolean => {
    const inside = keys.filter((key) => model.has(demandOf(key).cell))
    for (const [i, key] of inside.entries()) {
      if (!book.open.has(key)) continue
      model.prove([key], book, true)
      if (book.open.has(key)) return false
      if (i === 0) model.prove(inside, book, false)
    }
    for (const key of keys) {
      if (!book.open.has(key)) continue
      const cells = neighbourhood(problem, incidence, demandOf(key).cell, clusterSize, isWithheld)
      withModel(audited, cells, (own) => own.prove([key], book, true))
      if (book.open.has(key)) return false
    }
    return true
  }
  const givesBack = (model: ChangeModel, cell: number): boolean => {
    if (isNeeded(audited, cell, !whole)) return false
    const before = book.reopen(cell)
    withheld[cell] = 0
    model.hold(cell, true)
    const near = relatedTo(audited, cell)
    // Who stands in a relation with it is the first to miss it.
    const keys = [...before.keys()].sort(
      (a, b) => Number(near.has(demandOf(b).cell)) - Number(near.has(demandOf(a).cell)) || a - b,
    )
    if (provenAgain(model, keys) && stillFine(cell)) return true
    withheld[cell] = 1
    model.hold(cell, false)
    book.restore(before)
    return false
  }
  let removed = 0
  let programs = 0
  for (const first of candidates) {
    if (!waiting.has(first)) continue
    if (programs > mostPrograms) break
    if (isNeeded(audited, first, !whole)) {
      waiting.delete(first)
      continue
    }
    const near = neighbours(problem, incidence, first, whole ? problem.size : clusterSize, isWithheld)
    const model = createChangeModel(audited.solver, problem, incidence, Int32Array.from(near).sort())
    try {
      const core = near
        .slice(0, whole ? near.length : clusterCore)
        .filter((cell) => waiting.has(cell))
        .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
      for (const cell of core) {
        await pace.step()
        waiting.delete(cell)
        pace.done(candidates.length - waiting.size)
        if (givesBack(model, cell)) removed += 1
      }
    } finally {
      programs += model.solved()
      model.dispose()
    }
  }
  return removed
}
