// What a parsed expression is: syntax only, every node with its place in the text. Never a type, never a value of data.
import type { Span } from './problem.ts'

export const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]
export type Operator = '+' | '-' | '*' | '/'

export type Ast =
  /** 1.50 is { digits: 150n, scale: 2 }: decimal literals are exact. */
  | { kind: 'number'; span: Span; digits: bigint; scale: number }
  | { kind: 'text'; span: Span; value: string }
  | { kind: 'boolean'; span: Span; value: boolean }
  | { kind: 'null'; span: Span }
  /** "province" or "customs_register.ownership". */
  | { kind: 'name'; span: Span; name: string }
  | { kind: 'call'; span: Span; name: string; nameSpan: Span; args: Ast[] }
  | { kind: 'negate'; span: Span; operand: Ast }
  | { kind: 'arithmetic'; span: Span; operator: Operator; operatorSpan: Span; left: Ast; right: Ast }
  | { kind: 'compare'; span: Span; comparison: Comparison; operatorSpan: Span; left: Ast; right: Ast }
  | { kind: 'in'; span: Span; negated: boolean; value: Ast; options: Ast[] }
  | { kind: 'between'; span: Span; negated: boolean; value: Ast; low: Ast; high: Ast }
  | { kind: 'isNull'; span: Span; negated: boolean; value: Ast }
  | { kind: 'logical'; span: Span; operator: 'and' | 'or'; operands: Ast[] }
  | { kind: 'not'; span: Span; operand: Ast }
  | { kind: 'case'; span: Span; branches: { condition: Ast; result: Ast }[]; otherwise: Ast | null }
