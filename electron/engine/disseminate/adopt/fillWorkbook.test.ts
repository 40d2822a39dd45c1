import ExcelJS from 'exceljs'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetSchema } from '#shared/model/dataset.ts'
import { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { throughDoor } from '#engine/door.ts'
import { adoptHandlers } from './methods.ts'
import { workbookHandlers } from '#engine/disseminate/publish/workbookMethods.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { writeShape } from '#test/support/adopt/officeSheets.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'

const label = (vi: string, en = vi) => ({ vi, en })
const shop = datasetSchema.parse({
  id: 'shop',
  subject: 'survey',
  label: label('Cửa hàng', 'Shops'),
  recordLabel: label('cửa hàng', 'shop'),
  description: label(''),
  periodKind: 'year',
  key: [],
  rules: [],
  respondent: null,
  variables: [
    {
      id: 'province',
      source: 'province',
      label: label('Tỉnh, thành phố', 'Province'),
      role: 'classification',
      type: 'code',
      codeList: 'province',
    },
    { id: 'staff', source: 'staff', label: label('Lao động', 'Staff'), role: 'measure', type: 'integer' },
  ],
})
/** Shops per province and year; three of 2025 in province 04 are too few for a minimum of five. */
const counts: Record<string, Record<string, number>> = {
  2023: { '01': 40, '31': 20, '79': 55 },
  2024: { '01': 42, '31': 22, '79': 60 },
  2025: { '01': 45, '31': 25, '79': 66, '04': 3, '96': 8 },
}

let folder = ''
let workspace: Workspace
const context = testContext(() => workspace)
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-adoption-'))
  workspace = await createWorkspace(at('ws'), { name: 'test', passphrase: null, demonstration: true, user: 'tester' })
  datasetRepository(workspace.catalog).save(shop)
  for (const [period, provinces] of Object.entries(counts)) {
    const lines = Object.entries(provinces).flatMap(([code, n]) =>
      Array.from({ length: n }, (_, i) => `${code},${(i % 9) + 1}`),
    )
    await writeFile(at(`shop_${period}.csv`), `province,staff\n${lines.join('\n')}\n`)
    await importDelivery(
      context,
      { path: at(`shop_${period}.csv`), dataset: 'shop', period, sender: '', letterNumber: '' },
      quietJob(),
    )
  }
})
afterAll(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

const lastYear = {
  sheet: 'B1',
  rows: [
    ['Số cửa hàng phân theo tỉnh, thành phố'],
    ['Number of shops by province'],
    [null, null, 'ĐVT: Cửa hàng'],
    [null, 2023, 'Sơ bộ 2024'],
    ['A', 1, 2],
    ['CẢ NƯỚC', 115, 124],
    ['Tỉnh Hà Nội', 40, 42],
    ['TP. Hải Phòng', 20, 21],
    ['Hồ Chí Minh', 55, 60],
    ['Cao Bằng', '-', '-'],
  ],
}
const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 'shops',
  title: label('Số cửa hàng', 'Shops'),
  dataset: 'shop',
  classification: 'as_then',
  rows: [{ variable: 'province', total: 'none' }],
  columns: [{ variable: 'period', total: 'none' }],
  measures: [{ id: 'shops', statistic: 'count', unit: label('Cửa hàng', 'Shops') }],
})
const fillRequest = {
  path: '',
  out: '',
  sheet: null,
  definition,
  period: '2025',
  previous: null,
  mode: 'add' as const,
  stricter: 5,
  chosen: {},
}

describe('adoption in a workspace', () => {
  it('reads what the sheet is and proposes a table that fills it', async () => {
    await writeShape(at('last.xlsx'), lastYear)
    const reading = await adoptHandlers['adopt.read'](
      context,
      { path: at('last.xlsx'), sheet: null, dataset: null, definition: null, period: null, chosen: {} },
      quietJob(),
    )
    expect(reading.periods).toEqual(['2023', '2024'])
    expect(reading.guesses[0]).toMatchObject({
      axis: 'row',
      dataset: 'shop',
      variable: 'province',
      level: null,
      matched: 4,
      labels: 4,
    })
    expect(reading.draft).toMatchObject({
      dataset: 'shop',
      rows: [{ variable: 'province' }],
      columns: [{ variable: 'period' }],
      measures: [{ statistic: 'count' }],
    })
    const bound = await adoptHandlers['adopt.read'](
      context,
      {
        path: at('last.xlsx'),
        sheet: null,
        dataset: null,
        definition: reading.draft,
        period: '2025',
        chosen: {},
      },
      quietJob(),
    )
    expect(bound.bindings!.filter((b) => b.target === null)).toEqual([])
    // What can be chosen by hand: provinces of both versions, no period.
    expect(reading.targets).toBeNull()
    expect(bound.targets!.dimensions.map((d) => d.variable)).toEqual(['province'])
    expect(bound.targets!.dimensions[0]!.categories.map((c) => c.key)).toEqual(
      expect.arrayContaining(['77@2004', '96@2025']),
    )
    expect(bound.targets!.measures.map((m) => m.id)).toEqual(['records'])
  })

  it('fills a copy with the new period, protected, and lists what differs; the office’s file stays', async () => {
    await writeShape(at('last.xlsx'), lastYear)
    const before = readFileSync(at('last.xlsx'))
    const request = { ...fillRequest, path: at('last.xlsx'), out: at('this.xlsx') }
    const result = await throughDoor(context, 'adopt.fill', request, (inside) =>
      adoptHandlers['adopt.fill'](inside, request, quietJob()),
    )
    expect(readFileSync(at('last.xlsx')).equals(before)).toBe(true)
    expect(result).toMatchObject({
      mode: 'add',
      period: '2025',
      filled: 5,
      blank: 0,
      sheet: 'B1',
      sha256: createHash('sha256')
        .update(readFileSync(at('this.xlsx')))
        .digest('hex'),
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(at('this.xlsx'))
    const column = Array.from({ length: 7 }, (_, r) => book.worksheets[0]!.getCell(r + 4, 4).value)
    // 147 shops in all; Cao Bằng has three, so it is withheld, and with it a second figure.
    expect(column.slice(0, 3)).toEqual(['Sơ bộ 2025\nPrel. 2025', 3, 147].map((v, i) => (i === 0 ? 'Sơ bộ 2025' : v)))
    expect(column[6]).toBe('…')
    const withheld = result.differences.filter((d) => d.kind === 'withheld').map((d) => 'cell' in d && d.cell)
    expect(withheld).toContain('D10')
    expect(result.differences.filter((d) => d.kind === 'figure')).toEqual([
      {
        kind: 'figure',
        cell: 'C8',
        row: 'TP. Hải Phòng',
        column: 'Sơ bộ 2024',
        was: '21',
        now: '22',
        relative: 22 / 21 - 1,
      },
    ])
    expect(result.differences.filter((d) => d.kind === 'missing').map((d) => d.kind === 'missing' && d.key)).toEqual([
      '96@2025',
    ])
    expect(listAudit(workspace, 2)).toMatchObject([
      { action: 'export', subject: expect.stringContaining(`adopt shops 2025 ${result.sha256}`) as string },
      { action: 'export_asked', subject: `table shops → ${at('this.xlsx')}` },
    ])
  })

  it('and the size of a workbook is told before it is written', async () => {
    expect(
      await workbookHandlers['table.workbook'](context, { definition, language: 'both', stricter: 5 }, quietJob()),
    ).toMatchObject({ sheets: 1, dataSheets: 1, split: false })
  })

  it('fails clearly and writes nothing: a period without data, a table of other labels, the template itself', async () => {
    await writeShape(at('last.xlsx'), lastYear)
    const codeOf = (request: Partial<typeof fillRequest>) =>
      adoptHandlers['adopt.fill'](
        context,
        { ...fillRequest, path: at('last.xlsx'), out: at('no.xlsx'), ...request },
        quietJob(),
      ).then(
        () => 'filled',
        (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
      )
    expect(await codeOf({ period: '2031' })).toBe('ADOPT_PERIOD_EMPTY')
    expect(await codeOf({ period: '2025-2026' })).toBe('PERIOD_INVALID')
    expect(await codeOf({ out: at('last.xlsx') })).toBe('ADOPT_SAME_FILE')
    expect(await codeOf({ out: at('missing/no.xlsx') })).toBe('FILE_NOT_FOUND')
    await writeShape(at('last.xlsx'), { rows: [['Khác'], ['', 'Vàng', 'Bạc'], ['Mèo', 1, 2], ['Chó', 3, 4]] })
    expect(await codeOf({})).toBe('ADOPT_NOTHING_BOUND')
    expect(() => readFileSync(at('no.xlsx'))).toThrow()
  })
})
