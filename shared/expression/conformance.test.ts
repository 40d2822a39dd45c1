// The three back ends agree: random typed expressions over random rows, on DuckDB, SQLite and the evaluator.
import Database from 'better-sqlite3'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileExpression, evaluateExpression, parseExpression, checkExpression } from './index.ts'
import type { Columns, Row, Scope, Typed } from './index.ts'

const scope: Scope = {
  variables: new Map([
    ['n', { type: 'integer', scale: 0, codeList: null, nullable: true }],
    ['m', { type: 'integer', scale: 0, codeList: null, nullable: true }],
    ['usd', { type: 'decimal', scale: 2, codeList: null, nullable: true }],
    ['kg', { type: 'decimal', scale: 3, codeList: null, nullable: true }],
    ['t', { type: 'text', scale: 0, codeList: null, nullable: true }],
    ['u', { type: 'text', scale: 0, codeList: null, nullable: true }],
    ['c', { type: 'code', scale: 0, codeList: 'province', nullable: true }],
    ['d', { type: 'date', scale: 0, codeList: null, nullable: true }],
    ['e', { type: 'date', scale: 0, codeList: null, nullable: true }],
    ['h', { type: 'hash', scale: 0, codeList: null, nullable: true }],
    ['period', { type: 'code', scale: 0, codeList: null, nullable: false }],
    ['tax.code', { type: 'code', scale: 0, codeList: null, nullable: true }],
  ]),
  codeSets: {
    known: (list) => (list === 'province' ? new Set(['01', '79', "it's", '']) : null),
    lookup: (list, version) =>
      list === 'province' && version === '2025'
        ? new Map([
            ['01', '01'],
            ['79', '79'],
            ['74', '79'],
            ["it's", 'x'],
          ])
        : null,
  },
}
const names = [...scope.variables.keys()]
const kinds = {
  n: 'BIGINT',
  m: 'BIGINT',
  usd: 'BIGINT',
  kg: 'BIGINT',
  t: 'VARCHAR',
  u: 'VARCHAR',
  c: 'VARCHAR',
  d: 'DATE',
  e: 'DATE',
  h: 'BIGINT',
  period: 'VARCHAR',
  'tax.code': 'VARCHAR',
} as Record<string, string>

const texts = [
  '',
  ' ',
  '01',
  '79',
  '0101234567',
  '0100109106',
  '0100109106-001',
  '2500150543',
  '-123456789',
  '+123456789',
  ' 123456789',
  '12345.6789',
  '1_00000000',
  'Đặng Thị Ánh',
  'ĐẶNG',
  'straße',
  'ÀÉ',
  '🤦x',
  '12',
  '-12',
  '1e5',
  '123456789012345678',
  '1234567890123456789',
  "it's",
  'a%_',
  '\\',
  'ﬀ',
  ' hai ',
  'null',
  "'; DROP TABLE r; --",
  'zé',
  'z😀',
  'zｆ',
]
const integers: bigint[] = [
  0n,
  1n,
  -1n,
  5n,
  -5n,
  15n,
  -25n,
  2024n,
  149n,
  150n,
  151n,
  10n ** 12n,
  -(10n ** 15n) - 1n,
  2n ** 53n + 1n,
  2n ** 62n,
  2n ** 63n - 1n,
  -(2n ** 63n) + 1n,
  -(2n ** 63n),
]
const dates = [
  '2024-02-29',
  '2023-12-31',
  '2024-01-01',
  '1999-07-15',
  '0001-01-01',
  '9999-12-31',
  '2008-03-01',
  '2025-06-30',
]
const periods = ['2024', '2024-Q1', '2024-Q4', '2024-02', '2023-12', '2024-2025', '2024-2026', '0024', '2024-13', 'x']

const nullable = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null, freq: 6 })
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }).map((s) => s.replaceAll('\0', '').normalize('NFC')),
  },
)
const integer = fc.oneof(fc.constantFrom(...integers), fc.bigInt({ min: -100_000n, max: 100_000n }))
const row: fc.Arbitrary<Row> = fc.record({
  n: nullable(integer),
  m: nullable(integer),
  usd: nullable(integer),
  kg: nullable(integer),
  t: nullable(text),
  u: nullable(text),
  c: nullable(fc.constantFrom('01', '79', '74', "it's", 'zz', '')),
  d: nullable(fc.constantFrom(...dates)),
  e: nullable(fc.constantFrom(...dates)),
  h: nullable(fc.constantFrom(1n, 7n, 2n ** 62n)),
  period: fc.constantFrom(...periods),
  'tax.code': nullable(text),
})

/** Expressions as text, by type, so that the parser and the checker are under test as well. */
const quote = (s: string) => `'${s.replaceAll("'", "''")}'`
const { exact, real, textual, date, condition } = fc.letrec<{
  exact: string
  real: string
  textual: string
  date: string
  condition: string
}>((tie) => {
  const one = (format: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map((p) => format(...p))
  const e = tie('exact'),
    r = tie('real'),
    t = tie('textual'),
    d = tie('date'),
    b = tie('condition')
  const small = fc.nat({ max: 5 }).map(String)
  return {
    exact: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('n', 'm', 'usd', 'kg', '0', '1', '2.5', '0.05', '10', '9223372036854775807', '1000000'),
      one((a, o, c) => `(${a} ${o} ${c})`, e, fc.constantFrom('+', '-', '*'), e).filter(
        (x) => (x.match(/\*/g) ?? []).length < 5,
      ),
      one((a) => `-${a}`, e),
      one((a) => `abs(${a})`, e),
      one((a, k) => `round(${a}, ${k})`, e, fc.constantFrom('0', '1', '2', '-1', '-3')),
      one((a, k) => `round(${a}, ${k})`, r, fc.constantFrom('0', '1', '4')),
      one((f, a) => `${f}(${a})`, fc.constantFrom('floor', 'ceil'), e),
      one((f, a) => `${f}(${a})`, fc.constantFrom('floor', 'ceil'), r),
      one((a, c) => `mod(${a}, ${c})`, e, e),
      one((f, a, c) => `${f}(${a}, ${c}, n)`, fc.constantFrom('least', 'greatest'), e, e),
      one((a, c) => `coalesce(${a}, ${c})`, e, e),
      one((a) => `length(${a})`, t),
      one((a) => `integer(${a})`, t),
      one((f, a) => `${f}(${a})`, fc.constantFrom('year', 'quarter', 'month', 'day'), d),
      one((a, c) => `days_between(${a}, ${c})`, d, d),
      one((a, c) => `age_at(${a}, ${c})`, d, d),
      one((a) => `age_at(n, ${a})`, d),
      fc.constant('year(period)'),
      one((a, x, y) => `case when ${a} then ${x} else ${y} end`, b, e, e),
      one((a, x) => `if(${a}, ${x}, null)`, b, e),
    ),
    real: fc.oneof(
      { depthSize: 'small' },
      one((a, c) => `(${a} / ${c})`, e, e),
      one((a) => `real(${a})`, e),
      one((a, o, c) => `(${a} ${o} ${c})`, r, fc.constantFrom('+', '-', '*', '/'), r),
      one((a, c) => `(${a} * ${c})`, r, e),
      one((a) => `abs(${a})`, r),
      one((a, c) => `greatest(${a}, ${c})`, r, e),
      one((a, x) => `if(${a}, ${x}, null)`, b, r),
      one((a) => `-${a}`, r),
    ),
    textual: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('t', 'u', 'c', 'tax.code', 'period'),
      text.map(quote),
      one((f, a, k) => `${f}(${a}, ${k})`, fc.constantFrom('left', 'right'), t, small),
      one((a, k) => `substr(${a}, ${Number(k) + 1}, 2)`, t, small),
      one((a, k) => `substr(${a}, ${Number(k) + 1})`, t, small),
      one((f, a) => `${f}(${a})`, fc.constantFrom('upper', 'lower', 'fold', 'trim'), t),
      one((a, c) => `concat(${a}, ${c})`, t, t),
      one((a, c) => `replace(${a}, 'a', ${c})`, t, t),
      one((a) => `text(${a})`, fc.constantFrom('n', 'length(t)', 'n + 1')),
      one((a) => `band(${a}, -10, 0.5, 150)`, e),
      one((a) => `band(${a}, 0, 1.25)`, r),
      fc.constant("lookup(c, '2025')"),
      one((a, c) => `coalesce(${a}, ${c})`, t, t),
      one((a, x, y) => `case when ${a} then ${x} else ${y} end`, b, t, t),
    ),
    date: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('d', 'e', "date('2024-02-29')"),
      fc.constant('reference_date(period)'),
      one((a, c) => `least(${a}, ${c})`, d, d),
      one((a, c) => `greatest(${a}, ${c})`, d, d),
      one((a, c) => `coalesce(${a}, ${c})`, d, d),
    ),
    condition: fc.oneof(
      { depthSize: 'small' },
      one((a, o, c) => `${a} ${o} ${c}`, e, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), e),
      one((a, o, c) => `${a} ${o} ${c}`, t, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), t),
      one((a, o, c) => `${a} ${o} ${c}`, d, fc.constantFrom('=', '<', '>='), d),
      one((a, o, c) => `${a} ${o} ${c}`, r, fc.constantFrom('<', '>', '='), e),
      fc.constant('h = h'),
      one((a) => `${a} is null`, t),
      one((a) => `${a} is not null`, e),
      one((a) => `${a} is null`, d),
      one((a) => `${a} is not null`, r),
      one((a, c) => `${a} in (${c}, '01', '79')`, t, t),
      one((a, c) => `${a} not in (${c}, 1, 2.5)`, e, e),
      one((a, l, h) => `${a} between ${l} and ${h}`, e, e, e),
      one((a) => `${a} not between '1' and 'z'`, t),
      one((f, a, c) => `${f}(${a}, ${c})`, fc.constantFrom('starts_with', 'contains'), t, t),
      one((a, c) => `ends_with(${a}, ${c})`, t, text.filter((s) => s !== '').map(quote)),
      one((f, a) => `${f}(${a})`, fc.constantFrom('is_digits', 'tax_code_valid'), t),
      fc.constantFrom('known(c)', "known(t, 'province')", 'true', 'false'),
      one((a, o, c) => `(${a} ${o} ${c})`, b, fc.constantFrom('and', 'or'), b),
      one((a) => `not (${a})`, b),
      one((a, c) => `(${a}) = (${c})`, b, b),
      one((a, x, y) => `if(${a}, ${x}, ${y})`, b, b, b),
    ),
  }
})
const expression = fc.oneof(exact, real, textual, date, condition).filter((text) => text.length <= 400)

let duck: DuckDBConnection
let instance: DuckDBInstance
const lite = new Database(':memory:')
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  duck = await instance.connect()
  await duck.run('SET threads = 1')
  await duck.run(`CREATE TABLE r (k INTEGER, ${names.map((n) => `"${n}" ${kinds[n]}`).join(', ')})`)
  lite.exec(
    `CREATE TABLE r (k INTEGER, ${names.map((n) => `"${n}" ${kinds[n] === 'BIGINT' ? 'INTEGER' : 'TEXT'}`).join(', ')})`,
  )
})
afterAll(() => {
  duck.closeSync()
  instance.closeSync()
  lite.close()
})

const columns: Columns = (name) => {
  const { type } = scope.variables.get(name)!
  return {
    sql: `r."${name}"`,
    physical: type === 'code' || type === 'text' ? 'text' : type === 'decimal' ? 'integer' : type,
  }
}

/** One form for the answers of all three: dates as ISO text, booleans as 0/1, −0 as 0. */
const canonical = (value: unknown, typed: Typed): unknown => {
  if (value === null || value === undefined) return null
  if (typed.type.type === 'boolean') return Number(value) === 1
  if (typed.type.type === 'real') return Number(value) + 0 === 0 ? 0 : Number(value)
  if (typed.type.type === 'date') return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
  return typeof value === 'string' ? value : BigInt(value as number)
}

const literal = (value: unknown, type: string | undefined) =>
  value === null || value === undefined
    ? 'NULL'
    : type === 'BIGINT'
      ? `CAST('${String(value)}' AS BIGINT)`
      : type === 'DATE'
        ? `DATE '${String(value)}'`
        : quote(String(value))

const fill = async (rows: Row[]) => {
  await duck.run('DELETE FROM r')
  await duck.run(
    `INSERT INTO r VALUES ${rows.map((r, i) => `(${i}, ${names.map((n) => literal(r[n], kinds[n])).join(', ')})`).join(', ')}`,
  )
  lite.exec('DELETE FROM r')
  const insert = lite.prepare(`INSERT INTO r VALUES (?, ${names.map(() => '?').join(', ')})`)
  rows.forEach((r, i) => insert.run(i, ...names.map((n) => r[n] ?? null)))
}

const agree = async (text: string, rows: Row[]) => {
  const typed = checkExpression(parseExpression(text), scope)
  const wanted = rows.map((r) => canonical(evaluateExpression(typed, r), typed))
  const duckSql = compileExpression(typed, 'duckdb', columns)
  const fromDuck = (await duck.runAndReadAll(`SELECT ${duckSql} AS v FROM r ORDER BY k`))
    .getRowsJS()
    .map((r) => canonical(r[0], typed))
  expect(fromDuck, `DuckDB: ${text}\n${duckSql}`).toEqual(wanted)
  const liteSql = compileExpression(typed, 'sqlite', columns)
  const fromLite = lite
    .prepare(`SELECT ${liteSql} AS v FROM r ORDER BY k`)
    .safeIntegers()
    .pluck()
    .all()
    .map((v) => canonical(v, typed))
  expect(fromLite, `SQLite: ${text}\n${liteSql}`).toEqual(wanted)
}

describe('three back ends', () => {
  test('agree on random expressions and rows', async () => {
    const batches = fc.sample(
      fc.tuple(fc.array(row, { minLength: 12, maxLength: 12 }), fc.array(expression, { minLength: 60, maxLength: 60 })),
      { numRuns: Number(process.env.EXPRESSION_BATCHES ?? 6), seed: Number(process.env.EXPRESSION_SEED ?? 2024) },
    )
    let checked = 0
    for (const [rows, expressions] of batches) {
      await fill(rows)
      for (const text of expressions) {
        let fits = true
        try {
          checkExpression(parseExpression(text), scope)
        } catch (thrown) {
          // Too deep or too many decimals: refused before any back end.
          expect(String(thrown)).toMatch(/EXPRESSION_INVALID/)
          fits = false
        }
        if (!fits) continue
        await agree(text, rows)
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(200)
  })

  test('agree on the cases that engines are known to see differently', async () => {
    const base = {
      n: 5n,
      m: -3n,
      usd: 12345n,
      kg: 1000n,
      t: 'Đặng',
      u: null,
      c: '01',
      d: '2024-02-29',
      e: '2008-03-01',
      h: 7n,
      period: '2024-Q4',
      'tax.code': '0100109106',
    }
    const rows: Row[] = [
      base,
      { ...base, n: 9223372036854775807n, m: 1n, usd: -9223372036854775808n, t: '', period: '2024-2025' },
      { ...base, n: null, m: 0n, t: '🤦 x', d: null, period: '2024-02' },
      { ...base, m: -1n, n: -9223372036854775808n },
      { ...base, n: -25n, m: 2n, usd: -285n, kg: 1000n },
      { ...base, n: 25n, m: -2n, usd: 285n, kg: -1000n },
    ]
    await fill(rows)
    const sums = Array.from({ length: 60 }, () => 'n').join(' + ')
    expect(
      ['round(n / m)', 'round(usd / kg, 2)', 'round(-25 / n * 12.5, 0)'].map((text) =>
        evaluateExpression(checkExpression(parseExpression(text), scope), rows[4]!),
      ),
    ).toEqual([-13, -285, 13])
    for (const text of [
      'n + m',
      'round(n / m)',
      'n + m - m',
      'n * m',
      '-n',
      'abs(usd)',
      'mod(n, m)',
      'n / m',
      'round(usd, 1)',
      'round(-2.5)',
      'round(2.5)',
      'round(n / 2)',
      'round(usd / kg, 2)',
      'round(n / m, 9)',
      'round(usd / kg * 100, 1)',
      'round(-(n / m) / kg, 3)',
      'round(usd / 1000, 2)',
      'round(n * (usd / kg) / (m / 7), 2)',
      'usd = 123.45',
      'usd + kg',
      'usd * kg',
      'left(t, 0)',
      'right(t, 9)',
      "replace(t, 'x', '')",
      "contains(t, '')",
      'upper(t)',
      'fold(t)',
      "t < 'Z'",
      'n in (5, 2.5)',
      'n = 5 or u is null',
      "not (u = 'x')",
      "u in ('a')",
      'coalesce(u, t)',
      'least(n, m, 3)',
      'greatest(d, e)',
      'age_at(e, d)',
      'reference_date(period)',
      'year(period)',
      'tax_code_valid(tax.code)',
      'known(c)',
      "lookup(c, '2025')",
      sums,
      `${sums} > 100`,
      'band(usd, 0, 100.5)',
      'n / m / (n / m - n / m)',
      '0 >= kg * -9223372036854775807',
      'n * 10 between kg and 1000000',
      'abs(n) * 100 > 7',
      '1 / (1 / n) * (n / 0.000001) * (n / 0.000001) * (n/0.000001) * (n / 0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) * (n/0.000001) > 1',
    ]) {
      await agree(text, rows)
    }
  })
})
