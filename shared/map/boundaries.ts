// Boundaries as maps use them: a code, a name and rings of longitude and latitude in degrees. In: rings. Out: types,
// centres, extents. Never a projection, never a file format.
import type { Ring } from '../model/boundaries.ts'

export type { BoundarySet, Feature, Ring } from '../model/boundaries.ts'

export type Extent = { west: number; south: number; east: number; north: number }

export const emptyExtent = (): Extent => ({ west: Infinity, south: Infinity, east: -Infinity, north: -Infinity })

export const grow = (extent: Extent, ring: Ring): Extent => {
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [x = 0, y = 0] = [ring[i], ring[i + 1]]
    if (x < extent.west) extent.west = x
    if (x > extent.east) extent.east = x
    if (y < extent.south) extent.south = y
    if (y > extent.north) extent.north = y
  }
  return extent
}

/** Signed area of a ring in the units of its coordinates, positive against the clock. */
export const ringArea = (ring: Ring): number => {
  let twice = 0
  const count = ring.length / 2
  for (let i = 0; i < count; i += 1) {
    const j = (i + 1) % count
    twice += (ring[2 * i] ?? 0) * (ring[2 * j + 1] ?? 0) - (ring[2 * j] ?? 0) * (ring[2 * i + 1] ?? 0)
  }
  return twice / 2
}

export const largestRing = (rings: readonly Ring[]): Ring =>
  rings.reduce<Ring>(
    (best, ring) => (Math.abs(ringArea(ring)) > Math.abs(ringArea(best)) ? ring : best),
    rings[0] ?? [],
  )

const crossings = (ring: Ring, y: number): number[] => {
  const found: number[] = []
  const count = ring.length / 2
  for (let i = 0; i < count; i += 1) {
    const j = (i + 1) % count
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[2 * i], ring[2 * i + 1], ring[2 * j], ring[2 * j + 1]]
    if (y1 > y !== y2 > y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
  }
  return found.sort((a, b) => a - b)
}

/** A point inside the largest part: the middle of its widest stretch on the line through its centre of height. */
export const insidePoint = (rings: readonly Ring[]): [number, number] => {
  const ring = largestRing(rings)
  const { south, north, west, east } = grow(emptyExtent(), ring)
  const y = (south + north) / 2 + (north - south) * 1e-7
  const cuts = crossings(ring, y)
  let best: [number, number] = [west, east]
  let widest = -1
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const [from = 0, to = 0] = [cuts[i], cuts[i + 1]]
    if (to - from > widest) {
      widest = to - from
      best = [from, to]
    }
  }
  return [(best[0] + best[1]) / 2, y]
}
