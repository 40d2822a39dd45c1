// A raw sheet as a grid of read cells: merges answered by their first cell, old text as Unicode, figures told from
// words. In: a raw sheet. Out: lookups by row and column. Never a guess about what the table means.
import { decimalOfDouble } from '#shared/format/number.ts'
import { exactToDecimal, toExact } from '#shared/model/exact.ts'
import { legacyReader } from './legacyText.ts'
import type { Merge, RawCell, RawSheet } from './rawSheet.ts'
import { figureOf, numberHabit, periodOf, symbolOf } from './sheetText.ts'
import type { FigureSymbol } from '#shared/contract/adopt.ts'

export type GridCell = {
  raw: RawCell
  /** In Unicode, spaces kept: they may be the indentation. */
  text: string
  value: string | null
  symbol: FigureSymbol | null
  ambiguous: boolean
  /** A formula whose result was not stored. */
  pending: boolean
  merge: Merge | null
}

export type SheetGrid = {
  sheet: RawSheet
  encoding: 'tcvn3' | 'utf8_as_latin' | null
  lastRow: number
  lastColumn: number
  /** The cell there, or the first cell of the merge it lies in; undefined where nothing is written. */
  at(row: number, column: number): GridCell | undefined
  /** Cells of a row that are written in it, merges counted once. */
  rowCells(row: number): GridCell[]
  hiddenRow(row: number): boolean
  hiddenColumn(column: number): boolean
}

/** What Excel shows of a stored double: fifteen digits. */
const shownNumber = (stored: string): string | null => {
  const number = Number(Number(stored).toPrecision(15))
  const decimal = Number.isFinite(number) ? decimalOfDouble(number) : null
  return decimal && exactToDecimal(toExact(decimal.units), decimal.scale)
}

/** Merges wider than any table are drawn over whole rows; answering them cell by cell would cost a sheet of memory. */
const mostMerged = 20_000

export const sheetGrid = (sheet: RawSheet): SheetGrid => {
  const all = [...sheet.cells.values()].flat()
  const legacy = legacyReader(all.filter((c) => c.kind === 'text').map((c) => ({ text: c.text, font: c.style.font })))
  const textOf = (cell: RawCell): string =>
    cell.kind === 'text' ? legacy.convert(cell.text, cell.style.font) : cell.text
  const habit = numberHabit(all.filter((c) => c.kind === 'text').map((c) => c.text))
  const merges = sheet.merges.filter((m) => (m.bottom - m.top + 1) * (m.right - m.left + 1) <= mostMerged)
  const mergeAt = new Map<string, Merge>()
  for (const merge of merges) {
    for (let r = merge.top; r <= merge.bottom; r += 1)
      for (let c = merge.left; c <= merge.right; c += 1) mergeAt.set(`${r} ${c}`, merge)
  }

  const cells = new Map<number, Map<number, GridCell>>()
  let [lastRow, lastColumn] = [0, 0]
  for (const raw of all) {
    const pending = raw.formula !== 'none' && raw.text.trim() === ''
    if (raw.kind === 'empty' && !pending) continue
    const text = textOf(raw)
    if (text.trim() === '' && !pending) continue
    const figure =
      raw.kind === 'number' && !raw.style.date
        ? { value: shownNumber(raw.text), ambiguous: false }
        : raw.kind === 'text'
          ? figureOf(text, habit)
          : null
    const line = cells.get(raw.row) ?? new Map<number, GridCell>()
    line.set(raw.column, {
      raw,
      text,
      value: figure?.value ?? null,
      ambiguous: figure?.ambiguous ?? false,
      symbol: raw.kind === 'text' && !pending ? symbolOf(text) : null,
      pending,
      merge: mergeAt.get(`${raw.row} ${raw.column}`) ?? null,
    })
    cells.set(raw.row, line)
    lastRow = Math.max(lastRow, raw.row)
    lastColumn = Math.max(lastColumn, raw.column)
  }
  const hiddenRows = new Set(sheet.rows.filter((row) => row.hidden).map((row) => row.row))
  return {
    sheet,
    encoding: legacy.found,
    lastRow,
    lastColumn,
    at: (row, column) => {
      const merge = mergeAt.get(`${row} ${column}`)
      return merge ? cells.get(merge.top)?.get(merge.left) : cells.get(row)?.get(column)
    },
    rowCells: (row) => [...(cells.get(row)?.values() ?? [])],
    hiddenRow: (row) => hiddenRows.has(row),
    hiddenColumn: (column) => sheet.columns.some((c) => c.hidden && c.min <= column && column <= c.max),
  }
}

export const isFigure = (cell: GridCell): boolean => cell.value !== null || cell.symbol !== null || cell.pending
/** "2024", "Sơ bộ 2024": a heading even where it is a number. */
export const isPeriodCell = (cell: GridCell): boolean => periodOf(cell.text) !== null
