// How much text an expression can build for one record. In: a typed tree. Out: characters, on the safe side; a problem
// where it is too much. Never the text of a record: variables count as a fixed length, so that the answer is the same
// for every file.
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import { partsOf } from './typed.ts'
import type { Typed } from './typed.ts'

/** A free text of a form; longer ones grow what is built in proportion. */
const ofVariable = 1_000
/** One value, and all that is built on the way to it: a thousand records of these at a time are still little memory. */
const mostOfValue = 20_000
const mostOfRecord = 100_000

const fixed = 64

/** The most characters a text node can have; 0 for what is no text. */
const textLength = (node: Typed, known: Map<Typed, number>): number => {
  const seen = known.get(node)
  if (seen !== undefined) return seen
  const length = lengthOf(node, known)
  known.set(node, length)
  return length
}

const lengthOf = (node: Typed, known: Map<Typed, number>): number => {
  if (node.type.type !== 'text') return 0
  const of = (part: Typed | undefined): number => (part === undefined ? 0 : textLength(part, known))
  switch (node.op) {
    case 'constant':
      return typeof node.value === 'string' ? node.value.length : 0
    case 'variable':
      return ofVariable
    case 'case':
      return Math.max(of(node.otherwise), ...node.branches.map((b) => of(b.result)))
    case 'translate':
      return Math.max(0, ...[...node.pairs.values()].map((code) => code.length))
    case 'call':
      break
    default:
      return fixed
  }
  const [a, b, c] = node.args
  switch (node.fn) {
    case 'left':
    case 'right':
      return Math.min(of(a), node.parameters[0] ?? ofVariable)
    case 'substr':
      return Math.min(of(a), node.parameters[1] ?? ofVariable)
    case 'concat':
      return node.args.reduce((sum, part) => sum + of(part), 0)
    case 'replace': {
      // Each occurrence of the old becomes the new: most where the text is nothing else.
      const old = b?.op === 'constant' && typeof b.value === 'string' ? b.value.length : 1
      return old === 0 ? of(a) : Math.max(of(a), Math.ceil(of(a) / old) * of(c))
    }
    case 'coalesce':
      return Math.max(...node.args.map(of))
    default:
      return Math.max(fixed, ...node.args.map(of))
  }
}

/** Refuses what would build more than the bounds, at the place of the whole expression. */
export const checkTextBuilt = (typed: Typed, span: Span): void => {
  const known = new Map<Typed, number>()
  let whole = 0
  let longest = 0
  const visit = (node: Typed): void => {
    const length = textLength(node, known)
    if (node.op === 'call' || node.op === 'case') whole += length
    longest = Math.max(longest, length)
    for (const part of partsOf(node)) visit(part)
  }
  visit(typed)
  if (longest > mostOfValue || whole > mostOfRecord)
    problem(
      span,
      `Biểu thức có thể tạo ra văn bản dài tới ${Math.max(longest, whole)} ký tự cho một bản ghi; tối đa là ${mostOfValue} cho một giá trị. Hãy rút ngắn bằng left(…) hoặc tách ra.`,
      `The expression can build up to ${Math.max(longest, whole)} characters of text for one record; at most ${mostOfValue} for a value. Shorten with left(…) or split it.`,
    )
}
