// The file formats of a table, one entry each: how it is written, how it is read back, who reads. In: a protected cube,
// a temporary path, options. Out: the certificate. A format without a reader of its own cannot stand here.
import { readFile, writeFile } from 'node:fs/promises'
import type { FileOptions, PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { certificateOf } from './certificate.ts'
import type { WrittenCertificate } from './certificate.ts'
import { crossingOf } from './crossing.ts'
import { writeCsv } from './csv.ts'
import { cubeHtml } from './cubeHtml.ts'
import { fileMeasures } from './fileCube.ts'
import type { PublishLanguage } from './labels.ts'
import type { Pace } from './pace.ts'

export type FormatOptions = FileOptions & {
  language: PublishLanguage
  program: string
  byteOrderMark: boolean
  /** Subject area of the table, where a format has a place for it. */
  subject: { code: string; label: Bilingual }
  pace: Pace
  /** For writers that await once a chunk of rows. */
  chunkPace: Pace
}

type Writer = (path: string, cube: ProtectedCube, options: FormatOptions) => Promise<WrittenCertificate>

const figures = (cube: ProtectedCube): number => cube.cells.records.length * fileMeasures(cube).length

const definitionId = (cube: ProtectedCube): string =>
  'id' in cube.provenance.definition && typeof cube.provenance.definition.id === 'string'
    ? cube.provenance.definition.id
    : 'table'

const csv =
  (shape: 'csv' | 'csv_tidy'): Writer =>
  async (path, cube, { language, byteOrderMark, pace }) => {
    await writeCsv(path, cube, { shape, language, byteOrderMark, pace })
    return certificateOf(shape, figures(cube), 'RFC 4180')
  }

const sdmx =
  (format: 'sdmx_csv_1' | 'sdmx_csv_2', version: '1.0' | '2.0'): Writer =>
  async (path, cube, { language, pace, sdmx: given }) => {
    const { writeSdmx } = await import('./sdmx/writeSdmx.ts')
    const {
      agency = 'NSO_VN',
      flow = definitionId(cube).toUpperCase(),
      version: flowVersion = '1.0',
      labels = 'id',
    } = given ?? {}
    return certificateOf(
      format,
      await writeSdmx(path, cube, { version, language, agency, flow, flowVersion, labels }, pace),
      'RFC 4180',
    )
  }

/** Each is loaded when first asked for. */
export const formats: Record<PublishFormat, Writer> = {
  xlsx: async (path, cube, { language, program, pace }) => {
    const { writeXlsx } = await import('./xlsx.ts')
    const { cells, compared } = await writeXlsx(path, cube, { language, program, pace })
    return certificateOf('xlsx', cells, 'ZIP + XML', compared)
  },
  csv: csv('csv'),
  csv_tidy: csv('csv_tidy'),
  html: async (path, cube, { language, program }) => {
    const html = cubeHtml(cube, { language, program })
    await writeFile(path, html)
    if ((await readFile(path, 'utf8')) !== html) return fail('UNEXPECTED', {}, 'HTML read back differs')
    return certificateOf('html', figures(cube), 'bytes')
  },
  md: async (path, cube, { language, program }) => {
    const { writeMarkdown } = await import('./writeMarkdown.ts')
    return certificateOf('md', await writeMarkdown(path, cube, { language, program }), 'Markdown')
  },
  px: async (path, cube, { language, program, subject, pace, crossing }) => {
    const [{ writePx }, { comparePx }] = await Promise.all([import('./px/writePx.ts'), import('./px/comparePx.ts')])
    const options = { language, program, subject, pace }
    const chosen = crossingOf(cube, 'PX', crossing)
    await writePx(path, cube, chosen, options)
    return certificateOf('px', await comparePx(path, cube, chosen, options), 'PX')
  },
  jsonstat: async (path, cube, { language, program, pace, crossing }) => {
    const [{ writeJsonStat }, { compareJsonStat }] = await Promise.all([
      import('./jsonstat/writeJsonStat.ts'),
      import('./jsonstat/compareJsonStat.ts'),
    ])
    const chosen = crossingOf(cube, 'JSON-stat', crossing)
    await writeJsonStat(path, cube, chosen, { language, program, pace })
    return certificateOf(
      'jsonstat',
      await compareJsonStat(path, cube, chosen, { language, program, pace }),
      'JSON-stat 2.0',
    )
  },
  sdmx_csv_1: sdmx('sdmx_csv_1', '1.0'),
  sdmx_csv_2: sdmx('sdmx_csv_2', '2.0'),
  parquet: async (path, cube, { language, program, pace }) => {
    const { writeCubeParquet } = await import('./microdata/cubeParquet.ts')
    return certificateOf('parquet', await writeCubeParquet(path, cube, { language, program, pace }), 'DuckDB')
  },
  dta: async (path, cube, { language, program, chunkPace }) => {
    const [{ cubeTable }, { stataNames }, { writeDta }, { compareDta }] = await Promise.all([
      import('./microdata/cubeTable.ts'),
      import('./microdata/statTable.ts'),
      import('./microdata/writeDta.ts'),
      import('./microdata/compareStat.ts'),
    ])
    const table = cubeTable(cube, language, program, stataNames)
    await writeDta(path, table, chunkPace)
    await compareDta(path, table, chunkPace)
    return certificateOf('dta', figures(cube), 'Stata 118')
  },
  sav: async (path, cube, { language, program, chunkPace }) => {
    const [{ cubeTable }, { spssNames }, { writeSav }, { compareSav }] = await Promise.all([
      import('./microdata/cubeTable.ts'),
      import('./microdata/statTable.ts'),
      import('./microdata/writeSav.ts'),
      import('./microdata/compareStat.ts'),
    ])
    const table = cubeTable(cube, language, program, spssNames)
    await writeSav(path, table, chunkPace)
    await compareSav(path, table, chunkPace)
    return certificateOf('sav', figures(cube), 'SPSS')
  },
}
