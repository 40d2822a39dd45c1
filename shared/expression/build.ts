// Small makers of typed nodes, and the coercions every operator shares: one scale, one number kind, dates from text.
// In: typed parts. Out: typed nodes. Never a decision about syntax; a wrong type is a problem at the span given.
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import { partsOf } from './typed.ts'
import type { CoreFunction, Typed, ValueType } from './typed.ts'

export const booleanType: ValueType = { type: 'boolean', scale: 0 }
export const textType: ValueType = { type: 'text', scale: 0 }
export const integerType: ValueType = { type: 'integer', scale: 0 }
export const realType: ValueType = { type: 'real', scale: 0 }
export const dateType: ValueType = { type: 'date', scale: 0 }
export const exactType = (scale: number): ValueType => ({ type: scale === 0 ? 'integer' : 'decimal', scale })

export const largestExact = 2n ** 63n - 1n
export const fitsExact = (value: bigint): boolean => value >= -largestExact - 1n && value <= largestExact

/** An argument as checked, with its place for messages. */
export type Argument = { node: Typed; span: Span }

export const isExact = (node: Typed): boolean => node.type.type === 'integer' || node.type.type === 'decimal'
export const isNumber = (node: Typed): boolean => isExact(node) || node.type.type === 'real'

export const call = (fn: CoreFunction, type: ValueType, args: Typed[], parameters: number[] = []): Typed => ({
  op: 'call',
  fn,
  type,
  args,
  parameters,
})
export const constant = (value: string | bigint | boolean | null, type: ValueType): Typed => ({
  op: 'constant',
  value,
  type,
})

const typeNames: Record<ValueType['type'], { vi: string; en: string }> = {
  boolean: { vi: 'điều kiện đúng/sai', en: 'a condition' },
  text: { vi: 'văn bản hoặc mã', en: 'text or a code' },
  integer: { vi: 'số nguyên', en: 'a whole number' },
  decimal: { vi: 'số thập phân', en: 'a decimal number' },
  real: { vi: 'số thực', en: 'a real number' },
  date: { vi: 'ngày', en: 'a date' },
  hash: { vi: 'mã cá nhân đã băm', en: 'a hashed person code' },
  null: { vi: 'null', en: 'null' },
}

export const wrongType = (argument: Argument, wanted: { vi: string; en: string }): never => {
  const found = typeNames[argument.node.type.type]
  return problem(
    argument.span,
    `Cần ${wanted.vi}, nhưng đây là ${found.vi}.`,
    `${wanted.en[0]?.toUpperCase()}${wanted.en.slice(1)} is needed here, but this is ${found.en}.`,
  )
}

export const wantBoolean = (argument: Argument): Typed =>
  argument.node.type.type === 'boolean' ? argument.node : wrongType(argument, typeNames.boolean)
export const wantText = (argument: Argument): Typed =>
  argument.node.type.type === 'text' ? argument.node : wrongType(argument, typeNames.text)
export const wantNumber = (argument: Argument): Typed =>
  isNumber(argument.node) ? argument.node : wrongType(argument, { vi: 'một số', en: 'a number' })
export const wantExact = (argument: Argument): Typed =>
  isExact(argument.node)
    ? argument.node
    : wrongType(argument, {
        vi: 'số nguyên hoặc số thập phân (dùng round để làm tròn số thực)',
        en: 'a whole or decimal number (round a real number first)',
      })

const isIsoDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

export const dateConstant = (text: string, span: Span): Typed =>
  isIsoDate(text)
    ? constant(text, dateType)
    : problem(
        span,
        `“${text}” không phải là ngày. Viết năm-tháng-ngày: '2024-01-31'.`,
        `“${text}” is not a date. Write year-month-day: '2024-01-31'.`,
      )

/** A date, or a text literal that is one. */
export const wantDate = ({ node, span }: Argument): Typed => {
  if (node.type.type === 'date') return node
  if (node.op === 'constant' && typeof node.value === 'string') return dateConstant(node.value, span)
  return wrongType({ node, span }, typeNames.date)
}

/** A whole number written out, within bounds. */
export const wantWritten = ({ node, span }: Argument, low: number, high: number): number => {
  const negative = node.op === 'call' && node.fn === 'negate' ? node.args[0] : undefined
  const literal = negative ?? node
  if (literal.op === 'constant' && typeof literal.value === 'bigint' && literal.type.type === 'integer') {
    const value = negative ? -Number(literal.value) : Number(literal.value)
    if (value >= low && value <= high) return value
  }
  return problem(
    span,
    `Ở đây cần một số nguyên viết sẵn từ ${low} đến ${high}.`,
    `A whole number from ${low} to ${high}, written out, is needed here.`,
  )
}

export const wantWrittenText = ({ node, span }: Argument): string =>
  node.op === 'constant' && typeof node.value === 'string' && node.value !== ''
    ? node.value
    : problem(span, 'Ở đây cần một văn bản viết sẵn, không trống.', 'A text written out, not empty, is needed here.')

/** × 10^by, keeping meaning: the scale grows by as much. Constants are folded. */
export const rescale = (node: Typed, to: number, span: Span): Typed => {
  const by = to - node.type.scale
  if (by <= 0) return node
  if (to > 18)
    return problem(span, 'Quá nhiều chữ số thập phân; hãy dùng round trước.', 'Too many decimals; use round first.')
  if (node.op === 'constant' && typeof node.value === 'bigint') {
    const value = node.value * 10n ** BigInt(by)
    if (fitsExact(value)) return constant(value, exactType(to))
  }
  return call('rescale', exactType(to), [node], [by])
}

export const toReal = (node: Typed): Typed =>
  node.type.type === 'real' ? node : call('real', realType, [node], [node.type.scale])

/** Numbers brought to one kind: all real if any is, else all exact at the largest scale. */
export const alignNumbers = (numbers: Argument[]): Typed[] => {
  const nodes = numbers.map(wantNumber)
  if (nodes.some((n) => n.type.type === 'real')) return nodes.map(toReal)
  const scale = Math.max(0, ...nodes.map((n) => n.type.scale))
  return numbers.map((n) => rescale(n.node, scale, n.span))
}

type Fraction = { numerator: Typed; denominator: Typed }
const product = (a: Typed, b: Typed): Typed | null => {
  const scale = a.type.scale + b.type.scale
  if (a.op === 'constant' && a.value === 1n && a.type.scale === 0) return b
  if (b.op === 'constant' && b.value === 1n && b.type.scale === 0) return a
  return scale > 18 ? null : call('multiply', exactType(scale), [a, b])
}
/** A product or quotient of exact numbers as one fraction of two; null where something else is in it. */
const fractionOf = (node: Typed): Fraction | null => {
  const one = constant(1n, integerType)
  if (node.op !== 'call') return null
  const [first, second] = node.args
  if (node.fn === 'real' && first) return { numerator: first, denominator: one }
  const a = first ? fractionOf(first) : null
  if (!a) return null
  if (node.fn === 'real_negate') return { ...a, numerator: call('negate', a.numerator.type, [a.numerator]) }
  const b = second ? fractionOf(second) : null
  if (!b || (node.fn !== 'real_divide' && node.fn !== 'real_multiply')) return null
  const numerator = product(a.numerator, node.fn === 'real_divide' ? b.denominator : b.numerator)
  const denominator = product(a.denominator, node.fn === 'real_divide' ? b.numerator : b.denominator)
  return numerator && denominator ? { numerator, denominator } : null
}

const sizeOf = (node: Typed): number => partsOf(node).reduce((n, part) => n + sizeOf(part), 1)
/** A quotient is written twice below; large ones are left to doubles. */
const largestFraction = 60

/**
 * A real number to `digits` decimals, half away from zero: a quotient of exact numbers exactly, what is no such
 * quotient by its double.
 */
export const roundReal = (node: Typed, digits: number): Typed => {
  const byDouble = call('real_round', exactType(digits), [node], [digits])
  const fraction = sizeOf(node) > largestFraction ? null : fractionOf(node)
  if (!fraction) return byDouble
  const shift = digits + fraction.denominator.type.scale - fraction.numerator.type.scale
  if (shift > 18 || shift < -18) return byDouble
  return call(
    'divide_round',
    exactType(digits),
    [fraction.numerator, fraction.denominator, byDouble],
    [Math.max(0, shift), Math.max(0, -shift)],
  )
}

/** A condition as a number: 1 true, 0 false. */
export const flagOf = (condition: Typed): Typed => call('flag', integerType, [condition])

/** A number of any kind to exactly `digits` decimals, halves away from zero; beyond 64 bits null. */
export const roundedTo = (node: Typed, digits: number): Typed => {
  if (!isExact(node)) return roundReal(node, digits)
  const { scale } = node.type
  if (scale === digits) return node
  return scale > digits
    ? call('round', exactType(digits), [node], [scale - digits])
    : rescale(node, digits, { start: 0, end: 1 })
}

const bareNull = ({ span }: Argument): never =>
  problem(
    span,
    'Không so sánh với null được; hãy viết “is null” hoặc “is not null”.',
    'Null cannot be compared; write “is null” or “is not null”.',
  )

/** Values that stand against each other in a comparison: all of one type afterwards. */
export const alignCompared = (values: Argument[]): Typed[] => {
  const nullOne = values.find((v) => v.node.type.type === 'null')
  if (nullOne) return bareNull(nullOne)
  if (values.some((v) => v.node.type.type === 'date')) return values.map(wantDate)
  if (values.some((v) => isNumber(v.node))) {
    const text = values.find((v) => v.node.type.type === 'text')
    if (text) return mixedTextAndNumber(values, text)
    return alignNumbers(values)
  }
  return sameKind(values)
}

const mixedTextAndNumber = (values: Argument[], text: Argument): never => {
  const literal = values.find((v) => v.node.op === 'constant' && typeof v.node.value === 'bigint')
  if (literal && literal.node.op === 'constant' && literal.node.type.scale === 0) {
    const value = String(literal.node.value)
    return problem(
      literal.span,
      `Mã là văn bản: hãy viết '${value}' trong dấu nháy.`,
      `Codes are text: write '${value}' in quotes.`,
    )
  }
  return wrongType(text, { vi: 'một số', en: 'a number' })
}

const sameKind = (values: Argument[]): Typed[] => {
  const [first] = values
  if (!first) return []
  for (const other of values) {
    if (other.node.type.type !== first.node.type.type) return wrongType(other, typeNames[first.node.type.type])
  }
  return values.map((v) => v.node)
}

/** Values of which one is chosen (case, coalesce): nulls take the type of the others. */
export const alignChosen = (values: Argument[], span: Span): { nodes: Typed[]; type: ValueType } => {
  const known = values.filter((v) => v.node.type.type !== 'null')
  if (known.length === 0) return problem(span, 'Mọi giá trị đều là null.', 'All values are null.')
  const aligned = known.some((v) => isNumber(v.node))
    ? alignNumbers(known)
    : known.some((v) => v.node.type.type === 'date')
      ? known.map(wantDate)
      : sameKind(known)
  const type = aligned[0]?.type ?? textType
  let next = 0
  const nodes = values.map((v) => {
    if (v.node.type.type === 'null') return constant(null, type)
    const node = aligned[next]
    next += 1
    return node ?? v.node
  })
  return { nodes, type }
}
