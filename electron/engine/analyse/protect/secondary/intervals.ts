// The attacker's interval of every withheld cell. In: a problem, a pattern, its proofs. Out: lower and upper value he
// can conclude, exact by linear programs or, for many cells, what the audit has shown the interval to hold at least.
import type { Audited } from './audit.ts'
import { createChangeModel } from './changeModel.ts'
import { componentsOf } from './components.ts'
import { at, levelOf } from './problem.ts'
import type { Direction } from './problem.ts'

export type Intervals = { kind: 'exact' | 'proven'; lower: Float64Array; upper: Float64Array }

export const provenIntervals = ({ problem, withheld, book }: Audited): Intervals => {
  const lower = problem.value.slice()
  const upper = problem.value.slice()
  for (const key of book.proofs.keys()) {
    const cell = Math.floor(key / 2)
    if (at(withheld, cell) === 0) continue
    const up = key % 2 === 0
    const level = levelOf(problem, { cell, direction: up ? 'up' : 'down' })
    if (up) upper[cell] = at(problem.value, cell) + level
    else lower[cell] = at(problem.value, cell) - level
  }
  return { kind: 'proven', lower, upper }
}

export const exactIntervals = async (audited: Audited): Promise<Intervals> => {
  const { problem, withheld, pace } = audited
  const lower = problem.value.slice()
  const upper = problem.value.slice()
  const { of, count } = componentsOf(problem, withheld)
  const groups: number[][] = Array.from({ length: count }, () => [])
  of.forEach((group, cell) => {
    if (group >= 0) groups[group]?.push(cell)
  })
  for (const group of groups) {
    const cells = Int32Array.from(group)
    const change = createChangeModel(audited.solver, problem, audited.incidence, cells)
    const reach = (cell: number, direction: Direction): number => {
      const size = Math.max(Math.abs(at(problem.value, cell)), at(problem.levelUp, cell), 1e-6)
      // What reaches the end of a scale is looked at in a larger one, up to "no bound at all".
      for (const scale of [size, size * 1e4, size * 1e8]) {
        const found = change.reach({ cell, direction }, scale)
        if (found === null) return Number.NaN
        if (found.move < 0.99e5) return found.move * scale
      }
      return Infinity
    }
    try {
      for (const cell of cells) {
        await pace.step()
        upper[cell] = at(problem.value, cell) + reach(cell, 'up')
        lower[cell] = Math.max(at(problem.lower, cell), at(problem.value, cell) - reach(cell, 'down'))
      }
    } finally {
      change.dispose()
    }
  }
  return { kind: 'exact', lower, upper }
}
