import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CsvFile } from './csvFile.ts'
import { Planter, splitRow, spoil } from './defects.ts'
import { lognormalTable, normalQuantile, pickAt, Random } from './random.ts'
import { strataOf } from './tradeStrata.ts'
import { taxCode, taxCodeText } from './taxCode.ts'

const written = (write: (csv: CsvFile) => void): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-csv-'))
  try {
    const path = join(folder, 'a.csv')
    const csv = new CsvFile(path, ['h'])
    write(csv)
    csv.close()
    const text = readFileSync(path, 'utf8')
    expect(csv.bytesWritten).toBe(Buffer.byteLength(text))
    return text.split('\n').slice(1, -1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('CSV bytes', () => {
  test('whole numbers of any size, as JavaScript prints them', () => {
    const numbers = [
      0,
      7,
      10,
      99,
      100,
      999_999_999,
      1_000_000_000,
      2_147_483_647,
      2_147_483_648,
      4_294_967_296,
      10_000_000_000,
      123_456_789_012_345,
      Number.MAX_SAFE_INTEGER,
      -1,
      -68_500_000_000,
    ]
    expect(
      written((csv) =>
        numbers.forEach((n) => {
          csv.integer(n)
          csv.endRow()
        }),
      ),
    ).toEqual(numbers.map(String))
  })

  test('padded numbers and decimals', () => {
    expect(
      written((csv) => {
        csv.padded(314409058, 10)
        csv.endRow()
        csv.padded(7, 2)
        csv.endRow()
        csv.decimal(12345, 2)
        csv.endRow()
        csv.decimal(5, 4)
        csv.endRow()
        csv.decimal(9_007_199_254_740_991, 3)
        csv.endRow()
      }),
    ).toEqual(['0314409058', '07', '123.45', '0.0005', '9007199254740.991'])
  })

  test('Vietnamese text and quotes', () => {
    const text = 'Trường Tiểu học Nguyễn Bỉnh Khiêm – Đắk Lắk'
    expect(
      written((csv) => {
        csv.fields([text, 'a, b', 'nói "x"'])
        csv.endRow()
      }),
    ).toEqual([`${text},"a, b","nói ""x"""`])
    expect(splitRow(`${text},"a, b","nói ""x""",`)).toEqual([text, 'a, b', 'nói "x"', ''])
  })
})

describe('random numbers', () => {
  test('the same seed, stream and index give the same draws; another one gives others', () => {
    const draws = (seed: number, stream: number, index: number) => {
      const random = new Random(seed)
      random.start(stream, index)
      return [random.next(), random.next(), random.next()]
    }
    expect(draws(1, 2, 3)).toEqual(draws(1, 2, 3))
    for (const other of [draws(2, 2, 3), draws(1, 3, 3), draws(1, 2, 4)]) expect(other).not.toEqual(draws(1, 2, 3))
  })

  test('draws are spread evenly', () => {
    const random = new Random(11)
    const bins = Array.from({ length: 20 }, () => 0)
    for (let i = 0; i < 100_000; i++) {
      random.start(1, i)
      bins[random.below(20)]!++
    }
    const chiSquare = bins.reduce((sum, n) => sum + (n - 5000) ** 2 / 5000, 0)
    expect(chiSquare).toBeLessThan(43.8) // 99.9 % quantile with 19 degrees of freedom
  })

  test('normal quantiles, against printed tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5)
    expect(lognormalTable(1).reduce((sum, v) => sum + v, 0) / 4096).toBeCloseTo(1, 9)
    expect([pickAt([2, 5, 9], 0), pickAt([2, 5, 9], 2), pickAt([2, 5, 9], 8.9)]).toEqual([0, 1, 2])
  })
})

test('tax codes are right by the official rule, and no two enterprises share one', () => {
  const valid = (code: string): boolean => {
    const sum = [31, 29, 23, 19, 17, 13, 7, 5, 3].reduce((total, weight, i) => total + weight * Number(code[i]), 0)
    return 10 - (sum % 11) === Number(code[9])
  }
  expect(valid('0314409058')).toBe(true)
  const codes = new Set<string>()
  for (let i = 0; i < 50_000; i++) {
    const code = taxCodeText(taxCode(i % 63, i))
    if (!valid(code) || code.length !== 10) throw new Error(code)
    codes.add(code)
  }
  expect(codes.size).toBe(50_000)
})

describe('trade strata', () => {
  const sum = (month: number, flow: 'X' | 'N', foreign?: boolean) =>
    strataOf(month, 1)
      .filter((s) => s.group.flow === flow && !s.outside && (foreign === undefined || s.foreign === foreign))
      .reduce((total, s) => total + s.valueCents / 1e8, 0)
  const year = (from: number, flow: 'X' | 'N', foreign?: boolean) =>
    Array.from({ length: 12 }, (_, m) => sum(from + m, flow, foreign)).reduce((a, b) => a + b, 0)

  test('reach the published totals, in million USD', () => {
    expect(sum(1, 'X')).toBeCloseTo(24_685, 0)
    expect(Array.from({ length: 10 }, (_, m) => sum(m, 'X')).reduce((a, b) => a + b, 0)).toBeCloseTo(333_535, -1)
    expect(year(12, 'X')).toBeCloseTo(475_060, -1)
    expect(year(12, 'X') + year(12, 'N')).toBeCloseTo(930_070, -2)
  })

  test('foreign-invested enterprises carry 72 % of exports and 64 % of imports', () => {
    expect(year(0, 'X', true) / year(0, 'X')).toBeCloseTo(0.72, 2)
    expect(year(0, 'N', true) / year(0, 'N')).toBeCloseTo(0.64, 2)
  })

  test('electronics are 107.75 billion in 2025', () => {
    const electronics = Array.from({ length: 12 }, (_, m) =>
      strataOf(12 + m, 1)
        .filter((s) => s.group.name.startsWith('Máy vi tính') && s.group.flow === 'X')
        .reduce((t, s) => t + s.valueCents / 1e11, 0),
    ).reduce((a, b) => a + b, 0)
    expect(electronics).toBeGreaterThan(99)
    expect(electronics).toBeLessThan(112)
  })

  test('about twenty million lines a year', () => {
    const lines = Array.from({ length: 12 }, (_, m) => strataOf(m, 1).reduce((total, s) => total + s.lines, 0)).reduce(
      (a, b) => a + b,
      0,
    )
    expect(lines / 1e6).toBeGreaterThan(18)
    expect(lines / 1e6).toBeLessThan(22)
  })
})

describe('planting', () => {
  const plant = (rate: number, rows: number) => {
    const planter = new Planter(
      { name: 'f.csv', dataset: 'd', period: '2024' },
      [
        spoil.lostZero('lost', 0),
        spoil.missing('v', 1),
        spoil.columnTooFew,
        spoil.duplicate(),
        spoil.flagged('f', ['r'], 1, () => 'bad'),
      ],
      rate,
      new Random(3),
    )
    const lines = written((csv) => {
      for (let i = 0; i < rows; i++) {
        csv.text(i % 2 === 0 ? '01,x' : '11,x')
        planter.endRow(csv)
      }
    })
    return { truth: planter.truth, lines }
  }

  test('the account agrees with the rows in the file', () => {
    const { truth, lines } = plant(0.1, 2_000)
    expect(lines).toHaveLength(truth.rows)
    const rejected = Object.values(truth.rejected).reduce((a, b) => a + b, 0)
    expect(truth.accepted + rejected).toBe(truth.rows)
    expect(lines.filter((l) => l === '1,x')).toHaveLength(truth.normalised['lost'] ?? -1)
    expect(lines.filter((l) => /^\d\d,$/.test(l))).toHaveLength(truth.rejected['MISSING:v'] ?? -1)
    expect(lines.filter((l) => !l.includes(','))).toHaveLength(truth.rejected['COLUMN_COUNT'] ?? -1)
    expect(lines.filter((l) => l.endsWith('bad'))).toHaveLength(truth.flagged['r'] ?? -1)
    expect(truth.rows - 2_000).toBe(truth.rejected['DUPLICATE_KEY'])
  })

  test('the rate is kept and the kinds take turns', () => {
    const { truth } = plant(0.02, 50_000)
    const planted = Object.values(truth.planted)
    expect(planted.reduce((a, b) => a + b, 0) / 50_000).toBeCloseTo(0.02, 2)
    expect(Math.max(...planted) / Math.min(...planted)).toBeLessThan(1.3)
  })
})
