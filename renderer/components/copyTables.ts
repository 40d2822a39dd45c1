// Tables of the page as the clipboard takes them, whichever way they are copied: figures as true numbers, codes and
// names as text. In: a table element, the cells wanted. Out: TSV and HTML. Never a figure with a typographic minus,
// never a code without its zeros.
import { gridToClipboard, numberShown } from '#shared/format/clipboardCells.ts'
import type { ClipboardCell, ClipboardTable } from '#shared/format/clipboardCells.ts'
import type { Language } from '#shared/model/text.ts'

const figureClasses = ['num', 'sd-numeric', 'df-number', 'tb-preview__count', 'tb-preview__share']

/** Figures stand in cells of their own kind; a code may look like a number and is none. */
const isFigure = (cell: HTMLTableCellElement): boolean =>
  cell.tagName === 'TD' && figureClasses.some((name) => cell.classList.contains(name))

const cellOf = (cell: HTMLTableCellElement, language: Language): ClipboardCell => {
  const text = (cell.dataset['copy'] ?? cell.innerText ?? cell.textContent ?? '').replace(/\s+/g, ' ').trim()
  return { text, number: isFigure(cell) ? numberShown(text, language) : null }
}

const empty: ClipboardCell = { text: '', number: null }

export const tableClipboard = (
  table: HTMLTableElement,
  language: Language,
  wanted: (cell: HTMLTableCellElement) => boolean = () => true,
): ClipboardTable => {
  const rows = [...table.rows].flatMap((row) => {
    const cells = [...row.cells].filter(wanted)
    if (cells.length === 0) return []
    return [
      cells.flatMap((cell) => [
        cellOf(cell, language),
        ...Array.from({ length: Math.max(0, cell.colSpan - 1) }, () => empty),
      ]),
    ]
  })
  return gridToClipboard([], rows, language)
}

/** What the browser itself would copy of a table, put right; texts outside of tables are left to it. */
export const installTableCopying = (of: Document, language: () => Language): void => {
  of.addEventListener('copy', (event) => {
    const selection = of.getSelection()
    if (!event.clipboardData || !selection || selection.isCollapsed || selection.rangeCount === 0) return
    const range = selection.getRangeAt(0)
    const start = range.commonAncestorContainer
    const around = start instanceof Element ? start : start.parentElement
    const table = around?.closest('table') ?? null
    // Within one cell the text itself is meant.
    if (!(table instanceof HTMLTableElement) || around?.closest('td, th')) return
    const { tsv, html } = tableClipboard(table, language(), (cell) => range.intersectsNode(cell))
    event.clipboardData.setData('text/plain', tsv)
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
  })
}
