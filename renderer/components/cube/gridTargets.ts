// What an element of the table grid stands for: a figure, an entry of the stub, an entry of a header row, and the cells
// it selects. In: a layout, an element of the page or the name of a column. Out: targets and spots. Never a figure.
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { cellBlock } from '../selection/areas.ts'
import type { GridSpot } from '../selection/areas.ts'
import type { GridPlace } from './cellAddress.ts'
import { headerAt, headerSpan } from './headerTree.ts'

/** What lies under the pointer or the focus. */
export type GridTarget =
  | { part: 'cell'; place: GridPlace }
  | { part: 'stub'; row: number; level: number; entry: LayoutEntry }
  | { part: 'header'; level: number; column: number; entry: LayoutEntry }
export type HeaderTarget = GridTarget & { part: 'header' }

const numberIn = (pattern: RegExp, text: string | null | undefined): number | null => {
  const found = pattern.exec(text ?? '')?.[1]
  return found === undefined ? null : Number(found)
}
export const columnOf = (colId: string | null | undefined): number | null => numberIn(/^c(\d+)$/, colId)
const stubOf = (colId: string | null | undefined): number | null => numberIn(/^s(\d+)$/, colId)

export const headerTarget = (layout: TableLayout, level: number, column: number): HeaderTarget | null => {
  const entry = headerAt(layout.headerRows, level, column)
  return entry && { part: 'header', level, column, entry }
}

export const cellTarget = (layout: TableLayout, row: number, colId: string | null | undefined): GridTarget | null => {
  const column = columnOf(colId)
  if (column !== null) return { part: 'cell', place: { row, column } }
  const level = stubOf(colId)
  const entry = level === null ? undefined : layout.rows[row]?.stub[level]
  return entry && level !== null ? { part: 'stub', row, level, entry } : null
}

const rowOf = (cell: Element): number => Number(cell.closest('[row-index]')?.getAttribute('row-index') ?? -1)
const cellSelector = '.ag-cell'
const headerSelector = '.ag-header-cell, .ag-header-group-cell'

/** The place of a header element: its row of headings and its first column. */
const headerPlace = (layout: TableLayout, header: Element): { level: number; column: number } | null => {
  const colId = header.getAttribute('col-id') ?? ''
  const group = /^g(\d+)_(\d+)/.exec(colId)
  if (group) return { level: Number(group[1]), column: Number(group[2]) }
  const column = columnOf(colId)
  return column === null ? null : { level: layout.headerRows.length - 1, column }
}

export const targetUnder = (layout: TableLayout, element: Element): { target: GridTarget; box: DOMRect } | null => {
  const cell = element.closest(cellSelector)
  const target = cell ? cellTarget(layout, rowOf(cell), cell.getAttribute('col-id')) : null
  if (cell && target) return { target, box: cell.getBoundingClientRect() }
  const header = element.closest(headerSelector)
  const place = header ? headerPlace(layout, header) : null
  const found = place ? headerTarget(layout, place.level, place.column) : null
  return header && found ? { target: found, box: header.getBoundingClientRect() } : null
}

/** The rows an entry of the stub stands over: those whose labels repeat it. */
const stubRows = (layout: TableLayout, row: number, level: number): { top: number; bottom: number } => {
  const repeats = (at: number): boolean => layout.stubSpans[at]?.[level] === 0
  let [top, bottom] = [row, row]
  while (top > 0 && repeats(top)) top -= 1
  while (bottom + 1 < layout.rows.length && repeats(bottom + 1)) bottom += 1
  return { top, bottom }
}

/** The cells a target selects: a figure itself, an entry of the stub its rows, a heading its columns. */
export const spotOf = (layout: TableLayout, target: GridTarget): GridSpot | null => {
  const [lastRow, lastColumn] = [layout.rows.length - 1, layout.columns.length - 1]
  if (lastRow < 0 || lastColumn < 0) return null
  if (target.part === 'cell') return { kind: 'cell', block: cellBlock(target.place) }
  if (target.part === 'stub')
    return { kind: 'row', block: { ...stubRows(layout, target.row, target.level), left: 0, right: lastColumn } }
  const span = headerSpan(layout.headerRows, target.level, target.column)
  return span && { kind: 'column', block: { top: 0, bottom: lastRow, left: span.first, right: span.last } }
}

/** The cells a press on this element selects; the headings of the stub are the corner. */
export const spotUnder = (layout: TableLayout, element: Element): GridSpot | null => {
  const found = targetUnder(layout, element)
  if (found) return spotOf(layout, found.target)
  const corner = stubOf(element.closest('.ag-header-cell')?.getAttribute('col-id')) !== null
  if (!corner || layout.rows.length === 0) return null
  return {
    kind: 'all',
    block: { top: 0, bottom: layout.rows.length - 1, left: 0, right: Math.max(0, layout.columns.length - 1) },
  }
}
