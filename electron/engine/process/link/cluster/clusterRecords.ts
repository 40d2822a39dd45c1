// Records of one dataset put together into entities: the partition that the weights of all pairs, for and against, speak for most.
// In: pairs with match weights. Out: the entity of each record and the weight that holds each merge. Never a chain of doubtful links:
// two groups join when their pairs on average speak for it, and a pair that was not even compared speaks against.

export type WeightedPairs = { left: Int32Array; right: Int32Array; weight: Float64Array }
export type Clusters = {
  /** Lowest record of the entity, by record. */
  of: Int32Array
  /** Average weight of the pairs by which the two records' groups were joined; by "lowest record of pair" key. */
  joined: (left: number, right: number) => number
}

/** One pair can count no more than this, for or against: certainty of a single pair is never that of a group. */
const clip = 12

type Edge = { sum: number; known: number }

export const clusterRecords = (pairs: WeightedPairs, rows: number, threshold: number): Clusters => {
  const parent = Int32Array.from({ length: rows }, (_, row) => row)
  const members = new Map<number, number[]>()
  const near = new Map<number, Map<number, Edge>>()
  const note = (from: number, to: number, weight: number): void => {
    const edges = near.get(from) ?? new Map<number, Edge>()
    near.set(from, edges)
    edges.set(to, { sum: weight, known: 1 })
  }
  const queue: [number, number, number, number][] = []
  const touched = new Set<number>()
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    if ((pairs.weight[pair] as number) <= threshold) continue
    touched.add(pairs.left[pair] as number)
    touched.add(pairs.right[pair] as number)
  }
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    if (!touched.has(left) || !touched.has(right)) continue
    const weight = Math.max(-clip, Math.min(clip, pairs.weight[pair] as number))
    if (weight <= -clip) continue
    note(left, right, weight)
    note(right, left, weight)
  }
  const size = (root: number): number => members.get(root)?.length ?? 1
  const average = (one: number, other: number, edge: Edge): number => {
    const possible = size(one) * size(other)
    return (edge.sum - clip * (possible - edge.known)) / possible
  }
  const version = new Int32Array(rows)
  const offer = (one: number, other: number, edge: Edge): void => {
    const value = average(one, other, edge)
    if (value > threshold) push(queue, [value, Math.min(one, other), Math.max(one, other), (version[one] as number) + (version[other] as number)])
  }
  for (const [from, edges] of near) for (const [to, edge] of edges) if (from < to) offer(from, to, edge)
  const joins = new Map<number, { other: number; weight: number }[]>()
  void joins
  const merges: { kept: number; gone: number; weight: number; keptMembers: number[]; goneMembers: number[] }[] = []
  const weights = new Map<number, number>()
  while (queue.length > 0) {
    const [weight, one, other, at] = pop(queue)
    if (parent[one] !== one || parent[other] !== other) continue
    if (at !== (version[one] as number) + (version[other] as number)) continue
    const a = members.get(one) ?? [one]
    const b = members.get(other) ?? [other]
    for (const x of a) for (const y of b) weights.set(Math.min(x, y) * rows + Math.max(x, y), weight)
    merges.push({ kept: one, gone: other, weight, keptMembers: a, goneMembers: b })
    parent[other] = one
    members.set(one, [...a, ...b])
    members.delete(other)
    version[one] = (version[one] as number) + 1 + (version[other] as number)
    const into = near.get(one) ?? new Map<number, Edge>()
    into.delete(other)
    for (const [to, edge] of near.get(other) ?? []) {
      if (to === one) continue
      const known = into.get(to)
      const sum: Edge = known ? { sum: known.sum + edge.sum, known: known.known + edge.known } : edge
      into.set(to, sum)
      const back = near.get(to)
      back?.delete(other)
      back?.set(one, sum)
    }
    near.delete(other)
    near.set(one, into)
    for (const [to, edge] of into) if (parent[to] === to) offer(one, to, edge)
  }
  const of = new Int32Array(rows)
  for (let row = 0; row < rows; row += 1) of[row] = row
  for (const [root, list] of members) {
    const lowest = Math.min(...list)
    for (const row of list) of[row] = lowest
    void root
  }
  return { of, joined: (left, right) => weights.get(Math.min(left, right) * rows + Math.max(left, right)) ?? Number.NaN }
}

type Offer = [number, number, number, number]
/** Highest weight first; of equal ones the pair of the lowest records. */
const before = (a: Offer, b: Offer): boolean =>
  a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] < b[1] : a[2] !== b[2] ? a[2] < b[2] : a[3] > b[3]

const push = (heap: Offer[], item: Offer): void => {
  heap.push(item)
  let place = heap.length - 1
  while (place > 0) {
    const up = (place - 1) >> 1
    if (!before(heap[place] as Offer, heap[up] as Offer)) break
    const swap = heap[up] as Offer
    heap[up] = heap[place] as Offer
    heap[place] = swap
    place = up
  }
}
const pop = (heap: Offer[]): Offer => {
  const top = heap[0] as Offer
  const last = heap.pop() as Offer
  if (heap.length === 0) return top
  heap[0] = last
  let place = 0
  for (;;) {
    let best = place
    for (const child of [2 * place + 1, 2 * place + 2])
      if (child < heap.length && before(heap[child] as Offer, heap[best] as Offer)) best = child
    if (best === place) return top
    const swap = heap[best] as Offer
    heap[best] = heap[place] as Offer
    heap[place] = swap
    place = best
  }
}
