// A cell as the clipboard takes it: true numbers with the keyboard's minus for spreadsheets, codes and labels as text
// that keeps its zeros and is never run as a formula. In: text as shown, the number behind it in plain decimals. Out:
// TSV and HTML.
import type { Language } from '../model/text.ts'
import { separators } from './number.ts'

/** `number`: all digits with a decimal point, null for text. */
export type ClipboardCell = { text: string; number: string | null }
export type ClipboardTable = { html: string; tsv: string }

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** Tabs and line ends would break the block; a leading = + - @ would become a formula. A lone "-" is a symbol. */
export const tsvText = (text: string): string => {
  const plain = text.replace(/[\t\r\n]+/g, ' ')
  return /^\s*[=+\-@]./.test(plain) ? `'${plain}` : plain
}
/** All digits with the language's decimal mark, so that a spreadsheet of that locale reads a number. */
export const tsvNumber = (plain: string, language: Language): string => plain.replace('.', separators[language].decimal)

/**
 * Excel (style) and LibreOffice (sdnum) take such a cell as text: a code keeps its zeros, a label is never a formula.
 */
export const asText = `style='mso-number-format:"\\@"' sdnum="1033;0;@"`

/**
 * How many decimals are shown, told to Excel in its own notation and to LibreOffice in the language's (Writer would
 * else write all digits).
 */
export const asNumber = (decimals: number, language: Language): string => {
  const zeros = '0'.repeat(decimals)
  const excel = decimals === 0 ? '\\#\\,\\#\\#0' : `\\#\\,\\#\\#0\\.${zeros}`
  const libre =
    language === 'vi'
      ? `1033;1066;#.##0${decimals === 0 ? '' : `,${zeros}`}`
      : `1033;0;#,##0${decimals === 0 ? '' : `.${zeros}`}`
  return `style='mso-number-format:"${excel}"' sdnum="${libre}"`
}
/** Where neither is heeded, a leading = + @ must not run either. */
export const htmlText = (text: string): string => escapeHtml(/^\s*[=+@]./.test(text) ? `'${text}` : text)

/**
 * A spreadsheet keeps fifteen digits: a longer whole number goes as text, or its last digits would be lost without a
 * word.
 */
export const isSheetNumber = (plain: string): boolean => plain.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15

/**
 * Figures as people read them ("−1.234,5", "12,3 %") back to plain decimals; null for anything else, and for a code
 * with leading zeros.
 */
export const numberShown = (text: string, language: Language): string | null => {
  const { decimal, group } = separators[language]
  const trimmed = text.replace(/\u2212/g, '-').trim()
  const pattern = new RegExp(`^-?(?:\\d{1,3}(?:\\${group}\\d{3})+|0|[1-9]\\d*)(?:\\${decimal}\\d+)?$`)
  return pattern.test(trimmed) ? trimmed.replaceAll(group, '').replace(decimal, '.') : null
}

const decimalsOf = (plain: string): number => plain.split('.')[1]?.length ?? 0

const cellHtml = ({ text, number }: ClipboardCell, language: Language): string =>
  number !== null && isSheetNumber(number)
    ? `<td align="right" x:num="${number}" sdval="${number}" ${asNumber(decimalsOf(number), language)}>${escapeHtml(text)}</td>`
    : `<td ${asText}>${htmlText(text)}</td>`

const cellTsv = ({ text, number }: ClipboardCell, language: Language): string =>
  number === null ? tsvText(text) : tsvNumber(number, language)

export const clipboardDocument = (body: string): string =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>${body}</body></html>`

/** A plain grid: a line of headings, lines of cells. */
export const gridToClipboard = (
  headings: readonly string[],
  rows: readonly (readonly ClipboardCell[])[],
  language: Language,
): ClipboardTable => {
  const head = headings.length === 0 ? '' : headings.map((h) => `<th ${asText}>${htmlText(h)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, language)).join('')}</tr>`).join('')
  return {
    tsv: [
      ...(headings.length === 0 ? [] : [headings.map(tsvText).join('\t')]),
      ...rows.map((row) => row.map((cell) => cellTsv(cell, language)).join('\t')),
    ].join('\r\n'),
    html: clipboardDocument(
      `<table border="1" style="border-collapse:collapse">${head === '' ? '' : `<thead><tr>${head}</tr></thead>`}<tbody>${body}</tbody></table>`,
    ),
  }
}
