// A 0-1 rounding of a large table without branching: the linear program is solved again and again while those of its
// steps that are nearly whole are made so, fewer at a time where that leads nowhere. In: a model of steps between 0 and
// 1. Out: whole steps that keep every row, 'impossible' where not even parts of steps would do, or 'lost' where this
// way leads nowhere. The same input, the same steps.
import type { LinearModel } from '../secondary/linearSolver.ts'
import { at } from '../secondary/problem.ts'

const whole = 1e-6
/** Of the steps that are no whole ones, so many at a time are made whole. */
const mostShare = 0.1
const mostPrograms = 400

type Fixing = { lower: Float64Array; upper: Float64Array; steps: number[]; values: Float64Array; many: number }

export const roundByDiving = (model: LinearModel, given: Float64Array): Float64Array | 'impossible' | 'lost' => {
  const lower = new Float64Array(given.length)
  const upper = given.slice()
  let last: Fixing | null = null
  let share = mostShare
  const fix = ({ steps, values, many }: Fixing): void => {
    for (const i of steps.slice(0, many)) {
      lower[i] = Math.round(at(values, i))
      upper[i] = at(lower, i)
    }
  }
  for (let program = 0; program < mostPrograms; program += 1) {
    model.setBounds(lower, upper)
    const found = model.solve()
    if (found === null) {
      if (program === 0) return model.isImpossible() ? 'impossible' : 'lost'
      const before = last as Fixing | null
      if (before === null) return 'lost'
      lower.set(before.lower)
      upper.set(before.upper)
      share = before.many / before.steps.length / 4
      if (before.many > 1) {
        last = { ...before, many: Math.max(1, Math.floor(before.many / 4)) }
        fix(last)
      } else {
        // One alone that cannot go the near way must go the other.
        const only = before.steps[0] ?? 0
        lower[only] = 1 - Math.round(at(before.values, only))
        upper[only] = at(lower, only)
        last = null
      }
      continue
    }
    const { values } = found
    const away = (i: number): number => Math.min(at(values, i), 1 - at(values, i))
    const steps = Array.from(values.keys()).filter((i) => away(i) > whole)
    if (steps.length === 0) return values.map(Math.round)
    steps.sort((a, b) => away(a) - away(b) || a - b)
    share = Math.min(mostShare, share * 1.5)
    const many = Math.max(1, Math.ceil(steps.length * share))
    last = { lower: lower.slice(), upper: upper.slice(), steps, values: values.slice(), many }
    fix(last)
  }
  return 'lost'
}
