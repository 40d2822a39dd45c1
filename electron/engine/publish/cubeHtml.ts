// One protected table as an HTML document of its own, the same table a report page prints. In: cube, language.
// Out: the document. Never a script or an address to fetch.
import type { ProtectedCube } from '#shared/model/cube.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { escapeXml } from '../report/escapeXml.ts'
import { pageRoom, pageStyle } from '../report/pageStyle.ts'
import { tableHtml } from '../report/tableHtml.ts'
import { tablePanels } from '../report/tablePanels.ts'
import type { PublishLanguage } from './labels.ts'

export const cubeHtml = (cube: ProtectedCube, { language, program }: { language: PublishLanguage; program: string }): string => {
  const layout = layoutTable(cube)
  const wide = layout.rows.length > 0 && tablePanels(cube, layout, language, pageRoom('portrait')).panels.length > 1
  const orientation = wide ? 'landscape' : 'portrait'
  const main = language === 'en' ? 'en' : 'vi'
  return `<!doctype html>
<html lang="${main}"><head><meta charset="utf-8"><title>${escapeXml(cube.title[main])}</title>
<style>${pageStyle({ orientation, runningHead: '', confidentiality: '', footer: program })}</style></head>
<body><main>${tableHtml(cube, { language, number: '', roomPoints: pageRoom(orientation) })}</main></body></html>`
}
