// Which sets of dimensions a non-additive statistic must be taken over: one for each combination of totals shown. Pure.
import type { Plan, PlannedDimension } from './types.ts'
import { sortsByValue } from './assemble.ts'

/** Sets of kept dimensions, the full one first. */
export const passSets = (plan: Plan): number[][] => {
  let sets: number[][] = [[]]
  for (const [d, { dimension }] of plan.dimensions.entries()) {
    sets = dimension.total === 'none' ? sets.map((set) => [...set, d]) : [...sets.map((set) => [...set, d]), ...sets]
  }
  if (sortsByValue(plan)) for (const d of plan.dimensions.keys()) sets.push([d])
  return [...new Map(sets.map((set) => [set.join(' '), set])).values()]
}

/** A dimension as what it groups by, whatever its place in the table. */
export const dimensionIdentity = ({ rawKey, grouping }: PlannedDimension): string => `${rawKey} ${JSON.stringify(grouping)}`
