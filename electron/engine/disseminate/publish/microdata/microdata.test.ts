// Stata, SPSS and Parquet of tables: what our readers find, what R, readstat, PSPP and pandas find, names and labels
// the formats do not take.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublishFormat } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { publishCube } from '../publishCube.ts'
import { awkwardCube, estimatedCube, hugeCube, plainCube, stackedCube } from '#test/support/publish/blocks.ts'
import { itWith, run } from '#test/support/outsideTools.ts'
import { compareDta, compareSav } from './compareStat.ts'
import { readDta } from './readDta.ts'
import { readSav } from './readSav.ts'
import { cutText, spssNames, stataNames, validNames } from './statTable.ts'
import type { StatColumn, StatTable } from './statTable.ts'
import { writeDta } from './writeDta.ts'
import { writeSav } from './writeSav.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-microdata-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const target = (name: string) => join(folder, name)
const publish = (cube: ProtectedCube, format: PublishFormat, language: 'vi' | 'en' | 'both' = 'vi') =>
  publishCube(cube, { format, path: target(`t.${format}`), language, program: 'StatDesk' })
const noPace = () => undefined

const whole = async (file: {
  columns: { name: string }[]
  chunks: () => AsyncIterable<{ rows: number; columns: (number | string | null)[][] }>
}) => {
  const columns = file.columns.map(() => [] as (number | string | null)[])
  for await (const chunk of file.chunks()) chunk.columns.forEach((values, c) => columns[c]!.push(...values))
  return Object.fromEntries(file.columns.map((c, i) => [c.name, columns[i]!]))
}

const times = asProtected(
  sampleCube(
    [
      sampleDimension('y', 'row', ['1959', '2025'], { time: 'year' }),
      sampleDimension('q', 'row', ['1959-Q4', '2024-Q3'], { time: 'quarter' }),
      sampleDimension('m', 'row', ['1959-12', '2024-02'], { time: 'month', total: 'after' }),
      sampleDimension('s', 'row', ['2024-2025'], { time: 'school_year' }),
    ],
    [sampleMeasure('n')],
    ([y = 0, q = 0, m = 0]) => (y === q && (m === y || m === 2) ? 1 + y : undefined),
  ),
)

describe('a table as .dta', () => {
  it('labels numbers, keeps codes, gives every missing figure its reason', async () => {
    const { certificate } = await publish(estimatedCube(), 'dta', 'both')
    const file = await readDta(target('t.dta'))
    const data = await whole(file)
    expect(file.columns.map((c) => c.name)).toEqual([
      'region',
      'region_code',
      'kind',
      'kind_code',
      'period',
      'period_code',
      'money',
      'money_status',
      'people',
      'people_status',
      'mean',
      'mean_status',
      'figure_status',
    ])
    expect(file.columns[0]!.valueLabels).toEqual(
      new Map([
        [0, 'Tổng số – Total'],
        [1, '=HYPERLINK("http://x") – +cmd|pipe\\slash'],
        [2, 'Đồng bằng, sông "Hồng" và ven biển – Red River'],
      ]),
    )
    expect(file.columns[6]!.label).toBe('Trị giá – Value (Triệu USD – Million USD)')
    // Every digit of the money, in the shown unit: −1,234.567895 million.
    expect(data.money![0]).toBe(-1234.567895)
    const row = (r: number, k: number, y: number) =>
      data.region!.findIndex((v, i) => v === r && data.kind![i] === k && data.period![i] === 2024 + y)
    expect([data.money![row(1, 1, 0)], data.money_status![row(1, 1, 0)], data.money![row(1, 1, 1)]]).toEqual([
      'b',
      3,
      'b',
    ])
    expect([data.money![row(2, 1, 0)], data.people![row(2, 1, 0)], data.mean![row(2, 1, 0)]]).toEqual(['a', 'd', 'c'])
    expect([data.figure_status![row(0, 0, 0)], data.figure_status![row(0, 0, 1)]]).toEqual([1, 2])
    expect(file.notes.join('\n')).toContain('.a Có phát sinh')
    expect(certificate).toMatchObject({ format: 'dta', cells: 51, compared: 51 })
  })

  it('dates periods as Stata does', async () => {
    await publish(times, 'dta')
    const file = await readDta(target('t.dta'))
    const data = await whole(file)
    expect(Object.fromEntries(file.columns.map((c) => [c.name, c.format]))).toMatchObject({
      y: '%ty',
      q: '%tq',
      m: '%tm',
      s: '%12.0g',
    })
    expect([data.y, data.q, data.m]).toEqual([
      [1959, 1959, 2025, 2025],
      [-1, -1, 258, 258],
      [-1, 't', 769, 't'],
    ])
    expect(file.columns.find((c) => c.name === 's')!.valueLabels).toEqual(new Map([[1, 's 2024-2025']]))
  })

  itWith('haven', 'opens in R (haven) with the same figures and labels', async () => {
    await publish(plainCube(), 'dta')
    const out = run('Rscript', [
      '-e',
      `library(haven); d <- read_dta(${JSON.stringify(target('t.dta'))}); cat(nrow(d), sprintf("%.6f", d$money[1]), names(attr(d$region, "labels"))[3], attr(d$money, "label"), paste(na_tag(d$money), collapse = ""), sep = "|")`,
    ])
    expect(out).toBe(
      `17|-1234.567895|Đồng bằng, sông "Hồng" và ven biển|Trị giá (Triệu USD)|${'NA'.repeat(8)}bb${'NA'.repeat(4)}aaNA`,
    )
  })

  itWith('pandas', 'opens in pandas, figures as numbers', async () => {
    await publish(plainCube(), 'dta')
    const out = run('/usr/bin/python3', [
      '-c',
      `import pandas as pd; d = pd.read_stata(${JSON.stringify(target('t.dta'))}); print(len(d), d["money"].dtype, repr(d["money"][0]), d["money"].isna().sum(), d["region"][0], d["region_code"][0])`,
    ])
    expect(out.trim()).toBe('17 float64 -1234.567895 4 Tổng số _T')
  })

  itWith('readstat', 'opens in readstat', async () => {
    await publish(plainCube(), 'dta')
    expect(run('readstat', [target('t.dta')])).toMatch(/Columns: 13\nRows: 17[\s\S]*Format version: 118/)
  })
})

describe('a table as .sav', () => {
  it('has long names, labels, levels and missing values', async () => {
    await publish(
      asProtected(
        sampleCube(
          [
            {
              ...sampleDimension('province', 'row', ['01']),
              categories: [
                { code: '01', label: { vi: 'Hà Nội', en: 'Ha Noi' }, kind: 'value' },
                { code: '', label: { vi: 'Không rõ', en: 'Not stated' }, kind: 'missing' },
                { code: 'not_linked', label: { vi: 'Không liên kết', en: 'Not linked' }, kind: 'missing' },
              ],
            },
          ],
          [sampleMeasure('number_of_pupils_in_school')],
          ([p = 0]) => (p === 2 ? 'suppressed' : 1.5e9 + p),
        ),
      ),
      'sav',
    )
    const file = await readSav(target('t.sav'))
    expect(file.encoding).toBe('UTF-8')
    expect(file.columns.map((c) => [c.name, c.level])).toEqual([
      ['province', 1],
      ['province_code', 1],
      ['number_of_pupils_in_school', 3],
      ['number_of_pupils_in_school_status', 1],
      ['figure_status', 1],
    ])
    expect(file.columns[0]!.missing).toEqual([-1, -3])
    expect(file.columns[0]!.valueLabels).toEqual(
      new Map([
        [1, 'Hà Nội'],
        [-1, 'Không rõ'],
        [-3, 'Không liên kết'],
      ]),
    )
    expect(await whole(file)).toMatchObject({
      province: [1, -1, -3],
      province_code: ['01', '_U', '_NL'],
      number_of_pupils_in_school: [1.5e9, 1.5e9 + 1, null],
      number_of_pupils_in_school_status: [0, 0, 3],
    })
  })

  itWith('haven', 'opens in R (haven and foreign)', async () => {
    await publish(times, 'sav')
    const out = run('Rscript', [
      '-e',
      `library(haven); d <- read_sav(${JSON.stringify(target('t.sav'))}); cat(format(d$q), format(d$m), d$n, "\\n"); f <- suppressWarnings(foreign::read.spss(${JSON.stringify(target('t.sav'))}, reencode = FALSE)); cat(f$n, trimws(f$q_code))`,
    ])
    expect(out).toMatch(/1959-10-01 1959-10-01 2024-07-01 2024-07-01 1959-12-01 *(NA)? *2024-02-01 *(NA)? *1 1 2 2/)
    expect(out).toMatch(/1 1 2 2 1959-Q4 1959-Q4 2024-Q3 2024-Q3$/)
  })

  itWith('pspp', 'opens in PSPP with labels, documents and cases', async () => {
    await publish(plainCube(), 'sav')
    writeFileSync(
      target('t.sps'),
      `GET FILE='${target('t.sav')}'.\nDISPLAY DOCUMENTS.\nSAVE TRANSLATE /OUTFILE='${target('pspp.csv')}' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=LABELS.\n`,
    )
    expect(run('pspp', [target('t.sps')], folder)).toContain('Bảng thử "có ngoặc"')
    const lines = readFileSync(target('pspp.csv'), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(18)
    expect(lines[0]).toContain('region,region_code,kind')
    expect(lines[17]).toContain('"Đồng bằng, sông ""Hồng"" và ven biển",2,kind b,b,')
  })

  itWith('readstat', 'opens in readstat', async () => {
    await publish(plainCube(), 'sav')
    expect(run('readstat', [target('t.sav')])).toMatch(/Columns: 13\nRows: 17[\s\S]*Text encoding: UTF-8/)
  })
})

describe('a table as Parquet', () => {
  it('has exact decimals, doubles only for quotients, codes and labels of both languages', async () => {
    await publish(plainCube(), 'parquet', 'both')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()
    const file = `read_parquet('${target('t.parquet')}')`
    expect(await rows(`SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM ${file})`)).toEqual(
      [
        'region VARCHAR',
        'region_label_vi VARCHAR',
        'region_label_en VARCHAR',
        'kind VARCHAR',
        'kind_label_vi VARCHAR',
        'kind_label_en VARCHAR',
        'period VARCHAR',
        'period_label_vi VARCHAR',
        'period_label_en VARCHAR',
        'money DECIMAL(18,8)',
        'money_status VARCHAR',
        'people DECIMAL(18,0)',
        'people_status VARCHAR',
        'mean DOUBLE',
        'mean_status VARCHAR',
        'figure_status VARCHAR',
      ].map((line) => [line]),
    )
    expect(
      await rows(`SELECT money::VARCHAR, mean FROM ${file} WHERE region = '1' AND kind = '_T' AND period = '2025'`),
    ).toEqual([['0.00000001', 10 / 3]])
    expect(
      await rows(`SELECT count(*)::INTEGER FROM ${file} WHERE money_status = 'suppressed' AND money IS NULL`),
    ).toEqual([[2]])
    const about = await rows(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${target('t.parquet')}')`)
    expect(Object.fromEntries(about as [string, string][])).toMatchObject({
      title: 'Bảng thử "có ngoặc" – Sample table',
      program: 'StatDesk',
    })
    connection.closeSync()
  })
})

describe('what the formats do not take', () => {
  it('makes names valid and unique, and says which', async () => {
    expect(validNames(['with', 'str2', 'Đường', '1a', 'a.b', 'a_b', 'A_B'], stataNames)).toEqual([
      'with_',
      'str2_',
      'Duong',
      'v_1a',
      'a_b',
      'a_b_2',
      'A_B_3',
    ])
    expect(validNames(['all', 'x'.repeat(70), 'x'.repeat(71)], spssNames)).toEqual([
      'all_',
      'x'.repeat(64),
      `${'x'.repeat(62)}_2`,
    ])
    await publish(awkwardCube(), 'dta')
    const file = await readDta(target('t.dta'))
    const names = file.columns.map((c) => c.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((n) => /^[A-Za-z_][A-Za-z0-9_]{0,31}$/.test(n))).toBe(true)
    expect(names).toEqual(expect.arrayContaining(['with_', 'double_', 'str2_']))
    expect(file.notes).toEqual(
      expect.arrayContaining(['with_ = with', 'double_ = double', expect.stringContaining('Đ'.repeat(300))]),
    )
  })

  it('cuts labels between letters and keeps the whole in the notes', async () => {
    expect(cutText('Đường', 6)).toBe('Đ…')
    expect(cutText('a\0b\nc', 20)).toBe('a b c')
    expect(Buffer.byteLength(cutText('Ô'.repeat(200), 120))).toBeLessThanOrEqual(120)
    await publish(awkwardCube(), 'sav')
    const file = await readSav(target('t.sav'))
    expect(Buffer.byteLength(file.columns[0]!.valueLabels.get(1)!)).toBeLessThanOrEqual(120)
    expect(file.documents.join('')).toContain('Ô'.repeat(200))
    await publish(awkwardCube(), 'dta')
    expect([...(await readDta(target('t.dta'))).columns.find((c) => c.name === 'str2_')!.label]).toHaveLength(80)
  })

  it('keeps a figure of more than fifteen digits as text', async () => {
    for (const [format, read] of [
      ['dta', readDta],
      ['sav', readSav],
    ] as const) {
      await publish(hugeCube(), format)
      expect((await whole(await read(target(`t.${format}`)))).huge).toEqual([
        '12345678901234567890',
        '12345678901234567891',
      ])
    }
    await publish(hugeCube(), 'parquet')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    expect(
      (await connection.runAndReadAll(`SELECT huge::VARCHAR FROM '${target('t.parquet')}'`)).getRowsJson(),
    ).toEqual([['12345678901234567890'], ['12345678901234567891']])
    connection.closeSync()
  })

  it('writes the blocks of a stacked table as one', async () => {
    await publish(stackedCube(), 'dta')
    expect((await readDta(target('t.dta'))).rows).toBe(10)
  })

  it('refuses too many columns and texts too long', async () => {
    const table = (columns: Partial<StatColumn>[]): StatTable => ({
      label: '',
      notes: [],
      columns: columns.map((c, i) => ({
        name: `v${i}`,
        source: `v${i}`,
        label: '',
        kind: 'number',
        level: 'scale',
        ...c,
      })),
      async *chunks() {
        yield { rows: 0, columns: [] }
      },
    })
    const many = table(Array.from({ length: 32_768 }, () => ({})))
    await expect(writeDta(target('x'), many, noPace)).rejects.toThrow('PUBLISH_TOO_MANY_COLUMNS')
    await expect(writeSav(target('x'), many, noPace)).rejects.toThrow('PUBLISH_TOO_MANY_COLUMNS')
    await expect(writeDta(target('x'), table([{ kind: 'text', bytes: 2046 }]), noPace)).rejects.toThrow(
      'PUBLISH_TEXT_TOO_LONG',
    )
    await expect(writeSav(target('x'), table([{ kind: 'text', bytes: 256 }]), noPace)).rejects.toThrow(
      'PUBLISH_TEXT_TOO_LONG',
    )
  })
})

/** 10,000 rows of every kind, gaps and extremes among them. */
const long: StatTable = {
  label: 'dài',
  notes: ['ghi chú'],
  columns: [
    { name: 'n', source: 'n', label: 'n', kind: 'number', decimals: 3, level: 'scale' },
    {
      name: 'i',
      source: 'i',
      label: 'i',
      kind: 'integer',
      level: 'nominal',
      valueLabels: [
        { value: -2_000_000_000, label: 'a' },
        { value: 250, label: 'b' },
      ],
    },
    { name: 'd', source: 'd', label: 'd', kind: 'date', level: 'scale' },
    { name: 't', source: 't', label: 't', kind: 'text', bytes: 60, level: 'nominal' },
    { name: 'm', source: 'm', label: 'm', kind: 'month', level: 'ordinal' },
  ],
  async *chunks() {
    for (let first = 0; first < 10_000; first += 1777) {
      const rows = Math.min(1777, 10_000 - first)
      const each = <T>(of: (r: number) => T): T[] => Array.from({ length: rows }, (_, r) => of(first + r))
      yield {
        rows,
        columns: [
          each((r) => (r % 11 === 0 ? null : r % 13 === 0 ? -r / 7 : r % 17 === 0 ? 1e300 : r - 100)),
          each((r) => (r % 5 === 0 ? null : r % 7 === 0 ? -2_000_000_000 : r)),
          each((r) => (r % 3 === 0 ? null : r - 5000)),
          each((r) => (r % 4 === 0 ? '' : `chữ ${r} ${'ộ'.repeat(1 + (r % 15))}`)),
          each((r) => (r % 6 === 0 ? null : 23_000 + r)),
        ],
      }
    }
  },
}

describe('the readers', () => {
  it('find every value of a long file again', async () => {
    await writeDta(target('l.dta'), long, noPace)
    expect(await compareDta(target('l.dta'), long, noPace)).toBe(50_000)
    await writeSav(target('l.sav'), long, noPace)
    expect(await compareSav(target('l.sav'), long, noPace)).toBe(50_000)
  })

  it('refuse a file in which a byte was changed', async () => {
    for (const [format, compare, write] of [
      ['dta', compareDta, writeDta],
      ['sav', compareSav, writeSav],
    ] as const) {
      const path = target(`l.${format}`)
      await write(path, long, noPace)
      const bytes = readFileSync(path)
      for (const at of [Math.floor(bytes.length / 2), bytes.indexOf('ghi chú') + 2, bytes.indexOf('chữ 1001') + 2]) {
        const changed = Buffer.from(bytes)
        changed[at] = changed[at]! ^ 0x15
        writeFileSync(path, changed)
        await expect(compare(path, long, noPace), `${format} ${at}`).rejects.toThrow()
      }
      writeFileSync(path, bytes.subarray(0, bytes.length - 200))
      await expect(compare(path, long, noPace)).rejects.toThrow()
    }
  })

  itWith('haven', 'agree with R on a long file', async () => {
    await writeDta(target('l.dta'), long, noPace)
    await writeSav(target('l.sav'), long, noPace)
    const out = run('Rscript', [
      '-e',
      `library(haven); for (d in list(read_dta(${JSON.stringify(target('l.dta'))}), read_sav(${JSON.stringify(target('l.sav'))}))) cat(nrow(d), sum(is.na(d$n)), sprintf("%.0f", sum(d$i, na.rm = TRUE)), format(max(d$d, na.rm = TRUE)), sum(nchar(d$t)), "\\n")`,
    ])
    const letters = (await whole(await readDta(target('l.dta')))).t!.reduce<number>(
      (n, t) => n + [...String(t)].length,
      0,
    )
    const sum = Array.from({ length: 10_000 }, (_, r) => (r % 5 === 0 ? 0 : r % 7 === 0 ? -2_000_000_000 : r)).reduce(
      (a, b) => a + b,
      0,
    )
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(Array.from({ length: 2 }, () => `10000 910 ${sum} 1983-09-08 ${letters}`))
  })
})
