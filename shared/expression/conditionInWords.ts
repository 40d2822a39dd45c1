// A condition as people read it: "Giới tính = Nữ và Khối trong (Lớp 1, Lớp 2)". In: the text, labels of variables and
// codes. Out: words in both languages; what has no short form in words stays as it is written. Never a meaning changed:
// the same parts in the same order.
import { bilingual as b } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import type { Ast } from './ast.ts'
import { parseExpression } from './parser.ts'
import { ExpressionProblem } from './problem.ts'

export type ConditionNames = {
  variable: (name: string) => Bilingual | null
  code: (name: string, code: string) => Bilingual | null
}

const map2 = (parts: readonly Bilingual[], join: (texts: string[], language: 'vi' | 'en') => string): Bilingual =>
  b(
    join(
      parts.map((p) => p.vi),
      'vi',
    ),
    join(
      parts.map((p) => p.en),
      'en',
    ),
  )

const symbols = { '=': '=', '<>': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

export const conditionInWords = (text: string, names: ConditionNames): Bilingual => {
  const written = ({ span }: Ast): Bilingual => b(text.slice(span.start, span.end), text.slice(span.start, span.end))
  const named = (ast: Ast): Bilingual | null => (ast.kind === 'name' ? names.variable(ast.name) : null)
  /** A value beside a variable: its label where it is a code of it. */
  const valued = (ast: Ast, beside: Ast): Bilingual => {
    if (ast.kind === 'text')
      return (beside.kind === 'name' ? names.code(beside.name, ast.value) : null) ?? b(ast.value, ast.value)
    return named(ast) ?? written(ast)
  }
  const say = (ast: Ast, inner: boolean): Bilingual => {
    switch (ast.kind) {
      case 'compare':
        return map2(
          [valued(ast.left, ast.right), valued(ast.right, ast.left)],
          ([l = '', r = '']) => `${l} ${symbols[ast.comparison]} ${r}`,
        )
      case 'in': {
        const value = named(ast.value) ?? written(ast.value)
        const options = ast.options.map((o) => valued(o, ast.value))
        const not = ast.negated ? b('không thuộc', 'not in') : b('thuộc', 'in')
        return map2([value, ...options], ([v = '', ...all], language) => `${v} ${not[language]} (${all.join(', ')})`)
      }
      case 'between': {
        const value = named(ast.value) ?? written(ast.value)
        const parts = [value, valued(ast.low, ast.value), valued(ast.high, ast.value)]
        const not = ast.negated ? b('không ', 'not ') : b('', '')
        return map2(parts, ([v = '', low = '', high = ''], language) =>
          language === 'vi' ? `${v} ${not.vi}từ ${low} đến ${high}` : `${v} ${not.en}between ${low} and ${high}`,
        )
      }
      case 'isNull': {
        const value = named(ast.value) ?? written(ast.value)
        return ast.negated
          ? b(`${value.vi} có giá trị`, `${value.en} is stated`)
          : b(`${value.vi} để trống`, `${value.en} is missing`)
      }
      case 'logical': {
        const parts = ast.operands.map((o) => say(o, true))
        const joined = map2(parts, (texts, language) => {
          const word = language === 'vi' ? { and: 'và', or: 'hoặc' } : { and: 'and', or: 'or' }
          return texts.join(` ${word[ast.operator]} `)
        })
        return inner ? b(`(${joined.vi})`, `(${joined.en})`) : joined
      }
      case 'not': {
        const operand = say(ast.operand, true)
        return b(`không phải (${operand.vi})`, `not (${operand.en})`)
      }
      case 'name':
        return names.variable(ast.name) ?? written(ast)
      default:
        return written(ast)
    }
  }
  try {
    return say(parseExpression(text), false)
  } catch (thrown) {
    if (thrown instanceof ExpressionProblem) return b(text, text)
    throw thrown
  }
}
