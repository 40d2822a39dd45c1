// A selected block of the table as clipboard text: tab-separated values and an HTML table, both with headers and stubs.
// In: layout, block, how a cell reads. Out: text. Cells are text as shown, so that what is pasted is what was seen.
import type { LayoutCell, TableLayout } from '#shared/format/tableLayout.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'

export type Block = { top: number; left: number; bottom: number; right: number }

export const blockOf = (a: { row: number; column: number }, b: { row: number; column: number }): Block => ({
  top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.column, b.column), right: Math.max(a.column, b.column),
})

export const inBlock = (block: Block | null, row: number, column: number): boolean =>
  block !== null && row >= block.top && row <= block.bottom && column >= block.left && column <= block.right

type Options = {
  language: Language
  /** Header of the only column when the layout has no header rows. */
  alone: Bilingual
  cellText: (cell: LayoutCell) => string
  /** A plain number for spreadsheets where the cell is a figure; null keeps the text. */
  cellNumber: (cell: LayoutCell) => string | null
}

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
/** Tabs and line ends would break the block; a leading = + - @ of a label would become a formula in a spreadsheet. */
const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')
const safeLabel = (text: string): string => (/^[=+\-@]/.test(text) ? `'${plain(text)}` : plain(text))

export const copyBlock = (layout: TableLayout, block: Block, options: Options): { text: string; html: string } => {
  const { language, alone, cellText, cellNumber } = options
  const columns = layout.columns.map((_, i) => i).slice(block.left, block.right + 1)
  const headerRows = layout.headerRows.length > 0 ? layout.headerRows : [[{ label: alone, span: layout.columns.length, kind: 'measure' as const }]]

  const tsv: string[] = []
  const html: string[] = ['<table><thead>']
  headerRows.forEach((header, level) => {
    const labels: { label: string; span: number }[] = []
    const flat: string[] = []
    let start = 0
    for (const item of header) {
      const from = Math.max(start, block.left)
      const to = Math.min(start + item.span, block.right + 1)
      if (to > from) {
        labels.push({ label: item.label[language], span: to - from })
        for (let c = from; c < to; c += 1) flat.push(safeLabel(item.label[language]))
      }
      start += item.span
    }
    const last = level === headerRows.length - 1
    const stubs = layout.stubHeaders.map((label) => (last ? label[language] : ''))
    tsv.push([...stubs.map(safeLabel), ...flat].join('\t'))
    html.push(`<tr>${stubs.map((s) => `<th>${escapeHtml(s)}</th>`).join('')}${labels.map((l) => `<th${l.span > 1 ? ` colspan="${l.span}"` : ''}>${escapeHtml(l.label)}</th>`).join('')}</tr>`)
  })
  html.push('</thead><tbody>')
  for (let r = block.top; r <= block.bottom; r += 1) {
    const row = layout.rows[r]
    if (!row) continue
    const stubs = row.stub.map((category) => category.label[language])
    const cells = columns.flatMap((c) => row.cells[c] ?? [])
    tsv.push([...stubs.map(safeLabel), ...cells.map((cell) => plain(cellNumber(cell) ?? cellText(cell)))].join('\t'))
    html.push(`<tr>${stubs.map((s) => `<th>${escapeHtml(s)}</th>`).join('')}${cells.map((cell) => {
      const text = escapeHtml(cellText(cell))
      return `<td style="text-align:right">${cell.total ? `<b>${text}</b>` : text}</td>`
    }).join('')}</tr>`)
  }
  html.push('</tbody></table>')
  return { text: tsv.join('\r\n'), html: html.join('') }
}
