// The names a text speaks of, by syntax alone. In: the text of an expression or aggregate. Out: names in order, or none
// where it does not parse. Never checked against variables: a name may be unknown by now, and that is what where-used
// must tell.
import { parseAggregate } from './aggregate.ts'
import type { Ast } from './ast.ts'
import { parseExpression } from './parser.ts'
import { ExpressionProblem } from './problem.ts'

const collect = (ast: Ast, names: Set<string>): void => {
  switch (ast.kind) {
    case 'name':
      names.add(ast.name)
      return
    case 'call':
      return ast.args.forEach((a) => collect(a, names))
    case 'negate':
    case 'not':
      return collect(ast.operand, names)
    case 'arithmetic':
    case 'compare':
      return [ast.left, ast.right].forEach((a) => collect(a, names))
    case 'in':
      return [ast.value, ...ast.options].forEach((a) => collect(a, names))
    case 'between':
      return [ast.value, ast.low, ast.high].forEach((a) => collect(a, names))
    case 'isNull':
      return collect(ast.value, names)
    case 'logical':
      return ast.operands.forEach((a) => collect(a, names))
    case 'case':
      return [
        ...ast.branches.flatMap((b) => [b.condition, b.result]),
        ...(ast.otherwise ? [ast.otherwise] : []),
      ].forEach((a) => collect(a, names))
    default:
      return
  }
}

const namesOf = (parse: () => (Ast | null)[]): string[] => {
  const names = new Set<string>()
  try {
    for (const ast of parse()) if (ast) collect(ast, names)
  } catch (thrown) {
    if (!(thrown instanceof ExpressionProblem)) throw thrown
  }
  return [...names]
}

export const namesInExpression = (text: string): string[] => namesOf(() => [parseExpression(text)])
export const namesInAggregate = (text: string): string[] =>
  namesOf(() => {
    const { argument, where } = parseAggregate(text)
    return [argument, where]
  })
