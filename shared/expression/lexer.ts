// Expression text to tokens. In: any text. Out: tokens with their places, or a problem at the first wrong character.
// Never meaning: whether a name exists is the checker's question.
import { problem } from './problem.ts'
import type { Span } from './problem.ts'

export type Token =
  | { kind: 'number'; span: Span; digits: bigint; scale: number }
  | { kind: 'text'; span: Span; value: string }
  | { kind: 'name'; span: Span; name: string }
  | { kind: 'keyword'; span: Span; name: string }
  | { kind: 'symbol'; span: Span; name: string }
  | { kind: 'end'; span: Span }

export const keywords = new Set([
  'and',
  'or',
  'not',
  'in',
  'between',
  'is',
  'null',
  'true',
  'false',
  'case',
  'when',
  'then',
  'else',
  'end',
  'where',
])
export const maximumLength = 20_000
const largest = 2n ** 63n - 1n
const symbols = ['<>', '<=', '>=', '!=', '=', '<', '>', '+', '-', '*', '/', '(', ')', ',']

const readText = (text: string, start: number): Token => {
  let value = ''
  let at = start + 1
  for (;;) {
    const close = text.indexOf("'", at)
    if (close < 0)
      return problem({ start, end: text.length }, "Thiếu dấu nháy đóng (').", "The closing quote (') is missing.")
    value += text.slice(at, close)
    at = close + 1
    if (text[at] !== "'") break
    value += "'"
    at += 1
  }
  // Stored values are NFC (intake), so a literal typed on a machine that decomposes accents must be too.
  return { kind: 'text', span: { start, end: at }, value: value.normalize('NFC') }
}

const readNumber = (text: string, start: number): Token => {
  const written = /^\d+(?:\.\d+)?/.exec(text.slice(start))?.[0] ?? ''
  const span = { start, end: start + written.length }
  const next = text[span.end]
  if (next !== undefined && /[\p{L}_.]/u.test(next)) {
    return problem(
      { start: span.end, end: span.end + 1 },
      `Ký tự “${next}” không thể đứng ngay sau một số.`,
      `“${next}” cannot stand right after a number.`,
    )
  }
  const [whole = '', fraction = ''] = written.split('.')
  const digits = BigInt(whole + fraction)
  if (digits > largest || fraction.length > 9)
    return problem(
      span,
      'Số quá lớn hoặc quá nhiều chữ số thập phân (tối đa 9).',
      'The number is too large or has too many decimals (at most 9).',
    )
  return { kind: 'number', span, digits, scale: fraction.length }
}

const wrongCharacter = (text: string, start: number): never => {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  const span = { start, end: start + character.length }
  if (character === '"' || character === '“' || character === '”' || character === '‘' || character === '’') {
    return problem(span, "Văn bản phải đặt trong dấu nháy đơn: '…'.", "Text is written in single quotes: '…'.")
  }
  if (character === ';')
    return problem(
      span,
      'Các tham số cách nhau bằng dấu phẩy, không dùng dấu chấm phẩy.',
      'Arguments are separated by commas, not semicolons.',
    )
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? character
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return problem(span, `Ký tự “${shown}” không dùng được ở đây.`, `The character “${shown}” cannot be used here.`)
}

/** All tokens, the last one 'end'. */
export const tokenize = (text: string): Token[] => {
  if (text.length > maximumLength)
    problem(
      { start: maximumLength, end: text.length },
      `Biểu thức dài quá ${maximumLength} ký tự.`,
      `The expression is longer than ${maximumLength} characters.`,
    )
  // A NUL or half a surrogate pair is not the same text in every engine.
  const unsound = text.search(/\0|\p{Surrogate}/u)
  if (unsound >= 0) wrongCharacter(text, unsound)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at] ?? ''
    if (/\s/.test(character)) {
      at += 1
      continue
    }
    let token: Token
    if (character === "'") token = readText(text, at)
    else if (/\d/.test(character)) token = readNumber(text, at)
    else if (/[A-Za-z_]/.test(character)) {
      const name = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/.exec(text.slice(at))?.[0] ?? ''
      const lower = name.toLowerCase()
      token = {
        kind: keywords.has(lower) ? 'keyword' : 'name',
        name: keywords.has(lower) ? lower : name,
        span: { start: at, end: at + name.length },
      }
    } else {
      const symbol = symbols.find((s) => text.startsWith(s, at)) ?? wrongCharacter(text, at)
      token = { kind: 'symbol', name: symbol === '!=' ? '<>' : symbol, span: { start: at, end: at + symbol.length } }
    }
    tokens.push(token)
    at = token.span.end
  }
  tokens.push({ kind: 'end', span: { start: text.length, end: text.length } })
  return tokens
}
