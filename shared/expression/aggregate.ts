// Aggregates of indicator inputs: "sum(value_usd) where flow = 'X'". In: text. Out: the statistic, its argument and
// condition. Never computed here: tabulation turns it into a cube.
import type { Statistic } from '../model/table.ts'
import type { Ast } from './ast.ts'
import { wantNumber } from './build.ts'
import { checkCondition, checkExpression } from './check.ts'
import { cursor, finish, parseAt, unexpected } from './parser.ts'
import { problem } from './problem.ts'
import { didYouMean } from './suggest.ts'
import type { Scope, Typed } from './typed.ts'

const statistics = ['count', 'sum', 'mean', 'median', 'distinct'] as const satisfies readonly Statistic[]

/** `argument` is null for count() only; `variable` names it when it is a bare variable. */
export type AggregateAst = {
  statistic: Statistic
  argument: Ast | null
  variable: string | null
  /** As it was written, where there is one. */
  argumentText: string | null
  where: Ast | null
  whereText: string | null
}
export type Aggregate = { statistic: Statistic; argument: Typed | null; variable: string | null; where: Typed | null }

export const parseAggregate = (text: string): AggregateAst => {
  const source = cursor(text)
  const token = source.next()
  if (token.kind !== 'name')
    return unexpected(token, 'count, sum, mean, median hoặc distinct', 'count, sum, mean, median or distinct')
  const statistic = statistics.find((s) => s === token.name.toLowerCase())
  if (!statistic) {
    const hint = didYouMean(token.name, statistics)
    return problem(
      token.span,
      `“${token.name}” không phải phép tổng hợp (count, sum, mean, median, distinct).${hint.vi}`,
      `“${token.name}” is not an aggregate (count, sum, mean, median, distinct).${hint.en}`,
    )
  }
  const open = source.expect('symbol', '(')
  const argument = source.at('symbol', ')') ? null : parseAt(source)
  const argumentStart = open.span.end
  const close = source.expect('symbol', ')')
  if (statistic === 'count' && argument)
    return problem(
      argument.span,
      'count() không có tham số; đặt điều kiện sau “where”.',
      'count() takes no argument; put the condition after “where”.',
    )
  if (statistic !== 'count' && !argument)
    return problem(close.span, `${statistic}(…) cần một biến.`, `${statistic}(…) needs a variable.`)
  const whereToken = source.take('keyword', 'where')
  const where = whereToken ? parseAt(source) : null
  finish(source)
  return {
    statistic,
    argument,
    variable: argument?.kind === 'name' ? argument.name : null,
    argumentText: argument ? text.slice(argumentStart, close.span.start).trim() : null,
    where,
    whereText: whereToken ? text.slice(whereToken.span.end).trim() : null,
  }
}

export const checkAggregate = (ast: AggregateAst, scope: Scope): Aggregate => {
  const argument = ast.argument ? checkExpression(ast.argument, scope) : null
  if (argument && ast.argument && ast.statistic !== 'distinct') wantNumber({ node: argument, span: ast.argument.span })
  return {
    statistic: ast.statistic,
    argument,
    variable: ast.variable,
    where: ast.where ? checkCondition(ast.where, scope) : null,
  }
}
