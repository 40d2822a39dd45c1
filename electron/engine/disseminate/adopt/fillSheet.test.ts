import ExcelJS from 'exceljs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import type { Cube, CubeDimension, ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { codeListVersions, correspondence } from '#engine/classify/codeLists.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import { bindLabels } from './bindLabels.ts'
import { bindTable } from './bindTable.ts'
import { fillSheet } from './fillSheet.ts'
import { planColumns } from './planColumns.ts'
import { openWorkbook } from './openWorkbook.ts'
import type { RawSheet } from './rawSheet.ts'
import { readTableSheet, sheetPeriods, sheetStructure } from './readTableSheet.ts'
import { rewriteZip } from './rewriteZip.ts'
import type { Shape } from '#test/support/adopt/officeSheets.ts'
import { writeShape, yearbookPage } from '#test/support/adopt/officeSheets.ts'
import { writeAdopted } from './writeAdopted.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-fill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lists: CodeLists = {
  versions: (list) => codeListVersions(list),
  correspondence: (list, from, to) => correspondence(list, from, to) ?? null,
}
const label = (list: string, version: string, code: string) =>
  codeListVersions(list)
    .find((v) => v.version === version)!
    .items.find((i) => i.code === code)!.label
const provinces = (version: string, codes: string[], level?: 'region'): CubeDimension => {
  const made = sampleDimension('province', 'row', codes, {
    total: 'before',
    label: (code) => label('province', version, code),
  })
  return {
    ...made,
    ...(level ? { level } : {}),
    codeList: 'province',
    categories: made.categories.map((c) => (c.kind === 'value' ? { ...c, version } : c)),
  }
}
const years = (codes: string[]): CubeDimension => ({
  ...sampleDimension('period', 'column', codes, { time: 'year', label: (c) => ({ vi: c, en: c }) }),
})
const schools = sampleMeasure('schools', {
  decimals: 1,
  scale: 1,
  unit: { vi: 'Trường', en: 'School' },
  label: { vi: 'Số trường', en: 'Schools' },
})

const fill = async (
  shape: Shape,
  cube: ProtectedCube,
  options: {
    period?: string
    previous?: string | null
    mode?: 'add' | 'replace' | 'roll'
    classification?: 'as_then' | 'as_now'
    chosen?: Record<string, string>
  } = {},
) => {
  const { period = '2025', previous = null, mode = 'add', classification = 'as_then', chosen = {} } = options
  const [from, to] = [join(folder, 'last.xlsx'), join(folder, 'new.xlsx')]
  await writeShape(from, shape)
  const { workbook, raw, table } = await readTableSheet(from, null)
  const { table: target, dated } = bindTable(cube, lists, classification)
  const bindings = bindLabels(table, target, chosen)
  const time = cube.dimensions.some((d) => d.variable === 'period') ? 'period' : null
  const known = previous ?? sheetPeriods(table).at(-1) ?? null
  const plan = planColumns({ raw, table, bindings, time, period, previous: known, mode, status: cube.status })
  const filled = fillSheet({
    raw,
    table,
    bindings,
    cube,
    dated,
    time,
    period,
    previous: known,
    targets: plan.targets,
    targetRows: plan.targetRows,
  })
  const last = new Map([...plan.edits, ...filled.edits].map((e) => [`${e.row} ${e.column}`, e]))
  const certificate = await writeAdopted(
    workbook,
    raw,
    { cells: [...last.values()], ...(plan.merges ? { merges: plan.merges } : {}), widths: plan.widths },
    { last: table.columns.at(-1)!.sheetColumn, added: plan.added },
    to,
  )
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(to)
  return { ...filled, plan, bindings, certificate, sheet: book.worksheets[0]! }
}

/**
 * Regions with their provinces: Hà Nội 01 and Hải Phòng 31 in R1, Bà Rịa 77 and Hồ Chí Minh 79 in R5, Đồng Nai 75 in
 * R5.
 */
const parents: Record<string, string> = { '01': 'R1', '31': 'R1', '75': 'R5', '77': 'R5', '79': 'R5' }
const region = provinces('2004', ['R1', 'R5'], 'region')
const province = provinces('2004', ['01', '31', '75', '77', '79'])
const figures = (codes: string[], more: Partial<Cube> = {}) =>
  asProtected(
    sampleCube(
      [region, province, years(codes)],
      [schools],
      ([r, p, y]) => {
        const [regionCode, code] = [region.categories[r!]!.code, province.categories[p!]!.code]
        const nested =
          code === '' || regionCode === '' ? regionCode !== '' || code === '' : parents[code] === regionCode
        if (!nested) return undefined
        if (code === '77' && codes[y!] === '2025') return 'suppressed'
        const base =
          code === ''
            ? regionCode === ''
              ? 13000
              : regionCode === 'R1'
                ? 5000
                : 8005
            : { '01': 3000, '31': 2000, '75': 50, '77': 1000, '79': 7005 }[code]!
        return base + (codes[y!] === '2024' ? 100 : codes[y!] === '2025' ? 205 : 0)
      },
      more,
    ),
  )

describe('a new column', () => {
  it('stands beside the last one in its look, with heading, number and figures; the rest stays', async () => {
    const { sheet, plan, filled, blank, differences, certificate } = await fill(yearbookPage, figures(['2024', '2025']))
    expect(plan.mode).toBe('add')
    expect([sheet.getCell('E5').value, sheet.getCell('E6').value]).toEqual(['Sơ bộ 2025\nPrel. 2025', 4])
    expect(['E7', 'E8', 'E9', 'E10', 'E11', 'E12', 'E13'].map((c) => sheet.getCell(c).value)).toEqual([
      1320.5,
      520.5,
      320.5,
      220.5,
      821,
      '…',
      721,
    ])
    expect([filled, blank]).toEqual([7, 0])
    // Merges over the whole table grew, the unit line moved, the width was taken over.
    expect(sheet.model.merges.toSorted()).toEqual(['A1:E1', 'A2:E2', 'A4:A5', 'B4:E4'])
    expect([sheet.getCell('D3').value, sheet.getCell('E3').value]).toEqual([null, 'ĐVT: Trường - Unit: School'])
    expect(sheet.getColumn(5).width).toBe(12)
    expect(['A7', 'B7', 'C10', 'D8', 'A13'].map((c) => sheet.getCell(c).value)).toEqual([
      'CẢ NƯỚC - WHOLE COUNTRY',
      1300.5,
      '-',
      '…',
      'TP. Hồ Chí Minh (1)',
    ])
    expect(differences.filter((d) => d.kind === 'withheld').map((d) => 'cell' in d && d.cell)).toEqual(['E12'])
    // Đồng Nai has schools and no row.
    expect(differences.filter((d) => d.kind === 'missing')).toEqual([
      {
        kind: 'missing',
        variable: 'province',
        key: '75@2004',
        label: { vi: 'Đồng Nai', en: 'Dong Nai' },
        axis: 'row',
        now: '25,5',
      },
    ])
    expect(certificate.compared).toBeGreaterThan(40)
  })

  it('lists earlier figures that differ from a computation now, and only those', async () => {
    const { differences, compared, agreeing } = await fill(yearbookPage, figures(['2024', '2025']))
    // 2024 now: 1310, 510, 310, 210, 810.5, 110, 710.5; the sheet has 1320, …, 310, 210, 810, 102, 708.
    expect([compared, agreeing]).toEqual([7, 2])
    expect(differences.flatMap((d) => (d.kind === 'figure' ? [[d.cell, d.was, d.now]] : []))).toEqual([
      ['D7', '1320', '1310.0'],
      ['D8', '…', '510.0'],
      ['D11', '810', '810.5'],
      ['D12', '102', '110.0'],
      ['D13', '708', '710.5'],
    ])
  })

  it('repeats a group of columns under one period, with its merges', async () => {
    const sex = sampleDimension('sex', 'column', ['m', 'f'], {
      total: 'before',
      label: (c) => (c === 'm' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }),
    })
    const cube = asProtected(
      sampleCube(
        [years(['2024', '2025']), sex, provinces('2004', ['01'])],
        [sampleMeasure('n')],
        (p) => 100 * p[0]! + 10 * p[1]! + p[2]!,
        { status: 'official' },
      ),
    )
    const { sheet, plan } = await fill(
      {
        rows: [
          ['Học sinh'],
          [null, 2023, null, null, 2024, null, null],
          [null, 'Tổng số', 'Nam', 'Nữ', 'Tổng số', 'Nam', 'Nữ'],
          ['Tổng số', 1, 2, 3, 4, 5, 6],
          ['Hà Nội', 7, 8, 9, 10, 11, 12],
        ],
        merges: ['B2:D2', 'E2:G2', 'A2:A3'],
      },
      cube,
    )
    expect(plan.added).toBe(3)
    expect(sheet.model.merges.toSorted()).toEqual(['A2:A3', 'B2:D2', 'E2:G2', 'H2:J2'])
    expect([sheet.getCell('H2').value, ...['H3', 'I3', 'J3'].map((c) => sheet.getCell(c).value)]).toEqual([
      2025,
      'Tổng số',
      'Nam',
      'Nữ',
    ])
    expect(['H4', 'I4', 'J4', 'H5', 'I5', 'J5'].map((c) => sheet.getCell(c).value)).toEqual([
      100, 110, 120, 101, 111, 121,
    ])
  })

  it('or the window of years moves on by one: headings and figures together, in their places', async () => {
    const { sheet, plan } = await fill(yearbookPage, figures(['2024', '2025']), { mode: 'roll' })
    expect(plan.mode).toBe('roll')
    const row = (r: number) => ['B', 'C', 'D'].map((c) => sheet.getCell(`${c}${r}`).value)
    expect([row(5), row(6), row(7), row(8), row(10)]).toEqual([
      [2023, 'Sơ bộ 2024\nPrel. 2024', 'Sơ bộ 2025\nPrel. 2025'],
      [1, 2, 3],
      [1310, 1320, 1320.5],
      [505, '…', 520.5],
      ['-', 210, 220.5],
    ])
    expect(sheet.model.merges.toSorted()).toEqual(['A1:D1', 'A2:D2', 'A4:A5', 'B4:D4'])
  })

  it('is refused where it cannot stand: periods in rows, another column behind, a later period', async () => {
    const codeOf = (act: Promise<unknown>) =>
      act.then(
        () => 'filled',
        (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
      )
    const cube = figures(['2024', '2025'])
    expect(
      await codeOf(fill({ rows: [['Bảng'], ['', 'Cả nước', 'Hà Nội'], ['Năm 2023', 1, 2], ['Năm 2024', 3, 4]] }, cube)),
    ).toBe('ADOPT_CANNOT_ADD')
    expect(
      await codeOf(
        fill({ rows: [['Bảng'], ['', 2023, 2024, 'Tăng (%)'], ['Cả nước', 1, 2, 100], ['Hà Nội', 3, 4, 33]] }, cube),
      ),
    ).toBe('ADOPT_CANNOT_ADD')
    expect(
      await codeOf(
        fill({ rows: [['Bảng'], ['', 2025, 2026], ['Cả nước', 1, 2], ['Hà Nội', 3, 4]] }, cube, { period: '2024' }),
      ),
    ).toBe('ADOPT_CANNOT_ADD')
  })
})

describe('figures replaced', () => {
  it('under the new heading, with nothing of last year left in places that are not bound', async () => {
    const { sheet, filled, blank, differences } = await fill(
      {
        rows: [
          ['Số trường năm 2024'],
          [],
          ['Tỉnh', 'Số trường'],
          ['Cả nước', 1310],
          ['Hà Nội', 310],
          ['Sài Gòn', 710.5],
          ['Hà Lội', 5],
          ['Cơ cấu - Structure (%)', null],
          ['Hà Nội', 24],
        ],
        merges: ['A8:B8'],
      },
      figures(['2024', '2025']),
      { mode: 'replace' },
    )
    expect(sheet.getCell('A1').value).toBe('Số trường năm 2025')
    expect(['B4', 'B5', 'B6', 'B7', 'B9'].map((c) => sheet.getCell(c).value)).toEqual([1320.5, 320.5, 721, null, null])
    expect([filled, blank]).toEqual([3, 2])
    expect(differences.flatMap((d) => (d.kind === 'label' ? [[d.cell, d.suggestions[0]?.label.vi]] : []))).toEqual([
      ['A7', 'Hà Nội'],
      ['A8', undefined],
    ])
    expect(differences.some((d) => d.kind === 'figure')).toBe(false)
  })

  it('follow what the user chose for a label', async () => {
    const { sheet } = await fill(
      { rows: [['Số trường năm 2024'], [], ['Tỉnh', 'Số trường'], ['Cả nước', 1], ['Thủ đô', 3]] },
      figures(['2024', '2025']),
      { mode: 'replace', chosen: { A5: 'province=01@2004' } },
    )
    expect(sheet.getCell('B5').value).toBe(320.5)
  })

  it('bind a chosen unit in every version that has it, and a chosen measure', async () => {
    const { bindings } = await fill(
      {
        rows: [
          ['Số trường năm 2024'],
          [],
          ['Tỉnh', 'Số lượng cơ sở'],
          ['Cả nước', 1],
          ['Thủ đô', 3],
          ['Đồng Nai cũ', 3],
        ],
      },
      figures(['2024', '2025']),
      { mode: 'replace', chosen: { A5: 'province=01@2025', A6: 'province=75@2004', B3: 'measure=schools' } },
    )
    const target = (cell: string) => bindings.find((b) => b.label.cell === cell)
    expect(target('A5')).toMatchObject({ how: 'chosen', target: { kind: 'category', keys: ['01@2025', '01@2004'] } })
    expect(target('A6')).toMatchObject({ target: { keys: ['75@2004', '75@2025'] } })
    expect(target('B3')).toMatchObject({ how: 'chosen', target: { kind: 'measure', measure: 'schools' } })
  })

  it('of rows, where periods stand in the stub', async () => {
    const { sheet } = await fill(
      { rows: [['Số trường'], [], ['Năm', 'Cả nước', 'Hà Nội'], ['2023', 1, 2], ['Sơ bộ 2024', 3, 4]] },
      figures(['2024', '2025']),
      { mode: 'replace' },
    )
    expect(['A4', 'B4', 'A5', 'B5', 'C5'].map((c) => sheet.getCell(c).value)).toEqual([
      '2023',
      1,
      'Sơ bộ 2025',
      1320.5,
      320.5,
    ])
  })
})

describe('after a merger', () => {
  const now = asProtected(
    sampleCube(
      [provinces('2025', ['01', '08', '79']), years(['2024', '2025'])],
      [schools],
      (p) => 1000 * (p[0]! + 1) + p[1]!,
    ),
  )
  it('units that ended are left blank with their successor, and grown ones are told', async () => {
    const { sheet, differences } = await fill(
      {
        rows: [
          ['Số trường'],
          ['', 2023, 2024],
          ['Cả nước', 1, 2],
          ['Hà Nội', 3, 4],
          ['Hà Giang', 5, 6],
          ['TP. Hồ Chí Minh', 7, 8],
        ],
      },
      now,
      { classification: 'as_now' },
    )
    expect(['D3', 'D4', 'D5', 'D6'].map((c) => sheet.getCell(c).value)).toEqual([100.1, 200.1, null, 400.1])
    expect(differences.filter((d) => d.kind === 'ended')).toEqual([
      { kind: 'ended', cell: 'A5', label: 'Hà Giang', successor: label('province', '2025', '08') },
    ])
    expect(differences.flatMap((d) => (d.kind === 'extent' ? [[d.label, d.before.map((b) => b.vi)]] : []))).toEqual([
      ['TP. Hồ Chí Minh', ['Bình Dương', 'Bà Rịa - Vũng Tàu', 'Hồ Chí Minh']],
    ])
  })

  it('a unit of the old list gets no dash for a period it did not live to see', async () => {
    const then = asProtected(
      sampleCube([provinces('2004', ['01', '02']), years(['2024'])], [schools], (p) => 1000 * p[0]!),
    )
    const both: ProtectedCube = { ...then, dimensions: [then.dimensions[0]!, years(['2024', '2025'])] }
    const { sheet, differences } = await fill(
      { rows: [['Số trường'], ['', 2023, 2024], ['Hà Nội', 3, 4], ['Hà Giang', 5, 6]] },
      both,
    )
    expect(sheet.getCell('D4').value).toBe(null)
    expect(differences.filter((d) => d.kind === 'ended').map((d) => d.kind === 'ended' && d.successor?.vi)).toContain(
      'Tuyên Quang',
    )
  })
})

describe('the rest of the workbook', () => {
  it('stays byte for byte: pictures, other sheets, styles', async () => {
    const path = join(folder, 'picture.xlsx')
    await writeShape(path, yearbookPage)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    book.worksheets[0]!.addImage(book.addImage({ buffer: pixel as never, extension: 'png' }), 'G2:H3')
    book.addWorksheet('Khác').getCell('A1').value = { formula: "'Biểu 12'!E7*2", result: 7 }
    book.worksheets[0]!.pageSetup.printArea = 'A1:D15'
    await book.xlsx.writeFile(path)
    const { workbook, raw, table } = await readTableSheet(path, 'Biểu 12')
    const cube = figures(['2024', '2025'])
    const { table: target, dated } = bindTable(cube, lists, 'as_then')
    const bindings = bindLabels(table, target)
    const plan = planColumns({
      raw,
      table,
      bindings,
      time: 'period',
      period: '2025',
      previous: null,
      mode: 'add',
      status: 'official',
    })
    const filled = fillSheet({
      raw,
      table,
      bindings,
      cube,
      dated,
      time: 'period',
      period: '2025',
      previous: null,
      targets: plan.targets,
      targetRows: null,
    })
    await writeAdopted(
      workbook,
      raw,
      { cells: [...plan.edits, ...filled.edits], merges: plan.merges!, widths: plan.widths },
      { last: 4, added: 1 },
      join(folder, 'kept.xlsx'),
    )
    const after = await openWorkbook(join(folder, 'kept.xlsx'))
    const changed = after.parts
      .filter((e) => workbook.parts.find((o) => o.name === e.name)?.crc !== e.crc)
      .map((e) => e.name)
    expect(changed.toSorted()).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
    const again = new ExcelJS.Workbook()
    await again.xlsx.readFile(join(folder, 'kept.xlsx'))
    expect(again.worksheets[0]!.getImages()).toHaveLength(1)
    expect(again.worksheets[0]!.pageSetup.printArea).toBe('A1:E15')
    // The heading of an official year loses its "Sơ bộ".
    expect(again.worksheets[0]!.getCell('E5').value).toBe(2025)
    expect(await after.text('xl/workbook.xml')).toContain('fullCalcOnLoad="1"')
  })

  it('is read and patched alike where another program wrote it with prefixed tags', async () => {
    const path = join(folder, 'prefixed.xlsx')
    await writeShape(path, yearbookPage)
    const plain = await openWorkbook(path)
    const prefixed = (xml: string) => xml.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace(' xmlns=', ' xmlns:x=')
    await rewriteZip(
      path,
      new Map([['xl/worksheets/sheet1.xml', prefixed(await plain.text('xl/worksheets/sheet1.xml'))]]),
      join(folder, 'x.xlsx'),
    )
    const { workbook, raw, table } = await readTableSheet(join(folder, 'x.xlsx'), null)
    expect(table.rows).toHaveLength(7)
    await writeAdopted(
      workbook,
      raw,
      {
        cells: [
          { row: 7, column: 5, value: { kind: 'number', text: '5' } },
          { row: 5, column: 5, value: { kind: 'runs', xml: '<r><t>Sơ bộ</t></r>' } },
        ],
        merges: raw.merges,
        widths: [],
      },
      { last: 4, added: 0 },
      join(folder, 'x2.xlsx'),
    )
    const xml = await (await openWorkbook(join(folder, 'x2.xlsx'))).text('xl/worksheets/sheet1.xml')
    expect(xml).toContain('<x:is><x:r><x:t>Sơ bộ</x:t></x:r></x:is>')
    expect(/<(?!\/?x:|\?)/.test(xml)).toBe(false)
  })

  it('keeps the old font: words written into TCVN3 cells are TCVN3', async () => {
    const { sheet } = await fill(
      {
        rows: [
          ['S\u00e8 tr\u00ad\u00eang'],
          [null, 2023, 'S\u00ac b\u00e9 2024'],
          ['C\u00b6 n\u00ad\u00edc', 1, 2],
          ['H\u00b5 N\u00e9i', 3, 4],
        ],
        font: { A1: '.VnTimeH', C2: '.VnTime', A3: '.VnTime', A4: '.VnTime' },
      },
      figures(['2024', '2025']),
    )
    expect([sheet.getCell('D2').value, sheet.getCell('D2').font.name, sheet.getCell('D4').value]).toEqual([
      'S\u00ac b\u00e9 2025',
      '.VnTime',
      320.5,
    ])
  })
})

describe('any sheet', () => {
  const word = fc.constantFrom(
    '',
    '',
    '2023',
    '2024',
    'Sơ bộ 2025',
    'A',
    '1',
    '2',
    '3',
    '12,5',
    '1.234',
    '-',
    '…',
    'Tổng số',
    'Hà Nội',
    'Đồng bằng sông Hồng',
    'Nam - Male',
    'ĐVT: Người',
    'Ghi chú: x',
    '  Nữ',
    'Cơ cấu - Structure (%)',
    'x'.repeat(300),
  )
  it('is read or refused, never crashed on', async () => {
    await fc.assert(
      fc.property(
        fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 14 }),
        fc.array(
          fc.record({
            top: fc.integer({ min: 1, max: 12 }),
            left: fc.integer({ min: 1, max: 6 }),
            rows: fc.integer({ min: 0, max: 3 }),
            columns: fc.integer({ min: 0, max: 4 }),
          }),
          { maxLength: 4 },
        ),
        (grid, merges) => {
          const style = {
            font: '',
            bold: false,
            italic: false,
            superscript: false,
            indent: 0,
            centred: false,
            date: false,
          }
          const cells = grid.map((line, r) =>
            line.flatMap((text, c) =>
              text === ''
                ? []
                : [
                    {
                      row: r + 1,
                      column: c + 1,
                      text,
                      kind: /^\d+$/.test(text) ? ('number' as const) : ('text' as const),
                      formula: 'none' as const,
                      style,
                      styleIndex: 0,
                      runs: '',
                      start: 0,
                      end: 0,
                    },
                  ],
            ),
          )
          const raw: RawSheet = {
            name: 's',
            part: 's',
            xml: '',
            rows: [],
            cells: new Map(cells.map((line, r) => [r + 1, line])),
            columns: [],
            places: {
              mergeCells: null,
              cols: null,
              dimension: null,
              sheetData: { start: 0, end: 0, close: 0 },
              prefix: '',
            },
            merges: merges.map((m) => ({
              top: m.top,
              left: m.left,
              bottom: m.top + m.rows,
              right: m.left + m.columns,
            })),
          }
          const table = sheetStructure(raw)
          if (!table) return
          expect(
            table.figures.every((f) => table.rows[f.row] !== undefined && table.columns[f.column] !== undefined),
          ).toBe(true)
          expect(table.rows.every((row, i) => row.parent === null || row.parent < i)).toBe(true)
          const cube = figures(['2024', '2025'])
          const { table: target, dated } = bindTable(cube, lists, 'as_then')
          const bindings = bindLabels(table, target)
          const targets = table.columns.map((c) => ({
            sheetColumn: c.sheetColumn,
            like: c.sheetColumn,
            period: '2025',
          }))
          const filled = fillSheet({
            raw,
            table,
            bindings,
            cube,
            dated,
            time: 'period',
            period: '2025',
            previous: '2024',
            targets,
            targetRows: null,
          })
          expect(filled.filled + filled.blank).toBe(table.rows.filter((r) => !r.heading).length * table.columns.length)
        },
      ),
      { numRuns: 150 },
    )
  })
})
