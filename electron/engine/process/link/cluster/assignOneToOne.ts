// At most one partner for each record: the assignment of the largest total weight. In: pairs with weights above the
// threshold. Out: which pairs stay. Exact within connected groups up to a size, greedy by weight beyond it; never
// dependent on the order of pairs.
import type { WeightedPairs } from './clusterRecords.ts'

/** Records of one side in a group that is still solved exactly. */
const exactMost = 120

export const assignGreedy = (pairs: WeightedPairs, chosen: number[]): number[] => {
  const order = chosen.toSorted(
    (a, b) =>
      (pairs.weight[b] as number) - (pairs.weight[a] as number) ||
      (pairs.left[a] as number) - (pairs.left[b] as number) ||
      (pairs.right[a] as number) - (pairs.right[b] as number),
  )
  const used = new Set<number>()
  return order.filter((pair) => {
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    if (used.has(left) || used.has(right)) return false
    used.add(left)
    used.add(right)
    return true
  })
}

/** Records of the two sides never share a number, so that groups of pairs are two-sided. */
export const assignExact = (pairs: WeightedPairs, chosen: number[], threshold: number): number[] => {
  const groups = groupPairs(pairs, chosen)
  return groups.flatMap((group) => {
    if (group.length === 1) return group
    const lefts = [...new Set(group.map((pair) => pairs.left[pair] as number))].toSorted((a, b) => a - b)
    const rights = [...new Set(group.map((pair) => pairs.right[pair] as number))].toSorted((a, b) => a - b)
    if (Math.max(lefts.length, rights.length) > exactMost) return assignGreedy(pairs, group)
    return hungarian(pairs, group, { lefts, rights, threshold })
  })
}

const groupPairs = (pairs: WeightedPairs, chosen: number[]): number[][] => {
  const root = new Map<number, number>()
  const find = (record: number): number => {
    let at = record
    for (;;) {
      const up = root.get(at) ?? at
      if (up === at) return at
      at = up
    }
  }
  for (const pair of chosen) {
    const one = find(pairs.left[pair] as number)
    const other = find(pairs.right[pair] as number)
    if (one !== other) root.set(Math.max(one, other), Math.min(one, other))
  }
  return [...Map.groupBy(chosen, (pair) => find(pairs.left[pair] as number)).values()]
}

type Group = { lefts: number[]; rights: number[]; threshold: number }

/** Kuhn's method with potentials, rows the smaller side; a pair that is not there costs what staying alone costs. */
const hungarian = (pairs: WeightedPairs, group: number[], { lefts, rights, threshold }: Group): number[] => {
  const turned = lefts.length > rights.length
  const rowsOf = turned ? rights : lefts
  const columnsOf = turned ? lefts : rights
  const rowPlace = new Map(rowsOf.map((record, place) => [record, place]))
  const columnPlace = new Map(columnsOf.map((record, place) => [record, place]))
  const n = rowsOf.length
  const m = columnsOf.length
  const cost = Array.from({ length: n }, () => new Float64Array(m))
  const pairAt = new Map<number, number>()
  for (const pair of group) {
    const row = rowPlace.get((turned ? pairs.right : pairs.left)[pair] as number) as number
    const column = columnPlace.get((turned ? pairs.left : pairs.right)[pair] as number) as number
    ;(cost[row] as Float64Array)[column] = threshold - (pairs.weight[pair] as number)
    pairAt.set(row * m + column, pair)
  }
  const u = new Float64Array(n + 1)
  const v = new Float64Array(m + 1)
  const match = new Int32Array(m + 1)
  const way = new Int32Array(m + 1)
  for (let row = 1; row <= n; row += 1) {
    match[0] = row
    let column = 0
    const low = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(m + 1)
    do {
      used[column] = 1
      const at = match[column] as number
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let k = 1; k <= m; k += 1) {
        if (used[k] === 1) continue
        const reduced = ((cost[at - 1] as Float64Array)[k - 1] as number) - (u[at] as number) - (v[k] as number)
        if (reduced < (low[k] as number)) {
          low[k] = reduced
          way[k] = column
        }
        if ((low[k] as number) < delta) {
          delta = low[k] as number
          next = k
        }
      }
      for (let k = 0; k <= m; k += 1) {
        if (used[k] === 1) {
          u[match[k] as number] = (u[match[k] as number] as number) + delta
          v[k] = (v[k] as number) - delta
        } else low[k] = (low[k] as number) - delta
      }
      column = next
    } while (match[column] !== 0)
    do {
      const before = way[column] as number
      match[column] = match[before] as number
      column = before
    } while (column !== 0)
  }
  const kept: number[] = []
  for (let k = 1; k <= m; k += 1) {
    const row = match[k] as number
    const pair = row === 0 ? undefined : pairAt.get((row - 1) * m + k - 1)
    if (pair !== undefined) kept.push(pair)
  }
  return kept
}
