// Arithmetic of derived figures: a figure is an exact integer, a double, or the reason why there is none. In: figures.
// Out: figures. Never a rounding before the one division: quotients of exact integers are correctly rounded doubles.
import type { CellStatus } from '#shared/model/cube.ts'
import { addExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'

export type Figure = Exact | Exclude<CellStatus, 'value'>

export const isReason = (figure: Figure): figure is Exclude<CellStatus, 'value'> => typeof figure === 'string'
const withheld = (figure: Figure): boolean => figure === 'suppressed' || figure === 'suppressed_secondary'

/**
 * Why a figure made of these two cannot be given; null when it can. A figure that reads a withheld one is withheld with
 * it.
 */
export const reasonOf = (own: Figure, other: Figure): Exclude<CellStatus, 'value'> | null => {
  if (withheld(own)) return own as Exclude<CellStatus, 'value'>
  if (withheld(other)) return 'suppressed_secondary'
  if (own === 'not_applicable' || other === 'not_applicable') return 'not_applicable'
  return isReason(own) || isReason(other) ? 'not_available' : null
}

/** n ÷ d, correctly rounded also when the integers pass 2^53; d is not zero. */
export const quotient = (n: Exact, d: Exact): number => {
  if (typeof n === 'number' && typeof d === 'number') return n / d
  if (!Number.isInteger(Number(n)) || !Number.isInteger(Number(d))) return Number(n) / Number(d)
  const [a, b] = [BigInt(n), BigInt(d)]
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b]
  // At least 64 bits of quotient, the last telling of a remainder: one rounding, in Number().
  const shift = Math.max(0, 64 - (top.toString(2).length - bottom.toString(2).length))
  const whole = (top << BigInt(shift)) / bottom
  const sticky = whole * bottom === top << BigInt(shift) ? whole : whole | 1n
  const value = Number(sticky) / 2 ** shift
  return a < 0n !== b < 0n ? -value : value
}

/** Exact product with a small integer factor; a double where the figure is one. */
export const times = (value: Exact, factor: number): Exact => {
  if (factor === 1) return value
  if (typeof value === 'bigint') return value * BigInt(factor)
  const product = value * factor
  return Number.isInteger(value) && !Number.isSafeInteger(product) ? BigInt(value) * BigInt(factor) : product
}

/** Sum of exact integers without loss, or of doubles. */
export const plus = (a: Exact, b: Exact): Exact => {
  if (typeof a === 'number' && typeof b === 'number' && !(Number.isInteger(a) && Number.isInteger(b))) return a + b
  return isWhole(a) && isWhole(b) ? addExact(a, b) : Number(a) + Number(b)
}
export const minus = (a: Exact, b: Exact): Exact => plus(a, typeof b === 'bigint' ? -b : b === 0 ? 0 : -b)

const isWhole = (value: Exact): boolean => typeof value === 'bigint' || Number.isInteger(value)

/** own ÷ base × factor, with scales of exact integers taken out; nothing divided by nothing is not available. */
export const divided = (own: Figure, base: Figure, factor: number, ownScale: number, baseScale: number): Figure => {
  const reason = reasonOf(own, base)
  if (reason !== null) return reason
  if (Number(base) === 0) return 'not_available'
  const shift = baseScale - ownScale
  const top = times(times(own as Exact, factor), shift > 0 ? 10 ** shift : 1)
  const value = quotient(top, times(base as Exact, shift < 0 ? 10 ** -shift : 1))
  return Number.isFinite(value) ? value : 'not_available'
}
