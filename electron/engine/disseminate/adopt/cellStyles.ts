// How cells of a workbook look, as far as it tells their meaning: font, bold, italic, indent. In: an open workbook.
// Out: a lookup. Never a colour: what a colour means in somebody's workbook cannot be known.
import { partTags } from './openWorkbook.ts'
import type { OpenWorkbook } from './openWorkbook.ts'
import { xmlAttribute } from './xmlTokens.ts'

export type CellStyle = {
  font: string
  bold: boolean
  italic: boolean
  superscript: boolean
  indent: number
  centred: boolean
  date: boolean
}

const plain: CellStyle = {
  font: '',
  bold: false,
  italic: false,
  superscript: false,
  indent: 0,
  centred: false,
  date: false,
}

/** Built-in formats of dates and times; own ones are known by their letters outside quotes. */
const isDateFormat = (id: number, code: string | undefined): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 45 && id <= 47) ||
  (code !== undefined && /[dmyh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code))

export const cellStyles = async (workbook: OpenWorkbook): Promise<(index: number) => CellStyle> => {
  if (workbook.styles === null) return () => plain
  type Font = Pick<CellStyle, 'font' | 'bold' | 'italic' | 'superscript'>
  const fonts: Font[] = []
  const formats = new Map<number, string>()
  const styles: CellStyle[] = []
  let font: Font | null = null
  let style: CellStyle | null = null
  let inFormats = false
  for (const { name, kind, attributes } of await partTags(workbook, workbook.styles)) {
    const on = kind !== 'close' && !['0', 'false'].includes(xmlAttribute(attributes, 'val') ?? '1')
    if (name === 'numFmt' && kind !== 'close')
      formats.set(Number(xmlAttribute(attributes, 'numFmtId')), xmlAttribute(attributes, 'formatCode') ?? '')
    // Fonts of differential formats stand elsewhere; only those before the cell formats count.
    if (name === 'font' && kind !== 'close' && styles.length === 0) {
      font = { font: '', bold: false, italic: false, superscript: false }
      fonts.push(font)
    }
    if (name === 'font' && kind === 'close') font = null
    if (font && kind !== 'close') {
      if (name === 'name') font.font = xmlAttribute(attributes, 'val') ?? ''
      if (name === 'b') font.bold = on
      if (name === 'i') font.italic = on
      if (name === 'vertAlign') font.superscript = xmlAttribute(attributes, 'val') === 'superscript'
    }
    if (name === 'cellXfs') inFormats = kind === 'open'
    if (inFormats && name === 'xf' && kind !== 'close') {
      const format = Number(xmlAttribute(attributes, 'numFmtId') ?? 0)
      style = {
        ...plain,
        ...fonts[Number(xmlAttribute(attributes, 'fontId') ?? 0)],
        date: isDateFormat(format, formats.get(format)),
      }
      styles.push(style)
    }
    if (inFormats && name === 'alignment' && style && kind !== 'close') {
      style.indent = Number(xmlAttribute(attributes, 'indent') ?? 0)
      style.centred = ['center', 'centerContinuous'].includes(xmlAttribute(attributes, 'horizontal') ?? '')
    }
  }
  return (index) => styles[index] ?? plain
}
