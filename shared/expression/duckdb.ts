// DuckDB's words for the functions of the typed tree. In: SQL of the arguments. Out: SQL. Overflow of 64 bits becomes
// null by computing in HUGEINT and casting back; never an error at run time.
import type { Dialect } from './dialect.ts'
import { ascii, vietnamese } from './letters.ts'
import { power, quoted, taxSumOfNumber, valueName, wholeLimit } from './sqlParts.ts'
import type { CoreFunction, Typed, ValueType } from './typed.ts'

const typeNames: Record<ValueType['type'], string> = {
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'BIGINT',
  real: 'DOUBLE',
  date: 'DATE',
  hash: 'BIGINT',
  null: 'VARCHAR',
}

const constant = (node: Extract<Typed, { op: 'constant' }>): string => {
  const { value } = node
  if (value === null) return `CAST(NULL AS ${typeNames[node.type.type]})`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'bigint') return `CAST(${value} AS BIGINT)`
  return node.type.type === 'date' ? `DATE ${quoted(value)}` : quoted(value)
}

const wide = (sql: string): string => `CAST(${sql} AS HUGEINT)`
/**
 * Null where it does not fit. The xor keeps DuckDB's optimiser from taking a comparison through the cast, which would
 * lose the null of an overflow (1.5 compares the HUGEINT instead).
 */
const narrow = (sql: string): string => `xor(TRY_CAST(${sql} AS BIGINT), 0)`
const double = (value: string): string => `CAST(${value} AS DOUBLE)`

const exactOperation = (operator: string, a: string, b: string, safe: boolean): string =>
  safe ? `(${a} ${operator} ${b})` : narrow(`${wide(a)} ${operator} ${wide(b)}`)

const long = 240
/** A value used twice: written twice when short, else named once by a lambda. */
const twice = (sql: string, use: (value: string) => string): string =>
  sql.length <= long ? use(sql) : `(list_transform([${sql}], lambda ${valueName(sql)}: ${use(valueName(sql))})[1])`

/** Null unless the double is within what a BIGINT holds for certain. */
const whole = (sql: string): string =>
  twice(
    sql,
    (value) => `(CASE WHEN abs(${value}) < ${double('9200000000000000000')} THEN CAST(${value} AS BIGINT) END)`,
  )

/** The engine's own least and greatest pass over nulls; ours do not. */
const extreme = (fn: 'least' | 'greatest', args: string[]): string => {
  const list = args.join(', ')
  if (list.length <= long)
    return `(CASE WHEN ${args.map((a) => `${a} IS NOT NULL`).join(' AND ')} THEN ${fn}(${list}) END)`
  return twice(
    `[${list}]`,
    (values) =>
      `(CASE WHEN list_count(${values}) = ${args.length} THEN ${fn === 'least' ? 'list_min' : 'list_max'}(${values}) END)`,
  )
}

const mapped = (fn: 'upper' | 'lower' | 'fold', sql: string): string =>
  `translate(${sql}, ${quoted(ascii[fn].from + vietnamese[fn].from)}, ${quoted(ascii[fn].to + vietnamese[fn].to)})`

const taxCode = (text: string): string =>
  twice(text, (x) => {
    const sum = taxSumOfNumber((p) => `(n // ${power(p)})`)
    const checked = `list_transform([TRY_CAST(left(${x}, 10) AS BIGINT)], lambda n: 10 - (${sum}) % 11 = n % 10)[1]`
    return `(CASE WHEN ${x} IS NULL THEN NULL WHEN regexp_matches(${x}, '^[0-9]{10}') THEN ${checked} ELSE FALSE END)`
  })

const referenceDate = (text: string): string =>
  twice(text, (p) => {
    const matches = (pattern: string): string => `regexp_full_match(${p}, '${pattern}')`
    const day = (text: string): string => `TRY_CAST(${text} AS DATE)`
    return (
      `(CASE WHEN ${matches('[12][0-9]{3}')} THEN ${day(`${p} || '-12-31'`)}` +
      ` WHEN ${matches('[12][0-9]{3}-(0[1-9]|1[0-2])')} THEN last_day(${day(`${p} || '-01'`)})` +
      ` WHEN ${matches('[12][0-9]{3}-Q[1-4]')} THEN last_day(${day(`left(${p}, 5) || lpad(CAST(3 * TRY_CAST(right(${p}, 1) AS INTEGER) AS VARCHAR), 2, '0') || '-01'`)})` +
      ` WHEN ${matches('[12][0-9]{3}-[0-9]{4}')} AND TRY_CAST(right(${p}, 4) AS INTEGER) = TRY_CAST(left(${p}, 4) AS INTEGER) + 1 THEN ${day(`left(${p}, 4) || '-09-30'`)} END)`
    )
  })

const birthdayAge = (from: string, to: string): string =>
  twice(from, (a) =>
    twice(
      to,
      (b) =>
        `(year(${b}) - year(${a}) - CASE WHEN month(${b}) * 100 + day(${b}) < month(${a}) * 100 + day(${a}) THEN 1 ELSE 0 END)`,
    ),
  )

const divideRound = (a: string, b: string, fallback: string, p: number, q: number): string =>
  twice(a, (n) =>
    twice(b, (m) => {
      const numerator = `2 * ${n} * ${power(p)} + CASE WHEN ${n} < 0 THEN -1 ELSE 1 END * abs(${m} * ${power(q)})`
      return (
        `(CASE WHEN ${n} BETWEEN -${wholeLimit(p)} AND ${wholeLimit(p)} AND ${m} BETWEEN -${wholeLimit(q)} AND ${wholeLimit(q)} AND ${m} <> 0` +
        ` THEN (${numerator}) // (2 * ${m} * ${power(q)}) ELSE ${fallback} END)`
      )
    }),
  )

const call = (fn: CoreFunction, args: string[], parameters: number[], safe: boolean): string => {
  const [a = '', b = ''] = args
  const [p = 0, q = 0] = parameters
  const joined = args.join(', ')
  switch (fn) {
    case 'add':
      return exactOperation('+', a, b, safe)
    case 'subtract':
      return exactOperation('-', a, b, safe)
    case 'multiply':
      return exactOperation('*', a, b, safe)
    case 'rescale':
      return exactOperation('*', a, power(p), safe)
    case 'negate':
      return safe ? `(-${a})` : narrow(`-${wide(a)}`)
    case 'abs':
      return safe ? `abs(${a})` : narrow(`abs(${wide(a)})`)
    case 'mod':
      return twice(b, (v) => `(${a} % (CASE ${v} WHEN 0 THEN NULL WHEN -1 THEN 1 ELSE ${v} END))`)
    case 'least':
    case 'real_least':
    case 'date_least':
      return extreme('least', args)
    case 'greatest':
    case 'real_greatest':
    case 'date_greatest':
      return extreme('greatest', args)
    case 'round':
      return twice(
        a,
        (v) =>
          `(${narrow(`${wide(v)} + CASE WHEN ${v} < 0 THEN -${power(p)} // 2 ELSE ${power(p)} // 2 END`)} // ${power(p)})`,
      )
    case 'floor':
      return twice(a, (v) => `(${v} // ${power(p)} - CASE WHEN ${v} % ${power(p)} < 0 THEN 1 ELSE 0 END)`)
    case 'ceil':
      return twice(a, (v) => `(${v} // ${power(p)} + CASE WHEN ${v} % ${power(p)} > 0 THEN 1 ELSE 0 END)`)
    case 'real':
      return p === 0 ? double(a) : `(${double(a)} / ${double(power(p))})`
    case 'real_add':
      return `(${a} + ${b})`
    case 'real_subtract':
      return `(${a} - ${b})`
    case 'real_multiply':
      return `(${a} * ${b})`
    case 'real_divide':
      return twice(b, (v) => `(${a} / nullif(${v}, ${double('0')}))`)
    case 'real_negate':
      return `(-${a})`
    case 'real_abs':
      return `abs(${a})`
    case 'real_round':
      return whole(
        twice(
          a,
          (v) =>
            `trunc(${v} * ${double(power(p))} + CASE WHEN ${v} < 0 THEN ${double("'-0.5'")} ELSE ${double("'0.5'")} END)`,
        ),
      )
    case 'real_floor':
      return whole(`floor(${a})`)
    case 'real_ceil':
      return whole(`ceil(${a})`)
    case 'left':
      return `left(${a}, ${p})`
    case 'right':
      return `right(${a}, ${p})`
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
      return `starts_with(${joined})`
    case 'ends_with':
      return `suffix(${joined})`
    case 'contains':
      return `contains(${joined})`
    case 'is_digits':
      return `regexp_full_match(${a}, '[0-9]+')`
    case 'integer':
      return twice(a, (v) => `(CASE WHEN regexp_full_match(${v}, '[0-9]{1,18}') THEN TRY_CAST(${v} AS BIGINT) END)`)
    case 'text':
      return `CAST(${a} AS VARCHAR)`
    case 'tax_code_valid':
      return taxCode(a)
    case 'year':
    case 'quarter':
    case 'month':
    case 'day':
      return `${fn}(${a})`
    case 'days_between':
      return `date_diff('day', ${a}, ${b})`
    case 'birthday_age':
      return birthdayAge(a, b)
    case 'period_year':
      return twice(
        a,
        (v) => `(CASE WHEN regexp_matches(${v}, '^[12][0-9]{3}') THEN TRY_CAST(left(${v}, 4) AS BIGINT) END)`,
      )
    case 'reference_date':
      return referenceDate(a)
    case 'flag':
      return `CAST(${a} AS BIGINT)`
    case 'divide_round':
      return divideRound(a, b, args[2] ?? 'NULL', p, q)
    case 'coalesce':
      return `coalesce(${joined})`
    default:
      return fn satisfies never
  }
}

export const duckdb: Dialect = {
  constant,
  bareNumber: String,
  text: quoted,
  integer: (sql) => `CAST(${sql} AS BIGINT)`,
  call,
  guardExact: (sql) => sql,
  guardReal: (sql) => twice(sql, (v) => `(CASE WHEN isfinite(${v}) THEN ${v} END)`),
  twice,
  false: 'FALSE',
  true: 'TRUE',
}
