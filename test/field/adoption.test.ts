// Last year's workbook filled in: figures in the unit of the sheet or not at all, formulas without results, rows that
// got nothing.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTableSheet } from '#engine/disseminate/adopt/readTableSheet.ts'
import { fillWorkbook } from '#engine/disseminate/adopt/fillWorkbook.ts'
import { readUnit, unitFit } from '#engine/disseminate/adopt/sheetUnit.ts'
import type { AdoptFillResult } from '#shared/contract/adopt.ts'
import { casesPresent, fieldFile, fieldTable, fieldWorkspace } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'
import { quietJob } from '../support/engine/testContext.ts'

describe('units', () => {
  it.each([
    ['Nghìn học sinh', 3, 'hoc sinh', null],
    ['Đơn vị tính: Triệu đồng – Unit: Mill. dongs', 6, 'vnd', 'vnd'],
    ['Nghìn tỷ đồng', 12, 'vnd', 'vnd'],
    ['1.000 người', 3, 'nguoi', null],
    ['Tỷ lệ (%)', 0, '%', '%'],
    ['Tỷ USD', 9, 'usd', 'usd'],
    ['Tấn', 3, 'kg', 'kg'],
    ['Nghìn tấn', 6, 'kg', 'kg'],
    ['Học sinh', 0, 'hoc sinh', null],
  ])('%s', (text, power, base, kind) => expect(readUnit(text)).toEqual({ power, base, kind }))

  const measure = (unit: string, power = 0) => ({ unit: { vi: unit, en: unit }, power, statistic: 'sum' }) as const
  it.each([
    ['Nghìn học sinh', measure('Học sinh'), 3],
    ['Triệu đồng', measure('đồng'), 6],
    ['Đồng', measure('triệu đồng', 6), -6],
    ['Tỷ đồng', measure('triệu đồng', 6), 3],
    ['Triệu', measure('đồng'), 6],
    ['Tấn', measure('kg'), 3],
    ['Triệu USD', measure('đồng'), null],
    ['%', measure('học sinh'), null],
    ['', measure('đồng'), 0],
  ])('%s beside a measure', (sheet, own, shift) => expect(unitFit(sheet, own)?.shift ?? null).toBe(shift))
})

describe.skipIf(!casesPresent)('last year of pupils by sex (46)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('46')
  }, 60_000)
  afterAll(() => field.close())

  const fill = async (
    name: string,
    more: object = {},
  ): Promise<{ result: AdoptFillResult; column: (string | null)[] }> => {
    const out = join(field.folder, `${Math.random().toString(36).slice(2)}.xlsx`)
    const { result } = await fillWorkbook(
      field.context,
      {
        path: fieldFile('46', name),
        sheet: null,
        definition: fieldTable('46', 'sex.json', more),
        period: '2024-2025',
        previous: null,
        mode: 'add',
        out,
        chosen: {},
      },
      quietJob(),
    )
    const { table } = await readTableSheet(out, null)
    const last = table.columns.length - 1
    return { result, column: table.figures.filter((f) => f.column === last).map((f) => f.value) }
  }

  it('is written in thousands under a heading of thousands, and last year agrees in thousands', async () => {
    const { result, column } = await fill('thousand.xlsx')
    expect(column).toEqual(['2.46', '1.3', '1.16'])
    expect(result).toMatchObject({ filled: 3, blank: 0, compared: 3, agreeing: 3 })
    expect(result.differences).toEqual([
      { kind: 'unit', cell: 'B3', was: 'Nghìn học sinh', now: 'Học sinh', done: 'converted' },
    ])
  })

  it('is left blank under a unit it cannot be told in, and listed', async () => {
    const { result, column } = await fill('thousand.xlsx', {
      measures: [{ id: 'n', statistic: 'count', unit: { vi: 'USD', en: 'USD' } }],
    })
    expect(column.every((value) => value === null)).toBe(true)
    expect(result).toMatchObject({ filled: 0, blank: 3 })
    expect(result.differences).toContainEqual({
      kind: 'unit',
      cell: 'B3',
      was: 'Nghìn học sinh',
      now: 'USD',
      done: 'blank',
    })
  })

  it('fills the place of a formula whose result was not stored', async () => {
    const { result, column } = await fill('formula.xlsx')
    expect(column).toEqual(['2461', '1304', '1157'])
    expect(result).toMatchObject({ filled: 3, blank: 0 })
  })

  it.each(['text.xlsx', 'nfd.xlsx', 'merged.xlsx'])('reads and fills %s as it was', async (name) => {
    const { result, column } = await fill(name)
    expect(column).toEqual(['2461', '1304', '1157'])
    expect(result).toMatchObject({ filled: 3, blank: 0, compared: 3, agreeing: 3 })
  })
})
