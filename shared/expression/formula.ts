// Indicator formulas: arithmetic over named inputs, prev(x, 1 year), total(x). In: text and the input names. Out: a tree and a
// slow evaluator that asks for input values. Never records, never SQL; null (not known) runs through every operation.
import type { Operator } from './ast.ts'
import { maximumLength } from './lexer.ts'
import { cursor, finish, unexpected } from './parser.ts'
import type { Cursor } from './parser.ts'
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import { didYouMean } from './suggest.ts'

export type ShiftUnit = 'year' | 'quarter' | 'month'
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string; span: Span }
  | { kind: 'negate'; operand: Formula }
  | { kind: 'arithmetic'; operator: Operator; left: Formula; right: Formula }
  /** Its argument as it was `count` units before. */
  | { kind: 'prev'; argument: Formula; count: number; unit: ShiftUnit }
  /** Its argument over all categories of the breakdown. */
  | { kind: 'total'; argument: Formula }
  | { kind: 'call'; name: 'abs' | 'round' | 'coalesce' | 'ln' | 'sqrt'; args: Formula[] }

/** Where an input is asked for: the shifts back in time that apply, outermost first, and whether over the whole. */
export type FormulaAt = { shifts: { count: number; unit: ShiftUnit }[]; total: boolean }

const functionNames = ['prev', 'total', 'abs', 'round', 'coalesce', 'ln', 'sqrt'] as const
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

export const parseFormula = (text: string, names: readonly string[]): Formula => {
  const source = cursor(text)
  let depth = 0

  const callOf = (name: string, span: Span): Formula => {
    const found = functionNames.find((f) => f === name.toLowerCase())
    if (!found) {
      const hint = didYouMean(name, functionNames)
      return problem(
        span,
        `Công thức không có hàm “${name}”.${hint.vi}`,
        `Formulas have no function “${name}”.${hint.en}`,
      )
    }
    source.expect('symbol', '(')
    const first = parse(0)
    if (found === 'prev') {
      source.expect('symbol', ',')
      const shift = parseShift(source)
      source.expect('symbol', ')')
      return { kind: 'prev', argument: first, ...shift }
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

const applied = (operator: Operator, a: number, b: number): number | null => {
  if (operator === '+') return finite(a + b)
  if (operator === '-') return finite(a - b)
  if (operator === '*') return finite(a * b)
  return b === 0 ? null : finite(a / b)
}

const roundHalfAway = (value: number, digits: number): number => {
  const scaled = Math.abs(value) * 10 ** digits
  // The nearest double of 2.675 is a hair below; nudge by its own precision before rounding.
  return (Math.sign(value) * Math.round(scaled * (1 + Number.EPSILON))) / 10 ** digits
}

/** `value` answers one input at one place, null when not known. Division by zero is null. */
export const evaluateFormula = (
  formula: Formula,
  value: (name: string, at: FormulaAt) => number | null,
): number | null => {
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
      case 'total':
        return visit(node.argument, { ...at, total: true })
      case 'call': {
        const args = node.args.map((a) => visit(a, at))
        if (node.name === 'coalesce') return args.find((a) => a !== null) ?? null
        const [a, b] = args
        if (a === null || a === undefined || b === null) return null
        if (node.name === 'abs') return Math.abs(a)
        if (node.name === 'ln') return a > 0 ? Math.log(a) : null
        if (node.name === 'sqrt') return a >= 0 ? Math.sqrt(a) : null
        return roundHalfAway(a, b ?? 0)
      }
      default:
        return node satisfies never
    }
  }
  return visit(formula, { shifts: [], total: false })
}
