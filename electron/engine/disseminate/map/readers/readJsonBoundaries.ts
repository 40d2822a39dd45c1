// GeoJSON and TopoJSON. In: the text of a file. Out: its layers (TopoJSON has one an object). Never a coordinate system
// guessed.
import { feature } from 'topojson-client'
import { fail } from '#shared/model/failure.ts'
import { featuresOf } from './boundaryFile.ts'
import type { Layer } from './boundaryFile.ts'

type Topology = Parameters<typeof feature>[0]

const crsName = (value: Record<string, unknown>): string | null => {
  const crs = value['crs'] as { properties?: { name?: unknown } } | undefined
  const name = crs?.properties?.name
  return typeof name === 'string' ? name : null
}

export const readJsonBoundaries = (text: string, path: string): Layer[] => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (thrown) {
    return fail('MAP_FILE_INVALID', { path, reason: thrown instanceof Error ? thrown.message : String(thrown) })
  }
  if (typeof parsed !== 'object' || parsed === null) return fail('MAP_FILE_INVALID', { path, reason: 'JSON' })
  const value = parsed as Record<string, unknown>
  if (value['type'] === 'Topology') {
    const topology = value as unknown as Topology
    try {
      return Object.keys(topology.objects).map((name) => ({
        name,
        features: featuresOf(feature(topology, name)),
        crs: null,
      }))
    } catch (thrown) {
      return fail('MAP_FILE_INVALID', { path, reason: `TopoJSON: ${String(thrown)}` })
    }
  }
  if (value['type'] !== 'FeatureCollection' && value['type'] !== 'Feature')
    return fail('MAP_FILE_INVALID', { path, reason: `type ${String(value['type'])}` })
  return [{ name: 'features', features: featuresOf(value), crs: crsName(value) }]
}
