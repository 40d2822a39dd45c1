// The texts a condition compares variables with, each at its place: what may turn out to be no code of that variable.
// In: a tree by syntax. Out: name, text, place. Only = , <> and in; what is ordered, searched or computed is not
// compared with a code.
import type { Ast } from './ast.ts'
import type { Span } from './problem.ts'

export type ComparedText = { name: string; value: string; span: Span }

const pairs = (value: Ast, others: readonly Ast[]): ComparedText[] =>
  value.kind !== 'name'
    ? []
    : others.flatMap((other) =>
        other.kind === 'text' ? [{ name: value.name, value: other.value, span: other.span }] : [],
      )

export const comparedTexts = (ast: Ast): ComparedText[] => {
  switch (ast.kind) {
    case 'call':
      return ast.args.flatMap(comparedTexts)
    case 'negate':
    case 'not':
      return comparedTexts(ast.operand)
    case 'arithmetic':
      return [ast.left, ast.right].flatMap(comparedTexts)
    case 'compare':
      return [
        ...(ast.comparison === '=' || ast.comparison === '<>'
          ? [...pairs(ast.left, [ast.right]), ...pairs(ast.right, [ast.left])]
          : []),
        ...[ast.left, ast.right].flatMap(comparedTexts),
      ]
    case 'in':
      return [...pairs(ast.value, ast.options), ...[ast.value, ...ast.options].flatMap(comparedTexts)]
    case 'between':
      return [ast.value, ast.low, ast.high].flatMap(comparedTexts)
    case 'isNull':
      return comparedTexts(ast.value)
    case 'logical':
      return ast.operands.flatMap(comparedTexts)
    case 'case':
      return [
        ...ast.branches.flatMap((b) => [b.condition, b.result]),
        ...(ast.otherwise ? [ast.otherwise] : []),
      ].flatMap(comparedTexts)
    default:
      return []
  }
}
