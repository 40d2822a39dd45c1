// Boundaries on paper: an equal-area cone, the main land at one scale, the two archipelagos in insets beside it. In:
// boundaries, a frame. Out: a path and a centre for each feature, in pixels. Never a figure, never a ring left out.
import { geoConicEqualArea } from 'd3-geo'
import { emptyExtent, grow, insidePoint } from './boundaries.ts'
import type { BoundarySet, Extent, Feature, Ring } from './boundaries.ts'
import { archipelagoAt, archipelagos, liesIn, mainLand } from './islands.ts'
import type { Archipelago } from './islands.ts'

export type Frame = { left: number; top: number; width: number; height: number }

export type Placed = {
  code: string
  name: string
  path: string
  /** A point inside its largest part. */
  centre: [number, number]
  /** Extent of its parts on the main map. */
  box: Frame
}

export type Inset = { archipelago: Archipelago; frame: Frame; islands: [number, number][]; own: boolean }

export type ProjectedMap = { features: Placed[]; insets: Inset[]; frame: Frame }

type Project = (x: number, y: number) => [number, number]

const vietnam = geoConicEqualArea().parallels([11, 20]).rotate([-107, 0]).scale(1000).translate([0, 0])

const flat = (x: number, y: number): [number, number] => vietnam([x, y]) ?? [0, 0]

/** The cone, moved and scaled so that an extent fills a frame. */
const fit = (extents: Extent, frame: Frame): Project => {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i <= 8; i += 1)
    for (const [x, y] of [
      [extents.west + ((extents.east - extents.west) * i) / 8, extents.south],
      [extents.west + ((extents.east - extents.west) * i) / 8, extents.north],
      [extents.west, extents.south + ((extents.north - extents.south) * i) / 8],
      [extents.east, extents.south + ((extents.north - extents.south) * i) / 8],
    ] as const) {
      const [px, py] = flat(x, y)
      west = Math.min(west, px)
      east = Math.max(east, px)
      north = Math.min(north, py)
      south = Math.max(south, py)
    }
  const scale = Math.min(frame.width / (east - west || 1), frame.height / (south - north || 1))
  const left = frame.left + (frame.width - (east - west) * scale) / 2
  const top = frame.top + (frame.height - (south - north) * scale) / 2
  return (x, y) => {
    const [px, py] = flat(x, y)
    return [left + (px - west) * scale, top + (py - north) * scale]
  }
}

const round = (v: number): number => Math.round(v * 10) / 10

/** Points nearer to the last than a fifth of a pixel add nothing that can be seen. */
const pathOf = (ring: Ring, project: Project, box: Extent | null): string => {
  const parts: string[] = []
  let [lastX, lastY] = [Infinity, Infinity]
  const end = ring.length - 2
  for (let i = 0; i <= end; i += 2) {
    const [x, y] = project(ring[i] ?? 0, ring[i + 1] ?? 0)
    if (i > 0 && i < end && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.2) continue
    parts.push(`${i === 0 ? 'M' : 'L'}${round(x)},${round(y)}`)
    if (box) {
      if (x < box.west) box.west = x
      if (x > box.east) box.east = x
      if (y < box.south) box.south = y
      if (y > box.north) box.north = y
    }
    lastX = x
    lastY = y
  }
  return `${parts.join('')}Z`
}

const insetFrames = (frame: Frame): Frame[] => {
  const width = Math.min(frame.width * 0.27, 120)
  const right = frame.left + frame.width
  return [
    { left: right - width, top: frame.top + frame.height * 0.36, width, height: width * 0.8 },
    { left: right - width, top: frame.top + frame.height * 0.68, width, height: width * 0.95 },
  ]
}

/** Whether these boundaries are of Viet Nam: then the archipelagos are shown whatever the file holds. */
const ofVietnam = (features: Feature[]): boolean =>
  features.some((f) => f.rings.some((ring) => liesIn(grow(emptyExtent(), ring), mainLand)))

const project = (features: Feature[], frame: Frame): ProjectedMap => {
  const insetsWanted = ofVietnam(features)
  const places = insetsWanted ? insetFrames(frame) : []
  const homeOf = (ring: Ring): number => {
    if (!insetsWanted) return -1
    return archipelagoAt(grow(emptyExtent(), ring))
  }
  const homes = features.map((f) => f.rings.map(homeOf))
  const main = emptyExtent()
  features.forEach((f, i) => f.rings.forEach((ring, r) => homes[i]?.[r] === -1 && grow(main, ring)))
  if (main.west > main.east) Object.assign(main, mainLand)
  // The main land keeps clear of the insets where the page is broad enough, else they lie over the open sea beside it.
  const mainFrame = insetsWanted && frame.width > frame.height * 0.75 ? { ...frame, width: frame.width * 0.74 } : frame
  const land = fit(main, mainFrame)
  const inner = places.map((p) => ({ left: p.left + 4, top: p.top + 4, width: p.width - 8, height: p.height - 26 }))
  const insetProjects = archipelagos.map((a, i) => (inner[i] ? fit(a.extent, inner[i]) : land))
  const has = archipelagos.map(() => false)
  const placed = features.map((f, i): Placed => {
    const box = emptyExtent()
    const path = f.rings
      .map((ring, r) => {
        const home = homes[i]?.[r] ?? -1
        if (home >= 0) has[home] = true
        const use = home < 0 ? land : (insetProjects[home] ?? land)
        return pathOf(ring, use, home < 0 ? box : null)
      })
      .join('')
    const onLand = f.rings.filter((_, r) => homes[i]?.[r] === -1)
    const home = homes[i]?.find((h) => h >= 0) ?? -1
    const [x, y] = insidePoint(onLand.length > 0 ? onLand : f.rings)
    return {
      code: f.code,
      name: f.name,
      path,
      centre: onLand.length > 0 || home < 0 ? land(x, y) : (insetProjects[home] ?? land)(x, y),
      box: { left: box.west, top: box.south, width: box.east - box.west, height: box.north - box.south },
    }
  })
  const insets = places.map((place, i): Inset => {
    const archipelago = archipelagos[i] as Archipelago
    const use = insetProjects[i] ?? land
    return { archipelago, frame: place, own: has[i] ?? false, islands: archipelago.islands.map(([x, y]) => use(x, y)) }
  })
  return { features: placed, insets, frame }
}

const made = new WeakMap<Feature[], { key: string; map: ProjectedMap }>()

/** Remembered for the last frame of each set: other figures on the same boundaries are drawn at once. */
export const projectMap = ({ features }: Pick<BoundarySet, 'features'>, frame: Frame): ProjectedMap => {
  const key = JSON.stringify(frame)
  const known = made.get(features)
  if (known?.key === key) return known.map
  const map = project(features, frame)
  made.set(features, { key, map })
  return map
}
