// Variables made on the spot, where a condition names them: an expression, bands, groups of codes, written out in its
// tree. In: a tree by syntax, the made variables. Out: the tree over stored variables alone. What depends on other
// records (largest, quantiles) is refused.
import { parseExpression } from '#shared/expression/index.ts'
import type { Ast } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'

type Span = Ast['span']

const number = (text: string, span: Span): Ast => {
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const value: Ast = { kind: 'number', span, digits: BigInt(`${whole}${fraction}`), scale: fraction.length }
  return negative ? { kind: 'negate', span, operand: value } : value
}
const text = (value: string, span: Span): Ast => ({ kind: 'text', span, value })
const name = (ref: string, span: Span): Ast => ({ kind: 'name', span, name: ref })
const noValue = (of: Ast, span: Span): { condition: Ast; result: Ast } => ({
  condition: { kind: 'isNull', span, negated: false, value: of },
  result: { kind: 'null', span },
})

const refused = (id: string): never =>
  fail('DEFINITION_INVALID', {
    field: 'filter',
    reason: `${id}: phụ thuộc các bản ghi khác hoặc một cấp của danh mục, không dùng trong điều kiện được / depends on other records or on a level of a list and cannot be used in a condition`,
  })

const writtenOut = (made: DerivedVariable, span: Span): Ast => {
  switch (made.method) {
    case 'expression': {
      return parseExpression(made.expression)
    }
    case 'bands': {
      const of = name(made.of, span)
      return {
        kind: 'case',
        span,
        branches: [
          noValue(of, span),
          ...made.bounds.map((bound, i) => ({
            condition: {
              kind: 'compare' as const,
              span,
              comparison: made.closed === 'lower' ? ('<' as const) : ('<=' as const),
              operatorSpan: span,
              left: of,
              right: number(bound, span),
            },
            result: text(String(i + 1), span),
          })),
        ],
        otherwise: text(String(made.bounds.length + 1), span),
      }
    }
    case 'recode': {
      const members = made.groups.flatMap((g) => g.members)
      if (made.level !== undefined || members.some((m) => m.includes('@') || m.startsWith('#'))) return refused(made.id)
      const of = name(made.of, span)
      return {
        kind: 'case',
        span,
        branches: [
          noValue(of, span),
          ...made.groups.map((g) => ({
            condition: {
              kind: 'in' as const,
              span,
              negated: false,
              value: of,
              options: g.members.map((m) => text(m, span)),
            },
            result: text(g.code, span),
          })),
        ],
        otherwise: made.rest === 'keep' ? of : made.rest === 'others' ? text('#others', span) : null,
      }
    }
    default:
      return refused(made.id)
  }
}

/** `path`: variables being written out, so that none is written into itself. */
export const withMadeVariables = (
  ast: Ast,
  made: ReadonlyMap<string, DerivedVariable>,
  path: readonly string[] = [],
): Ast => {
  const go = (part: Ast): Ast => withMadeVariables(part, made, path)
  switch (ast.kind) {
    case 'name': {
      const found = made.get(ast.name)
      if (!found || path.includes(ast.name)) return ast
      return withMadeVariables(writtenOut(found, ast.span), made, [...path, ast.name])
    }
    case 'call':
      return { ...ast, args: ast.args.map(go) }
    case 'negate':
    case 'not':
      return { ...ast, operand: go(ast.operand) }
    case 'arithmetic':
    case 'compare':
      return { ...ast, left: go(ast.left), right: go(ast.right) }
    case 'in':
      return { ...ast, value: go(ast.value), options: ast.options.map(go) }
    case 'between':
      return { ...ast, value: go(ast.value), low: go(ast.low), high: go(ast.high) }
    case 'isNull':
      return { ...ast, value: go(ast.value) }
    case 'logical':
      return { ...ast, operands: ast.operands.map(go) }
    case 'case':
      return {
        ...ast,
        branches: ast.branches.map((b) => ({ condition: go(b.condition), result: go(b.result) })),
        otherwise: ast.otherwise === null ? null : go(ast.otherwise),
      }
    default:
      return ast
  }
}
