// The double nearest to a quotient of two whole numbers of any size, so that every engine gets the same digits. In:
// numerator and denominator. Out: the correctly rounded double, or beyond 2^53, where a double no longer holds every
// whole number, the nearest whole number itself. Never an intermediate rounding.
import type { Exact } from '#shared/model/exact.ts'

const bits = (value: bigint): number => value.toString(16).length * 4

export const quotient = (numerator: bigint, denominator: bigint): number => {
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  if (n <= BigInt(Number.MAX_SAFE_INTEGER) && d <= BigInt(Number.MAX_SAFE_INTEGER))
    return (Number(n) / Number(d)) * (negative ? -1 : 1)
  // At least 64 binary digits of the quotient, the last one telling whether anything was left: rounding then happens
  // once.
  const shift = 72 - (bits(n) - bits(d))
  const [scaled, by] = shift >= 0 ? [n << BigInt(shift), d] : [n, d << BigInt(-shift)]
  const whole = scaled / by
  const sticky = whole * by === scaled ? whole : whole | 1n
  return Number(sticky) * 2 ** -shift * (negative ? -1 : 1)
}

/** The nearest whole number, half away from zero. */
const nearestWhole = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const whole = (2n * n + d) / (2n * d)
  return negative ? -whole : whole
}

/** A quotient to be shown: no digit of it is one that a double only seems to have. */
export const knownQuotient = (numerator: bigint, denominator: bigint): Exact => {
  const value = quotient(numerator, denominator)
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : nearestWhole(numerator, denominator)
}
