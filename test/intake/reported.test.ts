// Files as users of other tools report them, made up anew: each comes in right, or somebody is asked; no row is lost
// for a heading, no figure counted twice in silence. Written by code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { readAll } from './readAll.ts'
import type { Taken } from './readAll.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-reported-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const read = (name: string, content: string | Uint8Array): Promise<Taken> => readAll(file(name, content))
const book = async (name: string, make: (sheet: ExcelJS.Worksheet, all: ExcelJS.Workbook) => void): Promise<Taken> => {
  const workbook = new ExcelJS.Workbook()
  make(workbook.addWorksheet('S1'), workbook)
  return read(name, Buffer.from(await workbook.xlsx.writeBuffer()))
}
const asked = ({ suggestion }: Taken): string[] =>
  suggestion.package.decisions.flatMap((d) => (d.ask && d.about !== 'period' ? [d.column ?? d.about] : []))
const second = ({ rows }: Taken): (string | null | undefined)[] => rows.map((row) => row[1])
/** A key and one column of values. */
const column = (name: string, values: readonly string[], head = 'v'): Promise<Taken> =>
  read(`${name}_2024.csv`, [`k\t${head}`, ...values.map((v, i) => `${'abcdefgh'[i]}\t${v}`), ''].join('\n'))

describe('no row is lost for a heading', () => {
  it.each([
    ['en dashes', ['–5', '–6', '7', '-8'], ['-5', '-6', '7', '-8'], []],
    ['thousands in pairs', ['1,23,456', '12,34,567', '7'], ['123456', '1234567', '7'], []],
    ['points without decimals', ['5.', '6.', '.7'], ['5.0', '6.0', '0.7'], []],
    ['a minus and a blank', ['- 5', '6', '- 7'], ['-5', '6', '-7'], []],
    ['two minus signs', ['--5', '6', '7'], ['--5', '6', '7'], ['v']],
    ['less than', ['<5', '6', '7'], ['<5', '6', '7'], ['v']],
    ['infinity', ['1.5', 'Inf', '-Inf', '2'], ['1.5', 'Inf', '-Inf', '2'], ['v']],
    ['marks of a note', ['5*', '6', '7 (e)', '8'], ['5*', '6', '7 (e)', '8'], ['v']],
    ['digits of another script', ['١٢', '٣', '4'], ['١٢', '٣', '4'], []],
    ['fractions', ['1/2', '3/4', '1'], ['1/2', '3/4', '1'], []],
    ['a minus behind', ['5-', '6', '7-'], ['-5', '6', '-7'], ['v']],
  ])('%s', async (name, values, right, questions) => {
    const taken = await column(name, values)
    expect(second(taken)).toEqual(right)
    expect(asked(taken)).toEqual(questions)
    expect(taken.rejected).toEqual({})
  })

  it('parts of days do not head whole days', async () => {
    const taken = await column('parts', ['2024', '02/2024', '13/02/2024'], 'ngay')
    expect(taken.rows).toHaveLength(3)
  })

  it('the same heading again further down is no record, and neither are the rows above it lost', async () => {
    const taken = await read('again.csv', '\ufeffma,so\n01,5\n02,6\n\ufeffma,so\n03,7\n')
    expect(taken.rows).toEqual([
      ['01', '5'],
      ['02', '6'],
      ['03', '7'],
    ])
    expect(taken.rejected).toEqual({ REPEATED_HEADER: 1 })
  })

  it('rows above the heading that fill every column are told one by one, and somebody is asked', async () => {
    const taken = await read('labels.csv', 'Q1,Q2,Q3\nGiới,Tuổi,Thu nhập\n1,25,500\n2,30,600\n')
    expect(taken.rejected).toEqual({ ABOVE_HEADING: 1 })
    expect(asked(taken)).toContain('rows')
    expect(taken.suggestion.rows).toBe(3)
    const about = await read('about.csv', 'Đơn vị:,Cục A\nKỳ:,Năm 2023\nMã,Giá trị\n01,5\n02,6\n')
    expect(about.rejected).toEqual({})
  })

  it('years one after another and days head columns, whatever figures stand below', async () => {
    const years = await read('years.csv', 'tinh,2022,2023,2024\nHN,2100,2001,1999\nHP,7,8,9\n')
    expect(years.suggestion.header).toEqual(['tinh', '2022', '2023', '2024'])
    expect(years.rows).toHaveLength(2)
    const days = await book('days_2024.xlsx', (sheet) => {
      const [january, february] = [new Date('2024-01-01T00:00:00Z'), new Date('2024-02-01T00:00:00Z')]
      sheet.addRows([
        ['tinh', january, february],
        ['HN', 5, 6],
        ['HP', 7, 8],
      ])
    })
    expect(days.suggestion.header).toEqual(['tinh', '2024-01-01', '2024-02-01'])
    expect(days.rows).toHaveLength(2)
  })

  it('words that may be a record are asked about before they name columns', async () => {
    expect(asked(await read('words.csv', 'Ha Noi,mien Bac\nHue,mien Trung\nCan Tho,mien Nam\n'))).toEqual(['header'])
    expect(asked(await read('named.csv', 'ma_tinh,ten\nHN,Ha Noi\nHUE,Hue\nCT,Can Tho\n'))).toEqual([])
  })
})

describe('no figure counts twice in silence', () => {
  it('totals of pages, carried forward, of all regions, without a name, and means', async () => {
    const pages = 'ma,ten,so\n01,A,5\n02,B,6\n,Cộng trang 1,11\n,Mang sang,11\n03,C,7\n04,D,8\n,Tổng cộng,26\n'
    const taken = await read('pages.csv', pages)
    expect([taken.rows.length, taken.rejected]).toEqual([4, { TOTALS_ROW: 3 }])
    const rejected = async (text: string) => (await read('sum.csv', text)).rejected
    expect(await rejected('region,n\nNorth,11\nSouth,15\nAll regions,26\n')).toEqual({ TOTALS_ROW: 1 })
    expect(await rejected('ma,ten,so\n00,Cả nước,26\n01,A,11\n02,B,15\n')).toEqual({ TOTALS_ROW: 1 })
    expect(await rejected('ten,so\nA,11\nB,15\nC,4\n,30\n')).toEqual({ TOTALS_ROW: 1 })
    expect(await rejected('ten,diem\nA,5\nB,7\nTrung bình,6\n')).toEqual({ TOTALS_ROW: 1 })
    expect(await rejected('ten,so\nA,950\nB,1.200\nCộng,2.150\n')).toEqual({ TOTALS_ROW: 1 })
    // Called so, but not the sum: a record.
    expect(await rejected('ten,diem\nA,5\nB,7\nTrung bình,9\nC,4\n')).toEqual({})
    expect(await rejected('ten,so\nA,5\nTổng công ty B,7\nC,4\n')).toEqual({})
  })

  it('rows that are sums of those below them are asked about', async () => {
    const regions = [
      'Địa phương,Dân số',
      'Nước,100',
      'Sông Hồng,40',
      'HN,25',
      'HP,15',
      'Đông Nam,60',
      'HCM,45',
      'ĐN,15',
    ]
    expect(asked(await read('regions.csv', `${regions.join('\n')}\n`))).toEqual(['rows'])
    expect(asked(await read('plain.csv', 'k,n\na,3\nb,1\nc,2\nd,9\ne,4\nf,8\n'))).toEqual([])
  })

  it('a figure of merged cells is asked about', async () => {
    const taken = await book('merged_2024.xlsx', (sheet) => {
      sheet.addRows([
        ['tinh', 'ho', 'so'],
        ['HN', 'a', 5],
        ['HN', 'b', null],
        ['HP', 'c', 7],
      ])
      sheet.mergeCells('C2:C3')
    })
    expect(asked(taken)).toEqual(['so'])
  })

  it('further sheets and members are asked about', async () => {
    const taken = await book('months_2024.xlsx', (sheet, all) => {
      for (const one of [sheet, all.addWorksheet('T2')])
        one.addRows([
          ['ma', 'so'],
          ['01', 1],
          ['02', 2],
        ])
    })
    expect(asked(taken)).toEqual(['table'])
    const text = Buffer.from('ma;so\n01;5\n02;6\n')
    const two = await read('two_2024.zip', zipSync({ 'a.csv': text, 'b.csv': text }))
    expect(asked(two)).toContain('member')
  })
})

describe('words below a table', () => {
  it('signatures and notes are no records, and leave the columns numbers', async () => {
    const text =
      'ma,ten,so\n01,A,5\n02,B,6\n03,C,7\n\nGhi chú: sơ bộ\nNgười lập biểu,,Thủ trưởng\nNguyễn Văn A,,Trần Thị B\n'
    const taken = await read('signed.csv', text)
    expect(taken.variables).toEqual(['ma code', 'ten code', 'so integer'])
    expect([taken.rows.length, taken.rejected]).toEqual([3, { NOTE_ROW: 3 }])
  })
  it('a record after an empty line stays a record', async () => {
    expect((await read('gap.csv', 'ma,so\n01,5\n02,6\n\n03,7\n')).rows).toHaveLength(3)
  })
})

describe('columns that somebody has to look at', () => {
  it.each([
    ['odd years', ['01/02/2567', '15/03/2567'], 'ngay', ['ngay']],
    ['days that are none', ['01/02/2024', '30/02/2024', '13/02/2024'], 'ngay', ['ngay']],
    ['zones', ['2024-01-01T10:00:00Z', '2024-01-01T23:00:00+07:00'], 'ngay', ['ngay']],
    ['seconds since 1970', ['1704067200', '1704153600'], 'ngay', ['ngay']],
    ['parts of days as numbers', ['45292.5', '45293', '45294.75'], 'ngay', ['ngay']],
    ['amounts in words', ['5 triệu', '6 triệu'], 'v', ['v']],
    ['nines for no answer', ['1', '5', '3', '-99'], 'v', ['v']],
    ['many nines', ['120', '500', '300', '999999'], 'v', ['v']],
    ['a tax code of nine digits among others', ['101234567', '0301234567'], 'mst', ['mst']],
    ['tax codes without zeros', ['101234567', '301234567'], 'mst', ['mst']],
    ['eight digits that are days', ['20240101', '20241231', '20240615'], 'v', []],
    ['negative figures', ['-5', '-99', '-40', '7'], 'v', []],
  ])('%s', async (name, values, head, questions) => {
    expect(asked(await column(name, values, head))).toEqual(questions)
  })

  it('long numbers of a spreadsheet, whose last digits it drops', async () => {
    const taken = await book('ids_2024.xlsx', (sheet) =>
      sheet.addRows([
        ['id', 'so'],
        [1234567890123456, 5],
        [1234567890123457, 6],
      ]),
    )
    expect(asked(taken)).toEqual(['id'])
  })

  it('telephones keep their plus; days written together are days', async () => {
    expect((await column('phones', ['+84901234567', '+84912345678'])).variables[1]).toBe('v code')
    expect(second(await column('together', ['20240101', '20241231', '20240615']))[1]).toBe('2024-12-31')
  })

  it('hours beyond a day are how long something took', async () => {
    const taken = await book('hours_2024.xlsx', (sheet) => {
      sheet.addRows([
        ['k', 'dai'],
        ['a', 1.25],
        ['b', 2.5],
      ])
      sheet.getColumn(2).numFmt = '[h]:mm'
    })
    expect(second(taken)).toEqual(['30:00:00', '60:00:00'])
  })

  it('units in headings become units', async () => {
    const taken = await read('units.csv', 'mã,doanh thu (triệu đồng),tỷ lệ (%),loại (cũ)\n01,5,1.5,3\n02,6,2.5,4\n')
    expect(taken.suggestion.package.dataset.variables.map((v) => v.unit?.vi ?? null)).toEqual([
      null,
      'triệu đồng',
      '%',
      null,
    ])
  })
})

describe('wrappings', () => {
  const text = 'ma;ten\n01;Hà\n02;Huế\n'
  const right = [
    ['01', 'Hà'],
    ['02', 'Huế'],
  ]
  it('an archive in an archive, a packed file in one', async () => {
    const inner = zipSync({ 'a.csv': Buffer.from(text) })
    expect((await read('outer.zip', zipSync({ 'inner.zip': inner }))).rows).toEqual(right)
    expect((await read('packed.zip', zipSync({ 'a.csv.gz': gzipSync(text) }))).rows).toEqual(right)
    const deep = zipSync({ 'c.zip': zipSync({ 'b.zip': zipSync({ 'a.zip': zipSync({ 'i.zip': inner }) }) }) })
    const code = (thrown: unknown): string => (thrown instanceof Failure ? thrown.value.code : String(thrown))
    expect(await read('deep.zip', deep).then(() => 'none', code)).toBe('FORMAT_UNSUPPORTED')
    const none = read('none.zip', zipSync({ 'a.pdf': Buffer.from('%PDF') }))
    expect(await none.then(() => 'none', code)).toBe('ARCHIVE_NO_DATA')
  })

  it('each line in quotes as a whole, and texts that a spreadsheet keeps as texts', async () => {
    expect((await read('whole.csv', '"ma;ten"\n"01;Hà"\n"02;Huế"\n')).rows).toEqual(right)
    expect((await read('inner.csv', '"k,v"\n"a,""x, y"""\n"b,z"\n')).rows).toEqual([
      ['a', 'x, y'],
      ['b', 'z'],
    ])
    expect(second(await read('constant.csv', 'k,v\na,"=""007"""\nb,"=""012"""\n'))).toEqual(['007', '012'])
  })

  it('a zero byte costs its row and not the file; letters saved in a wrong encoding are asked about', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${i},x`)
    const taken = await read('zero.csv', ['k,v', ...lines, 'b,\u0000y', ''].join('\n'))
    expect([taken.rows.length, taken.rejected]).toEqual([30, { ENCODING: 1 }])
    const twice = Buffer.from(Buffer.from('ma,ten\n01,Nguyễn\n02,Đặng\n').toString('latin1'))
    expect(asked(await read('twice.csv', twice))).toContain('encoding')
  })

  it('capitals of TCVN3 are capitals', async () => {
    const bytes = Buffer.from('ma,ten\n01,NGUYÔN THÞ Hång\n02,TrÇn V¨n C­êng\n', 'latin1')
    expect(second(await read('capitals.csv', bytes))).toEqual(['NGUYỄN THỊ Hồng', 'Trần Văn Cường'])
  })

  it('records of JSON that hold lists, and values JSON has no word for', async () => {
    const text2 = '[{"ho":"01","tv":[{"t":5},{"t":6}]},{"ho":"02","tv":[{"t":7}]},{"ho":"03","tv":[]}]'
    const taken = await read('children_2024.json', text2)
    expect(taken.rows.map((row) => row[0])).toEqual(['01', '02', '03'])
    expect(asked(taken)).toContain('table')
    expect((await read('nan.json', '[{"a":NaN,"b":"NaN x"},{"a":4,"b":"y"}]')).rows).toEqual([
      [null, 'NaN x'],
      ['4', 'y'],
    ])
  })

  it('a survey program without its command file: what was not answered is no figure', async () => {
    const text3 = 'interview__key\tinterview__id\tq1\n00-01\ta1\t5\n00-02\ta2\t-999999999\n'
    expect((await read('roster.tab', text3)).rows.map((row) => row[2])).toEqual(['5', null])
  })
})
