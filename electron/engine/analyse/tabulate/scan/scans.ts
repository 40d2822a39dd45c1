// How many scans the crossings of a table need: one together while the product of their keys stays small, else several.
// In: a plan and how many values each key may have. Out: plans of fewer dimensions, each computing some of the sets.
// Pure.
import type { Plan, PlannedDimension } from '../types.ts'

/** Up to this many groups may come of putting crossings together that are smaller apart. */
const mostTogether = 2_000_000

/** A part of the plan: its dimensions and sets, and which dimension of the whole plan each of its own is. */
export type Scan = { plan: Plan; dimensions: number[] }

const productOf = (
  plan: Plan,
  dimensions: Iterable<number>,
  sizeOf: (dimension: PlannedDimension) => number,
): number => {
  const keys = new Map(
    [...dimensions].flatMap((d) =>
      plan.dimensions[d] ? [[plan.dimensions[d].rawKey, plan.dimensions[d]] as const] : [],
    ),
  )
  return [...keys.values()].reduce((n, dimension) => n * Math.max(1, sizeOf(dimension)), 1)
}

/** The scans of a plan. Dimensions that leave records out of the whole table are read by each. */
export const scansOf = (plan: Plan, records: number, sizeOf: (dimension: PlannedDimension) => number): Scan[] => {
  const hiding = plan.dimensions.flatMap((d, i) => (d.hide ? [i] : []))
  const widest = plan.sets.filter(
    (set) => !plan.sets.some((other) => other.length > set.length && set.every((d) => other.includes(d))),
  )
  const together: Set<number>[] = []
  for (const set of widest) {
    const own = [...set, ...hiding]
    const fitting = together.find((dimensions) => {
      const both = productOf(plan, [...dimensions, ...own], sizeOf)
      // No more groups than records: then nothing is gained by reading them twice.
      return records <= mostTogether || both <= mostTogether || both <= productOf(plan, dimensions, sizeOf)
    })
    if (fitting) own.forEach((d) => fitting.add(d))
    else together.push(new Set(own))
  }
  const taken = new Set<string>()
  return together.map((set): Scan => {
    const dimensions = [...set].sort((a, b) => a - b)
    const sets = plan.sets.filter((kept) => !taken.has(kept.join(' ')) && kept.every((d) => set.has(d)))
    sets.forEach((kept) => taken.add(kept.join(' ')))
    return {
      dimensions,
      plan: {
        ...plan,
        dimensions: dimensions.flatMap((d) => plan.dimensions[d] ?? []),
        sets: sets.map((kept) => kept.map((d) => dimensions.indexOf(d))),
      },
    }
  })
}
