// The double nearest to a quotient of two whole numbers of any size, so that every engine gets the same digits.
// In: numerator and denominator. Out: the correctly rounded double. Never an intermediate rounding.

const bits = (value: bigint): number => value.toString(16).length * 4

export const quotient = (numerator: bigint, denominator: bigint): number => {
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  if (n <= BigInt(Number.MAX_SAFE_INTEGER) && d <= BigInt(Number.MAX_SAFE_INTEGER))
    return (Number(n) / Number(d)) * (negative ? -1 : 1)
  // At least 64 binary digits of the quotient, the last one telling whether anything was left: rounding then happens once.
  const shift = 72 - (bits(n) - bits(d))
  const [scaled, by] = shift >= 0 ? [n << BigInt(shift), d] : [n, d << BigInt(-shift)]
  const whole = scaled / by
  const sticky = whole * by === scaled ? whole : whole | 1n
  return Number(sticky) * 2 ** -shift * (negative ? -1 : 1)
}
