import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DemoResult } from '#shared/contract/responses.ts'
import { splitRow } from './defects.ts'
import { writeDemonstration } from './writeDemonstration.ts'

const root = mkdtempSync(join(tmpdir(), 'statdesk-demo-test-'))
const months = ['2024-01', '2024-02', '2025-07', '2025-12']
const scale = 0.002
let result: DemoResult

type Row = Record<string, string>
const tables = new Map<string, Row[]>()
/** The rows of a file that kept their columns, read without any of the program's importers. */
const rowsOf = (name: string): Row[] => {
  const known = tables.get(name)
  if (known) return known
  const [head = '', ...lines] = readFileSync(join(root, 'a', `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  const header = splitRow(head)
  const rows = lines
    .map(splitRow)
    .filter((f) => f.length === header.length)
    .map((f) => Object.fromEntries(header.map((h, i) => [h, f[i] ?? ''])))
  tables.set(name, rows)
  return rows
}
const share = (rows: Row[], test: (row: Row) => boolean): number => rows.filter(test).length / rows.length

beforeAll(async () => {
  result = await writeDemonstration(join(root, 'a'), { scale, seed: 5, months })
}, 60_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const hashes = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )

test('same scale and seed, same bytes; another seed, others', async () => {
  const small = { scale: 0.0002, months: ['2024-03'] }
  await writeDemonstration(join(root, 'one'), { ...small, seed: 1 })
  await writeDemonstration(join(root, 'two'), { ...small, seed: 1 })
  await writeDemonstration(join(root, 'three'), { ...small, seed: 2 })
  expect(hashes(join(root, 'two'))).toEqual(hashes(join(root, 'one')))
  const [one, three] = [hashes(join(root, 'one')), hashes(join(root, 'three'))]
  expect(one.filter((line) => three.includes(line))).toEqual([])
})

test('a month’s file is the same whichever other months are written', async () => {
  await writeDemonstration(join(root, 'more'), { scale: 0.0002, seed: 1, months: ['2024-02', '2024-03'] })
  const file = 'customs_line_2024-03.csv'
  expect(readFileSync(join(root, 'more', file)).equals(readFileSync(join(root, 'one', file)))).toBe(true)
})

test('a cancelled run fails CANCELLED and takes away what it wrote, and nothing else', async () => {
  const folder = join(root, 'cancelled')
  const abort = new AbortController()
  const started = writeDemonstration(
    folder,
    { scale: 0.01, seed: 1 },
    {
      signal: abort.signal,
      progress: ({ subject }) => {
        if (subject === 'pupil_2024-2025.csv') {
          writeFileSync(join(folder, 'mine.txt'), 'x')
          abort.abort()
        }
      },
    },
  )
  await expect(started).rejects.toMatchObject({ value: { code: 'CANCELLED' } })
  expect(readdirSync(folder)).toEqual(['mine.txt'])
})

test('a folder that cannot be made is a clear failure', async () => {
  writeFileSync(join(root, 'file'), '')
  await expect(writeDemonstration(join(root, 'file'), { scale, seed: 1 })).rejects.toMatchObject({
    value: { code: 'FILE_UNWRITABLE' },
  })
  await expect(writeDemonstration(join(root, 'x'), { scale: 2, seed: 1 })).rejects.toMatchObject({
    value: { code: 'REQUEST_INVALID' },
  })
})

test('the files say that they are synthetic, and the result lists them as they are', () => {
  expect(readFileSync(join(root, 'a', 'SYNTHETIC-DATA.txt'), 'utf8')).toContain('Synthetic')
  expect(result.files.map((f) => f.dataset)).toEqual([
    'school',
    'teacher',
    'pupil',
    'school',
    'teacher',
    'pupil',
    'taxpayer',
    ...months.map(() => 'vat_return'),
    'financial_statement',
    'financial_statement',
    ...months.map(() => 'customs_line'),
    'population',
    'population',
  ])
  for (const file of result.files) {
    expect(existsSync(file.path)).toBe(true)
    expect(readFileSync(file.path).length).toBe(file.bytes)
    expect(readFileSync(file.path, 'latin1').split('\n').length - 2).toBe(file.rows)
  }
})

describe('education follows the published figures', () => {
  const first = () => rowsOf('pupil_2024-2025')
  const second = () => rowsOf('pupil_2025-2026')

  test('pupils by level, 2024-25', () => {
    const published: [RegExp, number][] = [
      [/^NT$/, 696_309],
      [/^M[345]$/, 4_117_080],
      [/^[1-5]$/, 8_850_300],
      [/^[6-9]$/, 6_514_261],
      [/^1[0-2]$/, 2_987_450],
    ]
    for (const [grades, pupils] of published) {
      expect(first().filter((r) => grades.test(r['khoi'] ?? '')).length / scale / pupils, String(grades)).toBeCloseTo(
        1,
        1,
      )
    }
    expect(share(first(), (r) => r['loai_hinh'] === 'CL')).toBeCloseTo(21_529_862 / 23_165_400, 1)
  })

  test('ages fit grades: a few per cent are late, nobody of grade 1 is under five', () => {
    const primary = first().filter((r) => r['khoi'] === '3' && /^20[01]\d$/.test(r['nam_sinh'] ?? ''))
    expect(share(primary, (r) => 2024 - Number(r['nam_sinh']) - 8 >= 2)).toBeLessThan(0.04)
    expect(share(primary, (r) => 2024 - Number(r['nam_sinh']) === 8)).toBeGreaterThan(0.9)
  })

  test('the same persons are a grade higher a year later; few repeat, grade 9 loses a third', () => {
    const later = new Map(second().map((r) => [r['ma_hs'], r]))
    const of = (grade: string) => first().filter((r) => r['khoi'] === grade && r['ma_hs'] !== '')
    const now = (rows: Row[], grade: string) => share(rows, (r) => later.get(r['ma_hs'])?.['khoi'] === grade)
    expect(now(of('3'), '4')).toBeGreaterThan(0.95)
    expect(now(of('7'), '7')).toBeGreaterThan(0)
    expect(now(of('7'), '7')).toBeLessThan(0.02)
    const leaving = share(of('9'), (r) => !later.has(r['ma_hs']))
    expect(leaving).toBeGreaterThan(0.27)
    expect(leaving).toBeLessThan(0.4)
  })

  test('the second year speaks of 34 provinces and no districts', () => {
    expect(share(second(), (r) => r['ma_huyen'] === '')).toBeGreaterThan(0.99)
    expect(share(second(), (r) => ['02', '06', '17', '27', '74', '87'].includes(r['ma_tinh'] ?? ''))).toBeLessThan(0.01)
    expect(share(first(), (r) => ['02', '06', '17', '27', '74', '87'].includes(r['ma_tinh'] ?? ''))).toBeGreaterThan(
      0.02,
    )
  })

  test('ethnic minorities live where they do', () => {
    const minority = (province: string) =>
      share(
        first().filter((r) => r['ma_tinh'] === province),
        (r) => r['dan_toc'] !== '01',
      )
    expect(minority('79')).toBeLessThan(0.15)
    expect(minority('20') || minority('04')).toBeGreaterThan(0.6)
    const all = share(first(), (r) => r['dan_toc'] !== '01')
    expect(all).toBeGreaterThan(0.09)
    expect(all).toBeLessThan(0.22)
  })
})

describe('enterprises and trade follow the published figures', () => {
  const register = () => rowsOf('taxpayer_2025').filter((r) => r['loai_don_vi'] === '1')
  const customs = (month: string) =>
    rowsOf(`customs_line_${month}`).filter((r) => /^\d+\.\d\d$/.test(r['tri_gia_usd'] ?? ''))
  const value = (rows: Row[]) => rows.reduce((sum, r) => sum + Number(r['tri_gia_usd']), 0)
  const counted = (rows: Row[], flow: string) =>
    rows.filter(
      (r) =>
        r['so_tk']?.startsWith(flow) === true &&
        !['C12', 'G21', 'E54', 'G61', 'C22', 'G13', 'C11', 'E15', 'A42', 'G51'].includes(r['ma_lh'] ?? ''),
    )

  test('most enterprises are small, foreign ones are few and large', () => {
    const size = (r: Row) => Number(r['so_lao_dong'])
    expect(share(register(), (r) => size(r) <= 10)).toBeGreaterThan(0.55)
    expect(share(register(), (r) => r['loai_hinh_dn']?.startsWith('3') === true)).toBeCloseTo(0.033, 2)
    const foreign = register().filter((r) => r['loai_hinh_dn']?.startsWith('3') === true)
    const mean = foreign.reduce((sum, r) => sum + size(r), 0) / foreign.length
    expect(mean).toBeGreaterThan(150)
    expect(mean).toBeLessThan(320)
  })

  test('exports of a month in million USD, and the dip of Tết', () => {
    const exports = (month: string) => value(counted(customs(month), '3')) / 1e6 / scale
    expect(exports('2024-01') / 34_520).toBeCloseTo(1, 1)
    expect(exports('2024-02') / exports('2024-01')).toBeCloseTo(24_685 / 34_520, 1)
  })

  test('foreign-invested enterprises, found by tax code, carry 72 % of exports', () => {
    const foreign = new Set(
      register()
        .filter((r) => r['loai_hinh_dn']?.startsWith('3') === true)
        .map((r) => r['mst']),
    )
    const exports = counted(customs('2025-07'), '3').filter((r) => /^\d{10}/.test(r['mst'] ?? ''))
    expect(value(exports.filter((r) => foreign.has(r['mst']?.slice(0, 10)))) / value(exports)).toBeCloseTo(0.72, 1)
  })

  test('partners: about a third of exports to the United States, two fifths of imports from China', () => {
    const lines = customs('2025-12')
    const part = (flow: string, country: string) =>
      value(counted(lines, flow).filter((r) => r['nuoc_doi_tac'] === country)) / value(counted(lines, flow))
    expect(part('3', 'US')).toBeGreaterThan(0.24)
    expect(part('3', 'US')).toBeLessThan(0.4)
    expect(part('1', 'CN')).toBeGreaterThan(0.32)
    expect(part('1', 'CN')).toBeLessThan(0.49)
  })
})
