// A condition over one record as terms, one of which must hold: linear constraints, sets of codes, and what cannot be
// taken apart. In: a typed condition, which variables are missing. Out: terms. What cannot be taken apart is named as
// such, never left out.
import { evaluateExpression, variablesOf } from '#shared/expression/index.ts'
import type { Row, Typed } from '#shared/expression/index.ts'
import { constantOf, constraintOf, rational, scaledBy, sumOf } from './linear.ts'
import type { Constraint, Linear } from './linear.ts'

export type Atom =
  | { kind: 'linear'; constraint: Constraint }
  | { kind: 'codes'; variable: string; codes: ReadonlySet<string>; among: boolean }
  /** Holds, or does not, with the values as they are; after a change of one of its variables it is taken to be met. */
  | { kind: 'opaque'; variables: readonly string[]; holds: boolean }
export type Term = Atom[]

const mostTerms = 64

/** Conditions of too many terms are not taken apart. */
class TooMany extends Error {}

const linearOf = (node: Typed, row: Row): Linear | null => {
  const of = (part: Typed | undefined): Linear | null => (part ? linearOf(part, row) : null)
  if (node.op === 'constant') return typeof node.value === 'bigint' ? constantOf(rational(node.value)) : null
  if (node.op === 'variable') {
    if (node.type.type !== 'integer' && node.type.type !== 'decimal') return null
    return { coefficients: new Map([[node.name, rational(1n)]]), constant: rational(0n) }
  }
  if (node.op !== 'call') return null
  const [a, b] = node.args
  const power = rational(10n ** BigInt(Math.max(0, node.parameters[0] ?? 0)))
  switch (node.fn) {
    case 'add':
    case 'real_add':
    case 'subtract':
    case 'real_subtract': {
      const [x, y] = [of(a), of(b)]
      const minus = node.fn === 'subtract' || node.fn === 'real_subtract'
      return x && y ? sumOf(x, minus ? scaledBy(y, rational(-1n)) : y) : null
    }
    case 'negate':
    case 'real_negate': {
      const x = of(a)
      return x && scaledBy(x, rational(-1n))
    }
    case 'rescale': {
      const x = of(a)
      return x && scaledBy(x, power)
    }
    case 'real': {
      const x = of(a)
      return x && scaledBy(x, rational(power.d, power.n))
    }
    case 'multiply':
    case 'real_multiply': {
      const [x, y] = [of(a), of(b)]
      if (x && y && y.coefficients.size === 0) return scaledBy(x, y.constant)
      return x && y && x.coefficients.size === 0 ? scaledBy(y, x.constant) : null
    }
    case 'real_divide': {
      const [x, y] = [of(a), of(b)]
      if (!x || !y || y.coefficients.size > 0 || y.constant.n === 0n) return null
      return scaledBy(x, rational(y.constant.d, y.constant.n))
    }
    case 'coalesce': {
      const present = node.args.find((arg) => arg.op !== 'variable' || (row[arg.name] ?? null) !== null)
      return of(present)
    }
    default:
      return null
  }
}

const opaque = (node: Typed, row: Row, negated: boolean): Term[] => {
  const answer = evaluateExpression(node, row)
  return [[{ kind: 'opaque', variables: variablesOf(node), holds: answer === null || answer !== negated }]]
}

const both = (left: Term[], right: Term[]): Term[] => {
  const made = left.flatMap((a) => right.map((b) => [...a, ...b]))
  if (made.length > mostTerms) throw new TooMany()
  return made
}
const either = (parts: readonly Term[][]): Term[] => {
  const made = parts.flat()
  if (made.length > mostTerms) throw new TooMany()
  return made
}
const all = (parts: readonly Term[][]): Term[] => parts.reduce(both, [[]])

const linearTerm = (left: Linear, right: Linear, sign: '<' | '<=' | '=' | '>=' | '>'): Term => {
  const difference = sumOf(left, scaledBy(right, rational(-1n)))
  const turned = scaledBy(difference, rational(-1n))
  if (sign === '=') return [{ kind: 'linear', constraint: constraintOf(difference, '=') }]
  if (sign === '>=' || sign === '>') return [{ kind: 'linear', constraint: constraintOf(difference, sign) }]
  return [{ kind: 'linear', constraint: constraintOf(turned, sign === '<' ? '>' : '>=') }]
}

const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
type Sign = keyof typeof opposite

const compareLinear = (left: Linear, right: Linear, sign: Sign): Term[] =>
  sign === '<>' ? [linearTerm(left, right, '<'), linearTerm(left, right, '>')] : [linearTerm(left, right, sign)]

/** |x| against a number: the two sides of it. */
const compareAbsolute = (inside: Linear, right: Linear, sign: Sign): Term[] => {
  const turned = scaledBy(right, rational(-1n))
  if (sign === '<' || sign === '<=') {
    const mirrored = sign === '<' ? '>' : '>='
    return both([linearTerm(inside, right, sign)], [linearTerm(inside, turned, mirrored)])
  }
  if (sign === '=')
    return both(
      [linearTerm(right, constantOf(rational(0n)), '>=')],
      [linearTerm(inside, right, '='), linearTerm(inside, turned, '=')],
    )
  const outside = sign === '>=' ? ('<=' as const) : ('<' as const)
  return sign === '<>'
    ? [linearTerm(inside, right, '<'), linearTerm(inside, right, '>')]
    : [linearTerm(inside, right, sign), linearTerm(inside, turned, outside)]
}

const isAbsolute = (node: Typed): node is Extract<Typed, { op: 'call' }> =>
  node.op === 'call' && (node.fn === 'abs' || node.fn === 'real_abs')

const comparison = (left: Typed, right: Typed, sign: Sign, row: Row): Term[] | null => {
  if (left.type.type === 'text') {
    const [variable, text] = left.op === 'variable' ? [left, right] : [right, left]
    if (variable.op !== 'variable' || text.op !== 'constant' || typeof text.value !== 'string') return null
    if (sign !== '=' && sign !== '<>') return null
    return [[{ kind: 'codes', variable: variable.name, codes: new Set([text.value]), among: sign === '=' }]]
  }
  const against = linearOf(right, row)
  if (isAbsolute(left) && left.args[0] && against && sign !== '<>') {
    const inside = linearOf(left.args[0], row)
    return inside && compareAbsolute(inside, against, sign)
  }
  const value = linearOf(left, row)
  return value && against ? compareLinear(value, against, sign) : null
}

const termsOf = (node: Typed, row: Row, negated: boolean): Term[] => {
  const of = (part: Typed, turn = negated): Term[] => termsOf(part, row, turn)
  switch (node.op) {
    case 'and':
      return negated ? either(node.operands.map((part) => of(part))) : all(node.operands.map((part) => of(part)))
    case 'or':
      return negated ? all(node.operands.map((part) => of(part))) : either(node.operands.map((part) => of(part)))
    case 'not':
      return of(node.operand, !negated)
    case 'compare': {
      const sign = node.comparison as Sign
      return comparison(node.left, node.right, negated ? opposite[sign] : sign, row) ?? opaque(node, row, negated)
    }
    case 'between': {
      const low = comparison(node.value, node.low, negated ? '<' : '>=', row)
      const high = comparison(node.value, node.high, negated ? '>' : '<=', row)
      if (!low || !high) return opaque(node, row, negated)
      return negated ? either([low, high]) : both(low, high)
    }
    case 'in': {
      const codes = node.options.map((o) => (o.op === 'constant' && typeof o.value === 'string' ? o.value : null))
      if (node.value.op !== 'variable' || codes.includes(null)) return opaque(node, row, negated)
      return [[{ kind: 'codes', variable: node.value.name, codes: new Set(codes as string[]), among: !negated }]]
    }
    case 'member':
      if (node.value.op !== 'variable') return opaque(node, row, negated)
      return [[{ kind: 'codes', variable: node.value.name, codes: node.codes, among: !negated }]]
    case 'case': {
      const branches: Term[][] = []
      const before: Term[][] = []
      for (const { condition, result } of node.branches) {
        branches.push(all([...before, of(condition, false), of(result)]))
        before.push(of(condition, true))
      }
      return either([...branches, all([...before, of(node.otherwise)])])
    }
    case 'constant':
      return node.value === null || node.value !== negated ? [[]] : []
    default:
      return opaque(node, row, negated)
  }
}

/** At least one of the terms must hold. */
export const conditionTerms = (typed: Typed, row: Row): Term[] => {
  try {
    return termsOf(typed, row, false)
  } catch (thrown) {
    if (!(thrown instanceof TooMany)) throw thrown
    return opaque(typed, row, false)
  }
}
