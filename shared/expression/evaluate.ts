// The slow, obvious back end: one row, one value. SQL three-valued logic; exact numbers are bigints inside. In: a typed
// tree and a row. Out: a value or null. It never throws on data, and it is what the SQL back ends are held against.
import { referenceDate } from '../model/period.ts'
import { toExact } from '../model/exact.ts'
import type { Exact } from '../model/exact.ts'
import { fitsExact } from './build.ts'
import { callText } from './evaluateText.ts'
import type { CoreFunction, Typed } from './typed.ts'

/** Text, scaled integers, ISO dates, hashes; what is missing is null. */
export type RowValue = string | number | bigint | null
export type Row = Readonly<Record<string, RowValue | undefined>>
/** Inside: exact numbers as bigint, real numbers as number. */
export type Inner = string | bigint | number | boolean | null

const exact = (value: bigint): bigint | null => (fitsExact(value) ? value : null)
const real = (value: number): number | null => (Number.isFinite(value) ? value : null)
const power = (digits: number | undefined): bigint => 10n ** BigInt(digits ?? 0)

/** Order of UTF-8 bytes, which is the order of code points, as both engines have it. */
export const compareTexts = (a: string, b: string): number => {
  const left = [...a]
  const right = [...b]
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const order = (a: Inner, b: Inner): number => {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (a === null || b === null) return 0
  return a < b ? -1 : a > b ? 1 : 0
}

const compared = (comparison: string, a: Inner, b: Inner): boolean | null => {
  if (a === null || b === null) return null
  const o = order(a, b)
  if (comparison === '=') return o === 0
  if (comparison === '<>') return o !== 0
  if (comparison === '<') return o < 0
  if (comparison === '<=') return o <= 0
  return comparison === '>' ? o > 0 : o >= 0
}

const conjunction = (values: Inner[]): boolean | null =>
  values.includes(false) ? false : values.includes(null) ? null : true
const disjunction = (values: Inner[]): boolean | null =>
  values.includes(true) ? true : values.includes(null) ? null : false
const inverse = (value: Inner): boolean | null => (value === null ? null : value !== true)

const callExact = (fn: CoreFunction, args: bigint[], parameters: number[]): Inner | undefined => {
  const [a = 0n, b = 0n] = args
  const m = power(parameters[0])
  switch (fn) {
    case 'add':
      return exact(a + b)
    case 'subtract':
      return exact(a - b)
    case 'multiply':
      return exact(a * b)
    case 'negate':
      return exact(-a)
    case 'abs':
      return exact(a < 0n ? -a : a)
    case 'mod':
      return b === 0n ? null : a % b
    case 'least':
      return args.reduce((x, y) => (y < x ? y : x))
    case 'greatest':
      return args.reduce((x, y) => (y > x ? y : x))
    case 'rescale':
      return exact(a * m)
    case 'round': {
      const nudged = exact(a + (a < 0n ? -m / 2n : m / 2n))
      return nudged === null ? null : nudged / m
    }
    case 'floor':
      return a / m - (a % m < 0n ? 1n : 0n)
    case 'ceil':
      return a / m + (a % m > 0n ? 1n : 0n)
    case 'real':
      return Number(a) / Number(m)
    case 'text':
      return a.toString()
    default:
      return undefined
  }
}

/** Exact while numerator and denominator stay below 2^61, else what the doubles gave. */
const dividedRounded = ([a = null, b = null, fallback = null]: Inner[], parameters: number[]): Inner => {
  if (typeof a !== 'bigint' || typeof b !== 'bigint' || b === 0n) return fallback
  const n = (a < 0n ? -a : a) * power(parameters[0])
  const m = (b < 0n ? -b : b) * power(parameters[1])
  if (n >= 2n ** 61n || m >= 2n ** 61n) return fallback
  const rounded = n / m + ((n % m) * 2n >= m ? 1n : 0n)
  return a < 0n === b < 0n ? rounded : -rounded
}

/** Whole numbers of doubles beyond ±9.2e18 do not fit and are null. */
const whole = (value: number): bigint | null => (value > -9.2e18 && value < 9.2e18 ? BigInt(value) : null)

const callReal = (fn: CoreFunction, args: number[], parameters: number[]): Inner | undefined => {
  const [a = 0, b = 0] = args
  switch (fn) {
    case 'real_add':
      return real(a + b)
    case 'real_subtract':
      return real(a - b)
    case 'real_multiply':
      return real(a * b)
    case 'real_divide':
      return b === 0 ? null : real(a / b)
    case 'real_negate':
      return -a
    case 'real_abs':
      return Math.abs(a)
    case 'real_least':
      return Math.min(...args)
    case 'real_greatest':
      return Math.max(...args)
    case 'real_round':
      return whole(Math.trunc(a * Number(power(parameters[0])) + (a < 0 ? -0.5 : 0.5)))
    case 'real_floor':
      return whole(Math.floor(a))
    case 'real_ceil':
      return whole(Math.ceil(a))
    default:
      return undefined
  }
}

const callDate = (fn: CoreFunction, args: string[]): Inner | undefined => {
  const [a = '', b = ''] = args
  switch (fn) {
    case 'year':
      return BigInt(a.slice(0, 4))
    case 'month':
      return BigInt(a.slice(5, 7))
    case 'quarter':
      return (BigInt(a.slice(5, 7)) + 2n) / 3n
    case 'day':
      return BigInt(a.slice(8, 10))
    case 'days_between':
      return BigInt(Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000))
    case 'birthday_age':
      return BigInt(b.slice(0, 4)) - BigInt(a.slice(0, 4)) - (b.slice(5) < a.slice(5) ? 1n : 0n)
    case 'date_least':
      return args.reduce((x, y) => (y < x ? y : x))
    case 'date_greatest':
      return args.reduce((x, y) => (y > x ? y : x))
    case 'period_year':
      return /^[12]\d{3}/.test(a) ? BigInt(a.slice(0, 4)) : null
    case 'reference_date':
      return /^[12]/.test(a) ? referenceDate(a) : null
    default:
      return undefined
  }
}

const callFunction = (node: Extract<Typed, { op: 'call' }>, row: Row): Inner => {
  const args = node.args.map((a) => evaluate(a, row))
  if (node.fn === 'coalesce') return args.find((a) => a !== null) ?? null
  if (node.fn === 'divide_round') return dividedRounded(args, node.parameters)
  if (args.includes(null)) return null
  if (node.fn === 'flag') return args[0] === true ? 1n : 0n
  const texts = args.filter((a) => typeof a === 'string')
  const answer =
    callExact(
      node.fn,
      args.filter((a) => typeof a === 'bigint'),
      node.parameters,
    ) ??
    callReal(
      node.fn,
      args.filter((a) => typeof a === 'number'),
      node.parameters,
    ) ??
    callDate(node.fn, texts) ??
    callText(node.fn, texts, node.parameters)
  return answer ?? null
}

const fromRow = (value: RowValue | undefined, node: Typed): Inner => {
  if (value === null || value === undefined) return null
  const { type } = node.type
  return type === 'integer' || type === 'decimal' || type === 'hash' ? BigInt(value) : String(value)
}

const evaluate = (node: Typed, row: Row): Inner => {
  switch (node.op) {
    case 'constant':
      return node.value
    case 'variable':
      return fromRow(row[node.name], node)
    case 'call':
      return callFunction(node, row)
    case 'compare':
      return compared(node.comparison, evaluate(node.left, row), evaluate(node.right, row))
    case 'in': {
      const value = evaluate(node.value, row)
      return disjunction(node.options.map((o) => compared('=', value, evaluate(o, row))))
    }
    case 'between': {
      const value = evaluate(node.value, row)
      return conjunction([
        compared('>=', value, evaluate(node.low, row)),
        compared('<=', value, evaluate(node.high, row)),
      ])
    }
    case 'isNull':
      return evaluate(node.value, row) === null
    case 'and':
      return conjunction(node.operands.map((o) => evaluate(o, row)))
    case 'or':
      return disjunction(node.operands.map((o) => evaluate(o, row)))
    case 'not':
      return inverse(evaluate(node.operand, row))
    case 'case': {
      const chosen = node.branches.find((b) => evaluate(b.condition, row) === true)
      return evaluate(chosen ? chosen.result : node.otherwise, row)
    }
    case 'band': {
      const value = evaluate(node.value, row)
      if (value === null) return null
      // A bound that cannot be held at the value's scale is not reached: the comparison with it is null.
      const index = node.bounds.findIndex((b) => compared('<', value, evaluate(b, row)) === true)
      const number = index < 0 ? node.bounds.length + 1 : index + 1
      return node.type.type === 'integer' ? BigInt(number) : String(number)
    }
    case 'member': {
      const value = evaluate(node.value, row)
      return value === null ? null : node.codes.has(String(value))
    }
    case 'translate': {
      const value = evaluate(node.value, row)
      return value === null ? null : (node.pairs.get(String(value)) ?? null)
    }
    default:
      return node satisfies never
  }
}

/**
 * The value of an expression for one row: exact numbers scaled as typed.type says, real numbers as number, dates as ISO
 * text.
 */
export const evaluateExpression = (typed: Typed, row: Row): string | Exact | boolean | null => {
  const value = evaluate(typed, row)
  return typeof value === 'bigint' ? toExact(value) : value
}
