// How the printed sheet looks: fonts, borders, number formats, page. In: decimals. Out: exceljs styles. Never data.
import type { Alignment, Borders, Font, PageSetup, Style } from 'exceljs'

const name = 'Arial'
export const fonts = {
  title: { name, size: 12, bold: true },
  titleEnglish: { name, size: 11, italic: true },
  body: { name, size: 10 },
  bold: { name, size: 10, bold: true },
  italic: { name, size: 10, italic: true },
  small: { name, size: 9 },
  numbers: { name, size: 8, color: { argb: 'FF444444' } },
} satisfies Record<string, Partial<Font>>

const thin = { style: 'thin' as const, color: { argb: 'FF000000' } }
const hair = { style: 'hair' as const, color: { argb: 'FF7F7F7F' } }

export const headBorder: Partial<Borders> = { top: thin, bottom: thin, left: hair, right: hair }
export const lastBorder: Partial<Borders> = { bottom: thin }
export const headAlignment: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true }

/** "#,##0.0" with a true minus; Excel shows the separators of the reader's own locale. */
export const numberFormat = (decimals: number): string => {
  const figure = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`
  return `${figure};"−"${figure}`
}

/** Characters that still read well side by side on A4 landscape. */
const readableWidth = 190

export const pageSetup = (landscape: boolean, characters: number, firstHeadRow: number, lastHeadRow: number): Partial<PageSetup> => ({
  paperSize: 9,
  orientation: landscape ? 'landscape' : 'portrait',
  fitToPage: true, fitToWidth: Math.max(1, Math.ceil(characters / readableWidth)), fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.7, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
  printTitlesColumn: 'A:A',
  printTitlesRow: `${firstHeadRow}:${lastHeadRow}`,
})

export const listPageSetup: Partial<PageSetup> = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' }

/** One object per style: exceljs knows a style again by identity, and works it out anew for every cell otherwise. */
const shared = (): ((key: string, make: () => Partial<Style>) => Partial<Style>) => {
  const made = new Map<string, Partial<Style>>()
  return (key, make) => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
}
const known = shared()

export const figureStyle = (decimals: number, bold: boolean, last: boolean): Partial<Style> =>
  known(`figure ${decimals} ${bold} ${last}`, () => ({
    font: bold ? fonts.bold : fonts.body, alignment: { horizontal: 'right', vertical: 'top' }, numFmt: numberFormat(decimals), ...(last ? { border: lastBorder } : {}),
  }))

export const stubStyle = (indent: number, bold: boolean, last: boolean): Partial<Style> =>
  known(`stub ${indent} ${bold} ${last}`, () => ({ font: bold ? fonts.bold : fonts.body, alignment: { indent, wrapText: true, vertical: 'top' }, ...(last ? { border: lastBorder } : {}) }))

export const listStyle = (bold: boolean): Partial<Style> => known(`list ${bold}`, () => ({ font: bold ? fonts.bold : fonts.body }))
