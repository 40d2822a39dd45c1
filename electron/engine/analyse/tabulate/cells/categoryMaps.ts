// Raw values of a dimension → its categories as the table wants them: code lists, then groups made on the spot, then
// what is hidden. In: a dimension and the groups it is seen in. Out: a CategoryMap. Pure.
import { transformCategories } from '#engine/process/variables/index.ts'
import type { Categories, TopBy } from '#engine/process/variables/types.ts'
import { mapCategories } from '#engine/process/categories/categories.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import { accumulatorOf } from '#engine/analyse/tabulate/plan/planSums.ts'
import { bigSumAt } from '#engine/analyse/tabulate/scan/rollup.ts'
import type { CategoryMap, PlainCategory } from '#engine/process/categories/types.ts'
import type { BaseGroups, Plan, PlannedDimension } from '#engine/analyse/tabulate/types.ts'

/** Leaves the missing out: their records belong nowhere. */
export const withoutMissing = <T extends { categories: PlainCategory[]; map: Int32Array }>({
  categories,
  map,
}: T): CategoryMap => {
  const kept = categories.flatMap((c, i) => (c.kind === 'missing' ? [] : [i]))
  const position = new Map(kept.map((old, i) => [old, i]))
  return { categories: kept.flatMap((i) => categories[i] ?? []), map: map.map((at) => position.get(at) ?? -1) }
}

/** Records or an exact sum for each category, over all groups. */
const figuresOf = (
  groups: BaseGroups,
  index: Int32Array,
  sumKey: string | null,
  { categories, map }: Categories,
): (number | bigint)[] => {
  const sum = sumKey === null ? null : groups.sums.get(sumKey)
  const figures: (number | bigint)[] = categories.map(() => (sum ? 0n : 0))
  for (let g = 0; g < groups.rows; g++) {
    const category = map[index[g] ?? 0] ?? -1
    if (category < 0) continue
    const known = figures[category] ?? 0
    figures[category] = sum ? BigInt(known) + bigSumAt(sum, g) : Number(known) + (groups.records[g] ?? 0)
  }
  return figures
}

export const topSumKey = (plan: Plan, by: TopBy): string | null => {
  if (by.statistic === 'count') return null
  return (
    plan.accumulators.find(
      (a) => a.filter === null && a.factors.length === 1 && a.factors[0]?.ref === by.ref && a.present.length === 1,
    )?.key ?? accumulatorOf(null, [{ ref: by.ref, identity: by.ref, linked: false }]).key
  )
}

export const mapDimension = (
  lists: CodeLists,
  plan: Plan,
  dimension: PlannedDimension,
  groups: BaseGroups,
): CategoryMap => {
  const raw = groups.keys.get(dimension.rawKey)
  const base = mapCategories(lists, dimension.grouping, plan.definition.classification, raw?.values ?? [])
  const { derived } = dimension
  const made =
    derived === null
      ? base
      : transformCategories(derived, base, (by, at) =>
          figuresOf(groups, raw?.index ?? new Int32Array(), topSumKey(plan, by), at),
        )
  return dimension.hide ? withoutMissing(made) : made
}
