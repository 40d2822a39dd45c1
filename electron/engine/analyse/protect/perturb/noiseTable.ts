// The table of noise behind cell keys: for every true count the chances of what is added to it, of no mean, of one
// variance, bounded, and of the most uncertainty those leave (entropy). In: bounds. Out: rows; a row that cannot be is
// refused by its number. Pure.
import { fail } from '#shared/model/failure.ts'

export type NoiseRules = {
  /** No figure moves by more. */
  largest: number
  variance: number
  /** No perturbed count of 1 to so many appears. */
  forbidden: number
  /** The chance of staying as it is, where it is given. */
  stays?: number
  /** The farther, the rarer, in every row that leaves room for it (small counts may not). */
  monotone: boolean
}

/** What may be added, least first, with the chance of each and of all up to it. */
export type NoiseRow = { noise: number[]; chance: number[]; upTo: number[] }
/** Row i for counts of i; the last for all larger ones. */
export type NoiseTable = NoiseRow[]

type Group = { members: number[]; mean: number; square: number }

/**
 * Chances ∝ exp(a·v + b·v²) over groups of equal chance with mean 0 and the variance asked for, or null: there are
 * none.
 */
const chancesOf = (groups: readonly Group[], whole: number, variance: number): number[] | null => {
  let [a, b] = [0, 0]
  const at = (x: number, y: number) => {
    const exponents = groups.map((g) => x * g.mean + y * g.square)
    const top = Math.max(...exponents)
    const weights = groups.map((g, i) => g.members.length * Math.exp((exponents[i] ?? 0) - top))
    const sum = weights.reduce((s, w) => s + w, 0)
    const share = weights.map((w) => w / sum)
    const moment = (of: (g: Group) => number): number => groups.reduce((s, g, i) => s + (share[i] ?? 0) * of(g), 0)
    const [m, q] = [moment((g) => g.mean), moment((g) => g.square)]
    const wanted = variance / whole
    return {
      share,
      gradient: [m, q - wanted] as const,
      curvature: [
        moment((g) => g.mean * g.mean) - m * m,
        moment((g) => g.mean * g.square) - m * q,
        moment((g) => g.square * g.square) - q * q,
      ] as const,
      value: top + Math.log(sum) - y * wanted,
    }
  }
  for (let round = 0; round < 500; round += 1) {
    const now = at(a, b)
    if (Math.hypot(...now.gradient) < 1e-12) break
    const [p, q, r] = now.curvature
    const ridge = 1e-13
    const determinant = (p + ridge) * (r + ridge) - q * q
    const stepA = -((r + ridge) * now.gradient[0] - q * now.gradient[1]) / determinant
    const stepB = -((p + ridge) * now.gradient[1] - q * now.gradient[0]) / determinant
    let length = 1
    while (length > 1e-12 && at(a + length * stepA, b + length * stepB).value > now.value) length /= 2
    if (length <= 1e-12) break
    a += length * stepA
    b += length * stepB
  }
  const last = at(a, b)
  if (!(Math.hypot(...last.gradient) < 1e-8)) return null
  return groups.map((g, i) => ((last.share[i] ?? 0) * whole) / g.members.length)
}

const merged = (left: Group, right: Group): Group => {
  const members = [...left.members, ...right.members]
  const n = members.length
  return { members, mean: members.reduce((s, v) => s + v, 0) / n, square: members.reduce((s, v) => s + v * v, 0) / n }
}

const rowOf = (count: number, rules: NoiseRules): NoiseRow | null => {
  const { largest, variance, forbidden, stays, monotone } = rules
  const noise: number[] = []
  for (let v = -Math.min(largest, count); v <= largest; v += 1) {
    const target = count + v
    if (target === 0 || target > forbidden) noise.push(v)
  }
  const fixed = stays !== undefined && noise.includes(0) ? stays : null
  const free = fixed === null ? noise : noise.filter((v) => v !== 0)
  let groups: Group[] = free.map((v) => ({ members: [v], mean: v, square: v * v }))
  const whole = 1 - (fixed ?? 0)
  for (;;) {
    const chance = chancesOf(groups, whole, variance)
    if (chance === null) return null
    // Where the farther would be the likelier, both are made equal.
    let worst = -1
    let excess = 1e-9
    for (let i = 0; i + 1 < (monotone ? groups.length : 0); i += 1) {
      const right = groups[i + 1] as Group
      const rises = right.mean <= 0
      const wrong = (rises ? 1 : -1) * ((chance[i] ?? 0) - (chance[i + 1] ?? 0))
      if (wrong > excess) [worst, excess] = [i, wrong]
    }
    if (worst < 0) {
      const of = new Map<number, number>(fixed === null ? [] : [[0, fixed]])
      groups.forEach((g, i) => g.members.forEach((v) => of.set(v, chance[i] ?? 0)))
      const chances = noise.map((v) => of.get(v) ?? 0)
      let sum = 0
      const upTo = chances.map((p) => (sum += p))
      return { noise, chance: chances, upTo }
    }
    groups = [
      ...groups.slice(0, worst),
      merged(groups[worst] as Group, groups[worst + 1] as Group),
      ...groups.slice(worst + 2),
    ]
    if (groups.length < 3) return null
  }
}

export const noiseTable = (rules: NoiseRules): NoiseTable => {
  const last = rules.forbidden === 0 ? rules.largest : rules.largest + rules.forbidden + 1
  const rows: NoiseTable = [{ noise: [0], chance: [1], upTo: [1] }]
  for (let count = 1; count <= last; count += 1) {
    const row = rowOf(count, rules) ?? rowOf(count, { ...rules, monotone: false })
    const { variance, largest } = rules
    rows.push(row ?? fail('PERTURB_TABLE_IMPOSSIBLE', { count, variance, largest }))
  }
  return rows
}

/** What a key between 0 and 1 adds to a count. */
export const noiseAt = (table: NoiseTable, count: number, key: number): number => {
  const row = table[Math.min(count, table.length - 1)]
  if (row === undefined) return 0
  const place = row.upTo.findIndex((limit) => key <= limit)
  return row.noise[place < 0 ? row.noise.length - 1 : place] ?? 0
}
