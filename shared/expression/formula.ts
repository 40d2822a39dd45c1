// Indicator formulas: arithmetic over named inputs, prev(x, 1 year), growth(x, 1 year), at(x, '2020'), total(x). In:
// text and the input names. Out: a tree and a slow evaluator that asks for input values. Never records, never SQL; null
// (not known) runs through all.
import type { Operator } from './ast.ts'
import { maximumLength } from './lexer.ts'
import { cursor, finish, unexpected } from './parser.ts'
import type { Cursor } from './parser.ts'
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import { didYouMean } from './suggest.ts'
import { parsePeriod } from '../model/period.ts'
import type { Period } from '../model/period.ts'

export type ShiftUnit = 'year' | 'quarter' | 'month'
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string; span: Span }
  | { kind: 'negate'; operand: Formula }
  | { kind: 'arithmetic'; operator: Operator; left: Formula; right: Formula }
  /** Its argument as it was `count` units before. */
  | { kind: 'prev'; argument: Formula; count: number; unit: ShiftUnit }
  /** Percent change against `count` units before; only from above zero. */
  | { kind: 'growth'; argument: Formula; count: number; unit: ShiftUnit }
  /** Its argument in one period, whatever the period asked for. */
  | { kind: 'at'; argument: Formula; period: Period }
  /** Its argument over all categories of the breakdown. */
  | { kind: 'total'; argument: Formula }
  | { kind: 'call'; name: 'abs' | 'round' | 'coalesce' | 'ln' | 'sqrt'; args: Formula[] }

export type FormulaShift = { count: number; unit: ShiftUnit } | { period: Period }
/** Where an input is asked for: the moves in time that apply, outermost first, and whether over the whole. */
export type FormulaAt = { shifts: FormulaShift[]; total: boolean }

/** Why a formula has no figure although its inputs have. */
export type FormulaGap = 'zero_denominator' | 'base_not_positive' | 'not_computable'

export const formulaFunctions = ['prev', 'growth', 'at', 'total', 'abs', 'round', 'coalesce', 'ln', 'sqrt'] as const
const argumentCounts = { abs: [1, 1], ln: [1, 1], sqrt: [1, 1], round: [1, 2], coalesce: [1, 20] } as const
const units: Record<string, ShiftUnit> = {
  year: 'year',
  years: 'year',
  quarter: 'quarter',
  quarters: 'quarter',
  month: 'month',
  months: 'month',
}
const maximumDepth = 100

const parseShift = (source: Cursor): { count: number; unit: ShiftUnit } => {
  const number = source.next()
  if (number.kind !== 'number' || number.scale > 0 || number.digits < 1n || number.digits > 1200n) {
    return number.kind === 'number'
      ? problem(
          number.span,
          'Số kỳ lùi phải là số nguyên từ 1 đến 1200.',
          'The shift must be a whole number from 1 to 1200.',
        )
      : unexpected(number, 'số kỳ lùi, như “1 year”', 'a shift such as “1 year”')
  }
  const word = source.next()
  const unit = word.kind === 'name' ? units[word.name.toLowerCase()] : undefined
  if (!unit) return unexpected(word, 'year, quarter hoặc month', 'year, quarter or month')
  return { count: Number(number.digits), unit }
}

const parsePeriodText = (source: Cursor): Period => {
  const token = source.next()
  if (token.kind !== 'text')
    return unexpected(token, "kỳ trong nháy đơn, như '2020'", "a period in quotes, such as '2020'")
  return parsePeriod(token.value) === null
    ? problem(token.span, `“${token.value}” không phải một kỳ.`, `“${token.value}” is not a period.`)
    : token.value
}

export const parseFormula = (text: string, names: readonly string[]): Formula => {
  const source = cursor(text)
  let depth = 0

  const callOf = (name: string, span: Span): Formula => {
    const found = formulaFunctions.find((f) => f === name.toLowerCase())
    if (!found) {
      const hint = didYouMean(name, formulaFunctions)
      return problem(
        span,
        `Công thức không có hàm “${name}”.${hint.vi}`,
        `Formulas have no function “${name}”.${hint.en}`,
      )
    }
    source.expect('symbol', '(')
    const first = parse(0)
    if (found === 'prev' || found === 'growth') {
      source.expect('symbol', ',')
      const shift = parseShift(source)
      source.expect('symbol', ')')
      return { kind: found, argument: first, ...shift }
    }
    if (found === 'at') {
      source.expect('symbol', ',')
      const period = parsePeriodText(source)
      source.expect('symbol', ')')
      return { kind: 'at', argument: first, period }
    }
    const args = [first]
    while (source.take('symbol', ',')) args.push(parse(0))
    source.expect('symbol', ')')
    const [low, high] = found === 'total' ? [1, 1] : argumentCounts[found]
    if (args.length < low || args.length > high)
      return problem(span, `“${found}” có số tham số không đúng.`, `“${found}” has the wrong number of arguments.`)
    return found === 'total' ? { kind: 'total', argument: first } : { kind: 'call', name: found, args }
  }

  const primary = (): Formula => {
    const token = source.next()
    if (token.kind === 'number') return { kind: 'number', value: Number(token.digits) / 10 ** token.scale }
    if (token.kind === 'symbol' && token.name === '(') {
      const inner = parse(0)
      source.expect('symbol', ')')
      return inner
    }
    if (token.kind === 'symbol' && token.name === '-') return { kind: 'negate', operand: parse(3) }
    if (token.kind !== 'name')
      return unexpected(token, 'một số, tên đầu vào hoặc hàm', 'a number, an input name or a function')
    if (source.at('symbol', '(')) return callOf(token.name, token.span)
    if (names.includes(token.name)) return { kind: 'name', name: token.name, span: token.span }
    const hint = didYouMean(token.name, names)
    return problem(
      token.span,
      `Không có đầu vào “${token.name}”.${hint.vi}`,
      `There is no input “${token.name}”.${hint.en}`,
    )
  }

  const parse = (minimum: number): Formula => {
    depth += 1
    if (depth > maximumDepth)
      return problem(
        source.peek().span,
        `Công thức lồng quá ${maximumDepth} tầng.`,
        `The formula is nested more than ${maximumDepth} levels deep.`,
      )
    let left = primary()
    let links = 0
    for (;;) {
      const token = source.peek()
      if (token.kind !== 'symbol' || !['+', '-', '*', '/'].includes(token.name)) break
      const own = token.name === '+' || token.name === '-' ? 1 : 2
      if (own <= minimum) break
      source.next()
      left = { kind: 'arithmetic', operator: token.name as Operator, left, right: parse(own) }
      links += 1
      if (links > 200) return problem(token.span, 'Công thức quá dài.', 'The formula is too long.')
    }
    depth -= 1
    return left
  }

  if (text.length > maximumLength)
    return problem({ start: 0, end: 1 }, 'Công thức quá dài.', 'The formula is too long.')
  const formula = parse(0)
  finish(source)
  return formula
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const roundHalfAway = (value: number, digits: number): number => {
  const scaled = Math.abs(value) * 10 ** digits
  // The nearest double of 2.675 is a hair below; nudge by its own precision before rounding.
  return (Math.sign(value) * Math.round(scaled * (1 + Number.EPSILON))) / 10 ** digits
}

/**
 * `value` answers one input at one place, null when not known; `gap` is told why there is no figure where all inputs
 * have one.
 */
export const evaluateFormula = (
  formula: Formula,
  value: (name: string, at: FormulaAt) => number | null,
  gap: (reason: FormulaGap) => void = () => undefined,
): number | null => {
  const none = (reason: FormulaGap): null => {
    gap(reason)
    return null
  }
  const applied = (operator: Operator, a: number, b: number): number | null => {
    if (operator === '+') return finite(a + b)
    if (operator === '-') return finite(a - b)
    if (operator === '*') return finite(a * b)
    return b === 0 ? none('zero_denominator') : finite(a / b)
  }
  const called = (name: Exclude<Extract<Formula, { kind: 'call' }>['name'], 'coalesce'>, a: number, b: number) => {
    if (name === 'abs') return Math.abs(a)
    if (name === 'ln') return a > 0 ? Math.log(a) : none('not_computable')
    if (name === 'sqrt') return a >= 0 ? Math.sqrt(a) : none('not_computable')
    return roundHalfAway(a, b)
  }
  const visit = (node: Formula, at: FormulaAt): number | null => {
    switch (node.kind) {
      case 'number':
        return node.value
      case 'name':
        return value(node.name, at)
      case 'negate': {
        const operand = visit(node.operand, at)
        return operand === null ? null : -operand
      }
      case 'arithmetic': {
        const left = visit(node.left, at)
        const right = visit(node.right, at)
        return left === null || right === null ? null : applied(node.operator, left, right)
      }
      case 'prev':
        return visit(node.argument, { ...at, shifts: [...at.shifts, { count: node.count, unit: node.unit }] })
      case 'growth': {
        const now = visit(node.argument, at)
        const base = visit(node.argument, { ...at, shifts: [...at.shifts, { count: node.count, unit: node.unit }] })
        if (now === null || base === null) return null
        return base > 0 ? finite((now / base - 1) * 100) : none('base_not_positive')
      }
      case 'at':
        return visit(node.argument, { ...at, shifts: [...at.shifts, { period: node.period }] })
      case 'total':
        return visit(node.argument, { ...at, total: true })
      case 'call': {
        if (node.name === 'coalesce') {
          for (const arg of node.args) {
            const found = visit(arg, at)
            if (found !== null) return found
          }
          return null
        }
        const [a, b] = node.args.map((arg) => visit(arg, at))
        return a === null || a === undefined || b === null ? null : called(node.name, a, b ?? 0)
      }
      default:
        return node satisfies never
    }
  }
  return visit(formula, { shifts: [], total: false })
}
