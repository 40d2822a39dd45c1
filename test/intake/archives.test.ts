// Workbooks and archives: what an office's sheet looks like, what an attacker's archive looks like. Written by code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { readAll } from './readAll.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-archives-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
  return 'none'
}
const workbook = async (name: string, fill: (book: ExcelJS.Workbook) => void): Promise<string> => {
  const book = new ExcelJS.Workbook()
  fill(book)
  const path = join(folder, `${name}.xlsx`)
  await book.xlsx.writeFile(path)
  return path
}
const archive = (name: string, members: Record<string, Uint8Array>): string => {
  const path = join(folder, name)
  writeFileSync(path, zipSync(members))
  return path
}

describe('a workbook', () => {
  it('of an office: merged headings of two rows, column numbers, totals and a note', async () => {
    const path = await workbook('office', (book) => {
      const sheet = book.addWorksheet('Biểu 5')
      sheet.getCell('A1').value = 'HỌC SINH NĂM HỌC 2023-2024'
      sheet.mergeCells('A1:F1')
      sheet.getCell('F2').value = 'Đơn vị tính: Học sinh'
      for (const [cell, text] of Object.entries({
        A4: 'Mã',
        B4: 'Tên tỉnh',
        C4: 'Tiểu học',
        E4: 'THCS',
        C5: 'Nam',
        D5: 'Nữ',
        E5: 'Nam',
        F5: 'Nữ',
      }))
        sheet.getCell(cell).value = text
      for (const area of ['A4:A5', 'B4:B5', 'C4:D4', 'E4:F4']) sheet.mergeCells(area)
      sheet.addRow(['A', 'B', 1, 2, 3, 4])
      sheet.addRow(['01', 'Hà Nội', 10, 20, 30, 40])
      sheet.addRow(['79', 'TP. Hồ Chí Minh', 1, 2, 3, 4])
      sheet.addRow([null, 'Tổng số', 11, 22, 33, 44])
      sheet.addRow([])
      sheet.addRow(['Nguồn: số liệu sơ bộ do Sở Giáo dục và Đào tạo cung cấp'])
    })
    const taken = await readAll(path)
    expect(taken.suggestion.header).toEqual([
      'Mã',
      'Tên tỉnh',
      'Tiểu học - Nam',
      'Tiểu học - Nữ',
      'THCS - Nam',
      'THCS - Nữ',
    ])
    expect(taken.rows).toEqual([
      ['01', 'Hà Nội', '10', '20', '30', '40'],
      ['79', 'TP. Hồ Chí Minh', '1', '2', '3', '4'],
    ])
    expect(taken.rejected).toEqual({ TOTALS_ROW: 1, NOTE_ROW: 1 })
    expect(taken.suggestion.period).toEqual({ value: '2023-2024', from: 'title' })
  })

  it('with dates, errors, formulas, numbers shown with zeros or stored as text, a hidden row', async () => {
    const path = await workbook('types', (book) => {
      const sheet = book.addWorksheet('Data')
      sheet.addRow(['id', 'day', 'text number', 'error', 'padded', 'instant', 'formula'])
      for (let i = 1; i <= 3; i += 1) {
        const row = sheet.addRow([
          `00${i}`,
          new Date(Date.UTC(2024, i, 29)),
          `${i}234.50`,
          i === 2 ? { error: '#N/A' } : i * 1.5,
          i * 100,
          new Date(Date.UTC(2024, 0, i, 10, 30, 15)),
          { formula: 'A1', result: i * 2 },
        ])
        row.getCell(2).numFmt = 'dd/mm/yyyy'
        row.getCell(5).numFmt = '00000'
        row.getCell(6).numFmt = 'yyyy-mm-dd hh:mm:ss'
        row.hidden = i === 3
      }
    })
    const taken = await readAll(path)
    expect(taken.variables).toEqual([
      'id code',
      'day date',
      'text_number decimal',
      'error decimal',
      'padded code',
      'instant code',
      'formula integer',
    ])
    expect(taken.rows).toEqual([
      ['001', '2024-02-29', '1234.50', '1.5', '00100', '2024-01-01 10:30:15', '2'],
      ['002', '2024-03-29', '2234.50', null, '00200', '2024-01-02 10:30:15', '4'],
      ['003', '2024-04-29', '3234.50', '4.5', '00300', '2024-01-03 10:30:15', '6'],
    ])
  })

  it('of the 1904 date system', async () => {
    const path = await workbook('d04', (book) => {
      book.properties.date1904 = true
      const sheet = book.addWorksheet('S')
      sheet.addRow(['k', 'd'])
      for (let i = 0; i < 3; i += 1)
        sheet.addRow(['a', new Date(Date.UTC(2020, 1, 28 + i))]).getCell(2).numFmt = 'yyyy-mm-dd'
    })
    expect((await readAll(path)).rows.map((row) => row[1])).toEqual(['2020-02-28', '2020-02-29', '2020-03-01'])
  })

  it('with two tables one under another, and two side by side', async () => {
    const under = await workbook('under', (book) => {
      const sheet = book.addWorksheet('S')
      for (const row of [
        ['Bảng A'],
        ['code', 'value'],
        ['01', 1],
        ['02', 2],
        [],
        ['Bảng B'],
        ['name', 'x', 'y'],
        ['a', 1, 2],
        ['b', 3, 4],
      ])
        sheet.addRow(row)
    })
    expect((await readAll(under)).rows).toEqual([
      ['01', '1'],
      ['02', '2'],
    ])
    expect((await readAll(under, { table: 'S #2' })).rows).toEqual([
      ['a', '1', '2'],
      ['b', '3', '4'],
    ])
    const side = await workbook('side', (book) => {
      const sheet = book.addWorksheet('S')
      for (const row of [
        ['code', 'value', null, 'name', 'v2'],
        ['01', 1, null, 'a', 5],
        ['02', 2, null, 'b', 6],
        ['03', 3],
      ])
        sheet.addRow(row)
    })
    expect((await readAll(side)).rows).toHaveLength(3)
    expect((await readAll(side, { table: 'S #2' })).rows).toEqual([
      ['a', '5'],
      ['b', '6'],
    ])
  })

  it('with a sheet of words first, merged areas down, and far formatted rows that are empty', async () => {
    const path = await workbook('cover', (book) => {
      book.addWorksheet('Đọc trước').addRow(['Tài liệu này mô tả dữ liệu'])
      const sheet = book.addWorksheet('Số liệu')
      for (const row of [
        ['Tỉnh', 'Huyện', 'Số dân'],
        ['Hà Nội', 'Ba Đình', 100],
        [null, 'Hoàn Kiếm', 200],
      ])
        sheet.addRow(row)
      sheet.mergeCells('A2:A3')
      sheet.getRow(300_000).getCell(1).font = { bold: true }
    })
    expect((await readAll(path)).rows).toEqual([
      ['Hà Nội', 'Ba Đình', '100'],
      ['Hà Nội', 'Hoàn Kiếm', '200'],
    ])
  })
})

describe('an archive', () => {
  it('gives its largest data file, and another by name', async () => {
    const path = archive('two.zip', {
      'a/small.csv': strToU8('k,v\nx,1\n'),
      'big.csv': strToU8('k,v\n01,1\n02,2\n'),
      'readme.txt': strToU8('x'.repeat(500)),
    })
    expect((await readAll(path)).rows).toEqual([
      ['01', '1'],
      ['02', '2'],
    ])
    expect((await readAll(path, { member: 'a/small.csv' })).rows).toEqual([['x', '1']])
  })

  it('may hold a workbook', async () => {
    const inner = await workbook('inner', (book) => {
      const sheet = book.addWorksheet('S')
      sheet.addRow(['ma', 'so'])
      sheet.addRow(['01', 5])
      sheet.addRow(['02', 6])
    })
    const { readFileSync } = await import('node:fs')
    expect((await readAll(archive('book.zip', { 'inner.xlsx': readFileSync(inner) }))).rows).toEqual([
      ['01', '5'],
      ['02', '6'],
    ])
  })

  it('is refused when a member leads out of it, or unpacks to far too much', async () => {
    expect(await codeOf(readAll(archive('out.zip', { '../../etc/x.csv': strToU8('a,b\n1,2\n') })))).toBe(
      'ARCHIVE_UNSAFE',
    )
    const bomb = archive('bomb.zip', { 'zeros.csv': new Uint8Array(60_000_000) })
    expect(await codeOf(readAll(bomb))).toBe('ARCHIVE_BOMB')
  })

  it('is damaged when cut off, and says so', async () => {
    const whole = zipSync({ 'a.csv': strToU8('k,v\n'.repeat(5000)) })
    const path = join(folder, 'cut.zip')
    writeFileSync(path, whole.subarray(0, whole.length - 40))
    expect(await codeOf(readAll(path))).toBe('FILE_DAMAGED')
  })
})
