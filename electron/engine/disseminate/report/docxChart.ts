// Charts of a Word document as Word draws them itself: a chart part with its workbook inside the package, where the
// kind and what is written on the chart can be said so; else null, and the caller sets a vector picture. In: composed
// charts. Out: runs, and the package with the parts. The workbook holds the chart's own table of protected figures and
// nothing else.
import { TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { chartDrawing } from '#shared/chart/chartOption.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import { nativeTable } from '#engine/disseminate/chart/chartTable.ts'
import { chartXml } from '#engine/disseminate/chart/chartXml.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { nativeChart } from '#engine/disseminate/chart/nativeChart.ts'
import type { Picture } from '#engine/disseminate/chart/picture.ts'
import { figuresWorkbook, headRow, sheetName } from '#engine/disseminate/chart/pictureXlsx.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { bilingualCube } from './bilingualCube.ts'
import type { ComposedBlock } from './composeReport.ts'
import { documentFont } from './docxText.ts'

type ChartBlock = Extract<ComposedBlock, { type: 'chart' }>
export type DocxChart = { marker: string; picture: Picture; notes: string[]; alt: string; widthPoints: number }

/**
 * Neither hatching nor numbered marks nor lines at a value can be said in a native chart that older programs read too.
 */
const saysMore = ({ chart }: ChartBlock): boolean =>
  [chart.references, chart.annotations, chart.breaks].some((list) => (list ?? []).length > 0)

export const docxChart = (
  block: ChartBlock,
  index: number,
  language: PageLanguage,
  room: number,
  alt: string,
): DocxChart | null => {
  const own: Language = language === 'en' ? 'en' : 'vi'
  const cube = language === 'both' ? bilingualCube(block.cube) : block.cube
  const theme = block.chart.theme === 'print' ? 'print' : 'light'
  const drawing = chartDrawing(cube, block.chart, own, theme, { heading: false })
  const table = nativeTable(drawing)
  const native = nativeChart(drawing, table.heads.length)
  if (native === null || saysMore(block) || drawing.mixed || drawing.text.withheld.some((note) => note.startsWith('*')))
    return null
  const picture: Picture = {
    svg: '',
    format: 'docx',
    dpi: 300,
    language: own,
    size: block.chart,
    title: drawing.text.title,
    description: drawing.text.description,
    table,
    native,
  }
  const widthPoints = Math.min(room, (block.chart.widthMm * 72) / 25.4)
  return { marker: `[[chart ${index}]]`, picture, notes: drawing.text.withheld, alt, widthPoints }
}

/** Holds the place in the text until the package is whole. */
export const chartRun = ({ marker }: DocxChart): TextRun => new TextRun({ text: marker })

const schema = 'http://schemas.openxmlformats.org'
const emuOfPoint = 12_700

const drawingXml = ({ picture, alt, widthPoints }: DocxChart, index: number): string => {
  const width = Math.round(widthPoints * emuOfPoint)
  const height = Math.round((width * picture.size.heightMm) / picture.size.widthMm)
  const words = escapeXml(`${alt}. ${picture.description}`.slice(0, 1000)).replaceAll('"', '&quot;')
  return `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="${schema}/drawingml/2006/wordprocessingDrawing"><wp:extent cx="${width}" cy="${height}"/><wp:docPr id="${9000 + index}" name="chart${index}" descr="${words}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="${schema}/drawingml/2006/main"><a:graphicData uri="${schema}/drawingml/2006/chart"><c:chart xmlns:c="${schema}/drawingml/2006/chart" xmlns:r="${schema}/officeDocument/2006/relationships" r:id="rIdChart${index}"/></a:graphicData></a:graphic></wp:inline></w:drawing>`
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${schema}/officeDocument/2006/relationships/${type}" Target="${target}"/>`

/** The package with its chart parts in place of the markers. */
export const withCharts = async (bytes: Uint8Array, charts: readonly DocxChart[]): Promise<Uint8Array> => {
  if (charts.length === 0) return bytes
  const parts = unzipSync(bytes)
  const part = (path: string): string => {
    const found = parts[path]
    return found ? strFromU8(found) : fail('UNEXPECTED', {}, `${path} missing in the document`)
  }
  let body = part('word/document.xml')
  let relations = ''
  let types =
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
  for (const [i, chart] of charts.entries()) {
    const index = i + 1
    const { picture } = chart
    const { native, table } = picture
    if (native === null) return fail('UNEXPECTED', {}, 'a chart that is not native')
    const run = new RegExp(`<w:t[^>]*>${chart.marker.replace(/[[\]]/g, '\\$&')}</w:t>`)
    if (!run.test(body)) return fail('UNEXPECTED', {}, `${chart.marker} has no place in the document`)
    body = body.replace(run, () => drawingXml(chart, index))
    relations += relation(`rIdChart${index}`, 'chart', `charts/chart${index}.xml`)
    types += `<Override PartName="/word/charts/chart${index}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`
    const sheet = sheetName(picture.title)
    const place = { sheet, head: headRow, first: headRow + 1, last: headRow + table.rows.length }
    parts[`word/charts/chart${index}.xml`] = strToU8(
      chartXml(native, '', place, table, { workbook: 'rId1', font: documentFont }),
    )
    parts[`word/charts/_rels/chart${index}.xml.rels`] = strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="${schema}/package/2006/relationships">${relation('rId1', 'package', `../embeddings/chart${index}.xlsx`)}</Relationships>`,
    )
    parts[`word/embeddings/chart${index}.xlsx`] = new Uint8Array(await figuresWorkbook(picture, sheet))
  }
  parts['word/document.xml'] = strToU8(body)
  const relationsPath = 'word/_rels/document.xml.rels'
  parts[relationsPath] = strToU8(part(relationsPath).replace('</Relationships>', `${relations}</Relationships>`))
  // Kinds of extensions stand before single parts.
  const listed = part('[Content_Types].xml')
  const [first = '', ...rest] = types.split('<Override')
  const overrides = rest.map((text) => `<Override${text}`).join('')
  parts['[Content_Types].xml'] = strToU8(
    listed
      .replace(/(<Types[^>]*>)/, `$1${listed.includes('Extension="xlsx"') ? '' : first}`)
      .replace('</Types>', `${overrides}</Types>`),
  )
  return zipSync(parts, { level: 6 })
}
