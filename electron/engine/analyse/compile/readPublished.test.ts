// A published series out of files as offices publish them: workbook (periods across and down), PX, JSON-stat, text; and
// what is asked or refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, expect, test } from 'vitest'
import { publishedSchema } from '#shared/contract/indicators.ts'
import { Failure } from '#shared/model/failure.ts'
import { quietJob } from '#test/support/engine/testContext.ts'
import { readPublished } from './readPublished.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-published-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const read = (path: string, more: object = {}) => readPublished(publishedSchema.parse({ path, ...more }), quietJob())
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const workbook = async (name: string, rows: (string | number | null)[][]): Promise<string> => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Biểu 1').addRows(rows)
  const path = join(folder, name)
  await book.xlsx.writeFile(path)
  return path
}

test('a workbook with periods across: the row is chosen, never the first', async () => {
  const path = await workbook('across.xlsx', [
    ['Tỉnh', '2022', '2023', '2024'],
    ['Cả nước', 100.5, 101.25, 1234],
    ['Hà Nội', 10, null, 30],
  ])
  const asked = await read(path)
  expect(asked).toMatchObject({ ready: false, figures: {}, value: null })
  expect(asked.dimensions).toEqual([{ column: 'Tỉnh', categories: ['Cả nước', 'Hà Nội'], chosen: null }])
  const country = await read(path, { pick: { Tỉnh: 'Cả nước' } })
  expect(country.figures).toEqual({ 2022: 100.5, 2023: 101.25, 2024: 1234 })
  expect((await read(path, { pick: { Tỉnh: 'Hà Nội' } })).figures).toEqual({ 2022: 10, 2024: 30 })
  expect((await read(path, { pick: { Tỉnh: 'Huế' } })).ready).toBe(false)
})

test('a workbook with periods down and two columns of figures: one is chosen', async () => {
  const path = await workbook('down.xlsx', [
    ['Kỳ', 'Xuất khẩu', 'Nhập khẩu'],
    ['Tháng 1/2025', 33.1, 30],
    ['Tháng 2/2025', 31.2, 32.5],
  ])
  expect(await read(path)).toMatchObject({ ready: false, values: ['Xuất khẩu', 'Nhập khẩu'] })
  expect((await read(path, { value: 'Nhập khẩu' })).figures).toEqual({ '2025-01': 30, '2025-02': 32.5 })
})

test('PX: categories by their words, the unit, dots are no figures', async () => {
  const path = file(
    'x.px',
    `CHARSET="ANSI";\nCODEPAGE="utf-8";\nMATRIX="V01";\nUNITS="nghìn học sinh";\nDECIMALS=1;\nSTUB="Vùng";\nHEADING="Năm";\nCONTENTS="Học sinh";
VALUES("Vùng")="Cả nước","Đông Nam Bộ";\nCODES("Vùng")="00","5";\nVALUES("Năm")="2023-2024","2024-2025";\nDATA=\n18000.5 ".."\n2000 2100.25;\n`,
  )
  const found = await read(path, { pick: { Vùng: 'Cả nước' } })
  expect(found).toMatchObject({ figures: { '2023-2024': 18000.5 }, unit: 'nghìn học sinh', ready: true })
})

test('JSON-stat: periods by their codes', async () => {
  const path = file(
    'x.json',
    JSON.stringify({
      version: '2.0',
      class: 'dataset',
      id: ['time', 'geo'],
      size: [2, 2],
      dimension: {
        time: {
          category: { index: ['2025M01', '2025M02'], label: { '2025M01': 'Tháng Một', '2025M02': 'Tháng Hai' } },
        },
        geo: { label: 'Tỉnh', category: { index: ['01', '79'], label: { '01': 'Hà Nội', 79: 'TP. Hồ Chí Minh' } } },
      },
      value: [1, 2, null, 4],
    }),
  )
  expect((await read(path, { pick: { Tỉnh: 'TP. Hồ Chí Minh' } })).figures).toEqual({ '2025-01': 2, '2025-02': 4 })
  expect((await read(path, { pick: { Tỉnh: 'Hà Nội' } })).figures).toEqual({ '2025-01': 1 })
})

test('text: what reads two ways, and a period told twice, is told and not taken', async () => {
  const path = file('x.csv', 'Năm;Giá trị\n2022;1.234\n2023;12,5\n2024;7\n2024;8\n')
  const found = await read(path)
  expect(found.figures).toEqual({ 2023: 12.5, 2024: 7 })
  expect(found.unread).toEqual(['2022 1.234', '2024 8'])
})

test('a table without periods is refused by name', async () => {
  const path = file('y.csv', 'Tỉnh;Giá trị\nHà Nội;12,5\nHuế;7\n')
  const thrown: unknown = await read(path).catch((error: unknown) => error)
  expect(thrown instanceof Failure && thrown.value.code).toBe('PUBLISHED_NO_PERIODS')
})
