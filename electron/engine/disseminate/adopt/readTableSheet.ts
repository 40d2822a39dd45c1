// Last year's table as the office has it → its structure: titles, unit, headings, stub, figures, notes, what is
// doubtful. In: a path and perhaps a sheet's name. Out: a TableSheet and the raw sheet it was read from. Never a file
// changed, never a code guessed.
import { bilingual as b } from '#shared/model/text.ts'
import type { AdoptProblem, FigureColumn, SheetFigure, SheetLabel, TableSheet } from '#shared/contract/adopt.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { openWorkbook } from './openWorkbook.ts'
import type { OpenWorkbook } from './openWorkbook.ts'
import { cellName, readRawSheet } from './rawSheet.ts'
import type { RawSheet } from './rawSheet.ts'
import { isFigure, sheetGrid } from './sheetGrid.ts'
import type { SheetGrid } from './sheetGrid.ts'
import { isNote, labelOf, periodOf, unitLineOf } from './sheetText.ts'
import { stubRows } from './stubRows.ts'
import { tableFrame } from './tableFrame.ts'
import type { TableFrame } from './tableFrame.ts'

export type ReadSheet = { workbook: OpenWorkbook; raw: RawSheet; table: TableSheet }
export type SheetSummary = { name: string; hidden: boolean; confidence: number; title: string }

const columnPath = (grid: SheetGrid, frame: TableFrame, column: number): SheetLabel[] => {
  const path: SheetLabel[] = []
  for (let row = frame.headRows.first; row <= frame.headRows.last; row += 1) {
    let cell = grid.at(row, column)
    // A heading written once over its first column, without a merge, goes on to the right.
    for (
      let c = column - 1;
      cell === undefined && row < frame.headRows.last && c >= (frame.figureColumns[0] ?? column);
      c -= 1
    ) {
      const left = grid.at(row, c)
      if (left && (left.merge !== null || grid.at(row + 1, c) === undefined)) break
      cell = left
    }
    if (!cell || cell.raw.column < (frame.figureColumns[0] ?? 0)) continue
    const name = cellName(cell.raw.row, cell.raw.column)
    if (path.at(-1)?.cell !== name) path.push({ cell: name, ...labelOf(cell.text) })
  }
  return path
}

const readFigures = (
  grid: SheetGrid,
  frame: TableFrame,
  rows: TableSheet['rows'],
  problems: AdoptProblem[],
): SheetFigure[] => {
  const figures: SheetFigure[] = []
  const problem = (cell: string, severity: AdoptProblem['severity'], message: Bilingual) => {
    problems.push({ cell, severity, message })
  }
  rows.forEach(({ sheetRow, heading }, row) => {
    if (heading) return
    frame.figureColumns.forEach((sheetColumn, column) => {
      const name = cellName(sheetRow, sheetColumn)
      const stored = grid.sheet.cells.get(sheetRow)?.find((c) => c.column === sheetColumn)
      const cell = grid.at(sheetRow, sheetColumn)
      if (cell && (cell.raw.row !== sheetRow || cell.raw.column !== sheetColumn)) {
        problem(name, 'warning', b('Ô số liệu nằm trong vùng gộp ô.', 'The figure lies in merged cells.'))
        return
      }
      const formula = (stored?.formula ?? 'none') !== 'none'
      if (!cell || cell.pending) {
        if (formula)
          problem(name, 'warning', b('Công thức chưa có kết quả được lưu.', 'A formula without a stored result.'))
        figures.push({ cell: name, row, column, value: null, symbol: null, asText: false, formula })
        return
      }
      if (cell.raw.kind === 'error')
        problem(name, 'error', b(`Ô có lỗi ${cell.text}.`, `The cell holds the error ${cell.text}.`))
      else if (!isFigure(cell))
        problem(
          name,
          'error',
          b(`Không đọc được “${cell.text.trim()}” thành số.`, `“${cell.text.trim()}” is not a figure.`),
        )
      else if (cell.ambiguous)
        problem(
          name,
          'warning',
          b(
            `“${cell.text.trim()}”: dấu hàng nghìn hay dấu thập phân? Đã đọc là ${cell.value}.`,
            `“${cell.text.trim()}”: thousands or decimals? Read as ${cell.value}.`,
          ),
        )
      figures.push({
        cell: name,
        row,
        column,
        value: cell.value,
        symbol: cell.symbol,
        asText: cell.raw.kind === 'text' && cell.symbol === null,
        formula,
      })
    })
  })
  return figures
}

const notesOf = (grid: SheetGrid, frame: TableFrame): { notes: string[]; source: string } => {
  const lines: string[] = []
  const end = frame.nextPanel === null ? grid.lastRow : frame.nextPanel - 1
  for (let row = frame.bodyRows.last + 1; row <= end; row += 1)
    for (const cell of grid.rowCells(row)) lines.push(cell.text.trim())
  const isSource = (text: string) => /^\s*(nguồn|source)/i.test(text)
  return {
    notes: lines.filter((text) => !isSource(text) && (isNote(text) || text.length > 12)),
    source: lines.find(isSource) ?? '',
  }
}

const titleOf = (grid: SheetGrid, frame: TableFrame): Bilingual => {
  const texts = frame.titleRows
    .flatMap((row) => grid.rowCells(row))
    .filter((c) => c !== frame.unitCell && unitLineOf(c.text) === null && !/^\(?(tiếp theo|cont)/i.test(c.text.trim()))
    .map((c) => c.text.replace(/\s+/g, ' ').trim())
  const vietnamese = texts.filter((text) => /\P{ASCII}/u.test(text.replace(/[–—’]/g, '')))
  return {
    vi: (vietnamese.length > 0 ? vietnamese : texts).join(' '),
    en: vietnamese.length > 0 ? texts.filter((text) => !vietnamese.includes(text)).join(' ') : '',
  }
}

/** The structure of one sheet, or null where no table was found. */
export const sheetStructure = (raw: RawSheet): TableSheet | null => {
  const grid = sheetGrid(raw)
  const frame = tableFrame(grid)
  if (!frame) return null
  const problems: AdoptProblem[] = []
  const rows = stubRows(grid, frame)
  const columns = frame.figureColumns.map((sheetColumn): FigureColumn => ({
    sheetColumn,
    path: columnPath(grid, frame, sheetColumn),
  }))
  const figures = readFigures(grid, frame, rows, problems)
  const warn = (cell: string, vi: string, en: string) =>
    problems.push({ cell, severity: 'warning', message: b(vi, en) })
  if (columns.every((column) => column.path.length === 0))
    problems.push({
      cell: '',
      severity: 'error',
      message: b('Không thấy tiêu đề cột trên vùng số liệu.', 'There is no heading over the figures.'),
    })
  else
    for (const column of columns)
      if (column.path.length === 0)
        warn(
          cellName(frame.bodyRows.first, column.sheetColumn),
          'Cột số liệu không có tiêu đề.',
          'The column has no heading.',
        )
  if (frame.nextPanel !== null)
    warn(
      cellName(frame.nextPanel, frame.labelColumn),
      `Từ dòng ${frame.nextPanel} là một biểu khác; chỉ đọc biểu đầu.`,
      `Another table begins in row ${frame.nextPanel}; only the first is read.`,
    )
  if (grid.encoding !== null)
    warn(
      '',
      grid.encoding === 'tcvn3'
        ? 'Chữ TCVN3 (phông .Vn) đã được chuyển sang Unicode.'
        : 'Chữ bị đọc sai mã đã được sửa sang Unicode.',
      grid.encoding === 'tcvn3'
        ? 'TCVN3 text (.Vn fonts) was converted to Unicode.'
        : 'Text read in a wrong encoding was put right.',
    )
  for (const { sheetRow } of rows)
    if (grid.hiddenRow(sheetRow)) warn(cellName(sheetRow, frame.labelColumn), 'Dòng bị ẩn.', 'The row is hidden.')
  for (const { sheetColumn } of columns)
    if (grid.hiddenColumn(sheetColumn))
      warn(cellName(frame.bodyRows.first, sheetColumn), 'Cột bị ẩn.', 'The column is hidden.')

  const title = titleOf(grid, frame)
  const unit = frame.unitCell
    ? (unitLineOf(frame.unitCell.text) ?? frame.unitCell.text.replace(/[()]/g, '').trim())
    : ''
  const wanted = figures.length
  const readable = figures.filter((f) => f.value !== null || f.symbol !== null).length
  const sure =
    0.1 +
    (frame.numberRow === null ? 0 : 0.2) +
    (columns.some((c) => c.path.length > 0) ? 0.25 : 0) +
    (title.vi === '' ? 0 : 0.1) +
    (unit === '' ? 0 : 0.1) +
    0.25 * (wanted === 0 ? 0 : readable / wanted)
  return {
    sheet: raw.name,
    title,
    unit,
    headRows: frame.headRows,
    numberRow: frame.numberRow,
    bodyRows: frame.bodyRows,
    stubColumns: frame.stubColumns,
    rows,
    columns,
    figures,
    ...notesOf(grid, frame),
    encoding: grid.encoding,
    confidence: Math.max(0, Math.min(1, sure - 0.1 * problems.filter((p) => p.severity === 'error').length)),
    problems: problems.slice(0, 500),
  }
}

/** Reads the named sheet, or the one that looks most like a table. */
export const readTableSheet = async (
  path: string,
  name: string | null,
  throwIfCancelled: () => void = () => undefined,
): Promise<ReadSheet & { sheets: SheetSummary[] }> => {
  const workbook = await openWorkbook(path)
  const sheets: SheetSummary[] = []
  let best: { raw: RawSheet; table: TableSheet } | null = null
  const wanted = name?.normalize('NFC')
  for (const sheet of workbook.sheets) {
    throwIfCancelled()
    const raw = await readRawSheet(workbook, sheet)
    const table = sheetStructure(raw)
    sheets.push({
      name: sheet.name,
      hidden: sheet.hidden,
      confidence: table?.confidence ?? 0,
      title: table?.title.vi ?? '',
    })
    if (!table) continue
    const chosen =
      wanted === undefined
        ? !sheet.hidden && (best === null || table.confidence > best.table.confidence)
        : sheet.name.normalize('NFC') === wanted
    if (chosen) best = { raw, table }
  }
  if (wanted !== undefined && !sheets.some((s) => s.name.normalize('NFC') === wanted))
    return fail('SHEET_UNKNOWN', { path, sheet: name ?? '', sheets: sheets.map((s) => s.name).join(', ') })
  if (best === null) return fail('SHEET_NO_TABLE', { path, sheet: name ?? sheets.map((s) => s.name).join(', ') })
  return { workbook, ...best, sheets }
}

/** Periods named by headings and stub, oldest first. */
export const sheetPeriods = ({ rows, columns, title }: TableSheet): string[] => {
  const named = [...rows.map((r) => r.label.period), ...columns.flatMap((c) => c.path.map((l) => l.period))].filter(
    (p) => p !== null,
  )
  if (named.length > 0) return [...new Set(named)].sort()
  const found =
    /(?:năm học|năm|year|tháng|quý)[^.;,]{0,24}$/i.exec(title.vi)?.[0] ?? title.vi.match(/(?:19|20)\d{2}/)?.[0] ?? ''
  const period = periodOf(found)
  return period === null ? [] : [period]
}
