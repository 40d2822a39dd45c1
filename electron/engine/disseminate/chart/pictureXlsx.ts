// A workbook with the figures of a picture and a chart that Excel draws from those very cells. In: a picture. Out: XLSX
// bytes. The library writes cells and pictures but no charts: the parts of the chart are put into its package. Never a
// formula of the user's text.
import ExcelJS from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { fail } from '#shared/model/failure.ts'
import { escapeFormula } from '#shared/format/escapeFormula.ts'
import { chartPng } from './chartPng.ts'
import { chartXml } from './chartXml.ts'
import { escapeXml } from './escapeXml.ts'
import type { Picture } from './picture.ts'

/** Heads stand in this row, figures beneath. */
export const headRow = 4
/** English Metric Units, of which DrawingML counts 36,000 to the millimetre. */
const emu = (millimetres: number): number => Math.round(millimetres * 36_000)

export const sheetName = (title: string): string =>
  title
    .replace(/[\\/?*[\]:']/g, ' ')
    .trim()
    .slice(0, 28) || 'Data'

/** The figures of a picture; beside them its image where no native chart is meant to stand. */
export const figuresWorkbook = async (
  { table, title, description, native, svg, dpi, size }: Picture,
  name: string,
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(name)
  sheet.getCell(1, 1).value = escapeFormula(title)
  sheet.getCell(1, 1).font = { bold: true, size: 13 }
  sheet.getCell(2, 1).value = escapeFormula(description.slice(0, 400))
  sheet.getRow(headRow).values = table.heads.map(escapeFormula)
  sheet.getRow(headRow).font = { bold: true }
  const format = table.decimals > 0 ? `#,##0.${'0'.repeat(table.decimals)}` : '#,##0'
  table.rows.forEach((row, i) => {
    row.forEach((value, c) => {
      const cell = sheet.getCell(headRow + 1 + i, c + 1)
      if (value === '') return
      cell.value = typeof value === 'number' ? value : escapeFormula(value)
      if (typeof value === 'number') cell.numFmt = format
    })
  })
  sheet.getColumn(1).width = Math.min(50, Math.max(12, ...table.rows.map((r) => String(r[0] ?? '').length + 2)))
  table.heads
    .slice(1)
    .forEach((head, i) => (sheet.getColumn(i + 2).width = Math.min(28, Math.max(12, head.length + 2))))
  if (native === null) {
    const image = workbook.addImage({
      buffer: chartPng(svg, Math.min(dpi, 300)) as unknown as ExcelJS.Buffer,
      extension: 'png',
    })
    sheet.addImage(image, {
      tl: { col: table.heads.length + 1, row: headRow - 1 },
      ext: { width: (size.widthMm / 25.4) * 96, height: (size.heightMm / 25.4) * 96 },
    })
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const drawingXml = ({ size, title, description, table }: Picture): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>${table.heads.length + 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${headRow - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="${emu(size.widthMm)}" cy="${emu(size.heightMm)}"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${escapeXml(title.slice(0, 200))}" descr="${escapeXml(description.slice(0, 1000))}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${relationship}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`

const relationsXml = (type: string, target: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationship}/${type}" Target="${target}"/></Relationships>`

export const pictureXlsx = async (picture: Picture): Promise<Uint8Array> => {
  const name = sheetName(picture.title)
  const written = await figuresWorkbook(picture, name)
  const { native, table } = picture
  if (native === null) return written
  const parts = unzipSync(written)
  const part = (path: string): string => {
    const bytes = parts[path]
    return bytes ? strFromU8(bytes) : fail('UNEXPECTED', {}, `${path} missing in the workbook`)
  }
  const sheetPath = 'xl/worksheets/sheet1.xml'
  if (parts['xl/worksheets/_rels/sheet1.xml.rels']) return fail('UNEXPECTED', {}, 'the sheet has relations already')
  const sheet = part(sheetPath)
  const withRelations = sheet.includes('xmlns:r=')
    ? sheet
    : sheet.replace('<worksheet ', `<worksheet xmlns:r="${relationship}" `)
  parts[sheetPath] = strToU8(withRelations.replace(/(<tableParts|<extLst|<\/worksheet>)/, '<drawing r:id="rId1"/>$1'))
  const place = { sheet: name, head: headRow, first: headRow + 1, last: headRow + table.rows.length }
  parts['xl/worksheets/_rels/sheet1.xml.rels'] = strToU8(relationsXml('drawing', '../drawings/drawing1.xml'))
  parts['xl/drawings/drawing1.xml'] = strToU8(drawingXml(picture))
  parts['xl/drawings/_rels/drawing1.xml.rels'] = strToU8(relationsXml('chart', '../charts/chart1.xml'))
  parts['xl/charts/chart1.xml'] = strToU8(chartXml(native, picture.title, place, table))
  parts['[Content_Types].xml'] = strToU8(
    part('[Content_Types].xml').replace(
      '</Types>',
      '<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>',
    ),
  )
  return zipSync(parts, { level: 6 })
}
