import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { publishCube } from '#engine/disseminate/publish/publishCube.ts'
import { readTableSheet, sheetPeriods } from './readTableSheet.ts'
import { yearbookPage, writeShape } from '#test/support/adopt/officeSheets.ts'
import { zipFile } from '#test/support/adopt/zipFile.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-adopt-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )

describe('a page of a yearbook', () => {
  it('is read whole: title, unit, headings, hierarchy, statuses, symbols, notes', async () => {
    await writeShape(at('y.xlsx'), yearbookPage)
    const { table } = await readTableSheet(at('y.xlsx'), null)
    expect(table.problems).toEqual([])
    expect(table.title).toEqual({
      vi: '12. Số trường phổ thông phân theo tỉnh, thành phố',
      en: 'Number of schools by province',
    })
    expect(table).toMatchObject({
      unit: 'Trường - Unit: School',
      headRows: { first: 4, last: 5 },
      numberRow: 6,
      bodyRows: { first: 7, last: 13 },
      stubColumns: [1],
      source: 'Nguồn: Sở Giáo dục và Đào tạo',
      encoding: null,
    })
    expect(table.columns.map((c) => c.path.map((l) => [l.vi, l.en, l.period, l.status]))).toEqual([
      [
        ['Năm', 'Year', null, null],
        ['2022', '', '2022', null],
      ],
      [
        ['Năm', 'Year', null, null],
        ['2023', '', '2023', null],
      ],
      [
        ['Năm', 'Year', null, null],
        ['Sơ bộ 2024', 'Prel. 2024', '2024', 'preliminary'],
      ],
    ])
    expect(table.rows.map((r) => [r.label.vi, r.label.en, r.level, r.parent])).toEqual([
      ['CẢ NƯỚC', 'WHOLE COUNTRY', 0, null],
      ['Đồng bằng sông Hồng', 'Red River Delta', 1, 0],
      ['Hà Nội', '', 2, 1],
      ['TP. Hải Phòng', '', 2, 1],
      ['Đông Nam Bộ', 'South East', 1, 0],
      ['Bà Rịa - Vũng Tàu', '', 2, 4],
      ['TP. Hồ Chí Minh', '', 2, 4],
    ])
    expect(table.rows[6]!.label.marks).toEqual(['1'])
    expect(table.figures.map((f) => f.value ?? f.symbol)).toEqual([
      '1300.5',
      '1310',
      '1320',
      '500',
      '505',
      'not_available',
      '300',
      '303',
      '310',
      '200',
      'none',
      '210',
      '800.5',
      '805',
      '810',
      '100',
      '101',
      '102',
      '700.5',
      '704',
      '708',
    ])
    expect(table.notes).toEqual(['Ghi chú: (1) Kể cả trường chuyên.'])
    expect(sheetPeriods(table)).toEqual(['2022', '2023', '2024'])
    expect(table.confidence).toBeGreaterThan(0.95)
  })

  it('is read without an A | 1 | 2 row, with leading spaces, figures as text and the unit in the heading', async () => {
    await writeShape(at('t.xlsx'), {
      rows: [
        ['Kim ngạch xuất khẩu'],
        [],
        [null, 'Tổng số', 'Trong đó - Of which', null],
        [null, null, 'Khu vực trong nước (Triệu USD)', 'Khu vực FDI (Triệu USD)'],
        ['TỔNG SỐ', '371.304,2', '95.400,1', '275.904,1'],
        ['  Quý I', '88.500', '22.000', '-66.500,5'],
        ['  Quý II', '1.234', '..', 'x'],
      ],
      merges: ['B3:B4', 'C3:D3'],
    })
    const { table } = await readTableSheet(at('t.xlsx'), null)
    expect(table).toMatchObject({ headRows: { first: 3, last: 4 }, numberRow: null, bodyRows: { first: 5, last: 7 } })
    expect(table.columns.map((c) => c.path.map((l) => [l.vi, l.unit]))).toEqual([
      [['Tổng số', '']],
      [
        ['Trong đó', ''],
        ['Khu vực trong nước', 'Triệu USD'],
      ],
      [
        ['Trong đó', ''],
        ['Khu vực FDI', 'Triệu USD'],
      ],
    ])
    expect(table.rows.map((r) => [r.label.vi, r.level])).toEqual([
      ['TỔNG SỐ', 0],
      ['Quý I', 1],
      ['Quý II', 1],
    ])
    expect(table.figures.map((f) => f.value ?? f.symbol)).toEqual([
      '371304.2',
      '95400.1',
      '275904.1',
      '88500',
      '22000',
      '-66500.5',
      '1234',
      'not_available',
      'not_applicable',
    ])
    expect(table.figures.every((f) => f.asText || f.symbol !== null)).toBe(true)
  })

  it('is read from TCVN3 fonts and from UTF-8 that was read as Latin', async () => {
    const tcvn = (text: string): string =>
      [...text]
        .map((c) => ({ ổ: 'æ', ố: 'è', à: 'µ', ộ: 'é', ọ: 'ä', ă: '¨', ư: '\u00ad', ờ: 'ê', đ: '®' })[c] ?? c)
        .join('')
    await writeShape(at('abc.xlsx'), {
      rows: [
        [tcvn('Số trường học')],
        [null, 2023, 2024],
        [tcvn('Tổng số'), 10, 12],
        [tcvn('Hà Nội'), 4, 5],
        ['ha noi', 6, 7],
      ],
      font: { A1: '.VnTimeH', A3: '.VnTime', A4: '.VnArial Narrow', A5: '.VnTimeH' },
    })
    const abc = (await readTableSheet(at('abc.xlsx'), null)).table
    expect([abc.title.vi, ...abc.rows.map((r) => r.label.vi)]).toEqual(['SỐ TRƯỜNG HỌC', 'Tổng số', 'Hà Nội', 'HA NOI'])
    expect(abc.encoding).toBe('tcvn3')
    const misread = (text: string): string => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
    await writeShape(at('latin.xlsx'), {
      rows: [[misread('Số trường')], [null, 2023, 2024], [misread('Tổng số'), 10, 12], [misread('Đắk Lắk'), 4, 5]],
    })
    const latin = (await readTableSheet(at('latin.xlsx'), null)).table
    expect(latin.rows.map((r) => r.label.vi)).toEqual(['Tổng số', 'Đắk Lắk'])
    expect(latin.encoding).toBe('utf8_as_latin')
  })

  it('takes English lines under Vietnamese ones, headings without figures, and bold print as hierarchy', async () => {
    await writeShape(at('two.xlsx'), {
      rows: [
        ['Giáo viên phân theo giới tính'],
        [],
        ['', 'Năm học 2023-2024', 'Năm học 2024-2025'],
        ['Tổng số', 100, 110],
        ['Total', null, null],
        ['Phân theo giới tính - By sex', null, null],
        ['Nam', 40, 42],
        ['Male', null, null],
        ['Nữ', 60, 68],
        ['Female', null, null],
        ['Cơ cấu - Structure (%)', null, null],
        ['Nam', 40, 38.2],
        ['Male', null, null],
      ],
      merges: ['A11:C11'],
      italic: ['A5', 'A8', 'A10', 'A13'],
    })
    const { table } = await readTableSheet(at('two.xlsx'), null)
    expect(table.rows.map((r) => [r.label.vi, r.label.en, r.heading, r.parent])).toEqual([
      ['Tổng số', 'Total', false, null],
      ['Phân theo giới tính', 'By sex', true, null],
      ['Nam', 'Male', false, 1],
      ['Nữ', 'Female', false, 1],
      ['Cơ cấu', 'Structure', true, null],
      ['Nam', 'Male', false, 4],
    ])
    expect(sheetPeriods(table)).toEqual(['2023-2024', '2024-2025'])
  })

  it('reads back what this program publishes', async () => {
    const region = sampleDimension('region', 'row', ['1', '2'], {
      total: 'before',
      label: (c) => ({ vi: `Vùng ${c}`, en: `Region ${c}` }),
    })
    const sex = sampleDimension('sex', 'row', ['m', 'f'], {
      total: 'before',
      label: (c) => (c === 'm' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }),
    })
    const year = sampleDimension('period', 'column', ['2023', '2024'], {
      time: 'year',
      label: (c) => ({ vi: c, en: c }),
    })
    const cube = asProtected(
      sampleCube([region, sex, year], [sampleMeasure('n', { unit: { vi: 'Người', en: 'Persons' } })], (p) =>
        p[0] === 2 && p[1] === 1 ? 'suppressed' : 1000 * p[0]! + 10 * p[1]! + p[2]!,
      ),
    )
    await publishCube(cube, { format: 'xlsx', path: at('own.xlsx'), language: 'both', program: 'StatDesk' })
    const { table, sheets } = await readTableSheet(at('own.xlsx'), null)
    expect(sheets[0]!.name).toBe(table.sheet)
    expect(table.problems).toEqual([])
    expect(table.rows).toHaveLength(9)
    expect(table.columns.map((c) => c.path.at(-1)!.period)).toEqual(['2023', '2024'])
    expect(table.figures.map((f) => f.value ?? f.symbol).slice(0, 4)).toEqual(['0', '1', '10', '11'])
    expect(table.rows.filter((r) => r.label.vi === 'Nữ').map((r) => table.rows[r.parent!]!.label.vi)).toEqual([
      'Tổng số',
      'Vùng 1',
      'Vùng 2',
    ])
  })
})

describe('doubtful sheets', () => {
  it('name the cell: unreadable figures, errors, merged figures, hidden rows, no heading', async () => {
    await writeShape(at('d.xlsx'), {
      rows: [
        ['Bảng'],
        [null, 'Cột 1', 'Cột 2'],
        ['Nam', 'mười hai', 3],
        ['Nữ', { formula: 'B9', result: { error: '#REF!' } }, 4],
        ['Khác', { formula: 'C3+C4' }, 7],
        ['Gộp', 5, 5],
        ['Xa', 1, 2],
        ['Gần', 3, 4],
        ['Cả', 5, 6],
      ],
      merges: ['B6:C6'],
    })
    const { table } = await readTableSheet(at('d.xlsx'), null)
    expect(table.problems.map((p) => [p.cell, p.severity])).toEqual([
      ['B3', 'error'],
      ['B4', 'error'],
      ['B5', 'warning'],
      ['C6', 'warning'],
    ])
    expect(table.problems[0]!.message.en).toContain('mười hai')
    await writeShape(at('h.xlsx'), {
      rows: [
        ['Nam', 1, 2],
        ['Nữ', 3, 4],
      ],
    })
    const bare = (await readTableSheet(at('h.xlsx'), null)).table
    expect(bare.problems.map((p) => p.severity)).toEqual(['error'])
    expect(bare.confidence).toBeLessThan(0.4)
  })

  it('choose the sheet that is a table; unknown or empty ones are refused', async () => {
    await writeShape(at('m.xlsx'), { sheet: 'Bìa', rows: [['NIÊN GIÁM THỐNG KÊ'], ['2024']] }, yearbookPage)
    expect((await readTableSheet(at('m.xlsx'), null)).table.sheet).toBe('Biểu 12')
    expect(await codeOf(readTableSheet(at('m.xlsx'), 'Biểu 99'))).toBe('SHEET_UNKNOWN')
    expect(await codeOf(readTableSheet(at('m.xlsx'), 'Bìa'))).toBe('SHEET_NO_TABLE')
  })

  it('of other formats are refused by what they are, not by their name', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
    writeFileSync(at('xls.xlsx'), compound)
    expect(await codeOf(readTableSheet(at('xls.xlsx'), null))).toBe('WORKBOOK_LEGACY')
    writeFileSync(
      at('locked.xlsx'),
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]),
    )
    expect(await codeOf(readTableSheet(at('locked.xlsx'), null))).toBe('WORKBOOK_PASSWORD')
    writeFileSync(at('html.xlsx'), '<html><table><tr><td>1</td></tr></table></html>')
    expect(await codeOf(readTableSheet(at('html.xlsx'), null))).toBe('WORKBOOK_UNKNOWN')
    writeFileSync(at('empty.xlsx'), '')
    expect(await codeOf(readTableSheet(at('empty.xlsx'), null))).toBe('FILE_EMPTY')
    expect(await codeOf(readTableSheet(at('none.xlsx'), null))).toBe('FILE_NOT_FOUND')
    writeFileSync(at('cut.xlsx'), Buffer.from('PK\u0003\u0004 cut off'))
    expect(await codeOf(readTableSheet(at('cut.xlsx'), null))).toBe('WORKBOOK_DAMAGED')
    writeFileSync(at('zip.xlsx'), zipFile([{ name: 'readme.txt', data: Buffer.from('hello') }]))
    expect(await codeOf(readTableSheet(at('zip.xlsx'), null))).toBe('WORKBOOK_UNKNOWN')
  })

  it('whose XML is not well formed, or whose parts were altered, are damaged, never read in part', async () => {
    const book = (sheet: string) => [
      {
        name: 'xl/workbook.xml',
        data: Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: Buffer.from(
          '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
      },
      { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(sheet) },
    ]
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c></row>'
    for (const sheet of [
      `<worksheet><sheetData>${row}</worksheet>`,
      `<worksheet><sheetData>${row}</sheetData>`,
      `<worksheet><sheetData>${row}<row r="2"><c r="A2"><v>1 < 2</v></c></row></sheetData></worksheet>`,
      `<!DOCTYPE w [<!ENTITY x "1">]><worksheet><sheetData><row r="1"><c r="A1"><v>&x;</v></c></row></sheetData></worksheet>`,
    ]) {
      writeFileSync(at('malformed.xlsx'), zipFile(book(sheet)))
      expect(await codeOf(readTableSheet(at('malformed.xlsx'), null))).toBe('WORKBOOK_DAMAGED')
    }
    // Another text under the check sum of the first: same size, other figure.
    const sound = `<worksheet><sheetData>${row}</sheetData></worksheet>`
    const altered = Buffer.from(sound.replace('<v>1</v>', '<v>7</v>'))
    const parts = book(sound).map((part, i) => (i === 2 ? { ...part, packed: deflateRawSync(altered) } : part))
    writeFileSync(at('altered.xlsx'), zipFile(parts))
    expect(await codeOf(readTableSheet(at('altered.xlsx'), null))).toBe('WORKBOOK_DAMAGED')
  })

  it('that unpack beyond the limit are stopped, whatever they claim', async () => {
    const bomb = (claimed: number) =>
      zipFile([
        {
          name: 'xl/workbook.xml',
          data: Buffer.from(
            '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
          ),
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          data: Buffer.from(
            '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
          ),
        },
        { name: 'xl/worksheets/sheet1.xml', packed: deflateRawSync(Buffer.alloc(100 * 1024 * 1024, 32)), claimed },
      ])
    writeFileSync(at('honest.xlsx'), bomb(100 * 1024 * 1024))
    writeFileSync(at('lying.xlsx'), bomb(1000))
    expect(await codeOf(readTableSheet(at('honest.xlsx'), null))).toBe('WORKBOOK_TOO_LARGE')
    expect(await codeOf(readTableSheet(at('lying.xlsx'), null))).toBe('WORKBOOK_DAMAGED')
  })
})
