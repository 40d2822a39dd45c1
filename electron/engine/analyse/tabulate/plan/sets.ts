// Which sets of dimensions a table is computed over: for every crossing of blocks each choice of "kept" or "at its
// total". Pure.
import type { Crossing } from './tableShape.ts'
import type { PlannedDimension } from '../types.ts'

/** More kinds of totals than this are a mistake, not a table. */
export const mostSets = 4096

const subsets = (crossing: Crossing): number[][] => {
  const totals = new Map<number, boolean>()
  for (const { dimension, total } of crossing) totals.set(dimension, total || totals.get(dimension) === true)
  let sets: number[][] = [[]]
  for (const [dimension, total] of [...totals].sort(([a], [b]) => a - b)) {
    const kept = sets.map((set) => [...set, dimension])
    sets = total ? [...kept, ...sets] : kept
    if (sets.length > mostSets * 4) return sets
  }
  return sets
}

/** Sets of kept dimensions, each once, those with most dimensions first. */
export const computedSets = (crossings: readonly Crossing[]): number[][] => {
  const all = new Map<string, number[]>()
  for (const crossing of crossings) for (const set of subsets(crossing)) all.set(set.join(' '), set)
  return [...all.values()].sort((a, b) => b.length - a.length)
}

/** A dimension as what it groups by and how its values are put together, whatever its place in the table. */
export const dimensionIdentity = ({ rawKey, grouping, derived, hide }: PlannedDimension): string =>
  JSON.stringify([rawKey, grouping, derived === null ? null : derived.definition, hide])
