// One protected table as an HTML document of its own, the same table a report page prints, layer after layer. In: cube,
// language. Out: the document. Never a script or an address to fetch, never a layer left out.
import { axesOf } from '#shared/model/cube.ts'
import type { CellColumn, ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { pageRoom, pageStyle } from '#engine/disseminate/page/pageStyle.ts'
import { tableHtml } from '#engine/disseminate/page/tableHtml.ts'
import { tablePanels } from '#engine/disseminate/page/tablePanels.ts'
import type { PublishLanguage } from './labels.ts'
import { tableLayers } from './tableLayers.ts'
import type { TableLayer } from './tableLayers.ts'

/** A document longer than this no browser shows; a workbook or CSV holds it. */
const mostLayers = 250

/** The cube as if it had this layer only. */
const ofLayer = (cube: ProtectedCube, { place, measure }: TableLayer): ProtectedCube => {
  const layers = cube.dimensions.flatMap((d, i) => (d.axis === 'layer' ? [i] : []))
  const kept = Array.from(cube.cells.records, (_, i) => i).filter((i) =>
    layers.every((d, l) => cube.cells.coordinates[d]?.[i] === place[l]),
  )
  const pick = <V>(column: CellColumn<V>): V[] => kept.map((i) => column[i] as V)
  const { coordinates, records, values, statuses } = cube.cells
  const axes = axesOf(cube)
  return {
    ...cube,
    dimensions: cube.dimensions.map((d, i) => ({
      ...d,
      categories: layers.includes(i)
        ? d.categories.slice(place[layers.indexOf(i)] ?? 0, (place[layers.indexOf(i)] ?? 0) + 1)
        : d.categories,
    })),
    axes: { ...axes, layer: axes.layer.map((block) => block.map((part) => ({ ...part, total: 'before' as const }))) },
    measures: measure === undefined ? cube.measures : cube.measures.map((m, i) => ({ ...m, hidden: i !== measure })),
    cells: {
      coordinates: coordinates.map((column, d) => (layers.includes(d) ? kept.map(() => 0) : pick(column))),
      records: pick(records),
      values: values.map((column) => pick(column)),
      ...(statuses ? { statuses: statuses.map((column) => column && pick(column)) } : {}),
    },
  }
}

export const cubeHtml = (
  cube: ProtectedCube,
  { language, program }: { language: PublishLanguage; program: string },
): string => {
  const layers = tableLayers(cube)
  if (layers.length > mostLayers)
    return fail('TABLE_TOO_LARGE', { cells: cube.cells.records.length, limit: mostLayers })
  const cubes = layers.length === 1 ? [cube] : layers.map((layer) => ofLayer(cube, layer))
  const wide = cubes.some((each) => {
    const layout = layoutTable(each)
    return layout.rows.length > 0 && tablePanels(each, layout, language, pageRoom('portrait')).panels.length > 1
  })
  const orientation = wide ? 'landscape' : 'portrait'
  const main = language === 'en' ? 'en' : 'vi'
  return `<!doctype html>
<html lang="${main}"><head><meta charset="utf-8"><title>${escapeXml(cube.title[main])}</title>
<style>${pageStyle({ orientation, runningHead: '', confidentiality: '', footer: program })}</style></head>
<body><main>${cubes.map((each) => tableHtml(each, { language, number: '', roomPoints: pageRoom(orientation) })).join('\n')}</main></body></html>`
}
