// Every kind of trouble with text, numbers, codes, dates and files, in every built-in layout: one good row of each,
// changed in one place. What is right is written here; the rows come from the demonstration's own files.
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { writeDemonstration } from '#engine/upkeep/demonstration/writeDemonstration.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { splitRecord } from './csvRecord.ts'
import { importDelivery } from './importDelivery.ts'
import { importFolder } from '../runs/importFolder.ts'
import { csvLine, openBench } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'

const demonstration = mkdtempSync(join(tmpdir(), 'statdesk-kinds-'))
const samples = new Map<string, { header: string[]; rows: string[][]; period: string }>()

beforeAll(async () => {
  await writeDemonstration(demonstration, { scale: 0.0004, seed: 3, months: ['2025-03'] })
  for (const name of readdirSync(demonstration).filter((n) => n.endsWith('.csv'))) {
    const dataset = builtInDatasets.find((d) => name.startsWith(`${d.id}_2`))
    if (!dataset || samples.has(dataset.id)) continue
    const lines = readFileSync(join(demonstration, name), 'utf8').trim().split(/\r?\n/)
    const [header = [], ...rows] = lines.map((line) => splitRecord(line.replace(/^\ufeff/, '')).fields)
    const period = /(\d{4}-\d{4}|\d{4}-\d{2}|\d{4})\.csv$/.exec(name)?.[1] ?? ''
    samples.set(dataset.id, { header, rows, period })
  }
}, 120_000)
afterAll(() => rmSync(demonstration, { recursive: true, force: true }))

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

/** Rows that the layout takes as they are, each with its own key. */
const goodRows = async (dataset: Dataset, count: number): Promise<string[][]> => {
  const { header, rows, period } = samples.get(dataset.id) ?? { header: [], rows: [], period: '' }
  const look = rows.slice(0, count + 40)
  await bench.take(bench.file(`${dataset.id}_${period}.csv`, [header, ...look]))
  const taken = rowsOf(dataset).filter((row) => row['flags'] === 0)
  expect(taken.length).toBeGreaterThanOrEqual(count)
  return taken.slice(0, count).map((row) => look[Number(row['row_number']) - 1] ?? [])
}
const rowsOf = (dataset: Dataset): Record<string, unknown>[] =>
  bench.workspace
    .subject(dataset.subject)
    .prepare<[], Record<string, unknown>>(`SELECT * FROM ${recordTable(dataset.id)} ORDER BY row_id`)
    .all()
const count = (delivery: Delivery, reason: string): number =>
  delivery.counts.find((c) => c.reason === reason)?.rows ?? 0
const headerOf = (dataset: Dataset): string[] => samples.get(dataset.id)?.header ?? []
const fileOf = (dataset: Dataset): string => `${dataset.id}_${samples.get(dataset.id)?.period ?? ''}.csv`

/** Takes in good rows, the i-th with `texts[i]` in the column of a variable. */
const withTexts = async (dataset: Dataset, variable: Variable, texts: readonly string[]) => {
  const rows = await goodRows(dataset, texts.length)
  const at = headerOf(dataset).indexOf(variable.source ?? '')
  const changed = rows.map((row, index) => row.with(at, texts[index] ?? ''))
  const { delivery } = await bench.take(bench.file(fileOf(dataset), [headerOf(dataset), ...changed]))
  const taken = new Map(rowsOf(dataset).map((row) => [row['row_number'], row[variable.id]]))
  return { delivery, values: texts.map((_, index) => (taken.has(index + 1) ? taken.get(index + 1) : 'rejected')) }
}
const find = (dataset: Dataset, test: (v: Variable) => boolean): Variable | undefined =>
  dataset.variables.find(
    (v) => v.source !== null && !dataset.key.includes(v.id) && v.id !== dataset.latestBy && test(v),
  )

/** A kind that a dataset has no variable of is no test of it. */
const testWith = (variable: Variable | undefined, name: string, run: (variable: Variable) => Promise<void>): void => {
  if (variable) test(name, () => run(variable))
}

describe.each(builtInDatasets.map((d) => [d.id, d] as const))('%s', (_, dataset) => {
  const whole =
    find(dataset, (v) => v.type === 'integer' && v.role === 'measure') ?? find(dataset, (v) => v.type === 'integer')
  testWith(whole, 'whole numbers', async (variable) => {
    const texts = [
      '1.000',
      '2,000',
      '(5)',
      '5-',
      '1e3',
      '1E+3',
      '5%',
      '12.5',
      '99999999999999999999',
      'x',
      '007',
      '+7',
      '１２',
      '7.0',
      '7.00',
    ]
    const { delivery, values } = await withTexts(dataset, variable, texts)
    const never = 'rejected'
    // 12.5 and 7.0 say that the point is a decimal point, so 2,000 is two thousand; 1.000 is never one.
    const right = [never, 2000, never, never, never, never, never, never, never, never, 7, 7, 12, 7, 7]
    // A hard rule of the layout (a year of birth) may reject what can be read; nothing may be read as something else.
    for (const [index, value] of values.entries()) expect([right[index], never]).toContain(value)
    expect(count(delivery, `TYPE:${variable.id}`)).toBe(9)
    expect(delivery.rowsRead).toBe(delivery.rowsAccepted + delivery.rowsRejected)
  })

  const decimal = find(dataset, (v) => v.type === 'decimal' && v.scale === 2)
  testWith(decimal, 'decimals', async (variable) => {
    const { values } = await withTexts(dataset, variable, ['1.234,56', '12,5', '25.000', '1.234.567,8', '7'])
    expect(values).toEqual([123_456, 1250, 2_500_000, 123_456_780, 700])
    const mixed = await withTexts(dataset, variable, [
      '1.234,56',
      '1,234.56',
      '25.000',
      '3,000',
      '0.5',
      '9999999999999.99',
      '1234567890123456789',
    ])
    expect(mixed.values).toEqual([123_456, 123_456, 'rejected', 'rejected', 50, 999_999_999_999_999, 'rejected'])
    const beyond = await withTexts(dataset, variable, ['0.005', '1.239', '2.10'])
    expect(count(beyond.delivery, `${variable.id}_decimals`)).toBe(2)
  })

  const coded = find(dataset, (v) => v.type === 'code' && v.codeList !== null && v.normalise !== 'pad')
  testWith(coded, 'codes that are in no list are flagged and counted', async (variable) => {
    const { delivery } = await withTexts(dataset, variable, ['QQ9', 'QQ9', 'QQ8'])
    const rule = dataset.rules.find((r) => r.expression === `known(${variable.id})`)
    expect(count(delivery, rule?.id ?? '')).toBe(3)
    expect(rowsOf(dataset).every((row) => Number(row['flags']) > 0)).toBe(true)
  })

  const padded = find(dataset, (v) => v.normalise === 'pad' && v.codeList !== null)
  testWith(padded, 'zeros that were lost, .0, exponents', async (variable) => {
    const { delivery, values } = await withTexts(dataset, variable, [
      '1',
      '1.0',
      '０１',
      '\u00a001\u200b',
      '1.2E+01',
      '1E+05',
    ])
    expect(values.slice(0, 4)).toEqual(['01', '01', '01', '01'])
    // 1.2E+01 has all its digits: 12. 1E+05 has lost some.
    expect(values.slice(4)).toEqual(['12', 'rejected'])
    expect(count(delivery, `DIGITS_LOST:${variable.id}`)).toBe(1)
  })

  const optional = find(dataset, (v) => v.nullable && v.type !== 'hash')
  testWith(optional, 'spellings of "none"', async (variable) => {
    const { delivery, values } = await withTexts(dataset, variable, ['NULL', 'n/a', '#N/A', '\\N', '-', ''])
    expect(values).toEqual([null, null, null, null, null, null])
    expect(count(delivery, `MISSING_TEXT:${variable.id}`)).toBe(5)
  })

  test('the same rows in every dress', async () => {
    const rows = await goodRows(dataset, 6)
    const header = headerOf(dataset)
    const plain = rowsOf(dataset)
      .filter((row) => row['flags'] === 0)
      .slice(0, 6)
    const values = (row: Record<string, unknown>) => ({ ...row, row_id: 0, delivery_id: 0, row_number: 0 })
    const dressed = (delimiter: string, end: string): string =>
      [header, ...rows]
        .map(
          (row) =>
            csvLine(row).split('\n').join(' ') &&
            row
              .map((f) => (f.includes(delimiter) || f.includes('"') ? `"${f.replaceAll('"', '""')}"` : f))
              .join(delimiter) + end,
        )
        .join('')
    const dresses: [string, Buffer][] = [
      ['semicolons', Buffer.from(`\ufeff${dressed(';', '\r\n')}`)],
      ['tabs', Buffer.from(dressed('\t', '\n'))],
      ['bars', Buffer.from(dressed('|', '\n'))],
      ['sep=', Buffer.from(`sep=;\r\n${dressed(';', '\r\n')}`)],
      ['UTF-16 LE', Buffer.from(`\ufeff${dressed('\t', '\r\n')}`, 'utf16le')],
      ['UTF-16 BE', Buffer.from(`\ufeff${dressed(',', '\r\n')}`, 'utf16le').swap16()],
      ['carriage returns', Buffer.from(dressed(',', '\r'))],
      ['CR CR LF', Buffer.from(dressed(',', '\r\r\n'))],
      ['Ctrl-Z', Buffer.from(`${dressed(',', '\r\n')}\u001a`)],
    ]
    for (const [name, bytes] of dresses) {
      const { delivery } = await bench.take(bench.file(fileOf(dataset), bytes))
      expect([name, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([name, 6, 0])
      expect([name, rowsOf(dataset).map(values)]).toEqual([name, plain.map(values)])
    }
  })

  test('two stray quotes never swallow the rows between them', async () => {
    const rows = await goodRows(dataset, 12)
    const lines = [headerOf(dataset), ...rows].map(csvLine)
    for (const [first, second] of [
      ['"', '"'],
      ['"x', 'x"'],
    ] as const) {
      const broken = lines.map((line, n) => (n === 2 ? first + line : n === 9 ? line + second : line))
      const { delivery } = await bench.take(bench.file(fileOf(dataset), `${broken.join('\n')}\n`))
      expect([delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected]).toEqual([12, 10, 2])
      expect(delivery.lines).toEqual({ total: 13, header: 1, empty: 0, continued: 0 })
    }
  })
})

describe('files', () => {
  const [dataset] = builtInDatasets
  if (!dataset) throw new Error('there are layouts')

  test.each(['school[1]_2024-2025.csv', 'school*_2024-2025.csv', "school'?_2024-2025.csv", 'school_2024-2025.csv.zst'])(
    'the name %s is no pattern',
    async (name) => {
      const rows = await goodRows(dataset, 3)
      const folder = join(bench.folder, 'province=EVIL')
      mkdirSync(folder)
      writeFileSync(join(folder, 'school1_2024-2025.csv'), 'other')
      const path = join(folder, name)
      writeFileSync(path, [headerOf(dataset), ...rows].map((row) => `${csvLine(row)}\n`).join(''))
      const { delivery } = await bench.take(path)
      expect(delivery.rowsAccepted).toBe(3)
      expect(new Set(rowsOf(dataset).map((row) => row['province'])).has('EVIL')).toBe(false)
    },
  )

  test('a file that changes between scan and commit is refused, whatever its time says', async () => {
    const rows = await goodRows(dataset, 3)
    const path = bench.file('school_2023-2024.csv', [headerOf(dataset), ...rows])
    const before = statSync(path)
    const job = {
      ...bench.job,
      progress: ({ phase }: { phase?: string }) => {
        if (phase !== 'finishing') return
        writeFileSync(path, readFileSync(path, 'utf8').replace('0', '1'))
        utimesSync(path, before.atime, before.mtime)
      },
    }
    await expect(importDelivery(bench.context, { path, sender: '', letterNumber: '' }, job)).rejects.toMatchObject({
      value: { code: 'FILE_CHANGED' },
    })
    expect(rowsOf(dataset).some((row) => row['delivery_id'] === 2)).toBe(false)
  })

  test('a folder names each file that is not taken in; none costs the others', async () => {
    const rows = await goodRows(dataset, 3)
    const folder = join(bench.folder, 'in')
    mkdirSync(folder)
    const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
    const good = [headerOf(dataset), ...rows].map((row) => `${csvLine(row)}\n`).join('')
    put('school_2021-2022.csv', good)
    put('school_2022-2023_2023-2024.csv', good)
    put('empty.csv', '')
    put('other.csv', 'a,b\n1,2\n')
    put('book.mdb', 'x')
    put('letter.pdf', 'x')
    symlinkSync('loop.csv', join(folder, 'loop.csv'))
    symlinkSync('school_2021-2022.csv', join(folder, 'away.csv'))
    symlinkSync('nowhere', join(folder, 'dangling'))
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe.csv')])
    const { results } = await importFolder(bench.context, { path: folder }, bench.job)
    const said = Object.fromEntries(results.map((r) => [r.file, r.failure?.code ?? r.outcome]))
    expect(said).toMatchObject({
      'school_2021-2022.csv': 'imported',
      'school_2022-2023_2023-2024.csv': 'PERIOD_AMBIGUOUS',
      'empty.csv': 'FILE_EMPTY',
      'other.csv': 'LAYOUT_UNKNOWN',
      'loop.csv': 'FILE_LINK_LOOP',
      'away.csv': 'FILE_IS_LINK',
      dangling: 'FILE_UNREADABLE',
    })
    expect(said['book.mdb']).toBeDefined()
    expect(said['letter.pdf']).toBe('NO_DATA_FILE')
    if (process.platform !== 'win32') expect(said['pipe.csv']).toBe('FILE_NOT_REGULAR')
    await expect(importFolder(bench.context, { path: join(folder, 'gone') }, bench.job)).rejects.toMatchObject({
      value: { code: 'FOLDER_NOT_FOUND' },
    })
  })

  test('files of one period that share keys are refused, both named; a part named otherwise is asked about', async () => {
    const rows = await goodRows(dataset, 4)
    const folder = join(bench.folder, 'parts')
    mkdirSync(folder)
    const put = (name: string, of: string[][]): void =>
      writeFileSync(join(folder, name), [headerOf(dataset), ...of].map((row) => `${csvLine(row)}\n`).join(''))
    put('school_2021-2022_phan1.csv', rows.slice(0, 3))
    put('school_2021-2022_phan2.csv', rows.slice(2))
    const { results } = await importFolder(bench.context, { path: folder }, bench.job)
    expect(results.map((r) => r.failure)).toMatchObject([
      {
        code: 'PARTS_OVERLAP',
        facts: { first: 'school_2021-2022_phan1.csv', second: 'school_2021-2022_phan2.csv', rows: 1 },
      },
      { code: 'PARTS_OVERLAP' },
    ])
    put('school_2021-2022_phan1.csv', rows.slice(0, 2))
    await bench.take(join(folder, 'school_2021-2022_phan1.csv'))
    const second = join(folder, 'school_2021-2022_phan2.csv')
    await expect(bench.take(second)).rejects.toMatchObject({ value: { code: 'PART_OR_REPLACEMENT' } })
    const { delivery } = await bench.take(second, { as: 'part' })
    expect([delivery.part, delivery.parts]).toEqual([2, 2])
    expect(rowsOf(dataset).filter((row) => Number(row['delivery_id']) > 1)).toHaveLength(4)
  })
})
