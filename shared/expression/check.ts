// Syntax tree to typed tree. In: an Ast and a scope of variables. Out: a Typed in which nothing is implicit, or a
// problem with the place and a suggestion. Never evaluates, never knows an engine.
import type { Ast } from './ast.ts'
import {
  alignChosen,
  alignCompared,
  alignNumbers,
  booleanType,
  call,
  constant,
  exactType,
  fitsExact,
  isExact,
  realType,
  textType,
  wantBoolean,
  wantNumber,
  wrongType,
} from './build.ts'
import type { Argument } from './build.ts'
import { functions } from './functions.ts'
import { parseExpression } from './parser.ts'
import { attempt, problem } from './problem.ts'
import type { Problem, Span } from './problem.ts'
import { didYouMean } from './suggest.ts'
import { checkTextBuilt } from './textBounds.ts'
import { partsOf } from './typed.ts'
import type { Scope, Typed, ValueType } from './typed.ts'

const variable = (name: string, span: Span, scope: Scope): Typed => {
  const found = scope.variables.get(name) ?? scope.across?.(name)
  if (found) {
    const type: ValueType =
      found.type === 'code' || found.type === 'text'
        ? textType
        : found.type === 'integer' || found.type === 'decimal'
          ? exactType(found.scale)
          : { type: found.type, scale: 0 }
    return { op: 'variable', name, codeList: found.codeList, type }
  }
  if (Object.hasOwn(functions, name.toLowerCase()))
    return problem(
      span,
      `“${name}” là hàm: cần dấu ngoặc và tham số.`,
      `“${name}” is a function: it needs brackets and arguments.`,
    )
  const hint = didYouMean(name, scope.variables.keys())
  return problem(span, `Không có biến “${name}”.${hint.vi}`, `There is no variable “${name}”.${hint.en}`)
}

const callFunction = (ast: Extract<Ast, { kind: 'call' }>, scope: Scope, visit: (ast: Ast) => Argument): Typed => {
  const { name, nameSpan, span } = ast
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!found) {
    const aggregate = ['sum', 'count', 'mean', 'median', 'distinct', 'prev', 'total'].includes(name)
    if (aggregate)
      return problem(
        nameSpan,
        `“${name}” chỉ dùng trong chỉ tiêu, không dùng cho từng bản ghi.`,
        `“${name}” belongs to indicators; it cannot be used for single records.`,
      )
    const hint = didYouMean(name, Object.keys(functions))
    return problem(nameSpan, `Không có hàm “${name}”.${hint.vi}`, `There is no function “${name}”.${hint.en}`)
  }
  const count = ast.args.length
  if (count < found.minimum || count > found.maximum) {
    return problem(
      span,
      `Hàm viết là ${found.signature}; đây có ${count} tham số.`,
      `The function is written ${found.signature}; here are ${count} arguments.`,
    )
  }
  const args = ast.args.map(visit)
  const nullOne = name === 'coalesce' || name === 'if' ? undefined : args.find((a) => a.node.type.type === 'null')
  if (nullOne)
    return problem(nullOne.span, 'null không dùng làm tham số ở đây được.', 'null cannot be an argument here.')
  return found.build({ args, span, scope })
}

const arithmetic = (ast: Extract<Ast, { kind: 'arithmetic' }>, left: Argument, right: Argument): Typed => {
  const names = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const
  const name = names[ast.operator]
  if (ast.operator === '-' && (left.node.type.type === 'date' || right.node.type.type === 'date')) {
    return problem(
      ast.operatorSpan,
      'Số ngày giữa hai ngày viết là days_between(từ, đến).',
      'Days between dates are written days_between(from, to).',
    )
  }
  if (ast.operator === '+' && left.node.type.type === 'text')
    return problem(ast.operatorSpan, 'Nối văn bản viết là concat(a, b).', 'Texts are joined by concat(a, b).')
  const l = wantNumber(left)
  const r = wantNumber(right)
  if (name !== 'divide' && isExact(l) && isExact(r)) {
    if (name !== 'multiply') {
      const aligned = alignNumbers([left, right])
      return call(name, aligned[0]?.type ?? l.type, aligned)
    }
    const scale = l.type.scale + r.type.scale
    if (scale > 18)
      return problem(
        ast.operatorSpan,
        'Tích có quá nhiều chữ số thập phân; hãy dùng round trước.',
        'The product has too many decimals; use round first.',
      )
    return call('multiply', exactType(scale), [l, r])
  }
  return call(
    `real_${name}`,
    realType,
    [l, r].map((n) => (n.type.type === 'real' ? n : call('real', realType, [n], [n.type.scale]))),
  )
}

const compare = (ast: Extract<Ast, { kind: 'compare' }>, left: Argument, right: Argument): Typed => {
  const [l, r] = alignCompared([left, right])
  if (!l || !r) return problem(ast.span, 'Thiếu vế so sánh.', 'A side of the comparison is missing.')
  const ordered = ast.comparison !== '=' && ast.comparison !== '<>'
  if (ordered && (l.type.type === 'hash' || l.type.type === 'boolean')) {
    return problem(
      ast.operatorSpan,
      'Loại giá trị này chỉ so sánh bằng hoặc khác.',
      'Values of this kind are only equal or not.',
    )
  }
  return { op: 'compare', type: booleanType, comparison: ast.comparison, left: l, right: r }
}

const negated = (node: Typed, negate: boolean): Typed =>
  negate ? { op: 'not', type: booleanType, operand: node } : node

const negate = (operand: Argument): Typed => {
  const node = wantNumber(operand)
  if (!isExact(node)) return call('real_negate', realType, [node])
  if (node.op === 'constant' && typeof node.value === 'bigint' && fitsExact(-node.value))
    return constant(-node.value, node.type)
  return call('negate', node.type, [node])
}

const check = (ast: Ast, scope: Scope): Typed => {
  const visit = (part: Ast): Argument => ({ node: check(part, scope), span: part.span })
  switch (ast.kind) {
    case 'number':
      return constant(ast.digits, exactType(ast.scale))
    case 'text':
      return constant(ast.value, textType)
    case 'boolean':
      return constant(ast.value, booleanType)
    case 'null':
      return constant(null, { type: 'null', scale: 0 })
    case 'name':
      return variable(ast.name, ast.span, scope)
    case 'call':
      return callFunction(ast, scope, visit)
    case 'negate':
      return negate(visit(ast.operand))
    case 'arithmetic':
      return arithmetic(ast, visit(ast.left), visit(ast.right))
    case 'compare':
      return compare(ast, visit(ast.left), visit(ast.right))
    case 'in': {
      const [value, ...options] = alignCompared([ast.value, ...ast.options].map(visit))
      if (!value) return problem(ast.span, 'Thiếu giá trị.', 'A value is missing.')
      return negated({ op: 'in', type: booleanType, value, options }, ast.negated)
    }
    case 'between': {
      const [value, low, high] = alignCompared([ast.value, ast.low, ast.high].map(visit))
      if (!value || !low || !high) return problem(ast.span, 'Thiếu giá trị.', 'A value is missing.')
      if (value.type.type === 'hash' || value.type.type === 'boolean')
        return problem(ast.span, 'Loại giá trị này không có thứ tự.', 'Values of this kind have no order.')
      return negated({ op: 'between', type: booleanType, value, low, high }, ast.negated)
    }
    case 'isNull': {
      const value = visit(ast.value)
      if (value.node.type.type === 'null') return problem(value.span, 'null luôn là null.', 'null is always null.')
      return negated({ op: 'isNull', type: booleanType, value: value.node }, ast.negated)
    }
    case 'logical':
      return { op: ast.operator, type: booleanType, operands: ast.operands.map(visit).map(wantBoolean) }
    case 'not':
      return { op: 'not', type: booleanType, operand: wantBoolean(visit(ast.operand)) }
    case 'case': {
      const branches = ast.branches.map((b) => ({
        condition: wantBoolean(visit(b.condition)),
        result: visit(b.result),
      }))
      const last: Argument = ast.otherwise
        ? visit(ast.otherwise)
        : { node: constant(null, { type: 'null', scale: 0 }), span: ast.span }
      const { nodes, type } = alignChosen([...branches.map((b) => b.result), last], ast.span)
      const otherwise = nodes[branches.length] ?? constant(null, type)
      return {
        op: 'case',
        type,
        branches: branches.map(({ condition }, i) => ({ condition, result: nodes[i] ?? otherwise })),
        otherwise,
      }
    }
    default:
      return ast satisfies never
  }
}

/** Levels of SQL a node may become: case mapping is a nest of replacements in SQLite. */
const weight = (node: Typed): number => {
  const own =
    node.op === 'call' && (node.fn === 'fold' || node.fn === 'upper' || node.fn === 'lower')
      ? 170
      : node.op === 'and' || node.op === 'or'
        ? node.operands.length
        : 5
  return own + Math.max(0, ...partsOf(node).map(weight))
}

/** The typed tree, or fails EXPRESSION_INVALID {position, reason}. */
export const checkExpression = (ast: Ast, scope: Scope): Typed => {
  const typed = check(ast, scope)
  if (typed.type.type === 'null')
    return problem(ast.span, 'Biểu thức chỉ là null.', 'The expression is nothing but null.')
  checkTextBuilt(typed, ast.span)
  if (weight(typed) > 900)
    return problem(
      ast.span,
      'Biểu thức lồng quá nhiều tầng; hãy tách thành biến dẫn xuất.',
      'The expression is nested too deep; split it into derived variables.',
    )
  return typed
}

/** As checkExpression, and the result must be a condition (a filter or an edit rule). */
export const checkCondition = (ast: Ast, scope: Scope): Typed => {
  const typed = checkExpression(ast, scope)
  return typed.type.type === 'boolean'
    ? typed
    : wrongType({ node: typed, span: ast.span }, { vi: 'một điều kiện đúng/sai', en: 'a condition' })
}

/** Parses and checks in one step, with the problem as a value. */
export const tryCheck = (
  text: string,
  scope: Scope,
  expect: 'condition' | 'any' = 'any',
): { ok: true; typed: Typed } | Problem =>
  attempt(() => {
    const ast = parseExpression(text)
    return {
      ok: true as const,
      typed: expect === 'condition' ? checkCondition(ast, scope) : checkExpression(ast, scope),
    }
  })
