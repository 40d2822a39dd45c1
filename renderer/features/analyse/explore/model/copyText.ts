// Rows for the clipboard: tab-separated, a line of headers, every value as text. In: a page of rows, how values read. Out: TSV.
// Never a line or cell broken by a value, never a value a spreadsheet would take for a formula.
import type { ExploreRows } from '#shared/contract/explore.ts'
import { maskedText } from '../cellText.ts'

type Options = {
  header: (variable: string) => string
  cell: (variable: string, value: string | number, row: number) => string
}

const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')
/** Text that would start a formula gets an apostrophe; a number with its minus is left alone. */
const safe = (text: string): string =>
  /^[=+@]/.test(text) || (/^[-−]/.test(text) && !/^[-−]\d[\d.,\s]*$/.test(text) && text !== '-') ? `'${text}` : text

export const copyText = (
  { columns, rowIds }: Pick<ExploreRows, 'columns' | 'rowIds'>,
  { header, cell }: Options,
): string => {
  const lines = [columns.map((c) => safe(plain(header(c.variable)))).join('\t')]
  rowIds.forEach((_, row) => {
    lines.push(
      columns
        .map((c) => {
          if (c.masked) return maskedText
          const value = c.values[row]
          return value === null || value === undefined ? '' : safe(plain(cell(c.variable, value, row)))
        })
        .join('\t'),
    )
  })
  return lines.join('\r\n')
}
