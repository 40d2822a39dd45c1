// Rows for the clipboard: a line of headers, true numbers where a variable is one, everything else as text. In: a page
// of rows, how values read. Out: TSV and HTML. Never a line or cell broken by a value, never a value a spreadsheet
// would take for a formula.
import type { ExploreRows } from '#shared/contract/responses.ts'
import { gridToClipboard } from '#shared/format/clipboardCells.ts'
import type { ClipboardCell, ClipboardTable } from '#shared/format/clipboardCells.ts'
import type { Language } from '#shared/model/text.ts'
import { maskedText } from '../cellText.ts'

type Options = {
  header: (variable: string) => string
  cell: (variable: string, value: string | number, row: number) => string
  /** Whether the variable is a number: then its value goes as one. */
  numeric: (variable: string) => boolean
  language: Language
}

const plainNumber = (value: string | number): string | null =>
  /^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : null

export const copyText = (
  { columns, rowIds }: Pick<ExploreRows, 'columns' | 'rowIds'>,
  { header, cell, numeric, language }: Options,
): ClipboardTable =>
  gridToClipboard(
    columns.map((c) => header(c.variable)),
    rowIds.map((_, row) =>
      columns.map((c): ClipboardCell => {
        if (c.masked) return { text: maskedText, number: null }
        const value = c.values[row]
        if (value === null || value === undefined) return { text: '', number: null }
        const text = cell(c.variable, value, row)
        return { text, number: numeric(c.variable) ? plainNumber(value) : null }
      }),
    ),
    language,
  )
