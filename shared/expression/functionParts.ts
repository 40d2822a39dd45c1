// What functions of the language are made of: their specification, and the checks and trees several share.
// In: a call's typed arguments. Out: a typed node, or a problem at the argument's place. Pure.
import type { Bilingual } from '../model/text.ts'
import {
  alignChosen,
  alignNumbers,
  booleanType,
  call,
  constant,
  dateType,
  exactType,
  integerType,
  isExact,
  realType,
  roundReal,
  textType,
  wantBoolean,
  wantDate,
  wantExact,
  wantNumber,
  wantText,
  wantWritten,
  wrongType,
} from './build.ts'
import type { Argument } from './build.ts'
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import type { CoreFunction, Scope, Typed } from './typed.ts'

export type FunctionCall = { args: Argument[]; span: Span; scope: Scope }
export type FunctionSpec = {
  signature: string
  help: Bilingual
  minimum: number
  maximum: number
  build(given: FunctionCall): Typed
}

export const many = 50
export const spec = (
  signature: string,
  vi: string,
  en: string,
  minimum: number,
  maximum: number,
  build: FunctionSpec['build'],
): FunctionSpec => ({
  signature,
  help: { vi, en },
  minimum,
  maximum,
  build,
})
/** The argument at an index; the number of arguments was checked before. */
export const argumentAt = (given: FunctionCall, index: number): Argument =>
  given.args[index] ?? problem(given.span, 'Thiếu tham số.', 'An argument is missing.')

export const textToText =
  (fn: CoreFunction) =>
  (given: FunctionCall): Typed =>
    call(fn, textType, [wantText(argumentAt(given, 0))])
export const twoTexts =
  (fn: CoreFunction) =>
  (given: FunctionCall): Typed =>
    call(fn, booleanType, given.args.map(wantText))
export const ofDateOrPeriod =
  (fn: CoreFunction, ofPeriod: CoreFunction | null) =>
  (given: FunctionCall): Typed => {
    const argument = argumentAt(given, 0)
    if (ofPeriod && argument.node.op === 'variable' && argument.node.type.type === 'text')
      return call(ofPeriod, integerType, [argument.node])
    return call(fn, integerType, [wantDate(argument)])
  }

export const round = (given: FunctionCall): Typed => {
  const value = wantNumber(argumentAt(given, 0))
  const second = given.args[1]
  if (!isExact(value)) {
    const digits = second ? wantWritten(second, 0, 9) : 0
    return roundReal(value, digits)
  }
  const digits = second ? wantWritten(second, -9, 18) : 0
  if (digits >= value.type.scale) return value
  if (value.type.scale - digits > 18) return problem(given.span, 'Làm tròn quá thô.', 'This rounds too coarsely.')
  const rounded = call('round', exactType(Math.max(0, digits)), [value], [value.type.scale - digits])
  return digits < 0 ? call('rescale', integerType, [rounded], [-digits]) : rounded
}

export const wholePart =
  (exact: 'floor' | 'ceil', real: 'real_floor' | 'real_ceil') =>
  (given: FunctionCall): Typed => {
    const value = wantNumber(argumentAt(given, 0))
    if (!isExact(value)) return call(real, integerType, [value])
    return value.type.scale === 0 ? value : call(exact, integerType, [value], [value.type.scale])
  }

const extreme =
  (exact: 'least' | 'greatest') =>
  (given: FunctionCall): Typed => {
    if (given.args.some((a) => a.node.type.type === 'date'))
      return call(`date_${exact}`, dateType, given.args.map(wantDate))
    const nodes = alignNumbers(given.args)
    const type = nodes[0]?.type ?? integerType
    return call(type.type === 'real' ? `real_${exact}` : exact, type, nodes)
  }

export const ageAt = (given: FunctionCall): Typed => {
  const birth = argumentAt(given, 0)
  const at = wantDate(argumentAt(given, 1))
  if (birth.node.type.type === 'date') return call('birthday_age', integerType, [birth.node, at])
  if (birth.node.type.type !== 'integer')
    return wrongType(birth, { vi: 'năm sinh hoặc ngày sinh', en: 'a year or date of birth' })
  return call('subtract', integerType, [call('year', integerType, [at]), birth.node])
}

export const band = (given: FunctionCall): Typed => {
  const [value, ...bounds] = alignNumbers(given.args)
  let previous: bigint | null = null
  const written = bounds.map((bound, i) => {
    const span = given.args[i + 1]?.span ?? given.span
    const exact = bound.op === 'call' && (bound.fn === 'real' || bound.fn === 'rescale') ? bound.args[0] : bound
    const inner = exact?.op === 'call' && exact.fn === 'negate' ? exact.args[0] : exact
    if (inner?.op !== 'constant' || typeof inner.value !== 'bigint')
      return problem(span, 'Ngưỡng của band phải là số viết sẵn.', 'The bounds of band must be numbers written out.')
    const own = (inner === exact ? 1n : -1n) * inner.value * 10n ** BigInt(18 - inner.type.scale)
    if (previous !== null && own <= previous)
      return problem(span, 'Ngưỡng của band phải tăng dần.', 'The bounds of band must ascend.')
    previous = own
    return bound
  })
  return { op: 'band', type: textType, value: value ?? constant(null, integerType), bounds: written }
}

export const coalesce = (given: FunctionCall): Typed => {
  const { nodes, type } = alignChosen(given.args, given.span)
  return call('coalesce', type, nodes)
}

export const choose = (given: FunctionCall): Typed => {
  const [condition, ...values] = given.args
  const { nodes, type } = alignChosen(values, given.span)
  const [result, otherwise] = nodes
  if (!condition || !result || !otherwise) return problem(given.span, 'Thiếu tham số.', 'An argument is missing.')
  return { op: 'case', type, branches: [{ condition: wantBoolean(condition), result }], otherwise }
}

export const substr = (given: FunctionCall): Typed => {
  const from = wantWritten(argumentAt(given, 1), 1, 10_000)
  const count = given.args[2] ? wantWritten(given.args[2], 0, 10_000) : 10_000
  return call('substr', textType, [wantText(argumentAt(given, 0))], [from, count])
}

export const prefix =
  (fn: 'left' | 'right') =>
  (given: FunctionCall): Typed =>
    call(fn, textType, [wantText(argumentAt(given, 0))], [wantWritten(argumentAt(given, 1), 0, 10_000)])

export const absolute = (given: FunctionCall): Typed => {
  const value = wantNumber(argumentAt(given, 0))
  return isExact(value) ? call('abs', value.type, [value]) : call('real_abs', realType, [value])
}

export const modulo = (given: FunctionCall): Typed => {
  given.args.forEach(wantExact)
  const nodes = alignNumbers(given.args)
  return call('mod', nodes[0]?.type ?? integerType, nodes)
}

export const toText = (given: FunctionCall): Typed => {
  const argument = argumentAt(given, 0)
  if (argument.node.type.type === 'text') return argument.node
  if (argument.node.type.type !== 'integer') return wrongType(argument, { vi: 'một số nguyên', en: 'a whole number' })
  return call('text', textType, [argument.node])
}

export const extremes = {
  least: spec(
    'least(a, b, …)',
    'Số hoặc ngày nhỏ nhất; null nếu có giá trị null.',
    'The smallest number or date; null if any is null.',
    2,
    many,
    extreme('least'),
  ),
  greatest: spec(
    'greatest(a, b, …)',
    'Số hoặc ngày lớn nhất; null nếu có giá trị null.',
    'The largest number or date; null if any is null.',
    2,
    many,
    extreme('greatest'),
  ),
}
