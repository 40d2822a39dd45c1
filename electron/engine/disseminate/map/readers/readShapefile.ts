// ESRI shapefile: the .shp with its .dbf, .prj and .cpg beside it. In: the path of the .shp. Out: one layer.
// Never columns without the .dbf: without it there are no codes.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { read } from 'shapefile'
import { fail } from '#shared/model/failure.ts'
import { featuresOf } from './boundaryFile.ts'
import type { Layer } from './boundaryFile.ts'

/** The file of the same name with another ending, whichever case it is written in. */
const beside = (path: string, extension: string): string | null => {
  const stem = path.replace(/\.[^.]+$/, '')
  return [extension, extension.toUpperCase()].map((e) => `${stem}.${e}`).find((p) => existsSync(p)) ?? null
}

const textOf = (path: string | null): string => (path === null ? '' : readFileSync(path, 'utf8').trim())

/** What the .cpg says; without one UTF-8, as files of today are. */
const encodingOf = (path: string): string => {
  const stated = textOf(beside(path, 'cpg')).toLowerCase()
  if (stated === '') return 'utf-8'
  const page = /^(?:ansi |cp)?(\d{3,5})$/.exec(stated)?.[1]
  if (page === '65001') return 'utf-8'
  return page !== undefined && page.startsWith('125') ? `windows-${page}` : stated
}

export const readShapefile = async (path: string): Promise<Layer[]> => {
  const dbf = beside(path, 'dbf')
  if (dbf === null) return fail('MAP_FILE_INVALID', { path, reason: `.dbf ?` })
  try {
    const collection = await read(readFileSync(path), readFileSync(dbf), { encoding: encodingOf(path) })
    const crs = textOf(beside(path, 'prj'))
    return [
      { name: basename(path).replace(/\.[^.]+$/, ''), features: featuresOf(collection), crs: crs === '' ? null : crs },
    ]
  } catch (thrown) {
    return fail('MAP_FILE_INVALID', { path, reason: `shapefile: ${String(thrown)}` })
  }
}
