// SQLite's words for the functions of the typed tree. In: SQL of the arguments. Out: SQL. Integer overflow turns into
// REAL there and stays so along a chain; guardExact turns it into null where the chain ends.
import type { Dialect } from './dialect.ts'
import { vietnamese } from './letters.ts'
import { power, quoted, taxSum, valueName, wholeLimit } from './sqlParts.ts'
import type { CoreFunction, Typed } from './typed.ts'

const constant = (node: Extract<Typed, { op: 'constant' }>): string => {
  const { value } = node
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'bigint' ? bareNumber(value) : quoted(value)
}

const bareNumber = (value: bigint): string => (value < 0n ? `(${value})` : String(value))

const long = 240
/** A value used twice: written twice when short, else named once in a subquery. */
const twice = (sql: string, use: (value: string) => string): string =>
  sql.length <= long ? use(sql) : `(SELECT ${use(valueName(sql))} FROM (SELECT ${sql} AS ${valueName(sql)}))`

const guardExact = (sql: string): string => twice(sql, (v) => `(CASE WHEN typeof(${v}) = 'integer' THEN ${v} END)`)
const guardReal = (sql: string): string => twice(sql, (v) => `(CASE WHEN ${v} > -9e999 AND ${v} < 9e999 THEN ${v} END)`)

const whole = (sql: string): string =>
  twice(sql, (v) => `(CASE WHEN abs(${v}) < CAST(9200000000000000000 AS REAL) THEN CAST(${v} AS INTEGER) END)`)

const mapped = (fn: 'upper' | 'lower' | 'fold', sql: string): string => {
  const to = [...vietnamese[fn].to]
  // The engine's own upper and lower change ASCII letters only.
  return [...vietnamese[fn].from].reduce(
    (inner, letter, i) => `replace(${inner}, '${letter}', '${to[i] ?? letter}')`,
    `${fn === 'upper' ? 'upper' : 'lower'}(${sql})`,
  )
}

const part = (date: string, from: number, count: number): string =>
  `CAST(substr(${date}, ${from}, ${count}) AS INTEGER)`
const digit = '[0-9]'

const taxCode = (text: string): string =>
  twice(text, (x) => {
    const sum = taxSum((i) => part(x, i + 1, 1))
    return `(CASE WHEN ${x} IS NULL THEN NULL WHEN substr(${x}, 1, 10) GLOB '${digit.repeat(10)}' THEN 10 - (${sum}) % 11 = ${part(x, 10, 1)} ELSE 0 END)`
  })

const referenceDate = (text: string): string =>
  twice(text, (p) => {
    const year = `[12]${digit.repeat(3)}`
    const lastDay = (first: string): string => `date(${first}, '+1 month', '-1 day')`
    return (
      `(CASE WHEN ${p} GLOB '${year}' THEN ${p} || '-12-31'` +
      ` WHEN ${p} GLOB '${year}-0[1-9]' OR ${p} GLOB '${year}-1[0-2]' THEN ${lastDay(`${p} || '-01'`)}` +
      ` WHEN ${p} GLOB '${year}-Q[1-4]' THEN ${lastDay(`substr(${p}, 1, 5) || substr('0' || (3 * ${part(p, 7, 1)}), -2) || '-01'`)}` +
      ` WHEN ${p} GLOB '${year}-${digit.repeat(4)}' AND ${part(p, 6, 4)} = ${part(p, 1, 4)} + 1 THEN substr(${p}, 1, 4) || '-09-30' END)`
    )
  })

const divideRound = (a: string, b: string, fallback: string, p: number, q: number): string =>
  twice(a, (n) =>
    twice(b, (m) => {
      const numerator = `2 * ${n} * ${power(p)} + CASE WHEN ${n} < 0 THEN -1 ELSE 1 END * abs(${m} * ${power(q)})`
      return (
        `(CASE WHEN ${n} BETWEEN -${wholeLimit(p)} AND ${wholeLimit(p)} AND ${m} BETWEEN -${wholeLimit(q)} AND ${wholeLimit(q)} AND ${m} <> 0` +
        ` THEN (${numerator}) / (2 * ${m} * ${power(q)}) ELSE ${fallback} END)`
      )
    }),
  )

const call = (fn: CoreFunction, args: string[], parameters: number[], safe: boolean): string => {
  const [a = '', b = ''] = args
  const [p = 0, q = 0] = parameters
  const joined = args.join(', ')
  switch (fn) {
    case 'add':
    case 'real_add':
      return `(${a} + ${b})`
    case 'subtract':
    case 'real_subtract':
      return `(${a} - ${b})`
    case 'multiply':
    case 'real_multiply':
      return `(${a} * ${b})`
    case 'rescale':
      return `(${a} * ${power(p)})`
    case 'negate':
    case 'real_negate':
      return `(-${a})`
    case 'abs': {
      const positive = twice(a, (v) => `(CASE WHEN ${v} < 0 THEN -${v} ELSE ${v} END)`)
      return safe ? positive : guardExact(positive)
    }
    case 'mod':
      return `(${a} % ${b})`
    case 'least':
    case 'real_least':
    case 'date_least':
      return `min(${joined})`
    case 'greatest':
    case 'real_greatest':
    case 'date_greatest':
      return `max(${joined})`
    case 'round':
      return `(${guardExact(twice(a, (v) => `(${v} + CASE WHEN ${v} < 0 THEN -${power(p)} / 2 ELSE ${power(p)} / 2 END)`))} / ${power(p)})`
    case 'floor':
      return twice(a, (v) => `(${v} / ${power(p)} - (${v} % ${power(p)} < 0))`)
    case 'ceil':
      return twice(a, (v) => `(${v} / ${power(p)} + (${v} % ${power(p)} > 0))`)
    case 'real':
      return p === 0 ? `CAST(${a} AS REAL)` : `(CAST(${a} AS REAL) / CAST(${power(p)} AS REAL))`
    case 'real_divide':
      return `(${a} / ${b})`
    case 'real_abs':
      return `abs(${a})`
    case 'real_round':
      return whole(twice(a, (v) => `(${v} * CAST(${power(p)} AS REAL) + CASE WHEN ${v} < 0 THEN -0.5 ELSE 0.5 END)`))
    case 'real_floor':
      return whole(`floor(${a})`)
    case 'real_ceil':
      return whole(`ceil(${a})`)
    case 'left':
      return `substr(${a}, 1, ${p})`
    case 'right':
      return p === 0 ? `substr(${a}, 1, 0)` : `substr(${a}, -${p})`
    case 'substr':
      return `substr(${a}, ${p}, ${q})`
    case 'length':
      return `length(${a})`
    case 'upper':
    case 'lower':
    case 'fold':
      return mapped(fn, a)
    case 'trim':
      return `trim(${a}, ' ')`
    case 'concat':
      return `(${args.join(' || ')})`
    case 'replace':
      return `replace(${joined})`
    case 'starts_with':
      return `(instr(${joined}) = 1)`
    case 'ends_with':
      return `(substr(${a}, -length(${b})) = ${b})`
    case 'contains':
      return `(instr(${joined}) > 0)`
    case 'is_digits':
      return twice(a, (v) => `(${v} <> '' AND ${v} NOT GLOB '*[^0-9]*')`)
    case 'integer':
      return twice(
        a,
        (v) => `(CASE WHEN ${v} NOT GLOB '*[^0-9]*' AND length(${v}) BETWEEN 1 AND 18 THEN CAST(${v} AS INTEGER) END)`,
      )
    case 'text':
      return `CAST(${a} AS TEXT)`
    case 'tax_code_valid':
      return taxCode(a)
    case 'year':
      return part(a, 1, 4)
    case 'month':
      return part(a, 6, 2)
    case 'quarter':
      return `((${part(a, 6, 2)} + 2) / 3)`
    case 'day':
      return part(a, 9, 2)
    case 'days_between':
      return `CAST(julianday(${b}) - julianday(${a}) AS INTEGER)`
    case 'birthday_age':
      return twice(a, (from) =>
        twice(b, (to) => `(${part(to, 1, 4)} - ${part(from, 1, 4)} - (substr(${to}, 6) < substr(${from}, 6)))`),
      )
    case 'period_year':
      return twice(a, (v) => `(CASE WHEN ${v} GLOB '[12]${digit.repeat(3)}*' THEN ${part(v, 1, 4)} END)`)
    case 'reference_date':
      return referenceDate(a)
    case 'flag':
      return a
    case 'divide_round':
      return divideRound(a, b, args[2] ?? 'NULL', p, q)
    // With one argument the engine refuses it.
    case 'coalesce':
      return `coalesce(${joined}, NULL)`
    default:
      return fn satisfies never
  }
}

export const sqlite: Dialect = {
  constant,
  bareNumber,
  text: quoted,
  integer: (sql) => sql,
  call,
  guardExact,
  guardReal,
  twice,
  false: '0',
  true: '1',
}
