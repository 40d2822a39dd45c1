// Base groups and passes of earlier tables of the same workspace, so that pivoting, sorting or dropping a dimension reads no record.
// Keyed by data version, filter and engine; a table whose keys and sums are all among a kept entry's is answered from it.
import type { BaseGroups, PassResult, Plan } from './types.ts'
import { rawKeysOf } from './dialect.ts'

export type CachedGroups = { groups: BaseGroups; match: { matched: number; records: number } | null; passes: Map<string, PassResult & { identities: string[] }> }

const entriesKept = 12
/** Doubles held in all entries of a workspace. */
const numbersKept = 40_000_000

type Entry = { scope: string; cached: CachedGroups }
const caches = new WeakMap<object, Entry[]>()

const sizeOf = ({ groups, passes }: CachedGroups): number =>
  groups.rows * (groups.keys.size + 1 + groups.sums.size * 3) + [...passes.values()].reduce((n, p) => n + p.rows * (p.keys.length + 1), 0)

/** Everything but keys and sums that decides which records are read. */
export const cacheScope = (parts: { engine: string; dataVersion: string; dataset: string; link: string | null; filter: string | null; sample: boolean }): string => JSON.stringify(parts)

export const findGroups = (owner: object, scope: string, plan: Plan): CachedGroups | null => {
  const entries = caches.get(owner) ?? []
  const keys = rawKeysOf(plan).map((k) => k.rawKey)
  const fitting = entries.filter((e) => e.scope === scope && keys.every((k) => e.cached.groups.keys.has(k)) && plan.sums.every((s) => e.cached.groups.sums.has(s)))
  const best = fitting.sort((a, b) => a.cached.groups.rows - b.cached.groups.rows)[0]
  if (!best) return null
  entries.splice(entries.indexOf(best), 1)
  entries.push(best)
  return best.cached
}

export const keepGroups = (owner: object, scope: string, cached: CachedGroups): void => {
  const entries = caches.get(owner) ?? []
  caches.set(owner, entries)
  entries.push({ scope, cached })
  while (entries.length > 1 && (entries.length > entriesKept || entries.reduce((n, e) => n + sizeOf(e.cached), 0) > numbersKept)) entries.shift()
}

/** For tests and for the closing of a workspace. */
export const forgetGroups = (owner: object): void => {
  caches.delete(owner)
}
