// Base groups and passes of earlier tables of the same workspace, so that pivoting, sorting or dropping a dimension
// reads no record. Keyed by data version, filter and engine; a table whose keys and sums are all among a kept entry's
// is answered from it.
import { rawKeysOf } from '../scan/dialect.ts'
import type { BaseGroups, ContributionPass, PassResult, Plan } from '../types.ts'

/** Records of the table, and of them those linked by each path. */
export type Match = { matched: Record<string, number>; records: number }
export type CachedGroups = {
  groups: BaseGroups
  match: Match | null
  passes: Map<string, PassResult & { identities: string[] }>
  contributions: Map<string, ContributionPass & { identities: string[] }>
}

const entriesKept = 12
/** Eight-byte numbers held in all entries of a workspace. */
const numbersKept = 40_000_000

type Entry = { scope: string; cached: CachedGroups }
const caches = new WeakMap<object, Entry[]>()

const sizeOf = ({ groups, passes, contributions }: CachedGroups): number =>
  groups.rows *
    (groups.keys.size / 2 +
      1 +
      groups.extremes.size +
      [...groups.sums.values()].reduce((n, s) => n + 1 + s.limbs.length, 0)) +
  [...passes.values()].reduce((n, p) => n + p.rows * (p.keys.length + 1), 0) +
  [...contributions.values()].reduce((n, p) => n + p.rows * (p.keys.length + 9 * p.of.length), 0)

/** Everything but keys and sums that decides which records are read. */
export const cacheScope = (parts: {
  engine: string
  dataVersion: string
  dataset: string
  links: readonly string[]
  filter: string | null
  sample: boolean
}): string => JSON.stringify(parts)

export const findGroups = (owner: object, scope: string, plan: Plan): CachedGroups | null => {
  const entries = caches.get(owner) ?? []
  const keys = rawKeysOf(plan).map((k) => k.rawKey)
  const fits = ({ keys: known, sums, extremes }: BaseGroups): boolean =>
    keys.every((k) => known.has(k)) &&
    plan.accumulators.every((a) => sums.has(a.key)) &&
    plan.extremes.every((e) => extremes.has(e.key))
  const fitting = entries.filter((e) => e.scope === scope && fits(e.cached.groups))
  const best = fitting.sort((a, b) => a.cached.groups.rows - b.cached.groups.rows)[0]
  if (!best) return null
  entries.splice(entries.indexOf(best), 1)
  entries.push(best)
  return best.cached
}

export const keepGroups = (owner: object, scope: string, cached: CachedGroups): void => {
  // What is larger than the whole room is used once.
  if (sizeOf(cached) > numbersKept) return
  const entries = caches.get(owner) ?? []
  caches.set(owner, entries)
  entries.push({ scope, cached })
  while (
    entries.length > 1 &&
    (entries.length > entriesKept || entries.reduce((n, e) => n + sizeOf(e.cached), 0) > numbersKept)
  )
    entries.shift()
}

/** For tests and for the closing of a workspace. */
export const forgetGroups = (owner: object): void => {
  caches.delete(owner)
}
