// Every count to a multiple of a base next to it, up or down by its key, right on average: equal cells of equal keys
// become the same. In: counts, keys, a base. Out: rounded counts. Totals are rounded by themselves: sums are not kept.
// Pure.
import { fractionOf } from '../perturb/cellKeys.ts'

export const randomlyRounded = (count: number, key: number, base: number): number => {
  const rest = count - base * Math.floor(count / base)
  return count - rest + (fractionOf(key) < rest / base ? base : 0)
}
