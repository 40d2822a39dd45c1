// Publishes again what is withheld for nothing: cells withheld beside sensitive ones whose proofs can do without them, dearest first.
// In: a pattern all of whose demands are proven, with the book. Out: fewer withheld cells, all demands still proven.
import { withModel } from './audit.ts'
import type { Audited } from './audit.ts'
import { createChangeModel } from './changeModel.ts'
import { neighbourhood } from './components.ts'
import { demandOf } from './demands.ts'
import { at } from './problem.ts'

/** A relation in which it is the only company of a sensitive cell: needed at once. */
const isNeeded = ({ problem, incidence, withheld }: Audited, cell: number, quick: boolean): boolean => {
  const { relations } = problem
  for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
    const relation = at(incidence.relations, k)
    let others = 0
    let sensitive = 0
    for (let i = at(relations.starts, relation); i < at(relations.starts, relation + 1); i += 1) {
      const other = at(relations.cells, i)
      if (other === cell || at(withheld, other) === 0) continue
      others += 1
      if (at(problem.primary, other) === 1) sensitive += 1
    }
    if (others === 1 && (sensitive === 1 || quick)) return true
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

/** In a large table only what is near is looked at: what is withheld for nothing mostly shows at once. */
const nearLimit = 80
/** Up to so many withheld cells all are looked at together, in one model. */
const wholeLimit = 1_200

export const reduce = async (
  audited: Audited,
  weight: Float64Array,
  stillFine: (cell: number) => boolean = () => true,
): Promise<number> => {
  const { problem, incidence, withheld, book, pace } = audited
  const candidates: number[] = []
  for (let cell = 0; cell < problem.size; cell += 1) {
    const beside = at(withheld, cell) === 1 && at(problem.primary, cell) === 0 && at(problem.forced, cell) === 0
    if (beside) candidates.push(cell)
  }
  candidates.sort((a, b) => at(weight, b) - at(weight, a) || at(problem.value, b) - at(problem.value, a) || a - b)
  const all = Int32Array.from(withheld.keys()).filter((cell) => at(withheld, cell) === 1)
  const whole = all.length <= wholeLimit ? createChangeModel(audited.solver, problem, incidence, all) : null
  const tryAgain = (key: number, keys: number[]): void => {
    if (whole !== null) return whole.prove([key], book, true)
    const cells = neighbourhood(problem, incidence, demandOf(key).cell, nearLimit, (c) => at(withheld, c) === 1)
    withModel(audited, cells, (model) => {
      model.prove([key], book, true)
      if (!book.open.has(key)) model.prove(keys, book, false)
    })
  }
  let removed = 0
  let examined = 0
  for (const cell of candidates) {
    examined += 1
    pace.done(examined)
    if (isNeeded(audited, cell, whole === null)) continue
    await pace.step()
    const before = book.reopen(cell)
    withheld[cell] = 0
    const near = relatedTo(audited, cell)
    // Who stands in a relation with it is the first to miss it.
    const keys = [...before.keys()].sort(
      (a, b) => Number(near.has(demandOf(b).cell)) - Number(near.has(demandOf(a).cell)) || a - b,
    )
    whole?.still.add(cell)
    for (const key of keys) {
      if (book.open.has(key)) tryAgain(key, keys)
      if (book.open.has(key)) break
    }
    if (book.open.size === 0 && stillFine(cell)) {
      removed += 1
      continue
    }
    withheld[cell] = 1
    whole?.still.delete(cell)
    book.restore(before)
  }
  whole?.dispose()
  return removed
}
