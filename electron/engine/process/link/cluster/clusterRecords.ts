// Records of one dataset put together into entities: the partition that the weights of all pairs, for and against,
// speak for most. In: pairs with match weights. Out: the entity of each record and the weight that holds each merge.
// Never a chain of doubtful links: two groups join when their pairs on average speak for it, and a pair that was not
// even compared speaks against.

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

type Queue = Offer[]

/** Groups held together by pairs above the threshold, as lists of records; nothing is decided yet. */
const components = (pairs: WeightedPairs, rows: number, threshold: number): Int32Array => {
  const root = Int32Array.from({ length: rows }, (_, row) => row)
  const find = (row: number): number => {
    let at = row
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number
      at = root[at] as number
    }
    return at
  }
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    if ((pairs.weight[pair] as number) <= threshold) continue
    const one = find(pairs.left[pair] as number)
    const other = find(pairs.right[pair] as number)
    if (one !== other) root[Math.max(one, other)] = Math.min(one, other)
  }
  for (let row = 0; row < rows; row += 1) root[row] = find(row)
  return root
}

export const clusterRecords = (pairs: WeightedPairs, rows: number, threshold: number): Clusters => {
  const root = components(pairs, rows, threshold)
  const sizes = new Int32Array(rows)
  for (let row = 0; row < rows; row += 1) sizes[root[row] as number] = (sizes[root[row] as number] as number) + 1
  const of = Int32Array.from({ length: rows }, (_, row) => row)
  const weights = new Map<number, number>()
  const byComponent = new Map<number, number[]>()
  for (let pair = 0; pair < pairs.left.length; pair += 1) {
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    const component = root[left] as number
    if (component !== root[right]) continue
    if (sizes[component] === 2) {
      if ((pairs.weight[pair] as number) > threshold) of[right] = left
      continue
    }
    const list = byComponent.get(component)
    if (list) list.push(pair)
    else byComponent.set(component, [pair])
  }
  for (const list of byComponent.values()) agglomerate(pairs, list, { threshold, rows, of, weights })
  return {
    of,
    joined: (left, right) => weights.get(Math.min(left, right) * rows + Math.max(left, right)) ?? Number.NaN,
  }
}

type Into = { threshold: number; rows: number; of: Int32Array; weights: Map<number, number> }

const agglomerate = (pairs: WeightedPairs, list: number[], { threshold, rows, of, weights }: Into): void => {
  const near = new Map<number, Map<number, Edge>>()
  const members = new Map<number, number[]>()
  const version = new Map<number, number>()
  const queue: Queue = []
  const edgesOf = (record: number): Map<number, Edge> => {
    const known = near.get(record)
    if (known) return known
    const made = new Map<number, Edge>()
    near.set(record, made)
    members.set(record, [record])
    version.set(record, 0)
    return made
  }
  for (const pair of list) {
    const left = pairs.left[pair] as number
    const right = pairs.right[pair] as number
    const sum = Math.max(-clip, Math.min(clip, pairs.weight[pair] as number))
    edgesOf(left).set(right, { sum, known: 1 })
    edgesOf(right).set(left, { sum, known: 1 })
  }
  const membersOf = (record: number): number[] => members.get(record) ?? [record]
  const versions = (one: number, other: number): number => (version.get(one) ?? 0) + (version.get(other) ?? 0)
  const offer = (one: number, other: number, edge: Edge): void => {
    const possible = membersOf(one).length * membersOf(other).length
    const value = (edge.sum - clip * (possible - edge.known)) / possible
    if (value > threshold) push(queue, [value, Math.min(one, other), Math.max(one, other), versions(one, other)])
  }
  for (const [from, edges] of near) for (const [to, edge] of edges) if (from < to) offer(from, to, edge)
  while (queue.length > 0) {
    const [weight, one, other, at] = pop(queue)
    if (!near.has(one) || !near.has(other) || at !== versions(one, other)) continue
    const kept = membersOf(one)
    const gone = membersOf(other)
    for (const x of kept) for (const y of gone) weights.set(Math.min(x, y) * rows + Math.max(x, y), weight)
    members.set(one, [...kept, ...gone])
    version.set(one, versions(one, other) + 1)
    const into = edgesOf(one)
    into.delete(other)
    for (const [to, edge] of edgesOf(other)) {
      if (to === one) continue
      const known = into.get(to)
      const sum: Edge = known ? { sum: known.sum + edge.sum, known: known.known + edge.known } : edge
      into.set(to, sum)
      edgesOf(to).delete(other)
      edgesOf(to).set(one, sum)
    }
    near.delete(other)
    members.delete(other)
    for (const [to, edge] of into) offer(one, to, edge)
  }
  for (const group of members.values()) {
    const lowest = Math.min(...group)
    for (const record of group) of[record] = lowest
  }
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
