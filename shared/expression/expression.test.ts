// The language itself: precedence, types, messages with places and suggestions, injection, and fuzzing with arbitrary
// text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureMessage } from '../model/messages.ts'
import { Failure } from '../model/failure.ts'
import { datasetSchema } from '../model/dataset.ts'
import {
  checkAggregate,
  checkExpression,
  comparedCodes,
  compileExpression,
  evaluateExpression,
  evaluateFormula,
  functionHelp,
  parseAggregate,
  parseExpression,
  parseFormula,
  scopeOf,
  tryCheck,
  tryParse,
  variablesOf,
} from './index.ts'
import type { Columns, Row, Scope } from './index.ts'
import { keywords } from './lexer.ts'

const dataset = datasetSchema.parse({
  id: 'd',
  subject: 'customs',
  label: { vi: 'd', en: 'd' },
  recordLabel: { vi: 'd', en: 'd' },
  description: { vi: 'd', en: 'd' },
  periodKind: 'month',
  key: [],
  rules: [],
  variables: [
    {
      id: 'province',
      source: 'a',
      label: { vi: '', en: '' },
      role: 'classification',
      type: 'code',
      codeList: 'province',
    },
    { id: 'value_usd', source: 'b', label: { vi: '', en: '' }, role: 'measure', type: 'decimal', scale: 2 },
    { id: 'employees', source: 'c', label: { vi: '', en: '' }, role: 'measure', type: 'integer' },
    { id: 'registered_on', source: 'e', label: { vi: '', en: '' }, role: 'time', type: 'date' },
    { id: 'person', source: 'f', label: { vi: '', en: '' }, role: 'key', type: 'hash' },
  ],
})
const scope: Scope = scopeOf(dataset.variables, [{ id: 'reg', variables: dataset.variables }])
const value = (text: string, row: Row = {}, within: Scope = scope) =>
  evaluateExpression(checkExpression(parseExpression(text), within), row)
const wrong = (text: string, within: Scope = scope) => {
  const found = tryCheck(text, within)
  if (found.ok) throw new Error(`accepted: ${text}`)
  return found
}

describe('grammar', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['-2 * -3', 6],
    ['2 - -3', 5],
    ['not true or true', true],
    ['true or false and false', true],
    ['not 1 = 2', true],
    ['1 + 1 between 2 and 1 + 2 and true', true],
    ['3 not in (1, 2)', true],
    ['1.10 = 1.1', true],
    ["'it''s' = 'it''s'", true],
    ['case when 1 > 2 then 1 when 2 > 1 then 2 else 3 end', 2],
    ['CASE WHEN FALSE THEN 1 END', null],
    ['8 / 4 / 2', 1],
    ['null is null', undefined],
    ["IF(1 < 2, 'a', 'b')", 'a'],
    ['1 <> 2 and 1 != 2', true],
  ])('%s', (text, expected) => {
    if (expected === undefined) wrong(text)
    else expect(value(text)).toBe(expected)
  })

  test('types and exact results', () => {
    const typed = (text: string) => checkExpression(parseExpression(text), scope).type
    expect(typed('value_usd + employees')).toEqual({ type: 'decimal', scale: 2 })
    expect(typed('value_usd * value_usd')).toEqual({ type: 'decimal', scale: 4 })
    expect(typed('value_usd / employees').type).toBe('real')
    expect(typed('round(value_usd / employees, 3)')).toEqual({ type: 'decimal', scale: 3 })
    expect(typed('reg.registered_on').type).toBe('date')
    expect(value('value_usd + 0.005', { value_usd: 9007199254740993n })).toBe(90071992547409935n)
    expect(value('round(value_usd)', { value_usd: -250 })).toBe(-3)
    expect(value('employees / 0', { employees: 1 })).toBe(null)
    expect(value('employees + 1', { employees: 2n ** 63n - 1n })).toBe(null)
    expect(value("registered_on >= '2024-01-31'", { registered_on: '2024-02-01' })).toBe(true)
    expect(value('person = reg.person', { person: 5n, 'reg.person': 5n })).toBe(true)
    expect(value('person = reg.person', { person: 5n })).toBe(null)
  })

  test('names used and codes compared are told', () => {
    const typed = checkExpression(
      parseExpression("province in ('01', '79') or reg.province <> '48' and employees > 5"),
      scope,
    )
    expect(variablesOf(typed)).toEqual(['province', 'reg.province', 'employees'])
    expect(comparedCodes(typed).get('province')).toEqual(new Set(['01', '79']))
    expect(comparedCodes(typed).get('reg.province')).toEqual(new Set(['48']))
  })

  test('functions of facts with known answers', () => {
    expect(value("tax_code_valid('0100109106')")).toBe(true)
    expect(value("tax_code_valid('0100109107')")).toBe(false)
    expect(value("tax_code_valid('0100109106-001')")).toBe(true)
    expect(value("fold('ĐẶNG Thị Ngọc Ánh')")).toBe('dang thi ngoc anh')
    expect(value("upper('nguyễn đức ơn')")).toBe('NGUYỄN ĐỨC ƠN')
    expect(value("age_at(2015, date('2024-09-30'))")).toBe(9)
    expect(value("age_at(registered_on, date('2024-02-28'))", { registered_on: '2004-02-29' })).toBe(19)
    expect(value('reference_date(period)', { period: '2024-2025' })).toBe('2024-09-30')
    expect(value("days_between('2024-02-28', '2024-03-01')")).toBe(2)
    expect(value('band(employees, 10, 50, 200)', { employees: 50 })).toBe('3')
  })
})

describe('messages', () => {
  test.each([
    ["provnce = '01'", 0, 7, 'province'],
    ['province = 01x', 13, 1, 'x'],
    ['lenght(province) = 2', 0, 6, 'length'],
    ['province = 1', 11, 1, "'1'"],
    ['1 +', 3, 1, 'too early'],
    ['employees = null', 12, 4, 'is null'],
    ["registered_on > '2024-02-30'", 16, 12, '2024-02-30'],
    ['sum(value_usd) > 1', 0, 3, 'indicators'],
    ["left(province, employees) = '0'", 15, 9, 'written out'],
    ['province = "01"', 11, 1, 'single quotes'],
    ["province == '01'", 10, 1, 'single “=”'],
    ['1 < 2 < 3', 6, 1, 'chained'],
    ['known(province)', 0, 15, 'code lists'],
    ["'abc", 0, 4, 'closing quote'],
    ['length = 2', 0, 6, 'function'],
    ['round(1, 2, 3)', 0, 14, '3 arguments'],
  ])('%s', (text, position, length, words) => {
    const found = wrong(text)
    expect([found.position, found.length]).toEqual([position, length])
    expect(found.message.en).toContain(words)
    expect(found.message.vi).not.toBe('')
    expect(found.message.vi).not.toBe(found.message.en)
  })

  test('a failure speaks the language asked for, counting characters from 1', () => {
    let caught: unknown
    try {
      checkExpression(parseExpression("provnce = '01'"), scope)
    } catch (thrown) {
      caught = thrown
    }
    expect(caught).toBeInstanceOf(Failure)
    const failure = (caught as Failure).value
    expect(failureMessage(failure, 'vi')).toBe(
      'Biểu thức sai ở ký tự 1: Không có biến “provnce”. Có phải là “province”?',
    )
    expect(failureMessage(failure, 'en')).toBe(
      'The expression is wrong at character 1: There is no variable “provnce”. Did you mean “province”?',
    )
  })

  test('every function has help in both languages', () => {
    for (const { signature, help } of functionHelp())
      expect([signature, help.vi, help.en].every((t) => t.length > 5)).toBe(true)
  })
})

describe('nothing of the user becomes SQL', () => {
  const columns: Columns = (name) => ({
    sql: `"${name}"`,
    physical: name.endsWith('province') ? 'text' : name.endsWith('registered_on') ? 'date' : 'integer',
  })
  /** SQL with its literals cut out; what is left must be made of the compiler's own words. */
  const skeleton = (sql: string) => sql.replaceAll(/'(?:[^']|'')*'/g, '?')

  test.each(["'; DROP TABLE r; --", "' OR 1=1 --", '\\', "''", '" ; --', '/* */', 'x\n; ATTACH'])(
    'literal %j stays a literal',
    (text) => {
      for (const dialect of ['duckdb', 'sqlite'] as const) {
        const typed = checkExpression(parseExpression(`province = '${text.replaceAll("'", "''")}'`), scope)
        expect(skeleton(compileExpression(typed, dialect, columns))).toBe('("province" = ?)')
        expect(evaluateExpression(typed, { province: text })).toBe(true)
      }
    },
  )

  test('arbitrary text is refused as EXPRESSION_INVALID or understood, nothing else', () => {
    const pieces = fc.constantFrom(
      ...keywords,
      'province',
      'value_usd',
      'reg.employees',
      'period',
      "'01'",
      "'",
      '"',
      '1',
      '2.5',
      '(',
      ')',
      ',',
      '=',
      '<',
      '<>',
      '+',
      '-',
      '*',
      '/',
      '.',
      ';',
      'left',
      'round',
      'abs',
      'prev',
      '__proto__',
      'constructor',
      'ế',
      '🤦',
      '\0',
      '\n',
      '--',
      '/*',
    )
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(pieces, { maxLength: 14 }).map((p) => p.join(' ')),
      fc.array(pieces, { maxLength: 10 }).map((p) => p.join('')),
    )
    fc.assert(
      fc.property(anything, (text) => {
        const found = tryCheck(text, scope)
        const parsed = tryParse(text)
        if (!found.ok) {
          expect(found.position).toBeGreaterThanOrEqual(0)
          expect(found.position).toBeLessThanOrEqual(text.length)
          return
        }
        expect(parsed.ok).toBe(true)
        for (const dialect of ['duckdb', 'sqlite'] as const) {
          const sql = skeleton(compileExpression(found.typed, dialect, columns))
          expect(sql).not.toMatch(/;|--|\/\*|\bDROP\b|\bATTACH\b/)
        }
        evaluateExpression(found.typed, {})
        for (const work of [() => parseAggregate(text), () => parseFormula(text, ['x'])]) {
          try {
            work()
          } catch (thrown) {
            expect(String(thrown)).toContain('EXPRESSION_INVALID')
          }
        }
      }),
      { numRuns: 3000, seed: 7 },
    )
  })

  test('size and depth are bounded, not the stack', () => {
    for (const text of [
      '('.repeat(5000),
      '-'.repeat(5000) + '1',
      'not '.repeat(4000) + 'true',
      '1' + '+1'.repeat(4000),
      'abs('.repeat(300) + '1' + ')'.repeat(300),
      'true' + ' and true'.repeat(600),
      "'".padEnd(30_000, 'a'),
      'fold('.repeat(20) + 'province' + ')'.repeat(20),
    ]) {
      expect(tryCheck(text, scope).ok).toBe(false)
    }
    expect(tryCheck('true' + ' and true'.repeat(300), scope).ok).toBe(true)
    expect(tryCheck('1' + ' + 1'.repeat(100) + ' > 0', scope).ok).toBe(true)
  })
})

describe('dictionary-coded variables', () => {
  const entries = [
    { id: 1, code: '01' },
    { id: 2, code: '79' },
    { id: 3, code: '01' },
    { id: 4, code: '2b' },
  ]
  const decode = (codes: readonly string[]) => entries.filter((e) => codes.includes(e.code)).map((e) => e.id)
  const sql = (text: string, withEntries: boolean) =>
    compileExpression(checkExpression(parseExpression(text), scope), 'duckdb', (name) =>
      name === 'province'
        ? {
            sql: 'p',
            physical: 'dictionary',
            decode,
            textSql: 'TEXT',
            ...(withEntries ? { entries: () => entries } : {}),
          }
        : { sql: 'e', physical: 'integer' },
    )

  test.each([
    ["province = '01'", '(p IN (1, 3))', '(p IN (1, 3))'],
    ["province <> '79'", '(p NOT IN (2))', '(p NOT IN (2))'],
    ["province in ('01', '79') and employees > 5", '((p NOT IN (4)) AND (e > 5))', '((p IN (1, 2, 3)) AND (e > 5))'],
    ['province is null', '(p IS NULL)', '(p IS NULL)'],
    [
      "province = 'zz'",
      '(CASE WHEN p IS NULL THEN NULL ELSE FALSE END)',
      '(CASE WHEN p IS NULL THEN NULL ELSE FALSE END)',
    ],
    ["left(province, 1) = '0'", '(p IN (1, 3))', "(left(TEXT, 1) = '0')"],
    ["province > '05'", '(p IN (2, 4))', "(TEXT > '05')"],
    ['integer(province) > 5', '(CASE WHEN p IS NULL THEN NULL WHEN p IN (4) THEN NULL ELSE p IN (2) END)', undefined],
    ["coalesce(province, '01') = '01'", '(CASE WHEN p IS NULL THEN TRUE ELSE p IN (1, 3) END)', undefined],
  ])('%s', (text, listed, looked) => {
    expect(sql(text, true)).toBe(listed)
    if (looked !== undefined) expect(sql(text, false)).toBe(looked)
  })
})

describe('aggregates and formulas of indicators', () => {
  test('aggregates', () => {
    const sum = parseAggregate("sum(value_usd) where province = '01' and employees > 5")
    expect([sum.statistic, sum.variable, sum.whereText]).toEqual([
      'sum',
      'value_usd',
      "province = '01' and employees > 5",
    ])
    expect(checkAggregate(sum, scope).where?.type.type).toBe('boolean')
    expect(parseAggregate('COUNT()')).toMatchObject({ statistic: 'count', argument: null, where: null })
    expect(checkAggregate(parseAggregate('distinct(person)'), scope).argument?.type.type).toBe('hash')
    for (const text of [
      'count(value_usd)',
      'sum()',
      'summ(value_usd)',
      'sum(value_usd) if true',
      'value_usd',
      'sum(value_usd) where',
      '',
    ])
      expect(() => parseAggregate(text), text).toThrow('EXPRESSION_INVALID')
    for (const text of ['sum(province)', 'mean(registered_on)', 'count() where employees', 'sum(nothing)'])
      expect(() => checkAggregate(parseAggregate(text), scope), text).toThrow('EXPRESSION_INVALID')
  })

  test('formulas', () => {
    const at = { now: 120, before: 100 } as const
    const answer = (text: string) =>
      evaluateFormula(parseFormula(text, ['x', 'y', 'zero']), (name, { shifts, total }) =>
        name === 'zero'
          ? 0
          : total
            ? 1000
            : shifts.length > 1
              ? null
              : shifts[0]
                ? at.before
                : name === 'y'
                  ? null
                  : at.now,
      )
    expect(answer('(x / prev(x, 1 year) - 1) * 100')).toBeCloseTo(20)
    expect(answer('x / total(x) * 100')).toBe(12)
    expect(answer('x / zero')).toBe(null)
    expect(answer('x + y')).toBe(null)
    expect(answer('coalesce(y, x)')).toBe(120)
    expect(answer('prev(prev(x, 3 months), 1 year)')).toBe(null)
    expect(answer('-x + 10 - 5 * 2')).toBe(-120)
    expect(answer('round(2.675, 2)')).toBe(2.68)
    expect(answer('round(-0.5)')).toBe(-1)
    for (const text of [
      'z',
      'prev(x)',
      'prev(x, 1)',
      'prev(x, 0 year)',
      'prev(x, 1.5 years)',
      'prev(x, 1 day)',
      'x +',
      'x x',
      'total(x, y)',
      '(x',
      'x > 1',
      `${'('.repeat(500)}x`,
    ])
      expect(() => parseFormula(text, ['x', 'y']), text).toThrow('EXPRESSION_INVALID')
  })
})
