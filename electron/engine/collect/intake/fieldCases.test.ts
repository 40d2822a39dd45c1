// Trouble that users of other tools reported, as small files: each right value is a test here. The files lie outside
// the project; where they are absent the test says so and is skipped. The kinds themselves are tested on inputs of our
// own in kinds.test.ts.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { Failure } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { importFolder } from '../runs/importFolder.ts'
import { openBench } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'

const cases = resolve(import.meta.dirname, '../../../../../shared/testdata/field')
const here = existsSync(cases)
if (!here) console.warn(`SKIPPED: the reported cases are not at ${cases}`)

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const rowsOf = (dataset: string): Record<string, unknown>[] => {
  const found = builtInDatasets.find((d) => d.id === dataset)
  return bench.workspace
    .subject(found?.subject ?? 'survey')
    .prepare<[], Record<string, unknown>>(`SELECT * FROM ${recordTable(dataset)} ORDER BY row_id`)
    .all()
}
const column = (dataset: string, name: string): unknown[] => rowsOf(dataset).map((row) => row[name])
const take = async (file: string): Promise<Delivery> => (await bench.take(join(cases, file))).delivery
const count = (delivery: Delivery, reason: string): number | undefined =>
  delivery.counts.find((c) => c.reason === reason)?.rows
const refusal = async (file: string) => {
  try {
    await take(file)
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.value.code, text: failureMessage(thrown.value, 'en') }
    throw thrown
  }
  return { code: 'taken in', text: '' }
}
const folderOf = (number: string): string => {
  const folder = join(bench.folder, number)
  mkdirSync(folder)
  for (const name of readdirSync(join(cases, number)).filter((n) => n.endsWith('.csv')))
    cpSync(join(cases, number, name), join(folder, name))
  return folder
}

describe.skipIf(!here)('reported cases', () => {
  test('01: a point between thousands is never read as a decimal point', async () => {
    const delivery = await take('01/taxpayer_2025.csv')
    // 1.250 can only be 1250 persons and 1.500.000.000 only one and a half thousand million: both columns group
    // thousands by points.
    expect(column('taxpayer', 'employees')).toEqual([1000, 25_000, 1250, 40, 12, 7])
    expect(column('taxpayer', 'charter_capital').slice(4)).toEqual([500_000, 1_500_000_000])
    expect(count(delivery, 'DECIMAL_COMMA:employees')).toBe(3)
    expect(count(delivery, 'DECIMAL_COMMA:charter_capital')).toBe(2)
  })

  test('03: a tax code in exponent notation is rejected, not rebuilt', async () => {
    const delivery = await take('03/taxpayer_2025.csv')
    expect([delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([5, 1, 4])
    expect(count(delivery, 'DIGITS_LOST:tax_code')).toBe(4)
    expect(column('taxpayer', 'tax_code')).toEqual(['0600000202'])
  })

  test('04: more decimals than kept are flagged and counted', async () => {
    expect(count(await take('04/customs_line_2025-03.csv'), 'value_usd_decimals')).toBe(10)
    const april = await take('04/customs_line_2025-04.csv')
    expect(count(april, 'value_usd_decimals')).toBe(8)
    expect(column('customs_line', 'value_usd').slice(10)).toEqual([100, 100, 267, 28, 1245, 462, 0, 9999])
  })

  test('05: a number too large costs its row, not the file', async () => {
    const delivery = await take('05/customs_line_2025-03.csv')
    expect([delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([9, 8, 1])
    expect(count(delivery, 'TYPE:unit_price')).toBe(1)
    const { results } = await importFolder(bench.context, { path: folderOf('05') }, bench.job)
    expect(results.map((r) => r.outcome)).toEqual(['unchanged', 'imported'])
  })

  test('07: a column that can only be month-first is read so, and said', async () => {
    const delivery = await take('07/customs_line_2025-07.csv')
    expect(column('customs_line', 'registered_on')).toEqual(['2025-07-03', '2025-07-11', '2025-07-24', '2025-07-08'])
    expect(count(delivery, 'MONTH_FIRST:registered_on')).toBe(4)
  })

  test('08: impossible days and short years are rejected', async () => {
    const delivery = await take('08/customs_line_2025-03.csv')
    expect([delivery.rowsAccepted, delivery.rowsRejected]).toEqual([2, 11])
    expect(column('customs_line', 'registered_on')).toEqual(['2025-03-05', '2025-03-05'])
  })

  test('09: semicolons, tabs and a sep= line are read', async () => {
    for (const name of ['pupil_2024-2025.csv', 'sep_pupil_2024-2025.csv', 'tab_pupil_2024-2025.csv']) {
      const delivery = await take(`09/${name}`)
      expect([delivery.rowsRead, delivery.rowsAccepted]).toEqual([5, 5])
      expect(column('pupil', 'province')).toEqual(['01', '01', '01', '01', '01'])
    }
  })

  test('10: UTF-16 and Windows-1258 are converted, TCVN3 is never read as something else', async () => {
    for (const name of ['utf16_pupil_2024-2025.csv', 'cp1258_pupil_2024-2025.csv']) {
      expect((await take(`10/${name}`)).rowsAccepted).toBe(5)
      expect(new Set(column('pupil', 'school_name'))).toEqual(new Set(['Tiểu học Thử Nghiệm']))
    }
    const { code } = await refusal('10/tcvn3_pupil_2024-2025.csv')
    if (code === 'taken in') expect(new Set(column('pupil', 'school_name'))).toEqual(new Set(['Tiểu học']))
    else expect(code).toBe('FILE_ENCODING')
  })

  test('11: two files of one period in one run are its parts', async () => {
    const { results } = await importFolder(bench.context, { path: folderOf('11') }, bench.job)
    expect(results.map((r) => [r.outcome, r.delivery?.rowsAccepted])).toEqual([
      ['imported', 20],
      ['imported', 30],
    ])
    const provinces = column('pupil', 'province')
    expect([provinces.length, provinces.filter((p) => p === '01').length]).toEqual([50, 20])
  })

  test('13: a mark before a quoted heading, empty rows, a comma at each line end', async () => {
    expect((await take('13/pupil_2024-2025.csv')).rowsAccepted).toBe(5)
    expect(await refusal('13/comma_pupil_2024-2025.csv')).toMatchObject({ code: 'LAYOUT_UNNAMED' })
    expect((await refusal('13/comma_pupil_2024-2025.csv')).text).toContain('at place 14')
    const trailing = await take('13/trailing_pupil_2024-2025.csv')
    expect([trailing.rowsAccepted, trailing.rowsRejected]).toEqual([5, 3])
  })

  test('14: a heading twice is refused by name; case and outer blanks do not matter', async () => {
    expect((await refusal('14/pupil_2024-2025.csv')).text).toMatch(/“ma_hs”.* 8, 14/)
    expect(await refusal('14/pupil_2024-2025.csv')).toMatchObject({ code: 'LAYOUT_TWICE' })
    expect((await take('14/case_pupil_2024-2025.csv')).rowsAccepted).toBe(5)
    expect((await refusal('14/blank_pupil_2024-2025.csv')).text).toContain('ma tinh')
  })

  test('16: line ends and doubled quotes in fields', async () => {
    const delivery = await take('16/pupil_2024-2025.csv')
    expect(delivery.rowsAccepted).toBe(5)
    expect(delivery.lines).toEqual({ total: 8, header: 1, empty: 0, continued: 2 })
    expect(column('pupil', 'school_name')).toEqual([
      'Trường "Hoa Sen"\r\ncơ sở 2',
      'Trường A\n',
      'Trường, B',
      'Trường ""C""',
      'Tiểu học Thử Nghiệm',
    ])
  })

  test('17: the end-of-file sign of DOS, and carriage returns alone', async () => {
    for (const name of ['pupil_2024-2025.csv', 'cr_pupil_2024-2025.csv'])
      expect((await take(`17/${name}`)).rowsAccepted).toBe(5)
  })

  test('18: one word composed and decomposed is one value', async () => {
    await take('18/school_2024-2025.csv')
    const names = column('school', 'school_name')
    expect(names).toHaveLength(2)
    expect(new Set(names).size).toBe(1)
  })

  test('27: whole numbers beyond 2^53 keep their digits', async () => {
    await take('27/vat_return_2025-01.csv')
    const lines = bench.workspace
      .subject('tax')
      .prepare(`SELECT * FROM ${recordTable('vat_return')} ORDER BY row_id`)
      .safeIntegers()
      .all() as Record<string, unknown>[]
    expect(Object.values(lines[0] ?? {})).toContain(9_007_199_254_740_993n)
  })
})
