// How the sheets look: fonts, borders, number formats, colours of conditional formats, page. In: what a cell is. Out:
// exceljs styles. Never data. One object per style: exceljs knows a style again by identity, and works it out anew for
// every cell otherwise.
import type { Alignment, Borders, Fill, Font, PageSetup, Style } from 'exceljs'
import type { ConditionalStyle } from '#shared/format/conditionalStyles.ts'
import type { PrintCell, PrintRun } from './printRows.ts'

const name = 'Arial'
export const fonts = {
  title: { name, size: 12, bold: true },
  titleEnglish: { name, size: 11, italic: true },
  titleMark: { name, size: 12, bold: true, vertAlign: 'superscript' },
  body: { name, size: 10 },
  bold: { name, size: 10, bold: true },
  italic: { name, size: 10, italic: true },
  mark: { name, size: 10, vertAlign: 'superscript' },
  boldMark: { name, size: 10, bold: true, vertAlign: 'superscript' },
  small: { name, size: 9 },
  numbers: { name, size: 8, color: { argb: 'FF444444' } },
} satisfies Record<string, Partial<Font>>

export const runFont = (run: PrintRun): Partial<Font> => fonts[run.font]

const thin = { style: 'thin' as const, color: { argb: 'FF000000' } }
const hair = { style: 'hair' as const, color: { argb: 'FF7F7F7F' } }
const headBorder: Partial<Borders> = { top: thin, bottom: thin, left: hair, right: hair }
const lastBorder: Partial<Borders> = { bottom: thin }
const headAlignment: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true }

const raised: Record<string, string> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '(': '⁽',
  ')': '⁾',
  ',': '˒',
}
const raisedText = (text: string): string => [...text].map((letter) => raised[letter] ?? letter).join('')

/** "#,##0.0" with a true minus; Excel shows the separators of the reader's own locale. */
export const numberFormat = (decimals: number, marks: readonly string[] = []): string => {
  const mark = marks.length === 0 ? '' : `"${raisedText(`(${marks.join(',')})`).replaceAll('"', '')}"`
  const figure = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${mark}`
  return `${figure};"−"${figure}`
}

/** Dark on light, so that they print in grey and read in high contrast. */
const conditional: Record<ConditionalStyle, { font: Partial<Font>; fill?: string }> = {
  strong: { font: { ...fonts.bold } },
  good: { font: { ...fonts.body, color: { argb: 'FF0B5A1E' } }, fill: 'FFDFF3E3' },
  bad: { font: { ...fonts.body, color: { argb: 'FF8E1519' } }, fill: 'FFFBE3E4' },
  attention: { font: { ...fonts.body, color: { argb: 'FF5F4300' } }, fill: 'FFFFF1CC' },
  muted: { font: { ...fonts.body, color: { argb: 'FF6B6B6B' } } },
}
export const barColour = 'FF9DBFE0'
const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

/** White to blue in sixteen steps: a sheet may have few styles, and nobody sees more. */
const scaleFill = (share: number): Fill => {
  const step = Math.round(share * 15) / 15
  const mix = (low: number) =>
    Math.round(255 + (low - 255) * step)
      .toString(16)
      .padStart(2, '0')
      .toUpperCase()
  return solid(`FF${mix(0x8f)}${mix(0xb8)}${mix(0xde)}`)
}

const known = new Map<string, Partial<Style>>()
const shared = (key: string, make: () => Partial<Style>): Partial<Style> => {
  const style = known.get(key) ?? make()
  known.set(key, style)
  return style
}

const figureStyle = ({ decimals = 0, bold = false, last = false, style, marks = [] }: PrintCell): Partial<Style> => {
  const scale = style?.scale === undefined ? '' : String(Math.round(style.scale * 15))
  return shared(`figure ${decimals} ${bold} ${last} ${style?.style ?? ''} ${scale} ${marks.join(',')}`, () => {
    const look = style?.style === undefined ? undefined : conditional[style.style]
    const fill =
      look?.fill === undefined ? (style?.scale === undefined ? undefined : scaleFill(style.scale)) : solid(look.fill)
    const font = look ? { ...look.font, ...(bold ? { bold: true } : {}) } : bold ? fonts.bold : fonts.body
    return {
      font,
      alignment: { horizontal: 'right', vertical: 'top' },
      numFmt: numberFormat(decimals, marks),
      ...(fill ? { fill } : {}),
      ...(last ? { border: lastBorder } : {}),
    }
  })
}

export const cellStyle = (cell: PrintCell): Partial<Style> => {
  const { role, indent = 0, bold = false, last = false } = cell
  switch (role) {
    case 'figure':
      return figureStyle(cell)
    case 'stub':
      return shared(`stub ${indent} ${bold} ${last}`, () => ({
        font: bold ? fonts.bold : fonts.body,
        alignment: { ...(indent > 0 ? { horizontal: 'left', indent } : {}), wrapText: true, vertical: 'top' },
        ...(last ? { border: lastBorder } : {}),
      }))
    case 'head':
      return shared('head', () => ({ font: fonts.bold, alignment: headAlignment, border: headBorder }))
    case 'number':
      return shared('number', () => ({ font: fonts.numbers, alignment: { horizontal: 'center' }, border: headBorder }))
    case 'unit':
      return shared('unit', () => ({ font: fonts.small, alignment: { horizontal: 'right' } }))
    case 'title':
      return shared('title', () => ({ font: fonts.title, alignment: { wrapText: true, vertical: 'top' } }))
    case 'titleEnglish':
      return shared('titleEnglish', () => ({
        font: fonts.titleEnglish,
        alignment: { wrapText: true, vertical: 'top' },
      }))
    case 'line':
      return shared('line', () => ({ font: fonts.body, alignment: { wrapText: true, vertical: 'top' } }))
    case 'small':
      return shared('small', () => ({ font: fonts.small, alignment: { wrapText: true, vertical: 'top' } }))
    default:
      return role satisfies never
  }
}

/** Characters that still read well side by side on A4 landscape. */
const readableWidth = 190

export const pageSetup = (
  landscape: boolean,
  characters: number,
  firstHeadRow: number,
  lastHeadRow: number,
): Partial<PageSetup> => ({
  paperSize: 9,
  orientation: landscape ? 'landscape' : 'portrait',
  fitToPage: true,
  fitToWidth: Math.max(1, Math.ceil(characters / readableWidth)),
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.7, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
  printTitlesColumn: 'A:A',
  printTitlesRow: `${firstHeadRow}:${lastHeadRow}`,
})

export const listPageSetup: Partial<PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '1:1',
}

export const listStyle = (bold: boolean): Partial<Style> =>
  shared(`list ${bold}`, () => ({ font: bold ? fonts.bold : fonts.body }))
export const wrappedStyle = (bold: boolean): Partial<Style> =>
  shared(`wrapped ${bold}`, () => ({
    font: bold ? fonts.bold : fonts.body,
    alignment: { wrapText: true, vertical: 'top' },
  }))
