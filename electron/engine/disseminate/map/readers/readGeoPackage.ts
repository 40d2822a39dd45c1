// OGC GeoPackage: a SQLite file of feature tables, geometries as a header and WKB. In: the path. Out: a layer for each
// table of areas. Never a write to the file, never a trigger or view of a stranger's schema run.
import Database from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import type { Ring } from '#shared/map/boundaries.ts'
import type { Layer, RawFeature } from './boundaryFile.ts'

/** Bytes of the envelope by the header's three bits. */
const envelopes = [0, 32, 48, 48, 64]

const round = (v: number): number => Math.round(v * 1e5) / 1e5

/** A cursor over WKB; each geometry says its own byte order. */
const wkbRings = (bytes: Buffer, start: number): Ring[] => {
  let at = start
  const geometry = (): Ring[] => {
    const little = bytes.readUInt8(at) === 1
    at += 1
    const integer = (): number => {
      const value = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
      at += 4
      return value
    }
    const double = (): number => {
      const value = little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at)
      at += 8
      return value
    }
    const type = integer()
    const base = (type & 0x0fffffff) % 1000
    const iso = Math.floor((type & 0x0fffffff) / 1000)
    const extra =
      (type & 0x80000000 ? 1 : 0) + (type & 0x40000000 ? 1 : 0) + (iso === 3 ? 2 : iso === 1 || iso === 2 ? 1 : 0)
    if (base === 3) {
      return Array.from({ length: integer() }, () => {
        const ring: number[] = []
        for (let n = integer(); n > 0; n -= 1) {
          ring.push(round(double()), round(double()))
          at += 8 * extra
        }
        return ring
      })
    }
    if (base === 6 || base === 7) return Array.from({ length: integer() }, geometry).flat()
    throw new Error(`WKB ${type}`)
  }
  return geometry()
}

const ringsOfBlob = (blob: unknown): Ring[] => {
  if (!Buffer.isBuffer(blob) || blob.length < 8 || blob.toString('latin1', 0, 2) !== 'GP') return []
  const flags = blob.readUInt8(3)
  if (flags & 0x10) return []
  return wkbRings(blob, 8 + (envelopes[(flags >> 1) & 7] ?? 0))
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

type Column = { table_name: string; column_name: string; organization: string; code: number; definition: string }

export const readGeoPackage = (path: string): Layer[] => {
  let file: Database.Database
  try {
    file = new Database(path, { readonly: true, fileMustExist: true })
  } catch (thrown) {
    return fail('MAP_FILE_INVALID', { path, reason: `GeoPackage: ${String(thrown)}` })
  }
  try {
    file.pragma('trusted_schema = OFF')
    const columns = file
      .prepare<[], Column>(
        `SELECT g.table_name, g.column_name, coalesce(s.organization, '') AS organization, coalesce(s.organization_coordsys_id, 0) AS code,
                coalesce(s.definition, '') AS definition
         FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name`,
      )
      .all()
    return columns.map(({ table_name, column_name, organization, code, definition }): Layer => {
      const rows = file.prepare<[], Record<string, unknown>>(`SELECT * FROM ${quoted(table_name)}`).all()
      const features = rows.map((row): RawFeature => {
        const { [column_name]: blob, ...properties } = row
        return { properties, rings: ringsOfBlob(blob) }
      })
      const known = organization === '' || code <= 0 ? null : `${organization.toUpperCase()}:${code}`
      return { name: table_name, features, crs: known ?? (definition === '' ? null : definition) }
    })
  } catch (thrown) {
    return fail('MAP_FILE_INVALID', { path, reason: `GeoPackage: ${String(thrown)}` })
  } finally {
    file.close()
  }
}
