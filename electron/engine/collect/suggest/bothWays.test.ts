// One set of rules for numbers, dates and missing values: a file of an agreed dataset gives the same rows, the same
// rejected rows and the same notes whether the fast reader takes it or a layout does.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordTable, rejectTable } from '#engine/workspace/records/recordTables.ts'
import { Failure } from '#shared/model/failure.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { csvLine, openBench } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { builtInDataset } from '../layouts/index.ts'
import { importByLayout } from './importByLayout.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const customs = builtInDataset('customs_line')
const header = (customs?.variables ?? []).flatMap((v) => (v.source === null ? [] : [v.source]))
const base: Record<string, string> = {
  so_dong: '1',
  ma_lh: 'A11',
  ma_hq: '03CC',
  ngay_dk: '2025-07-05',
  ngay_tq: '2025-07-06',
  luong: '2',
  mst: '0600000202',
  ten_nguoi_xnk: 'Người thử',
  ma_tinh: '01',
  nuoc_doi_tac: 'JP',
  nuoc_xx: 'JP',
  ma_ptvt: '1',
  ma_dd_xep: 'JPTYO',
  ma_dd_do: 'VNHPH',
  dk_gia: 'CIF',
  ma_hs: '84713020',
  mo_ta: 'Máy',
  luong1: '3.000',
  dvt1: 'KGM',
  trong_luong: '2.000',
  ma_nt: 'USD',
  ty_gia: '25000.00',
  don_gia: '2.0000',
  tri_gia_nt: '6.00',
  tri_gia_tt: '150000',
  tri_gia_usd: '6.00',
  ts_xnk: '0.00',
  tien_thue_xnk: '0',
  ts_vat: '0.00',
  tien_thue_vat: '0',
  bieu_thue: 'B01',
}

/** Rows of customs lines that differ in a few columns only. */
const rowsWith = (columns: Record<string, readonly string[]>): string[][] => {
  const count = Math.max(...Object.values(columns).map((texts) => texts.length))
  return Array.from({ length: count }, (_, i) =>
    header.map((name) => {
      if (columns[name]) return columns[name][i] ?? ''
      if (name === 'so_tk') return `3000000000${String(i + 10).padStart(2, '0')}`
      return base[name] ?? ''
    }),
  )
}

type Outcome =
  | { code: string }
  | { read: number; accepted: unknown[]; rejects: unknown[]; notes: string[]; flags: string[] }

const told = (delivery: Delivery, severity: string, kinds: RegExp): string[] =>
  delivery.counts
    .flatMap((c) => (c.severity === severity && kinds.test(c.reason) ? [`${c.reason} ${c.rows}`] : []))
    .toSorted()

const outcome = async (work: () => Promise<{ delivery: Delivery }>, shown: readonly string[]): Promise<Outcome> => {
  try {
    const { delivery } = await work()
    const database = bench.workspace.subject(customs?.subject ?? '')
    const rows = database
      .prepare(
        `SELECT row_number, ${shown.join(', ')} FROM ${recordTable('customs_line')} WHERE delivery_id = ? ORDER BY row_id`,
      )
      .all(delivery.id)
    const rejects = database
      .prepare(
        `SELECT row_number, reasons FROM ${rejectTable('customs_line')} WHERE delivery_id = ? ORDER BY row_number`,
      )
      .all(delivery.id)
    return {
      read: delivery.rowsRead,
      accepted: rows,
      rejects,
      notes: told(delivery, 'note', /^MISSING_TEXT/),
      flags: told(delivery, 'soft', /decimals/),
    }
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.value.code }
    throw thrown
  }
}

let turn = 0
const both = async (columns: Record<string, readonly string[]>): Promise<[Outcome, Outcome]> => {
  turn += 1
  const shown = Object.keys(columns).flatMap((name) => customs?.variables.find((v) => v.source === name)?.id ?? [])
  const path = bench.file(`customs_line_2025-07_${turn}.csv`, [header, ...rowsWith(columns)])
  const said = { path, sender: '', letterNumber: '', period: '2025-07', as: 'replacement' as const }
  const agreed = await outcome(() => bench.take(path, { period: '2025-07', as: 'replacement' }), shown)
  // The same bytes again would change nothing: another file of the same rows.
  const text = [header, ...rowsWith(columns)].map((row) => `${csvLine(row)}\r\n`).join('')
  const other = bench.file(`customs_line_2025-07_${turn}b.csv`, text)
  const byLayout = await outcome(
    () =>
      importByLayout(
        bench.context,
        { ...said, path: other, onlyKnown: true, reading: {}, dataset: undefined },
        bench.job,
      ),
    shown,
  )
  return [agreed, byLayout]
}

const numberTexts = [
  '1.000',
  '25.000',
  '1.250',
  '40',
  '12',
  '1500',
  '0.125',
  '0,125',
  '12.5',
  '12,5',
  '1.234,5',
  '1,234.5',
  '1.234.567',
  '1,234,567',
  '1 234',
  '007',
  '+5',
  '-3',
  '12.0',
  '0.005',
  '1.0049999999999999',
  'NULL',
  '-',
  'N/A',
  '',
  'abc',
  '99999999999999999999',
]
const dateTexts = [
  '07/03/2025',
  '07/11/2025',
  '07/24/2025',
  '24/07/2025',
  '2025-07-05',
  '07/07/2025',
  '31/02/2025',
  '',
  'NULL',
  '3/7/2025',
]

describe('the two ways in', () => {
  test('read the same numbers and dates out of any mixture', async () => {
    const cells = fc.record({
      decimal: fc.array(fc.constantFrom(...numberTexts), { minLength: 1, maxLength: 8 }),
      dates: fc.array(fc.constantFrom(...dateTexts), { minLength: 1, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(cells, async ({ decimal: numbers, dates }) => {
        const [agreed, byLayout] = await both({
          tri_gia_usd: numbers,
          tri_gia_tt: numbers,
          luong1: numbers,
          ngay_dk: dates,
        })
        expect(byLayout).toEqual(agreed)
      }),
      { numRuns: Number(process.env['BOTH_WAYS_RUNS'] ?? 12), seed: Number(process.env['BOTH_WAYS_SEED'] ?? 7) },
    )
  }, 240_000)
})

test('a whole number of a user’s layout is never read as the part before a point', async () => {
  const take = (name: string, text: string) =>
    importByLayout(
      bench.context,
      { path: bench.file(name, text), sender: '', letterNumber: '', onlyKnown: false, reading: {} },
      bench.job,
    )
  await take('dan_so_2023.csv', 'xa,dan_so\n00001,5\n00004,1250\n')
  const { delivery } = await take('dan_so_2024.csv', 'xa,dan_so\n00001,1.000\n00004,25\n')
  const rows = bench.workspace
    .subject('imported')
    .prepare(`SELECT xa, dan_so FROM ${recordTable('dan_so')} WHERE delivery_id = ?`)
    .all(delivery.id)
  // Nothing in the file tells: the doubtful row is rejected, and said.
  expect(rows).toEqual([{ xa: '00004', dan_so: 25 }])
  expect(delivery.counts.map((c) => c.reason)).toContain('TYPE:dan_so')
})

test('cells that became missing, columns and tables that were left out stand on the delivery', async () => {
  const path = bench.file('ghi_2024.csv', 'ma,so,chu\nA1,5,x\nA2,NULL,y\nA3,-,N/A\n')
  const { delivery } = await importByLayout(
    bench.context,
    { path, sender: '', letterNumber: '', onlyKnown: false, reading: {} },
    bench.job,
  )
  expect(delivery.counts.map((c) => `${c.reason} ${c.rows}`)).toEqual(['MISSING_TEXT:so 2', 'MISSING_TEXT:chu 1'])
})
