// Maps and their boundaries. In: requests of the contract. Out: boundaries, SVG, files. Never a map of figures that
// were not protected.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { collectingBook, keepDrafts, withBook } from '#engine/workspace/releaseBook.ts'
import { sourceCube } from '../chart/sourceCube.ts'
import { boundaryStore } from './boundaryStore.ts'

export const mapHandlers: HandlersFor<
  | 'maps.list'
  | 'maps.preview'
  | 'maps.import'
  | 'maps.remove'
  | 'maps.geometry'
  | 'map.svg'
  | 'map.page'
  | 'map.export'
  | 'pictures.export'
> = {
  'maps.list': (context) => boundaryStore(context.workspace().catalog).list(),
  'maps.geometry': (context, { id }) => boundaryStore(context.workspace().catalog).get(id),
  'maps.remove': (context, { id }) => {
    boundaryStore(context.workspace().catalog).remove(id)
    context.emit('data.changed', { what: 'maps' })
    return null
  },
  'maps.preview': async (_context, { path }) => {
    const [{ readBoundaryFile }, { columnsOf, likelyColumns }] = await Promise.all([
      import('./readBoundaryFile.ts'),
      import('./boundaryColumns.ts'),
    ])
    const layers = await readBoundaryFile(path)
    return layers.map((layer) => {
      const columns = columnsOf(layer.features)
      return {
        name: layer.name,
        features: layer.features.length,
        columns,
        likely: likelyColumns(columns, layer.features.length),
      }
    })
  },
  'maps.import': async (context, request) => {
    const { importBoundaries } = await import('./importBoundaries.ts')
    const summary = await importBoundaries(context.workspace(), request)
    context.account({ subject: `${request.id} ← ${summary.fileName} ${summary.sha256}`, records: summary.features })
    context.emit('data.changed', { what: 'maps' })
    return summary
  },
  'map.svg': async (context, { definition, language, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    const { renderMapSvg } = await import('./mapSvg.ts')
    return { svg: renderMapSvg(cube, definition, boundaryStore(context.workspace().catalog).get, language).svg }
  },
  'map.page': async (context, { definition, language, stricter }, job) => {
    const book = collectingBook()
    const cube = await sourceCube(withBook(context, book), definition.source, stricter, job)
    const [{ renderMapSvg }, { picturePage }] = await Promise.all([
      import('./mapSvg.ts'),
      import('../chart/picturePage.ts'),
    ])
    const { svg } = renderMapSvg(cube, definition, boundaryStore(context.workspace().catalog).get, language)
    return keepDrafts({ html: picturePage(svg, definition, language), report: definition.id }, book)
  },
  'map.export': async (context, { definition, language, format, dpi, path, stricter }, job) => {
    const cube = await sourceCube(context, definition.source, stricter, job)
    job.throwIfCancelled()
    const { exportMap } = await import('./exportMap.ts')
    const result = await exportMap(cube, boundaryStore(context.workspace().catalog).get, {
      definition,
      language,
      format,
      dpi,
      path,
    })
    context.account({ records: cube.provenance.recordsUsed })
    return result
  },
  'pictures.export': async (context, request, job) => {
    const { exportPictures } = await import('./exportPictures.ts')
    return exportPictures(context, request, job)
  },
}
