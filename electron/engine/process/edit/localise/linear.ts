// Exact linear constraints over numbers as they are kept (whole, scaled), and the elimination of variables from them.
// In: constraints. Out: what they imply for the others, by Gauss for equations and Fourier and Motzkin for
// inequalities. Never a rounded number.

/** Σ coefficient × value + constant, compared with 0. */
export type Constraint = { coefficients: ReadonlyMap<string, bigint>; constant: bigint; sign: '=' | '>=' | '>' }
export type Rational = { n: bigint; d: bigint }
/** Σ coefficient × value + constant, as fractions. */
export type Linear = { coefficients: ReadonlyMap<string, Rational>; constant: Rational }

const absolute = (a: bigint): bigint => (a < 0n ? -a : a)
const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [absolute(a), absolute(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

export const rational = (n: bigint, d = 1n): Rational => {
  const common = gcd(n, d) || 1n
  const sign = d < 0n ? -1n : 1n
  return { n: (sign * n) / common, d: (sign * d) / common }
}
const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d)
const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)

export const constantOf = (value: Rational): Linear => ({ coefficients: new Map(), constant: value })
export const sumOf = (a: Linear, b: Linear): Linear => {
  const coefficients = new Map(a.coefficients)
  for (const [name, value] of b.coefficients) {
    const sum = plus(coefficients.get(name) ?? rational(0n), value)
    if (sum.n === 0n) coefficients.delete(name)
    else coefficients.set(name, sum)
  }
  return { coefficients, constant: plus(a.constant, b.constant) }
}
export const scaledBy = (a: Linear, factor: Rational): Linear => ({
  coefficients: new Map(
    factor.n === 0n ? [] : [...a.coefficients].map(([name, value]) => [name, times(value, factor)]),
  ),
  constant: times(a.constant, factor),
})

/** In whole numbers without a common divisor, so that equal ones are the same text. */
const reduced = ({ coefficients, constant, sign }: Constraint): Constraint => {
  const common = [...coefficients.values(), constant].reduce(gcd, 0n)
  if (common <= 1n) return { coefficients, constant, sign }
  return {
    coefficients: new Map([...coefficients].map(([name, value]) => [name, value / common])),
    constant: constant / common,
    sign,
  }
}

export const constraintOf = ({ coefficients, constant }: Linear, sign: Constraint['sign']): Constraint => {
  const all = [...coefficients.values(), constant]
  const whole = all.reduce((product, { d }) => (product / gcd(product, d)) * d, 1n)
  return reduced({
    coefficients: new Map([...coefficients].map(([name, { n, d }]) => [name, (n * whole) / d])),
    constant: (constant.n * whole) / constant.d,
    sign,
  })
}

/** a × first + b × second, without what becomes zero. */
const combined = (
  first: Constraint,
  a: bigint,
  second: Constraint,
  b: bigint,
  sign: Constraint['sign'],
): Constraint => {
  const coefficients = new Map<string, bigint>()
  for (const name of new Set([...first.coefficients.keys(), ...second.coefficients.keys()])) {
    const value = a * (first.coefficients.get(name) ?? 0n) + b * (second.coefficients.get(name) ?? 0n)
    if (value !== 0n) coefficients.set(name, value)
  }
  return reduced({ coefficients, constant: a * first.constant + b * second.constant, sign })
}

const keyOf = ({ coefficients, constant, sign }: Constraint): string =>
  `${sign} ${constant} ${[...coefficients].toSorted(([a], [b]) => (a < b ? -1 : 1)).join(' ')}`
const withoutTwins = (constraints: readonly Constraint[]): Constraint[] => [
  ...new Map(constraints.map((one) => [keyOf(one), one])).values(),
]

const byEquation = (constraints: readonly Constraint[], equation: Constraint, name: string): Constraint[] => {
  const pivot = equation.coefficients.get(name) ?? 1n
  return constraints.flatMap((one) => {
    if (one === equation) return []
    const own = one.coefficients.get(name)
    if (own === undefined) return [one]
    // The factor of an inequality stays positive.
    return [combined(one, absolute(pivot), equation, pivot > 0n ? -own : own, one.sign)]
  })
}

const byPairs = (constraints: readonly Constraint[], name: string): Constraint[] => {
  const own = (one: Constraint): bigint => one.coefficients.get(name) ?? 0n
  const [below, above] = [constraints.filter((one) => own(one) > 0n), constraints.filter((one) => own(one) < 0n)]
  const made = below.flatMap((low) =>
    above.map((high) => combined(low, -own(high), high, own(low), low.sign === '>' || high.sign === '>' ? '>' : '>=')),
  )
  return [...constraints.filter((one) => own(one) === 0n), ...made]
}

/** More than these are no record's rules any more. */
const mostConstraints = 3000

/**
 * What holds for the other variables where these may take any value; null: it grew beyond what can be worked through.
 */
export const eliminate = (constraints: readonly Constraint[], names: Iterable<string>): Constraint[] | null => {
  let left = withoutTwins(constraints)
  for (const name of names) {
    const equation = left.find((one) => one.sign === '=' && one.coefficients.has(name))
    left = withoutTwins(equation ? byEquation(left, equation, name) : byPairs(left, name))
    if (left.length > mostConstraints) return null
  }
  return left
}

export const valueOf = (constraint: Constraint, values: ReadonlyMap<string, bigint>): bigint =>
  [...constraint.coefficients].reduce(
    (sum, [name, factor]) => sum + factor * (values.get(name) ?? 0n),
    constraint.constant,
  )

export const holds = (constraint: Constraint, values: ReadonlyMap<string, bigint>): boolean => {
  const value = valueOf(constraint, values)
  if (constraint.sign === '=') return value === 0n
  return constraint.sign === '>' ? value > 0n : value >= 0n
}

/** Bounds of one variable where all others have their values; as fractions of its own unit, null where open. */
export const boundsOf = (
  constraints: readonly Constraint[],
  name: string,
  values: ReadonlyMap<string, bigint>,
): { low: Rational | null; high: Rational | null } => {
  let low: Rational | null = null
  let high: Rational | null = null
  const less = (a: Rational, b: Rational): boolean => a.n * b.d < b.n * a.d
  for (const one of constraints) {
    const factor = one.coefficients.get(name)
    if (factor === undefined) continue
    const rest = valueOf({ ...one, coefficients: new Map([...one.coefficients].filter(([n]) => n !== name)) }, values)
    const bound = rational(-rest, factor)
    if ((one.sign === '=' || factor > 0n) && (low === null || less(low, bound))) low = bound
    if ((one.sign === '=' || factor < 0n) && (high === null || less(bound, high))) high = bound
  }
  return { low, high }
}
