// Workbooks of tests in the shapes offices send them, made with another library than the one that reads them here.
// In: a path and what varies. Out: a file. Never used by the program itself.
import ExcelJS from 'exceljs'

export type Cell = string | number | null | { formula: string; result?: number | { error: '#REF!' } }
export type Shape = {
  sheet?: string
  /** From row 1; null leaves a cell empty. */
  rows: Cell[][]
  merges?: string[]
  indents?: Record<string, number>
  bold?: string[]
  italic?: string[]
  font?: Record<string, string>
  widths?: number[]
  formats?: Record<string, string>
}

export const writeShape = async (path: string, ...shapes: Shape[]): Promise<void> => {
  const book = new ExcelJS.Workbook()
  shapes.forEach((shape, s) => {
    const sheet = book.addWorksheet(shape.sheet ?? `Sheet${s + 1}`)
    shape.rows.forEach((row, r) =>
      row.forEach((value, c) => {
        if (value !== null) sheet.getCell(r + 1, c + 1).value = value as ExcelJS.CellValue
      }),
    )
    for (const range of shape.merges ?? []) sheet.mergeCells(range)
    for (const [cell, indent] of Object.entries(shape.indents ?? {})) sheet.getCell(cell).alignment = { indent }
    for (const cell of shape.bold ?? []) sheet.getCell(cell).font = { bold: true, name: 'Arial' }
    for (const cell of shape.italic ?? []) sheet.getCell(cell).font = { italic: true, name: 'Arial' }
    for (const [cell, name] of Object.entries(shape.font ?? {})) sheet.getCell(cell).font = { name }
    for (const [cell, format] of Object.entries(shape.formats ?? {})) sheet.getCell(cell).numFmt = format
    ;(shape.widths ?? []).forEach((width, c) => {
      sheet.getColumn(c + 1).width = width
    })
  })
  await book.xlsx.writeFile(path)
}

/**
 * A page of a yearbook: bilingual title, unit line, years with a preliminary one, A | 1 | 2 row, regions with their
 * provinces, symbols, notes, source.
 */
export const yearbookPage: Shape = {
  sheet: 'Biểu 12',
  rows: [
    ['12. Số trường phổ thông phân theo tỉnh, thành phố', null, null, null],
    ['     Number of schools by province', null, null, null],
    [null, null, null, 'ĐVT: Trường - Unit: School'],
    [null, 'Năm - Year', null, null],
    [null, 2022, 2023, 'Sơ bộ 2024\nPrel. 2024'],
    ['A', 1, 2, 3],
    ['CẢ NƯỚC - WHOLE COUNTRY', 1300.5, 1310, 1320],
    ['Đồng bằng sông Hồng - Red River Delta', 500, 505, '…'],
    ['Hà Nội', 300, 303, 310],
    ['TP. Hải Phòng', 200, '-', 210],
    ['Đông Nam Bộ - South East', 800.5, 805, 810],
    ['Bà Rịa - Vũng Tàu', 100, 101, 102],
    ['TP. Hồ Chí Minh (1)', 700.5, 704, 708],
    ['Ghi chú: (1) Kể cả trường chuyên.', null, null, null],
    ['Nguồn: Sở Giáo dục và Đào tạo', null, null, null],
  ],
  merges: ['A1:D1', 'A2:D2', 'B4:D4', 'A4:A5'],
  indents: { A8: 1, A9: 2, A10: 2, A11: 1, A12: 2, A13: 2 },
  bold: ['A1', 'A7'],
  widths: [38, 12, 12, 12],
}
