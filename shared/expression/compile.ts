// Typed tree to SQL text, the part both dialects share. In: a typed tree and how each variable is held. Out: SQL made
// of the compiler's own words, encoded literals and the caller's column expressions. No text of the user is ever
// pasted.
import type { Columns } from './dialect.ts'
import { bound, realBound } from './bounds.ts'
import { overDictionary } from './dictionary.ts'
import { duckdb } from './duckdb.ts'
import { evaluateExpression } from './evaluate.ts'
import { problem } from './problem.ts'
import { sqlite } from './sqlite.ts'
import { variablesOf } from './typed.ts'
import type { CoreFunction, Typed } from './typed.ts'

/** Overflow runs along these unnoticed and is checked once, where the chain ends. */
const exactChain = new Set<CoreFunction>(['add', 'subtract', 'multiply', 'negate', 'rescale'])
const realChain = new Set<CoreFunction>(['real_add', 'real_subtract', 'real_multiply', 'real_negate', 'real_abs'])
const mayLeaveReal = new Set<CoreFunction>([...realChain, 'real_divide'])
const maximumSql = 2_000_000

export const compileExpression = (typed: Typed, dialectName: 'duckdb' | 'sqlite', columns: Columns): string => {
  const dialect = dialectName === 'duckdb' ? duckdb : sqlite
  let length = 0
  const counted = (sql: string): string => {
    length = Math.max(length, sql.length)
    if (length > maximumSql)
      return problem(
        { start: 0, end: 1 },
        'Biểu thức quá phức tạp; hãy tách thành biến dẫn xuất.',
        'The expression is too complicated; split it into derived variables.',
      )
    return sql
  }

  const column = (name: string): string => {
    const held = columns(name)
    if (held.physical !== 'dictionary') return held.sql
    return (
      held.textSql ??
      problem(
        { start: 0, end: 1 },
        `Biến “${name}” không dùng được như văn bản ở đây.`,
        `The variable “${name}” cannot be used as text here.`,
      )
    )
  }

  /** Inside a chain: not yet checked for overflow. */
  const chain = (node: Typed): string => {
    if (node.op !== 'call') return sql(node)
    const links = exactChain.has(node.fn) ? exactChain : realChain.has(node.fn) ? realChain : null
    return counted(dialect.call(node.fn, node.args.map(links ? chain : sql), node.parameters, bound(node) < 18.9))
  }

  const call = (node: Extract<Typed, { op: 'call' }>): string => {
    const text = chain(node)
    if (exactChain.has(node.fn)) return bound(node) < 18.9 ? text : counted(dialect.guardExact(text))
    if (mayLeaveReal.has(node.fn)) return realBound(node).high < 300 ? text : counted(dialect.guardReal(text))
    return text
  }

  /** A side of a comparison. */
  const side = (node: Typed): string =>
    node.op === 'constant' && typeof node.value === 'bigint' ? dialect.bareNumber(node.value) : sql(node)

  const plain = (node: Typed): string => {
    switch (node.op) {
      case 'constant':
        return dialect.constant(node)
      case 'variable':
        return column(node.name)
      case 'call':
        return call(node)
      case 'compare':
        return `(${side(node.left)} ${node.comparison} ${side(node.right)})`
      case 'in':
        return `(${sql(node.value)} IN (${node.options.map(side).join(', ')}))`
      case 'between':
        return `(${sql(node.value)} BETWEEN ${side(node.low)} AND ${side(node.high)})`
      case 'isNull':
        return `(${sql(node.value)} IS NULL)`
      case 'and':
        return `(${node.operands.map(sql).join(' AND ')})`
      case 'or':
        return `(${node.operands.map(sql).join(' OR ')})`
      case 'not':
        return `(NOT ${sql(node.operand)})`
      case 'case':
        return `(CASE ${node.branches.map((b) => `WHEN ${sql(b.condition)} THEN ${sql(b.result)}`).join(' ')} ELSE ${sql(node.otherwise)} END)`
      case 'band': {
        const bounds = node.bounds.map(side)
        if (node.type.type === 'text') {
          const steps = (value: string): string =>
            bounds.map((b, i) => `WHEN ${value} < ${b} THEN '${i + 1}'`).join(' ')
          return dialect.twice(
            sql(node.value),
            (value) => `(CASE WHEN ${value} IS NULL THEN NULL ${steps(value)} ELSE '${bounds.length + 1}' END)`,
          )
        }
        // Bounds are constants here: halved again and again, two hundred of them cost eight comparisons.
        const search = (value: string, from: number, to: number): string => {
          if (from === to) return String(from + 1)
          const middle = (from + to) >> 1
          return `CASE WHEN ${value} < ${bounds[middle]} THEN ${search(value, from, middle)} ELSE ${search(value, middle + 1, to)} END`
        }
        return counted(
          dialect.twice(sql(node.value), (value) =>
            dialect.integer(`(CASE WHEN ${value} IS NULL THEN NULL ELSE ${search(value, 0, bounds.length)} END)`),
          ),
        )
      }
      case 'member': {
        const value = sql(node.value)
        if (node.codes.size === 0) return `(CASE WHEN ${value} IS NULL THEN NULL ELSE ${dialect.false} END)`
        return `(${value} IN (${[...node.codes].map(dialect.text).join(', ')}))`
      }
      case 'translate': {
        const pairs = [...node.pairs]
        const value = sql(node.value)
        if (pairs.length === 0) return dialect.constant({ op: 'constant', type: node.type, value: null })
        return `(CASE ${value} ${pairs.map(([from, to]) => `WHEN ${dialect.text(from)} THEN ${dialect.text(to)}`).join(' ')} ELSE NULL END)`
      }
      default:
        return node satisfies never
    }
  }

  /** A value made of one dictionary variable alone: computed for each entry, not for each record. */
  const perEntry = (node: Typed): string | null => {
    if (node.op === 'variable' || node.op === 'constant') return null
    const [name, second] = variablesOf(node)
    const held = name === undefined || second !== undefined ? null : columns(name)
    if (name === undefined || held?.physical !== 'dictionary' || !held.perEntry) return null
    const ofNull = evaluateExpression(node, { [name]: null })
    if (typeof ofNull === 'number' && node.type.type === 'real') return null
    const made = held.perEntry((code) => compileExpression(node, dialectName, () => ({ sql: code, physical: 'text' })))
    if (ofNull === null) return made
    return `(CASE WHEN ${held.sql} IS NULL THEN ${dialect.constant({ op: 'constant', type: node.type, value: typeof ofNull === 'number' ? BigInt(ofNull) : ofNull })} ELSE ${made} END)`
  }

  const sql = (node: Typed): string => counted(overDictionary(node, columns, dialect) ?? perEntry(node) ?? plain(node))
  return sql(typed)
}
