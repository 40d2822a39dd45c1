// Workbooks of other forms than XLSX, and files packed as one stream: the same rows out of each. Written by code; what
// LibreOffice writes is looked at in outside.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import type { BookType } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { readAll } from './readAll.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-old-books-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )

const book = (type: BookType): Uint8Array => {
  const sheet = utils.aoa_to_sheet([
    ['BÁO CÁO NĂM 2023'],
    [],
    ['mã', 'tên', 'ngày', 'số', 'tỷ lệ', 'số hộ'],
    ['001', 'Hà Nội', { t: 'n', v: 45_000, z: 'dd/mm/yyyy' }, 1234.5, 0.125, { t: 'n', v: 7, z: '00000' }],
    ['002', 'Huế', { t: 'n', v: 45_001, z: 'dd/mm/yyyy' }, 7, 0.5, { t: 'n', v: 12, z: '00000' }],
    ['003', 'Đắk Lắk', { t: 'n', v: 45_002, z: 'dd/mm/yyyy' }, { t: 'e', v: 42 }, 1, { t: 'n', v: 3, z: '00000' }],
    ['Tổng cộng', null, null, 1241.5, null, null],
  ])
  const made = utils.book_new()
  utils.book_append_sheet(made, sheet, 'Trang 1')
  return new Uint8Array(write(made, { type: 'array', bookType: type }) as ArrayBuffer)
}

describe('workbooks of old forms', () => {
  const forms: [string, BookType, string][] = [
    ['a.xls', 'biff8', 'xls'],
    ['a.xlsb', 'xlsb', 'xlsb'],
    ['b.xls', 'xlml', 'xls'],
    ['a.xlsx', 'xlsx', 'xlsx'],
  ]
  it.each(forms)('%s', async (name, type, format) => {
    const taken = await readAll(file(name, book(type)))
    expect(taken.suggestion.package.layout.format).toBe(format)
    expect(taken.variables).toEqual(['ma code', 'ten code', 'ngay date', 'so decimal', 'ty_le decimal', 'so_ho code'])
    expect(taken.rows).toEqual([
      ['001', 'Hà Nội', '2023-03-15', '1234.5', '0.125', '00007'],
      ['002', 'Huế', '2023-03-16', '7.0', '0.500', '00012'],
      ['003', 'Đắk Lắk', '2023-03-17', null, '1.000', '00003'],
    ])
    expect(taken.rejected).toEqual({ TOTALS_ROW: 1 })
    expect(taken.suggestion.period?.value).toBe('2023')
  })

  it('texts in an old font are told by their words', async () => {
    const tcvn3 = (bytes: number[]): string => String.fromCharCode(...bytes)
    // "Hà Nội", "Thành phố", "Đồng Tháp" as the bytes of TCVN3.
    const rows = [
      tcvn3([0x48, 0xb5, 0x20, 0x4e, 0xe9, 0x69]),
      tcvn3([0x54, 0x68, 0xb5, 0x6e, 0x68, 0x20, 0x70, 0x68, 0xe8]),
      tcvn3([0xa7, 0xe5, 0x6e, 0x67, 0x20, 0x54, 0x68, 0xb8, 0x70]),
    ]
    const made = utils.book_new()
    utils.book_append_sheet(made, utils.aoa_to_sheet([['ma', 'ten'], ...rows.map((text, i) => [`0${i}`, text])]), 'A')
    const taken = await readAll(
      file('font.xls', new Uint8Array(write(made, { type: 'array', bookType: 'biff8' }) as ArrayBuffer)),
    )
    expect(taken.rows.map((row) => row[1])).toEqual(['Hà Nội', 'Thành phố', 'Đồng Tháp'])
  })

  it('a page of tables saved as .xls keeps its codes', async () => {
    const page =
      '<html><head><meta charset="utf-8"></head><body><table><tr><th>mã</th><th>giá</th></tr><tr><td>007</td><td>1.234,5</td></tr><tr><td>012</td><td>2,5</td></tr></table></body></html>'
    const taken = await readAll(file('portal.xls', page))
    expect(taken.rows).toEqual([
      ['007', '1234.5'],
      ['012', '2.5'],
    ])
    expect(await codeOf(readAll(file('page.html', '<html><body><p>x</p></body></html>')))).toBe('FORMAT_UNSUPPORTED')
  })

  it('a damaged one is refused by name', async () => {
    const whole = book('biff8')
    const code = await codeOf(readAll(file('cut.xls', whole.subarray(0, 900))))
    expect(['FILE_DAMAGED', 'FILE_NO_ROWS', 'FORMAT_UNSUPPORTED']).toContain(code)
  })
})

const ods = (body: string, manifest = ''): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    ),
    'META-INF/manifest.xml': strToU8(`<manifest:manifest xmlns:manifest="m">${manifest}</manifest:manifest>`),
  })
const text = (value: string, more = ''): string =>
  `<table:table-cell office:value-type="string"${more}><text:p>${value}</text:p></table:table-cell>`
const number = (value: string, shown = value, more = ''): string =>
  `<table:table-cell office:value-type="float" office:value="${value}"${more}><text:p>${shown}</text:p></table:table-cell>`
const row = (cells: string, more = ''): string => `<table:table-row${more}>${cells}</table:table-row>`

describe('OpenDocument', () => {
  it('a million empty rows, repeated cells, comments, zeros shown in front, merged cells, errors', async () => {
    const note = '<office:annotation><text:p>chú thích</text:p></office:annotation>'
    const rows = [
      row(text('tinh') + text('ma') + text('so') + text('ngay')),
      row(
        text('Hà<text:s/>Nội', ' table:number-rows-spanned="2"') +
          number('7', '007') +
          number('1.5') +
          `<table:table-cell office:value-type="date" office:date-value="2024-02-29">${note}<text:p>29/02/2024</text:p></table:table-cell>`,
      ),
      row(
        `<table:covered-table-cell/>${number('12', '012')}<table:table-cell office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-01"/>`,
      ),
      row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048000"'),
      row(
        text('Huế') +
          number('15', '015') +
          number('3') +
          '<table:table-cell office:value-type="date" office:date-value="2024-03-02"/>',
      ),
    ]
    const taken = await readAll(file('a.ods', ods(`<table:table table:name="A">${rows.join('')}</table:table>`)))
    expect(taken.variables).toEqual(['tinh code', 'ma code', 'so decimal', 'ngay date'])
    expect(taken.rows).toEqual([
      ['Hà Nội', '007', '1.5', '2024-02-29'],
      ['Hà Nội', '012', null, '2024-03-01'],
      ['Huế', '015', '3.0', '2024-03-02'],
    ])
  })

  it('a merged area ends where it ends, within rows that are written once for several', async () => {
    const rows = [
      row(text('tinh') + text('so')),
      row(text('Hà Nội', ' table:number-rows-spanned="3"') + number('1')),
      row(`<table:covered-table-cell/>${number('2')}`, ' table:number-rows-repeated="2"'),
      row(`<table:table-cell/>${number('99')}`),
    ]
    const taken = await readAll(file('merged.ods', ods(`<table:table table:name="A">${rows.join('')}</table:table>`)))
    expect(taken.rows).toEqual([
      ['Hà Nội', '1'],
      ['Hà Nội', '2'],
      ['Hà Nội', '2'],
      [null, '99'],
    ])
  })

  it('a password is said to be one', async () => {
    const encrypted = ods('', '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>')
    expect(await codeOf(readAll(file('secret.ods', encrypted)))).toBe('FILE_PASSWORD')
  })
})

describe('files packed as one stream', () => {
  const csv = 'ma;so\n001;1,5\n002;2,5\n'
  it('gzip and Zstandard, of text and of a workbook', async () => {
    for (const [name, content] of [
      ['a.csv.gz', gzipSync(csv)],
      ['a.csv.zst', zstdCompressSync(csv)],
    ] as const)
      expect((await readAll(file(name, content))).rows).toEqual([
        ['001', '1.5'],
        ['002', '2.5'],
      ])
    expect((await readAll(file('a.xlsx.gz', gzipSync(book('xlsx'))))).rows).toHaveLength(3)
  })

  it('a cut, spoiled or bloated one is refused', async () => {
    const packed = gzipSync(csv.repeat(1000))
    expect(await codeOf(readAll(file('cut.csv.gz', packed.subarray(0, packed.length - 20))))).toBe('FILE_DAMAGED')
    expect(await codeOf(readAll(file('bomb.csv.gz', gzipSync(Buffer.alloc(60_000_000)))))).toBe('ARCHIVE_BOMB')
  })
})
