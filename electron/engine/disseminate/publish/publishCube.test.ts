import ExcelJS from 'exceljs'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishFormats } from '#shared/contract/files.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { parseCsv } from './parseCsv.ts'
import { publishCube } from './publishCube.ts'
import { plainCube } from '#test/support/publish/blocks.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-publish-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const region = sampleDimension('region', 'row', ['1', '2'], {
  total: 'before',
  label: (c) =>
    c === '1' ? { vi: '=HYPERLINK("http://x")', en: '+cmd' } : { vi: 'Đồng bằng, sông "Hồng"', en: 'Red River' },
})
const kind = sampleDimension('kind', 'row', ['a', 'b'], { total: 'before' })
const year = sampleDimension('period', 'column', ['2024', '2025'], { time: 'year', total: 'after' })
const money = sampleMeasure('money', { scale: 2, power: 6, decimals: 1, unit: { vi: 'Triệu USD', en: 'Million USD' } })
const huge = sampleMeasure('huge', { unit: { vi: 'Đồng', en: 'VND' } })
const mean = sampleMeasure('mean', { statistic: 'mean', exact: false, decimals: 2, additive: false })
const table = asProtected(
  sampleCube([region, kind, year], [money, huge, mean], (p, m) => {
    if (p[0] === 1 && p[1] === 1)
      return p[2] === 0 ? 'suppressed' : p[2] === 1 ? 'suppressed_secondary' : 'not_available'
    if (p[0] === 2 && p[1] === 2 && p[2] === 0) return undefined
    if (m === 0) return (p[0]! - 1) * 1_234_567_895_00 + p[2]!
    return m === 1 ? 12345678901234567890n + BigInt(p[1]!) : (p[1]! - 1) * 3.145
  }),
)
const program = 'StatDesk 0.1.0'
const target = (name: string) => join(folder, name)
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )

const csvRows = async (path: string): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const row of parseCsv(createReadStream(path, 'utf8'))) rows.push(row)
  return rows
}

describe('publishCube', () => {
  it('accepts nothing but a protected cube', () => {
    const open = sampleCube([region], [money], () => 1)
    // @ts-expect-error an unprotected cube has no protection record and no brand
    const refused = () => publishCube(open, { format: 'csv', path: target('x.csv'), language: 'vi', program })
    expect(refused).toBeTypeOf('function')
  })

  it('answers size and hash of the file it wrote, for every format', async () => {
    for (const format of publishFormats) {
      const path = target(`t.${format}`)
      const result = await publishCube(format === 'jsonstat' ? plainCube() : table, {
        format,
        path,
        language: 'both',
        program,
      })
      const bytes = readFileSync(path)
      expect(result.certificate.format).toBe(format)
      expect(result.certificate.cells).toBeGreaterThan(50)
      expect(result.certificate.compared).toBe(result.certificate.cells)
      expect(result).toMatchObject({
        path,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
    }
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('refuses an empty cube', async () => {
    expect(
      await codeOf(
        publishCube(asProtected(sampleCube([region], [money], () => undefined)), {
          format: 'csv',
          path: target('e.csv'),
          language: 'vi',
          program,
        }),
      ),
    ).toBe('TABLE_EMPTY')
  })
})

describe('CSV', () => {
  it('is the laid-out table with plain figures and yearbook symbols', async () => {
    await publishCube(table, { format: 'csv', path: target('t.csv'), language: 'vi', program })
    const text = readFileSync(target('t.csv'), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('\r\n')
    const rows = await csvRows(target('t.csv'))
    const layout = layoutTable(table)
    const length = layout.headerRows.length + layout.rows.length
    // Below an empty line: notes, symbols, source.
    expect(rows[length]?.join('')).toBe('')
    expect(rows.slice(length + 1).map(([first]) => first?.slice(0, 7))).toEqual(expect.arrayContaining(['Ký hiệu']))
    expect(rows.every((row) => row.length === 2 + layout.columns.length)).toBe(true)
    // Total row: −1,234.567895 million, rounded once, with an ASCII minus for programs.
    expect(rows[2]!.slice(2, 5)).toEqual(['-1234.6', '12345678901234567890', '-3.15'])
    expect(rows.some((row) => row.includes('…'))).toBe(true)
    expect(rows.some((row) => row.includes('-'))).toBe(true)
  })

  it('disarms formulas in text and leaves figures alone', async () => {
    for (const format of ['csv', 'csv_tidy'] as const) {
      await publishCube(table, { format, path: target('f.csv'), language: 'both', program })
      const fields = (await csvRows(target('f.csv'))).flat()
      expect(fields.filter((f) => /^[=+@\t\r]/.test(f))).toEqual([])
      expect(fields.filter((f) => f.startsWith('-') && f !== '-' && !/^-\d+(\.\d+)?$/.test(f))).toEqual([])
      expect(fields.some((f) => f.startsWith("'="))).toBe(true)
    }
  })

  it('tidy: one row a figure, every digit, withheld figures without a trace of which rule hid them', async () => {
    await publishCube(table, {
      format: 'csv_tidy',
      path: target('y.csv'),
      language: 'en',
      program,
      byteOrderMark: false,
    })
    const [header, ...rows] = await csvRows(target('y.csv'))
    expect(readFileSync(target('y.csv'))[0]).not.toBe(0xef)
    expect(header).toEqual([
      'region',
      'region_label',
      'kind',
      'kind_label',
      'period',
      'period_label',
      'measure',
      'measure_label',
      'unit',
      'value',
      'status',
      'figure_status',
    ])
    expect(rows).toHaveLength(table.cells.records.length * 3)
    expect(rows[0]).toEqual([
      '_T',
      'Total',
      '_T',
      'Total',
      '2024',
      'period 2024',
      'money',
      'money',
      'Million USD',
      '-1234.567895',
      'value',
      'preliminary',
    ])
    const statuses = new Set(rows.map((row) => row[10]))
    expect([...statuses].sort()).toEqual(['not_available', 'suppressed', 'value'])
    expect(rows.filter((row) => row[10] === 'suppressed').every((row) => row[9] === '')).toBe(true)
  })
})

describe('XLSX', () => {
  const open = async (language: 'vi' | 'en' | 'both' = 'both') => {
    await publishCube(table, { format: 'xlsx', path: target('t.xlsx'), language, program })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(target('t.xlsx'))
    return book
  }
  const textOf = (value: ExcelJS.CellValue): string =>
    typeof value === 'object' && value !== null && 'richText' in value
      ? value.richText.map((r) => r.text).join('')
      : String(value ?? '')

  it('has a yearbook sheet, a tidy sheet and a provenance sheet', async () => {
    const book = await open()
    expect(book.worksheets.map((s) => s.name)).toEqual(['Biểu – Table', 'Dữ liệu – Data', 'Nguồn gốc – Provenance'])
    const sheet = book.worksheets[0]!
    expect(sheet.getCell('A1').value).toBe('Bảng thử')
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.getCell('A2').value).toBe('Sample table')
    expect(sheet.getCell('A2').font.italic).toBe(true)
    expect(sheet.getCell('A3').value).toBe('* Sơ bộ – Prel.')
    const columns = layoutTable(table).columns.length
    // Two heading rows, then A 1 2 3.
    expect(textOf(sheet.getCell(4, 2).value)).toBe('period 2024')
    expect(sheet.getCell(4, 2).isMerged).toBe(true)
    expect(textOf(sheet.getCell(5, 2).value)).toContain('money (Triệu USD – Million USD)')
    expect([1, 2, columns + 1].map((c) => sheet.getCell(6, c).value)).toEqual(['A', 1, columns])
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 6 })
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, fitToHeight: 0, printTitlesRow: '4:6' })
  })

  it('holds figures as numbers with a format, rounded as printed; beyond fifteen digits as text', async () => {
    const sheet = (await open()).worksheets[0]!
    expect(sheet.getCell(7, 2).value).toBe(-1234.6)
    expect(sheet.getCell(7, 2).numFmt).toBe('#,##0.0;"−"#,##0.0')
    expect(sheet.getCell(7, 3).value).toBe('12.345.678.901.234.567.890')
    expect(sheet.getCell(7, 2).font.bold).toBe(true)
    const values = sheet
      .getSheetValues()
      .flat()
      .map((v) => textOf(v as ExcelJS.CellValue))
    expect(values).toContain('…')
    expect(values.some((v) => v.startsWith('Nguồn: Nguồn thử'))).toBe(true)
    expect(values.some((v) => v.includes('Ký hiệu'))).toBe(true)
  })

  it('keeps the tidy sheet plain: one header row, no merges, no blank labels', async () => {
    const tidy = (await open('vi')).worksheets[1]!
    expect(tidy.rowCount).toBe(1 + table.cells.records.length * 3)
    expect(tidy.hasMerges).toBe(false)
    expect(tidy.getRow(2).getCell(10).value).toBe(-1234.567895)
  })

  it('tells where it comes from and not how close protection was', async () => {
    const rows = (await open('en')).worksheets[2]!.getSheetValues()
      .map((row) => JSON.stringify(row))
      .join('\n')
    expect(rows).toContain('duckdb')
    expect(rows).toContain('2 of')
    expect(rows).not.toMatch(/minimum":|\b3\b.*primary/)
  })

  it('gives every layer a sheet', async () => {
    const layered = asProtected(
      sampleCube(
        [sampleDimension('l', 'layer', ['a/b', 'A?B'], { total: 'before', label: (c) => ({ vi: c, en: c }) }), year],
        [money],
        (p) => 100 * p[0]!,
      ),
    )
    await publishCube(layered, { format: 'xlsx', path: target('l.xlsx'), language: 'vi', program })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(target('l.xlsx'))
    expect(book.worksheets.map((s) => s.name)).toEqual(['Tổng số', 'a b', 'A B (2)', 'Dữ liệu', 'Nguồn gốc'])
  })
})

describe('the target', () => {
  const publish = (path: string) => codeOf(publishCube(table, { format: 'csv', path, language: 'vi', program }))

  it('is refused clearly when its folder is missing, when it is a folder, and when it is read-only', async () => {
    expect(await publish(join(folder, 'none', 't.csv'))).toBe('FILE_NOT_FOUND')
    mkdirSync(target('d.csv'))
    expect(await publish(target('d.csv'))).toBe('FILE_UNWRITABLE')
    writeFileSync(target('r.csv'), 'kept')
    chmodSync(target('r.csv'), 0o444)
    expect(await publish(target('r.csv'))).toBe('FILE_UNWRITABLE')
    expect(readFileSync(target('r.csv'), 'utf8')).toBe('kept')
  })

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EBUSY', 'FILE_UNWRITABLE'],
    ['EACCES', 'FILE_UNWRITABLE'],
  ])('stays as it was when writing fails with %s', async (code, expected) => {
    writeFileSync(target('k.csv'), 'before')
    const failing = writeFileTarget(target('k.csv'), async (temporary) => {
      writeFileSync(temporary, 'half')
      throw Object.assign(new Error(code), { code })
    })
    expect(await codeOf(failing)).toBe(expected)
    expect(readFileSync(target('k.csv'), 'utf8')).toBe('before')
    expect(readdirSync(folder)).toEqual(['k.csv'])
  })

  it('is refused and no temporary file stays when its name is taken while the file is being written', async () => {
    const taken = writeFileTarget(target('n.csv'), async (temporary) => {
      writeFileSync(temporary, 'whole')
      mkdirSync(join(target('n.csv'), 'inside'), { recursive: true })
    })
    expect(await codeOf(taken)).toBe('FILE_UNWRITABLE')
    expect(readdirSync(folder)).toEqual(['n.csv'])
  })

  it('stays as it was when the job is cancelled half-way, and nothing stays open or behind', async () => {
    const many = asProtected(
      sampleCube(
        [
          sampleDimension(
            'r',
            'row',
            Array.from({ length: 1500 }, (_, i) => String(i)),
          ),
        ],
        [money],
        (p) => p[0]!,
      ),
    )
    for (const format of [
      'xlsx',
      'csv',
      'csv_tidy',
      'px',
      'jsonstat',
      'sdmx_csv_1',
      'sdmx_csv_2',
      'parquet',
    ] as const) {
      writeFileSync(target('c'), 'before')
      let checks = 0
      const cancelled = publishCube(many, {
        format,
        path: target('c'),
        language: 'vi',
        program,
        throwIfCancelled: () => {
          checks += 1
          if (checks === 2) fail('CANCELLED')
        },
      })
      expect(await codeOf(cancelled)).toBe('CANCELLED')
      expect(readFileSync(target('c'), 'utf8')).toBe('before')
      expect(readdirSync(folder)).toEqual(['c'])
    }
  })

  it('replaces an older file whole', async () => {
    writeFileSync(target('o.csv'), 'x'.repeat(100_000))
    expect(await publish(target('o.csv'))).toBe('done')
    expect(existsSync(target('o.csv'))).toBe(true)
    expect(readFileSync(target('o.csv'), 'utf8')).not.toContain('xxx')
  })
})
