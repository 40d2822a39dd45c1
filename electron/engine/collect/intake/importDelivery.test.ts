// Intake from a file to rows in both engines, with each kind of bad file and bad row. The workspace must be as before
// after a failure.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyColumnSet } from '#engine/upkeep/verifyColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { importIntentRepository } from '#engine/workspace/files/catalogImportIntents.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { defaultMissingTexts } from './missingTexts.ts'
import { importFolder } from '../runs/importFolder.ts'
import { previewDelivery } from './previewDelivery.ts'
import { readRejects } from '#engine/collect/deliveries/readRejects.ts'
import { openBench, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { withdrawDelivery } from '#engine/collect/deliveries/withdrawDelivery.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  await bench.close()
})

const good = (code: string, changes: Partial<Record<string, string>> = {}): string[] => {
  const fields: Record<string, string> = {
    ma: code,
    ten: 'Nguyễn Văn A',
    tinh: '1',
    mst: '101234567',
    cccd: '001099000001',
    tien: '12.50',
    nguoi: '3',
    ngay: '2024-02-29',
    ...changes,
  }
  return sampleHeader.map((name) => fields[name] ?? '')
}
const verified = async (): Promise<void> => {
  const checks = await verifyColumnSet(bench.workspace, sampleDataset)
  expect(checks.filter((c) => !c.ok)).toEqual([])
}
/** Everything that an import may change, as one value. */
const state = async (): Promise<unknown> => {
  const columns = await bench.workspace.columns()
  const tables = await columns.all(
    "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'cs_%' AND database_name = current_database()",
  )
  return {
    deliveries: deliveryRepository(bench.workspace.catalog).list(),
    intents: importIntentRepository(bench.workspace.catalog).list(),
    rows: tables.length === 0 ? [] : bench.rows('sample'),
    columns: tables.length === 0 ? [] : await columns.all('SELECT * FROM cs_sample ORDER BY row_id'),
    rejects: tables.length === 0 ? [] : bench.workspace.subject('survey').prepare('SELECT * FROM x_sample').all(),
  }
}
const failsWith = async (path: string, code: string, facts: Record<string, unknown> = {}): Promise<void> => {
  const before = await state()
  await expect(bench.take(path)).rejects.toMatchObject({ value: { code, facts } })
  expect(await state()).toEqual(before)
}

describe('a good file', () => {
  test('becomes typed rows in both engines', async () => {
    const path = bench.file('sample_2024.csv', [
      sampleHeader,
      good('A1'),
      good('A2', { ten: '', tinh: '79', mst: ' 0101234567 001', tien: '2000', ngay: '01/12/2024' }),
    ])
    const { delivery, outcome } = await bench.take(path, { dates: 'day' })
    expect(outcome).toBe('imported')
    expect(delivery).toMatchObject({
      dataset: 'sample',
      period: '2024',
      rowsRead: 2,
      rowsAccepted: 2,
      rowsRejected: 0,
      rowsFlagged: 1,
      sender: 'CTK',
      letterNumber: '12/CV',
      state: 'current',
    })
    expect(delivery.counts.map(({ reason, severity, rows }) => [reason, severity, rows])).toEqual([
      ['amount_small', 'soft', 1],
    ])
    const [first, second] = bench.rows('sample')
    expect(first).toMatchObject({
      row_id: 1,
      delivery_id: 1,
      row_number: 1,
      code: 'A1',
      name: 'Nguyễn Văn A',
      province: '01',
      tax_code: '0101234567',
      amount: 1250,
      headcount: 3,
      day: '2024-02-29',
      doubled: 6,
      flags: 0,
    })
    expect(second).toMatchObject({
      row_id: 2,
      row_number: 2,
      name: null,
      tax_code: '0101234567-001',
      amount: 200000,
      day: '2024-12-01',
      flags: 1,
    })
    await verified()
    const columns = await (
      await bench.workspace.columns()
    ).all<{ column_name: string }>("SELECT column_name FROM duckdb_columns() WHERE table_name = 'cs_sample'")
    expect(columns.map((c) => c.column_name)).not.toContain('name')
  })

  test('person codes are replaced by the keyed hash, computed here on our own', async () => {
    await bench.take(bench.file('sample_2024.csv', [sampleHeader, good('A1')]))
    const digest = createHash('sha256')
      .update(`${bench.workspace.personKey.toString('hex')}001099000001`)
      .digest()
    const expected = digest.readBigUInt64BE(0) & 0x7fffffffffffffffn
    const stored = bench.workspace
      .subject('survey')
      .prepare<[], { person: bigint }>('SELECT person FROM r_sample')
      .safeIntegers()
      .get()
    expect(stored?.person).toBe(expected)
  })

  test('tax codes in their dirty forms', async () => {
    const forms: [string, string][] = [
      ['0101234567', '0101234567'],
      ['101234567', '0101234567'],
      ['0101234567-000', '0101234567'],
      ['0101234567001', '0101234567-001'],
      ['101234567-001', '0101234567-001'],
      ['0101234567 - 002', '0101234567-002'],
      ['1.01234567E+8', '0101234567'],
      ['12345', '12345'],
    ]
    await bench.take(
      bench.file('sample_2024.csv', [
        sampleHeader,
        ...forms.map(([raw], i) => good(`A${i}`, { mst: raw })),
        good('P', { mst: '001099000001' }),
      ]),
    )
    const rows = bench.rows('sample').map((row) => String(row.tax_code))
    expect(rows.slice(0, forms.length)).toEqual(forms.map(([, clean]) => clean))
    expect(rows.at(-1)).toMatch(/^P[0-9A-F]{15}$/)
  })

  test('column order is free; BOM, CRLF and no last line end are tolerated', async () => {
    const header = sampleHeader.toReversed()
    const lines = [header, good('A1').toReversed(), good('A2').toReversed()].map((row) => row.join(','))
    const { delivery } = await bench.take(bench.file('sample_2024.csv', `\ufeff${lines.join('\r\n')}`))
    expect(delivery).toMatchObject({ rowsRead: 2, rowsAccepted: 2 })
    expect(bench.rows('sample').map((row) => row.day)).toEqual(['2024-02-29', '2024-02-29'])
  })

  test('the same file again changes nothing', async () => {
    const path = bench.file('sample_2024.csv', [sampleHeader, good('A1')])
    const first = await bench.take(path)
    const before = await state()
    const again = await bench.take(path)
    expect(again.outcome).toBe('unchanged')
    expect(again.delivery).toEqual(first.delivery)
    expect(await state()).toEqual(before)
  })

  test('a corrected file replaces exactly its own rows', async () => {
    await bench.take(bench.file('sample_2023.csv', [sampleHeader, good('A1'), good('A2')]))
    await bench.take(bench.file('sample_2024.csv', [sampleHeader, good('A1'), good('A2'), good('A3')]))
    const { delivery, outcome } = await bench.take(
      bench.file('sample_2024_b.csv', [sampleHeader, good('B1', { nguoi: '9' }), good('B2')]),
    )
    expect(outcome).toBe('replaced')
    expect(delivery.replaces).toBe(2)
    expect(bench.rows('sample').map((row) => [row.delivery_id, row.code])).toEqual([
      [1, 'A1'],
      [1, 'A2'],
      [3, 'B1'],
      [3, 'B2'],
    ])
    expect(
      deliveryRepository(bench.workspace.catalog)
        .list()
        .map((d) => [d.id, d.state]),
    ).toEqual([
      [3, 'current'],
      [2, 'replaced'],
      [1, 'current'],
    ])
    await verified()
  })

  test('a withdrawn delivery leaves no row', async () => {
    await bench.take(bench.file('sample_2023.csv', [sampleHeader, good('A1')]))
    const { delivery } = await bench.take(bench.file('sample_2024.csv', [sampleHeader, good('A1'), good('A2')]))
    expect(await withdrawDelivery(bench.context, { delivery: delivery.id }, bench.job)).toEqual({ rowsRemoved: 2 })
    expect(bench.rows('sample')).toHaveLength(1)
    await verified()
    await expect(withdrawDelivery(bench.context, { delivery: delivery.id }, bench.job)).rejects.toMatchObject({
      value: { code: 'DELIVERY_NOT_CURRENT' },
    })
  })

  test('preview tells layout, period and what would be replaced', async () => {
    const first = bench.file('sample_2024.csv', [sampleHeader, good('A1')])
    await bench.take(first)
    expect(await previewDelivery(bench.workspace, { path: first })).toMatchObject({
      dataset: 'sample',
      period: '2024',
      alreadyImported: { id: 1 },
      wouldReplace: null,
      missingColumns: [],
      extraColumns: [],
    })
    const second = bench.file('x_sample_2024.csv', [sampleHeader.slice(1), good('A1').slice(1)])
    expect(await previewDelivery(bench.workspace, { path: second })).toMatchObject({
      dataset: 'sample',
      missingColumns: ['ma'],
      wouldReplace: { id: 1 },
      rows: [good('A1').slice(1)],
    })
  })
})

describe('bad rows are kept with every reason, under their true number', () => {
  test('types, missing values, rules, duplicates, column counts', async () => {
    const rows = [
      good('A1'),
      good('A2', { ngay: '2024-02-30' }),
      good('A3', { tien: 'abc', nguoi: '' }),
      good('A1', { nguoi: '5' }),
      good('', {}),
      good('A4', { nguoi: '-1' }),
      good('A5').slice(0, 6),
      [...good('A6'), 'thừa'],
      good('A7', { nguoi: '1.5' }),
      good('A2'),
      good('A8'),
    ]
    const { delivery } = await bench.take(bench.file('sample_2024.csv', [sampleHeader, ...rows]))
    expect(delivery).toMatchObject({ rowsRead: 11, rowsAccepted: 3, rowsRejected: 8 })
    const { total, rejects } = readRejects(bench.workspace, delivery.id, 0, 100)
    expect(total).toBe(8)
    expect(rejects.map((r) => [r.rowNumber, r.reasons])).toEqual([
      [2, ['TYPE:day']],
      [3, ['TYPE:amount', 'MISSING:headcount']],
      [4, ['DUPLICATE_KEY']],
      [5, ['MISSING:code']],
      [6, ['headcount_positive']],
      [7, ['COLUMN_COUNT']],
      [8, ['COLUMN_COUNT']],
      [9, ['TYPE:headcount']],
    ])
    // Kept for the agency, but names are masked and personal numbers are not even kept.
    expect(rejects[0]?.raw).toMatch(/^A2,•••,1,101234567,#[0-9a-f]{16},12\.50,3,2024-02-30$/)
    const kept = bench.workspace
      .subject('survey')
      .prepare<[], { raw: string }>('SELECT raw FROM x_sample')
      .all()
      .map((row) => row.raw)
    expect(kept.join('\n')).toContain('Nguyễn Văn A')
    expect(kept.join('\n')).not.toContain('001099000001')
    // The rejected A2 does not stand in the way of the sound one.
    expect(bench.rows('sample').map((row) => [row.row_number, row.code])).toEqual([
      [1, 'A1'],
      [10, 'A2'],
      [11, 'A8'],
    ])
    expect(delivery.counts.find((c) => c.reason === 'COLUMN_COUNT')?.rows).toBe(2)
    await verified()
  })

  test('far too many columns, misplaced quotes and blank lines go through the careful reader', async () => {
    const text = [
      sampleHeader.join(','),
      good('A1').join(','),
      '',
      `${good('A2').join(',')}${',x'.repeat(30)}`,
      good('A3', { ten: 'Trần "Bé" B' }).join(','),
      good('A4').join(','),
      '',
    ].join('\n')
    const { delivery } = await bench.take(bench.file('sample_2024.csv', text))
    expect(delivery).toMatchObject({ rowsRead: 4, rowsAccepted: 2, rowsRejected: 2 })
    expect(readRejects(bench.workspace, delivery.id, 0, 9).rejects.map((r) => [r.rowNumber, r.reasons])).toEqual([
      [2, ['COLUMN_COUNT']],
      [3, ['QUOTE']],
    ])
    await verified()
  })

  test('a quote that is never closed costs its line, not the rest of the file', async () => {
    const text = [
      sampleHeader.join(','),
      good('A1').join(','),
      good('A2', { ten: '"Lê C' }).join(','),
      good('A3').join(','),
      good('A4').join(','),
      '',
    ].join('\n')
    const { delivery } = await bench.take(bench.file('sample_2024.csv', text))
    expect(readRejects(bench.workspace, delivery.id, 0, 9).rejects.map((r) => [r.rowNumber, r.reasons])).toEqual([
      [2, ['QUOTE']],
    ])
    expect(bench.rows('sample').map((row) => row.code)).toEqual(['A1', 'A3', 'A4'])
  })

  test('of amended rows the latest counts', async () => {
    await bench.close()
    bench = await openBench(datasetSchema.parse({ ...sampleDataset, latestBy: 'headcount' }))
    const { delivery } = await bench.take(
      bench.file('sample_2024.csv', [
        sampleHeader,
        good('A1', { nguoi: '0' }),
        good('B1', { nguoi: '1' }),
        good('A1', { nguoi: '2' }),
        good('A1', { nguoi: '1' }),
        good('B1', { nguoi: '1' }),
      ]),
    )
    expect(readRejects(bench.workspace, delivery.id, 0, 9).rejects.map((r) => [r.rowNumber, r.reasons])).toEqual([
      [1, ['SUPERSEDED']],
      [4, ['SUPERSEDED']],
      [5, ['DUPLICATE_KEY']],
    ])
    expect(bench.rows('sample').map((row) => [row.row_number, row.code, row.headcount])).toEqual([
      [2, 'B1', 1],
      [3, 'A1', 2],
    ])
  })

  test('many rows: duplicates across chunks, consecutive ids, exact sums', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) =>
      good(`K${i % 7000}`, {
        nguoi: String(i),
        ten: `Tên dài hơn mười hai byte số ${i % 50}`,
        tien: String(i * 1.01).slice(0, 8),
      }),
    )
    const { delivery } = await bench.take(bench.file('sample_2024.csv', [sampleHeader, ...rows]))
    expect(delivery).toMatchObject({ rowsRead: 9000, rowsAccepted: 7000, rowsRejected: 2000 })
    const stored = bench.rows('sample')
    expect(
      stored.every(
        (row, i) =>
          row.row_id === i + 1 &&
          row.row_number === i + 1 &&
          row.code === `K${i}` &&
          row.headcount === i &&
          row.name === `Tên dài hơn mười hai byte số ${i % 50}`,
      ),
    ).toBe(true)
    await verified()
  })
})

describe('bad files fail whole and change nothing', () => {
  beforeEach(async () => {
    await bench.take(bench.file('sample_2023.csv', [sampleHeader, good('Z1')]))
  })
  const header = `${sampleHeader.join(',')}\n`
  const line = `${good('A1').join(',')}\n`

  test('missing', () => failsWith(join(bench.folder, 'none_2024.csv'), 'FILE_NOT_FOUND'))
  test('a folder', () => failsWith(bench.folder, 'FILE_NOT_FOUND'))
  test('empty', () => failsWith(bench.file('sample_2024.csv', ''), 'FILE_EMPTY'))
  test('header only', () => failsWith(bench.file('sample_2024.csv', header), 'FILE_NO_ROWS'))
  test('cut off in its last line', () =>
    failsWith(bench.file('sample_2024.csv', `${header}${line}A2,Tr`), 'FILE_TRUNCATED', { line: 3 }))
  test('cut off inside quotes', () =>
    failsWith(bench.file('sample_2024.csv', `${header}${line}A2,"Tr`), 'FILE_TRUNCATED', { line: 3 }))
  test('not UTF-8', () =>
    failsWith(
      bench.file('sample_2024.csv', Buffer.concat([Buffer.from(header + line), Buffer.from([0x41, 0xd0, 0x2c, 0x0a])])),
      'FILE_ENCODING',
      { line: 3 },
    ))
  test('a NUL byte', () =>
    failsWith(bench.file('sample_2024.csv', `${header}${line}A2,a\0b\n`), 'FILE_BINARY', { line: 3 }))
  test('a 10 MB line', () =>
    failsWith(
      bench.file('sample_2024.csv', `${header}${line}A2,${'x'.repeat(10_000_000)}\n${line}`),
      'FILE_LINE_TOO_LONG',
      { line: 3, bytes: 10_000_003 },
    ))
  test('a column too few', () =>
    failsWith(bench.file('sample_2024.csv', [sampleHeader.slice(0, 7), good('A1').slice(0, 7)]), 'LAYOUT_MISMATCH', {
      dataset: 'sample',
      missing: 'ngay',
      extra: '–',
    }))
  test('a column too many', () =>
    failsWith(
      bench.file('sample_2024.csv', [
        [...sampleHeader, 'la'],
        [...good('A1'), ''],
      ]),
      'LAYOUT_MISMATCH',
      { missing: '–', extra: 'la' },
    ))
  test('another layout', () => failsWith(bench.file('sample_2024.csv', 'a,b\n1,2\n'), 'LAYOUT_UNKNOWN'))
  test('no period', () => failsWith(bench.file('sample.csv', [sampleHeader, good('A1')]), 'PERIOD_NEEDED'))
  test('every row rejected', () =>
    failsWith(bench.file('sample_2024.csv', [sampleHeader, good('A1', { nguoi: '-1' })]), 'ALL_ROWS_REJECTED', {
      rows: 1,
      reason: 'headcount_positive',
    }))
  test('a period of another kind, an unknown dataset', async () => {
    const path = bench.file('sample_2024.csv', [sampleHeader, good('A1')])
    await expect(bench.take(path, { period: '2024-01' })).rejects.toMatchObject({ value: { code: 'PERIOD_INVALID' } })
    await expect(bench.take(path, { dataset: 'nothing' })).rejects.toMatchObject({ value: { code: 'DATASET_UNKNOWN' } })
  })
  test('cancelled', async () => {
    const path = bench.file('sample_2024.csv', [
      sampleHeader,
      ...Array.from({ length: 20_000 }, (_, i) => good(`A${i}`)),
    ])
    const before = await state()
    const cancelled = { ...testJob() }
    let chunks = 0
    bench.job = {
      ...cancelled,
      progress: ({ phase, done }) => {
        if (phase === undefined && (done ?? 0) > 0 && (chunks += 1) === 2) cancelled.abort()
      },
    }
    await expect(bench.take(path)).rejects.toMatchObject({ value: { code: 'CANCELLED' } })
    expect(await state()).toEqual(before)
    bench.job = testJob()
    expect((await bench.take(path)).delivery.rowsAccepted).toBe(20_000)
  })
  test('a full disk of SQLite', async () => {
    const database = bench.workspace.subject('survey')
    const before = await state()
    database.pragma(`max_page_count=${Number(database.pragma('page_count', { simple: true })) + 3}`)
    const path = bench.file('sample_2024.csv', [sampleHeader, ...Array.from({ length: 5000 }, (_, i) => good(`A${i}`))])
    await expect(bench.take(path)).rejects.toMatchObject({ value: { code: 'DISK_FULL' } })
    database.pragma('max_page_count=1000000')
    expect(await state()).toEqual(before)
    expect((await bench.take(path)).delivery.rowsAccepted).toBe(5000)
    await verified()
  })
})

test('a folder: recognised files in order of period, others told apart', async () => {
  bench.file('sample_2024.csv', [sampleHeader, good('A1')])
  bench.file('sample_2022.csv', [sampleHeader, good('A1')])
  bench.file('sample_2023.csv', [sampleHeader, good('A1', { nguoi: 'x' })])
  bench.file('notes.csv', 'a,b\n1,2\n')
  const { results } = await importFolder(bench.context, { path: bench.folder }, bench.job)
  expect(results.map((r) => [r.file, r.outcome, r.failure?.code])).toEqual([
    ['sample_2022.csv', 'imported', undefined],
    ['sample_2023.csv', 'failed', 'ALL_ROWS_REJECTED'],
    ['sample_2024.csv', 'imported', undefined],
    ['notes.csv', 'failed', 'LAYOUT_UNKNOWN'],
    ['workspace', 'skipped', 'FOLDER_INSIDE'],
  ])
  expect(existsSync(join(bench.workspace.folder, 'spill'))).toBe(false)
})

test('any text survives: quotes, commas, line breaks, any letters', async () => {
  // By design outer spaces and control characters are trimmed, letters without width dropped, spellings of "none" are
  // missing and text is composed; NUL bytes make a file binary.
  const isEnd = (letter: string): boolean => letter.trim() === '' || letter < ' ' || letter === '\u007f'
  const trimmed = (s: string): string => {
    let [from, to] = [0, s.length]
    while (from < to && isEnd(s[from] ?? '')) from += 1
    while (to > from && isEnd(s[to - 1] ?? '')) to -= 1
    return s.slice(from, to)
  }
  const text = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((s) =>
      trimmed(
        s
          .replaceAll('\0', '')
          .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
          .normalize('NFC'),
      ),
    )
    .filter((s) => s.isWellFormed() && !defaultMissingTexts.some((none) => none.toLowerCase() === s.toLowerCase()))
  const awkward = fc.constantFrom(
    '"',
    '""',
    'a,b',
    'một\nhai',
    'một\r\nhai',
    '"a"\n"b"',
    'Đỗ Thị Hoà',
    "';--",
    ',',
    '0101',
    'a\u0001b',
  )
  let year = 1000
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(text, awkward), { minLength: 1, maxLength: 25 }), async (names) => {
      year += 1
      const rows = names.map((name, i) => good(`A${i}`, { ten: name }))
      const { delivery } = await bench.take(bench.file(`sample_${year}.csv`, [sampleHeader, ...rows]))
      expect(delivery.rowsRejected).toBe(0)
      expect(
        bench
          .rows('sample')
          .filter((row) => row.delivery_id === delivery.id)
          .map((row) => row.name ?? ''),
      ).toEqual(names)
    }),
    { numRuns: 40 },
  )
})
