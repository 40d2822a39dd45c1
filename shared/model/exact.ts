// Exact integers that may pass 2^53: sums of money are scaled integers, never binary floats.
// In: numbers and bigints. Out: the smaller of the two that is exact. Never rounding unless the name says so.

/** A scaled integer: number while safe, bigint beyond. Money in VND has scale 0, in USD scale 2 (cents). */
export type Exact = number | bigint

export const toExact = (value: bigint): Exact =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value

export const addExact = (a: Exact, b: Exact): Exact => {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return toExact(BigInt(a) + BigInt(b))
}

/** The value as a double, correctly divided by 10^scale; for display, charts and ratios, not for sums. */
export const exactToNumber = (value: Exact, scale: number): number =>
  scale === 0 ? Number(value) : Number(exactToDecimal(value, scale))

/** Plain decimal text with a point and no grouping: (12345, 2) → "123.45". */
export const exactToDecimal = (value: Exact, scale: number): string => {
  const negative = value < 0
  const digits = (negative ? -BigInt(value) : BigInt(value)).toString().padStart(scale + 1, '0')
  const whole = scale === 0 ? digits : digits.slice(0, -scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`
  return negative ? `-${text}` : text
}

/**
 * JSON text in which bigints survive: they are written {"$n":"123"}. Plain numbers stay plain; a typed column becomes a
 * list, its NaN null.
 */
export const stringifyExact = (value: unknown): string =>
  JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'bigint' ? { $n: v.toString() } : ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v,
  )

/** The inverse of stringifyExact. */
export const parseExact = (text: string): unknown =>
  text.includes('"$n"')
    ? JSON.parse(text, (_key, v: unknown) => {
        if (v !== null && typeof v === 'object' && '$n' in v && typeof v.$n === 'string') return BigInt(v.$n)
        return v
      })
    : JSON.parse(text)
