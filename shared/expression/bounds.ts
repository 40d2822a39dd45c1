// How large a number can get, as powers of ten: lets the compiler leave out checks that can never fail.
// In: a typed tree. Out: bounds that hold for every row. A guess on the safe side, never exact.
import { partsOf } from './typed.ts'
import type { Typed } from './typed.ts'

/** log10 of the largest absolute value a held number can have, and what "unknown" means. */
const any = 19

/** For exact numbers: log10 of the largest absolute scaled value. Below 18.9 it fits 64 bits. */
export const bound = (node: Typed): number => {
  if (node.op === 'constant')
    return typeof node.value === 'bigint' ? String(node.value < 0n ? -node.value : node.value).length : any
  if (node.op !== 'call') return any
  const parts = node.args.map(bound)
  const largest = Math.max(0, ...parts)
  switch (node.fn) {
    case 'flag':
      return 1
    case 'year':
    case 'month':
    case 'quarter':
    case 'day':
    case 'period_year':
      return 4
    case 'length':
      return 10
    case 'days_between':
    case 'birthday_age':
      return 7
    case 'add':
    case 'subtract':
      return largest + 0.4
    case 'multiply':
      return parts.reduce((a, b) => a + b, 0)
    case 'rescale':
      return largest + (node.parameters[0] ?? 0)
    case 'integer':
      return 18
    case 'negate':
    case 'abs':
    case 'least':
    case 'greatest':
    case 'coalesce':
      return largest
    default:
      return any
  }
}

/** For real numbers: log10 of the largest and of the smallest non-zero absolute value. */
export const realBound = (node: Typed): { high: number; low: number } => {
  if (node.op === 'call' && node.fn === 'real') return { high: any, low: -(node.parameters[0] ?? 0) }
  const parts = partsOf(node)
    .filter((p) => p.type.type === 'real')
    .map(realBound)
  const high = Math.max(...parts.map((p) => p.high))
  const low = Math.min(...parts.map((p) => p.low))
  if (parts.length === 0) return { high: 400, low: -400 }
  if (node.op !== 'call') return { high, low }
  const [a, b] = parts
  switch (node.fn) {
    case 'real_add':
    case 'real_subtract':
      return { high: high + 1, low: -400 }
    case 'real_multiply':
      return a && b ? { high: a.high + b.high, low: a.low + b.low } : { high: 400, low: -400 }
    case 'real_divide':
      return a && b ? { high: a.high - b.low, low: a.low - b.high } : { high: 400, low: -400 }
    default:
      return { high, low }
  }
}
