// Many saved charts and maps, a file each, into one folder. In: their names, a folder, a format. Out: what was written
// and what was not, and why. Never one failure that stops the others; a cancel does.
import type { Stricter } from '#shared/model/officePolicy.ts'
import { join } from 'node:path'
import type { PictureFormat, PicturesWritten } from '#shared/contract/pictures.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { exportChart } from '../chart/exportChart.ts'
import { officeTheme } from '../chart/officeTheme.ts'
import { sourceCube } from '../chart/sourceCube.ts'
import { boundaryStore } from './boundaryStore.ts'
import { exportMap } from './exportMap.ts'

export type PicturesRequest = {
  charts: string[]
  maps: string[]
  path: string
  language: Language
  format: PictureFormat
  dpi: number
  stricter?: Stricter
}

export const exportPictures = async (
  context: EngineContext,
  { charts, maps, path: folder, language, format, dpi, stricter }: PicturesRequest,
  job: JobContext,
): Promise<PicturesWritten> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const result: PicturesWritten = { written: [], failed: [] }
  const total = charts.length + maps.length
  let records = 0
  const each = async (id: string, write: (path: string) => Promise<number>): Promise<void> => {
    job.throwIfCancelled()
    job.progress({ phase: 'export', done: result.written.length + result.failed.length, total, subject: id })
    const path = join(folder, `${id}.${format}`)
    const takeBack = context.releases?.mark()
    try {
      records += await write(path)
      result.written.push({ id, path })
    } catch (thrown) {
      takeBack?.()
      job.throwIfCancelled()
      const { code, facts } = toFailureValue(thrown)
      result.failed.push({ id, code, facts })
    }
  }
  for (const id of charts)
    await each(id, async (path) => {
      const definition = definitions.get('chart', id)
      const cube = await sourceCube(context, definition.source, stricter, job)
      await exportChart(cube, { definition, language, format, dpi, path, office: officeTheme(context, definition) })
      return cube.provenance.recordsUsed
    })
  for (const id of maps)
    await each(id, async (path) => {
      const definition = definitions.get('map', id)
      const cube = await sourceCube(context, definition.source, stricter, job)
      await exportMap(cube, boundaryStore(context.workspace().catalog).get, { definition, language, format, dpi, path })
      return cube.provenance.recordsUsed
    })
  context.account({ subject: `${result.written.length}/${total} → ${folder}`, records })
  return result
}
