import { bilingual as b } from '#shared/model/text.ts'
import { absence, hasTool } from '#test/support/outsideTools.ts'
import ExcelJS from 'exceljs'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { Failure } from '#shared/model/failure.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { writeCsv } from './csv.ts'
import { cubeHtml } from './cubeHtml.ts'
import { paced } from './pace.ts'
import { parseCsv } from './parseCsv.ts'
import { publishCube } from './publishCube.ts'
import { writeXlsx, writeXlsxBook } from './xlsx.ts'
import { estimateXlsx, planXlsx } from './xlsxPlan.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-xlsx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const options = { language: 'both' as const, program: 'StatDesk 0.1.0', pace: paced() }
const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act()
    return 'done'
  } catch (thrown) {
    return thrown instanceof Failure
      ? thrown.value.code
      : typeof thrown === 'object' && thrown !== null && 'code' in thrown
        ? String(thrown.code)
        : String(thrown)
  }
}
const open = async (path: string): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return book
}
const textOf = (value: ExcelJS.CellValue): string =>
  typeof value === 'object' && value !== null && 'richText' in value
    ? value.richText.map((r) => r.text).join('')
    : String(value ?? '')

const region = sampleDimension('region', 'row', ['R1', 'R2'], {
  total: 'before',
  label: (c) => (c === 'R1' ? b('Đồng bằng sông Hồng', 'Red River Delta') : b('Đông Nam Bộ', 'South East')),
})
const province = sampleDimension('province', 'row', ['01', '31', '79'], {
  total: 'before',
  label: (c) =>
    ({ '01': b('Hà Nội', 'Ha Noi'), '31': b('Hải Phòng', 'Hai Phong'), '79': b('Hồ Chí Minh', 'Ho Chi Minh City') })[
      c
    ] ?? b(c, c),
})
const year = sampleDimension('period', 'column', ['2023', '2024', '2025'], { time: 'year', label: (c) => b(c, c) })
const exports_ = sampleMeasure('exports', {
  label: b('Xuất khẩu', 'Exports'),
  unit: b('Triệu USD', 'Million USD'),
  scale: 2,
  power: 6,
  decimals: 1,
})
const traders = sampleMeasure('traders', {
  label: b('Doanh nghiệp', 'Enterprises'),
  unit: b('Doanh nghiệp', 'Enterprises'),
  statistic: 'distinct',
  additive: false,
})
const inRegion = (r: number, p: number) => (r === 0 || p === 0 ? p === 0 : (r === 1) === p < 3)
const table = asProtected(
  sampleCube(
    [region, province, year],
    [exports_, traders],
    (place, m) => {
      const [r = 0, p = 0, y = 0] = place
      if (!inRegion(r, p)) return undefined
      if (r === 1 && p === 2) return y === 0 ? undefined : 'suppressed'
      return m === 0
        ? (r === 0 ? 9 : 4 + p) * 12_345_678_900 * (y + 1) - (p === 1 ? 70_000_000_000 : 0)
        : 1000 * (r + 1) + 10 * p + y
    },
    {
      title: b('Trị giá xuất khẩu theo vùng và tỉnh, thành phố', 'Value of exports by region and province'),
      source: b('Cục Hải quan', 'Customs Department'),
      footnotes: [
        { text: b('Kể cả khu chế xuất.', 'Including export processing zones.'), variable: 'province', category: '79' },
        {
          text: b('Điều chỉnh.', 'Revised.'),
          address: [
            { variable: 'region', code: 'R1', kind: 'value' },
            { variable: 'province', code: '01', kind: 'value' },
            { variable: 'period', code: '2024', kind: 'value' },
          ],
          measure: 'exports',
        },
      ],
      conditionalFormats: [
        { type: 'threshold', measure: 'exports', operator: '<', value: '0', style: 'bad' },
        { type: 'bar', measure: 'traders' },
      ],
    },
  ),
)

describe('a yearbook sheet', () => {
  it('has bilingual merged headings with units, raised footnote marks, indents, conditional styles and notes', async () => {
    const result = await publishCube(table, {
      format: 'xlsx',
      path: at('y.xlsx'),
      language: 'both',
      program: 'StatDesk 0.1.0',
    })
    expect(result.certificate.format).toBe('xlsx')
    const sheet = (await open(at('y.xlsx'))).worksheets[0]!
    expect(textOf(sheet.getCell('B4').value)).toBe('2023')
    expect(sheet.getCell('B4').isMerged).toBe(true)
    expect([textOf(sheet.getCell('B5').value), textOf(sheet.getCell('C5').value)]).toEqual([
      'Xuất khẩu (Triệu USD)\nExports (Million USD)',
      'Doanh nghiệp\nEnterprises',
    ])
    const rows = new Map(
      Array.from({ length: sheet.rowCount }, (_, r) => [textOf(sheet.getCell(r + 1, 1).value), r + 1]),
    )
    const city = sheet.getCell(rows.get('Hồ Chí Minh – Ho Chi Minh City(1)')!, 1)
    expect((city.value as ExcelJS.CellRichTextValue).richText.at(-1)).toMatchObject({
      text: '(1)',
      font: { vertAlign: 'superscript' },
    })
    expect(city.alignment.indent).toBe(1)
    // A figure with a note stays a number: the mark is in its format.
    const revised = sheet.getCell(rows.get('Hà Nội – Ha Noi')!, 4)
    expect(revised.value).toBe(534.6)
    expect(revised.numFmt).toBe('#,##0.0"⁽²⁾";"−"#,##0.0"⁽²⁾"')
    const negative = sheet.getCell(rows.get('Hà Nội – Ha Noi')!, 2)
    expect([negative.value, (negative.fill as ExcelJS.FillPattern).fgColor?.argb]).toEqual([-82.7, 'FFFBE3E4'])
    expect([...rows.keys()].filter((text) => /^\(\d\)/.test(text))).toEqual([
      '(1) Kể cả khu chế xuất. – Including export processing zones.',
      '(2) Điều chỉnh. – Revised.',
    ])
    expect([...rows.keys()].at(-1)).toBe('Nguồn: Cục Hải quan – Source: Customs Department')
    expect(sheet.getCell(rows.get('Tổng số – Total')!, 2).font.bold).toBe(true)
  })

  it('says in its properties what it is, and is the same for the same table', async () => {
    const written = async (name: string) => {
      await writeXlsx(at(name), table, options)
      const book = await open(at(name))
      return {
        book,
        sheet: createHash('sha256')
          .update(JSON.stringify(book.worksheets.map((s) => s.getSheetValues())))
          .digest('hex'),
      }
    }
    const [one, two] = [await written('1.xlsx'), await written('2.xlsx')]
    expect(one.sheet).toBe(two.sheet)
    expect(one.book).toMatchObject({
      creator: 'StatDesk 0.1.0',
      title: 'Trị giá xuất khẩu theo vùng và tỉnh, thành phố – Value of exports by region and province',
    })
    expect(one.book.created.toISOString()).toBe('2026-01-01T00:00:00.000Z')
  })
})

describe('many sheets', () => {
  const layer = sampleDimension('quarter', 'layer', ['1', '2', '3', '4'], {
    total: 'before',
    label: (c) => b(`Quý ${c}: số liệu/rất dài hơn ba mươi mốt ký tự`, `Quarter ${c}`),
  })
  const layered = asProtected(sampleCube([layer, year], [exports_, traders], (p, m) => 100_000_000 * p[0]! + p[1]! + m))

  it('have safe, unique names and a list of them in front', async () => {
    await writeXlsx(at('l.xlsx'), layered, { ...options, language: 'vi' })
    const names = (await open(at('l.xlsx'))).worksheets.map((s) => s.name)
    expect(names.every((n) => n.length <= 31 && !/[[\]:*?/\\]/.test(n))).toBe(true)
    expect(new Set(names.map((n) => n.toLowerCase())).size).toBe(names.length)
    expect([names[0], names[1], names.at(-1)]).toEqual(['Mục lục', 'Tổng số', 'Nguồn gốc'])
    const contents = (await open(at('l.xlsx'))).worksheets[0]!
    expect(Array.from({ length: contents.rowCount - 1 }, (_, r) => contents.getCell(r + 2, 2).value)).toEqual(
      names.slice(1),
    )
  })

  it('are made for measures that stand on the layers', async () => {
    const cube = {
      ...layered,
      axes: {
        row: [[]],
        column: [[{ dimension: 1, total: 'none' as const }]],
        layer: [[{ dimension: 0, total: 'before' as const }]],
        measureAxis: 'layer' as const,
        measurePlace: 'inner' as const,
      },
    }
    expect(planXlsx([{ name: null, cube }], 'vi').prints).toHaveLength(10)
  })

  it('are sections of one page in HTML, and parts of one CSV, with nothing left out', async () => {
    const html = cubeHtml(layered, { language: 'vi', program: 'x' })
    expect(html.match(/<section class="table">/g)).toHaveLength(5)
    expect(['Tổng số', 'Quý 1', 'Quý 4'].map((name) => html.includes(name))).toEqual([true, true, true])
    await writeCsv(at('l.csv'), layered, { shape: 'csv', language: 'en', byteOrderMark: false, pace: paced() })
    const text = readFileSync(at('l.csv'), 'utf8')
    expect(text.match(/^(Total|Quarter \d),/gm)).toHaveLength(5)
  })

  it('hold several tables for a batch', async () => {
    const { cells } = await writeXlsxBook(
      at('b.xlsx'),
      [
        { name: 'Bảng 1', cube: table },
        { name: 'Bảng 2', cube: layered },
      ],
      { ...options, data: false },
    )
    expect((await open(at('b.xlsx'))).worksheets.map((s) => s.name).slice(0, 4)).toEqual([
      'Mục lục – Contents',
      'Bảng 1',
      'Bảng 2 Tổng số',
      'Bảng 2 Quý 1 số liệu rất dài hơ',
    ])
    expect(cells).toBeGreaterThan(100)
  })

  it('are cut at a heading where Excel has no more columns, and the data sheet where it has no more rows', async () => {
    const wide = asProtected(
      sampleCube(
        [sampleDimension('r', 'row', ['a', 'b']), year, sampleDimension('k', 'column', ['1', '2', '3', '4'])],
        [traders],
        (p) => 100 * p[0]! + 10 * p[1]! + p[2]!,
      ),
    )
    const limits = { rows: 320, columns: 6 }
    const plan = planXlsx([{ name: null, cube: wide }], 'vi', { limits })
    expect(plan.prints.map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 8],
      [8, 12],
    ])
    await writeXlsx(at('w.xlsx'), wide, { ...options, language: 'vi', limits })
    const book = await open(at('w.xlsx'))
    const second = book.getWorksheet('Biểu – phần 2')!
    expect([second.getCell(3, 2).value, second.getCell(5, 2).value, second.getCell(6, 2).value].map(textOf)).toEqual([
      '2024',
      '5',
      '10',
    ])
    expect(
      planXlsx([{ name: null, cube: layered }], 'vi', { limits: { rows: 305, columns: 100 } }).data.map(
        ({ from, to }) => to - from,
      ),
    ).toEqual([30])
    expect(planXlsx([{ name: null, cube: table }], 'vi', { limits: { rows: 311, columns: 100 } }).data).toHaveLength(1)
  })

  it('are refused before anything is written when a table is too long or needs too many', async () => {
    const long = asProtected(
      sampleCube(
        [
          sampleDimension(
            'r',
            'row',
            Array.from({ length: 50 }, (_, i) => String(i)),
          ),
        ],
        [traders],
        (p) => p[0]!,
      ),
    )
    expect(
      await codeOf(() => writeXlsx(at('none.xlsx'), long, { ...options, limits: { rows: 320, columns: 100 } })),
    ).toBe('XLSX_TOO_LONG')
    const layers = asProtected(
      sampleCube(
        [
          sampleDimension(
            'r',
            'layer',
            Array.from({ length: 251 }, (_, i) => String(i)),
          ),
        ],
        [traders],
        (p) => p[0]!,
      ),
    )
    expect(await codeOf(() => writeXlsx(at('none.xlsx'), layers, options))).toBe('XLSX_TOO_MANY_SHEETS')
    expect(existsSync(at('none.xlsx'))).toBe(false)
  })

  it('are told of in advance with a size that is right in its order', async () => {
    const cube = asProtected(
      sampleCube(
        [
          sampleDimension(
            'r',
            'row',
            Array.from({ length: 3000 }, (_, i) => String(i)),
          ),
          year,
        ],
        [traders],
        (p) => (p[0]! * 7919) % 1_000_003,
      ),
    )
    const estimate = estimateXlsx(cube, 'vi')
    const { bytes } = await publishCube(cube, { format: 'xlsx', path: at('e.xlsx'), language: 'vi', program: 'x' })
    expect(estimate).toMatchObject({ sheets: 1, dataSheets: 1, split: false })
    expect(bytes / estimate.bytes).toBeGreaterThan(0.4)
    expect(bytes / estimate.bytes).toBeLessThan(2.5)
  })
})

describe('texts that Excel cannot hold', () => {
  it('lose only the signs it cannot hold, and read back', async () => {
    const odd = asProtected(
      sampleCube(
        [
          sampleDimension('r', 'row', ['a', 'b'], {
            label: (c) => (c === 'a' ? b('Bell\u0007 & <tag> \ud800', '') : b(`Dài ${'x'.repeat(40_000)}`, '')),
          }),
          year,
        ],
        [traders],
        (p) => p[1]!,
        { title: b('Một\r\nhai\u0000', '') },
      ),
    )
    await publishCube(odd, { format: 'xlsx', path: at('t.xlsx'), language: 'vi', program: 'x' })
    const sheet = (await open(at('t.xlsx'))).worksheets[0]!
    const texts = Array.from({ length: sheet.rowCount }, (_, r) => String(sheet.getCell(r + 1, 1).value ?? ''))
    expect(texts[0]).toBe('Một\nhai')
    expect(texts).toContain('Bell & <tag> \ufffd')
    expect(Math.max(...texts.map((t) => t.length))).toBe(32_767)
  })
})

describe('a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))('ends the writing with its own error and does not hang', async () => {
    const many = asProtected(
      sampleCube(
        [
          sampleDimension(
            'r',
            'row',
            Array.from({ length: 4000 }, (_, i) => String(i)),
          ),
        ],
        [traders],
        (p) => (p[0]! * 7919) % 1_000_003,
      ),
    )
    expect(await codeOf(() => writeXlsx('/dev/full', many, options))).toBe('ENOSPC')
    expect(
      await codeOf(() =>
        writeCsv('/dev/full', many, { shape: 'csv_tidy', language: 'vi', byteOrderMark: true, pace: paced() }),
      ),
    ).toBe('ENOSPC')
  })
})

describe.skipIf(!hasTool('calc'))(`LibreOffice${absence('calc')}`, () => {
  it('reads the same figures, and prints the sheet on one page', { timeout: 120_000 }, async () => {
    await publishCube(table, { format: 'xlsx', path: at('o.xlsx'), language: 'both', program: 'StatDesk 0.1.0' })
    const convert = (to: string) =>
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          to,
          '--outdir',
          folder,
          at('o.xlsx'),
        ],
        { stdio: 'ignore' },
      )
    convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1')
    const file = readdirSync(folder).find((name) => name.startsWith('o') && name.endsWith('.csv'))!
    const rows: string[][] = []
    for await (const row of parseCsv([readFileSync(at(file), 'utf8').replaceAll('\n', '\r\n')] as never)) rows.push(row)
    const layout = layoutTable(table)
    const figures = rows.slice(6, 6 + layout.rows.length).map((row) => row.slice(1, 1 + layout.columns.length))
    const meant = layout.rows.map((row) =>
      row.cells.map((cell) =>
        formatCell(cell, table.measures[cell.measure]!, 'en').replaceAll(',', '').replace(/^−/, '-'),
      ),
    )
    const marks = (text: string) => text.replace(/[⁽⁾⁰¹²³⁴-⁹,]/g, '').replace(/^−/, '-')
    expect(figures.map((row) => row.map(marks))).toEqual(meant)
    convert('pdf')
    expect(readFileSync(at('o.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
