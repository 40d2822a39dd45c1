// Tokens to a syntax tree: a Pratt parser with the precedence or < and < not < comparison < + − < * / < unary minus.
// In: text. Out: an Ast, or a problem that says what was expected. Never types, never SQL.
import type { Ast, Comparison, Operator } from './ast.ts'
import { comparisons } from './ast.ts'
import { tokenize } from './lexer.ts'
import type { Token } from './lexer.ts'
import { attempt, problem } from './problem.ts'
import type { Problem, Span } from './problem.ts'

/** Deeper trees would meet limits of the engines (SQLite: 1000 levels) that a user cannot understand. */
const maximumDepth = 120
const maximumOperands = 500

const power = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, unary: 7 } as const

export type Cursor = {
  peek(): Token
  next(): Token
  at(kind: 'keyword' | 'symbol', name: string): boolean
  take(kind: 'keyword' | 'symbol', name: string): Token | null
  expect(kind: 'keyword' | 'symbol', name: string): Token
}

export const cursor = (text: string): Cursor => {
  const tokens = tokenize(text)
  let index = 0
  const last = tokens[tokens.length - 1] as Token
  const peek = (): Token => tokens[index] ?? last
  const next = (): Token => {
    const token = peek()
    index += 1
    return token
  }
  const at = (kind: 'keyword' | 'symbol', name: string): boolean => {
    const token = peek()
    return token.kind === kind && token.name === name
  }
  return {
    peek,
    next,
    at,
    take: (kind, name) => (at(kind, name) ? next() : null),
    expect: (kind, name) => (at(kind, name) ? next() : unexpected(peek(), `“${name}”`, `“${name}”`)),
  }
}

export const unexpected = (token: Token, wantedVi: string, wantedEn: string): never => {
  if (token.kind === 'end')
    return problem(
      token.span,
      `Biểu thức kết thúc quá sớm: còn thiếu ${wantedVi}.`,
      `The expression ends too early: ${wantedEn} is missing.`,
    )
  const shown = token.kind === 'number' ? 'số' : token.kind === 'text' ? `'${token.value}'` : token.name
  const shownEn = token.kind === 'number' ? 'a number' : shown
  return problem(
    token.span,
    `Gặp “${shown}” trong khi cần ${wantedVi}.`,
    `Found “${shownEn}” where ${wantedEn} is needed.`,
  )
}

const between = (from: Span, to: Span): Span => ({ start: from.start, end: to.end })

/** Parses one expression at the cursor and stops before what cannot continue it. */
export const parseAt = (source: Cursor): Ast => {
  const { peek, next, at, take, expect } = source
  // Levels open around the current token, and the height of left-leaning chains, are bounded together.
  const heights = new WeakMap<Ast, number>()
  const heightOf = (node: Ast): number => heights.get(node) ?? 1
  const grown = (node: Ast, ...parts: Ast[]): Ast => {
    const height = 1 + Math.max(0, ...parts.map(heightOf))
    if (height > maximumDepth) return tooDeep(node.span)
    heights.set(node, height)
    return node
  }
  const tooDeep = (span: Span): never =>
    problem(
      span,
      `Biểu thức lồng quá ${maximumDepth} tầng.`,
      `The expression is nested more than ${maximumDepth} levels deep.`,
    )
  let open = 0

  const list = (): Ast[] => {
    const items: Ast[] = []
    if (at('symbol', ')')) return items
    do items.push(parse(0))
    while (take('symbol', ','))
    return items
  }

  const parseCase = (start: Span): Ast => {
    const branches: { condition: Ast; result: Ast }[] = []
    while (take('keyword', 'when')) {
      const condition = parse(0)
      expect('keyword', 'then')
      branches.push({ condition, result: parse(0) })
    }
    if (branches.length === 0) return unexpected(peek(), '“when”', '“when”')
    const otherwise = take('keyword', 'else') ? parse(0) : null
    const end = expect('keyword', 'end')
    const parts = [...branches.flatMap((b) => [b.condition, b.result]), ...(otherwise ? [otherwise] : [])]
    return grown({ kind: 'case', span: between(start, end.span), branches, otherwise }, ...parts)
  }

  const prefix = (): Ast => {
    const token = next()
    const { span } = token
    if (token.kind === 'number') return { kind: 'number', span, digits: token.digits, scale: token.scale }
    if (token.kind === 'text') return { kind: 'text', span, value: token.value }
    if (token.kind === 'name') {
      if (!at('symbol', '(')) return { kind: 'name', span, name: token.name }
      next()
      const args = list()
      const close = expect('symbol', ')')
      return grown(
        { kind: 'call', span: between(span, close.span), name: token.name.toLowerCase(), nameSpan: span, args },
        ...args,
      )
    }
    if (token.kind === 'symbol' && token.name === '(') {
      const inner = parse(0)
      expect('symbol', ')')
      return inner
    }
    if (token.kind === 'symbol' && token.name === '-') {
      const operand = parse(power.unary)
      return grown({ kind: 'negate', span: between(span, operand.span), operand }, operand)
    }
    if (token.kind === 'keyword') {
      if (token.name === 'true' || token.name === 'false')
        return { kind: 'boolean', span, value: token.name === 'true' }
      if (token.name === 'null') return { kind: 'null', span }
      if (token.name === 'case') return parseCase(span)
      if (token.name === 'not') {
        const operand = parse(power.not)
        return grown({ kind: 'not', span: between(span, operand.span), operand }, operand)
      }
    }
    return unexpected(token, 'một biến, một số, văn bản hoặc hàm', 'a variable, a number, a text or a function')
  }

  const membership = (left: Ast, negated: boolean): Ast => {
    if (take('keyword', 'in')) {
      expect('symbol', '(')
      const options = list()
      const close = expect('symbol', ')')
      if (options.length === 0)
        return problem(close.span, 'Danh sách của “in” không được trống.', 'The list of “in” must not be empty.')
      return grown(
        { kind: 'in', span: between(left.span, close.span), negated, value: left, options },
        left,
        ...options,
      )
    }
    expect('keyword', 'between')
    const low = parse(power.comparison)
    expect('keyword', 'and')
    const high = parse(power.comparison)
    return grown(
      { kind: 'between', span: between(left.span, high.span), negated, value: left, low, high },
      left,
      low,
      high,
    )
  }

  /** The node that continues `left`, or null when the next token does not or binds less than `minimum`. */
  const infix = (left: Ast, minimum: number): Ast | null => {
    const token = peek()
    if (token.kind !== 'symbol' && token.kind !== 'keyword') return null
    const name = token.name
    if (name === 'and' || name === 'or') {
      if (power[name] <= minimum) return null
      const operands = [left]
      while (take('keyword', name)) operands.push(parse(power[name]))
      if (operands.length > maximumOperands)
        return problem(
          token.span,
          `Quá ${maximumOperands} điều kiện nối nhau.`,
          `More than ${maximumOperands} conditions are joined.`,
        )
      return grown(
        {
          kind: 'logical',
          span: between(left.span, (operands[operands.length - 1] ?? left).span),
          operator: name,
          operands,
        },
        ...operands,
      )
    }
    if (name === '+' || name === '-' || name === '*' || name === '/') {
      const own = name === '+' || name === '-' ? power.sum : power.product
      if (own <= minimum) return null
      next()
      const right = parse(own)
      return grown(
        {
          kind: 'arithmetic',
          span: between(left.span, right.span),
          operator: name as Operator,
          operatorSpan: token.span,
          left,
          right,
        },
        left,
        right,
      )
    }
    if (power.comparison <= minimum) return null
    if ((comparisons as readonly string[]).includes(name)) {
      next()
      if (at('symbol', '='))
        return problem(peek().span, 'So sánh bằng chỉ viết một dấu “=”.', 'Equality is written with a single “=”.')
      const right = parse(power.comparison)
      const again = peek()
      if (again.kind === 'symbol' && (comparisons as readonly string[]).includes(again.name)) {
        return problem(
          again.span,
          'Không so sánh nối tiếp được; hãy dùng “and” hoặc “between”.',
          'Comparisons cannot be chained; use “and” or “between”.',
        )
      }
      return grown(
        {
          kind: 'compare',
          span: between(left.span, right.span),
          comparison: name as Comparison,
          operatorSpan: token.span,
          left,
          right,
        },
        left,
        right,
      )
    }
    if (name === 'in' || name === 'between') return membership(left, false)
    if (name === 'not') {
      next()
      return membership(left, true)
    }
    if (name === 'is') {
      next()
      const negated = take('keyword', 'not') !== null
      const end = expect('keyword', 'null')
      return grown({ kind: 'isNull', span: between(left.span, end.span), negated, value: left }, left)
    }
    return null
  }

  const parse = (minimum: number): Ast => {
    open += 1
    if (open > maximumDepth) return tooDeep(peek().span)
    let left = prefix()
    for (;;) {
      const continued = infix(left, minimum)
      if (continued === null) break
      left = continued
    }
    open -= 1
    return left
  }
  return parse(0)
}

/** Fails unless all of the text was used. */
export const finish = (source: Cursor): void => {
  if (source.peek().kind !== 'end')
    unexpected(source.peek(), 'một phép toán hoặc hết biểu thức', 'an operator or the end')
}

/** The tree, or fails EXPRESSION_INVALID {position, reason}. */
export const parseExpression = (text: string): Ast => {
  const source = cursor(text)
  const ast = parseAt(source)
  finish(source)
  return ast
}

/** The same with the problem as a value, for screens that check while the user types. */
export const tryParse = (text: string): { ok: true; ast: Ast } | Problem =>
  attempt(() => ({ ok: true as const, ast: parseExpression(text) }))
