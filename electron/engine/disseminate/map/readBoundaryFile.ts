// A file of boundaries of whatever format → its layers, checked. In: a path. Out: layers of areas in degrees.
// Never metres taken for degrees: what is not longitude and latitude is refused with how to convert it.
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { Layer } from './readers/boundaryFile.ts'
import { readGeoPackage } from './readers/readGeoPackage.ts'
import { readJsonBoundaries } from './readers/readJsonBoundaries.ts'
import { readShapefile } from './readers/readShapefile.ts'

const limitBytes = 300 * 1024 * 1024

/** WGS 84 and the Vietnamese datum in degrees, which differ by less than a line on a map of the country. */
const degreesCrs = /CRS:?84|EPSG:+(?:[\d.]*:)?(4326|4756|4979)\b|^GEOGCS|^GEOGCRS/i

const read = async (path: string): Promise<Layer[]> => {
  const extension = extname(path).toLowerCase()
  if (extension === '.shp') return readShapefile(path)
  if (extension === '.gpkg') return readGeoPackage(path)
  if (extension === '.json' || extension === '.geojson' || extension === '.topojson')
    return readJsonBoundaries(await readFile(path, 'utf8'), path)
  return fail('MAP_FILE_INVALID', { path, reason: `${extension} ∉ .topojson .json .geojson .shp .gpkg` })
}

const inDegrees = (layer: Layer): boolean =>
  layer.features.every(({ rings }) =>
    rings.every((ring) => ring.every((v, i) => Number.isFinite(v) && Math.abs(v) <= (i % 2 === 0 ? 180.001 : 90.001))),
  )

export const readBoundaryFile = async (path: string): Promise<Layer[]> => {
  const { size } = await stat(path).catch((cause: unknown) => fail('FILE_NOT_FOUND', { path }, undefined, cause))
  if (size > limitBytes)
    return fail('MAP_TOO_LARGE', { path, megabytes: Math.ceil(size / 1048576), limit: limitBytes / 1048576 })
  const layers = (await read(path)).filter((l) => l.features.some((f) => f.rings.length > 0))
  if (layers.length === 0) return fail('MAP_FILE_INVALID', { path, reason: '0 polygon' })
  for (const layer of layers) {
    const stated = layer.crs !== null && !degreesCrs.test(layer.crs)
    if (stated || !inDegrees(layer)) return fail('MAP_NOT_DEGREES', { path, crs: layer.crs?.slice(0, 80) ?? '?' })
  }
  return layers
}
