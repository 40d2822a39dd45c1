// What every reader of boundaries gives: layers of features with their columns. In: nothing. Out: types, and rings of
// GeoJSON geometry. Never a coordinate changed but for its last digits: a hundred-thousandth of a degree is about a
// metre.
import type { Ring } from '#shared/map/boundaries.ts'

export type RawFeature = { properties: Record<string, unknown>; rings: Ring[] }

export type Layer = {
  name: string
  features: RawFeature[]
  /** The system of coordinates the file states, where it does. */
  crs: string | null
}

type Position = readonly number[]
type Geometry =
  | { type: 'Polygon'; coordinates: readonly (readonly Position[])[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] }
  | { type: 'GeometryCollection'; geometries: readonly unknown[] }

const round = (v: number): number => Math.round(v * 1e5) / 1e5

const flat = (ring: readonly Position[]): Ring =>
  ring.flatMap(([x = Number.NaN, y = Number.NaN]) => [round(x), round(y)])

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Rings of the areas of a geometry; points and lines have none. */
export const ringsOf = (geometry: unknown): Ring[] => {
  if (!isObject(geometry)) return []
  const known = geometry as Geometry
  if (known.type === 'Polygon') return known.coordinates.map(flat)
  if (known.type === 'MultiPolygon') return known.coordinates.flatMap((polygon) => polygon.map(flat))
  return known.type === 'GeometryCollection' ? known.geometries.flatMap(ringsOf) : []
}

export const featuresOf = (collection: unknown): RawFeature[] => {
  if (!isObject(collection)) return []
  const list = collection['type'] === 'Feature' ? [collection] : collection['features']
  if (!Array.isArray(list)) return []
  return list.flatMap((feature: unknown) => {
    if (!isObject(feature)) return []
    const id = feature['id']
    const properties = isObject(feature['properties']) ? { ...feature['properties'] } : {}
    if ((typeof id === 'string' || typeof id === 'number') && properties['id'] === undefined) properties['id'] = id
    return [{ properties, rings: ringsOf(feature['geometry']) }]
  })
}
