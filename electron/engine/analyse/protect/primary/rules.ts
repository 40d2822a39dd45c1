// Primary rules: is a figure by itself too close to few respondents, and how uncertain must it stay then? In: the facts
// of one cell and the rules. Out: null, or the rule that caught it with the levels wanted. Recomputed for every margin,
// never inherited. Pure.

export type DominanceRule = { n: number; k: number }
/** p of a respondent's value; `intruders` pool what they know. */
export type PPercentRule = { p: number; intruders: number }
export type NegativeHandling = 'absolute' | 'frequency'

export type PrimaryRules = {
  /** Fewer respondents than this, but not none, are too few; 0: no such rule. */
  minimumFrequency: number
  /** Percent of the value by which a cell caught by frequency alone must stay uncertain. */
  frequencyRange: number
  dominance: DominanceRule[]
  pPercent: PPercentRule[]
  /**
   * A cell of zero with respondents tells that each reported zero; in a frequency table a zero itself is a figure about
   * all.
   */
  zeros: 'safe' | 'unsafe'
  /** Largest respondent asked for protection: unsafe above this percent of the cell. */
  request: { threshold: number } | null
  negative: NegativeHandling
  /** Divides p where prior knowledge deviates by more than the whole: p is applied to Σ|x|. */
  priorFactor: number
  /** A level for every sensitive cell, in percent of its value, in place of those the rules ask for. */
  levelPercent: number | null
  /** The smallest difference that counts: 1 for numbers of units. */
  unit: number
}

export type CellFacts = {
  value: number
  /** Σ|x|, where contributions may be negative; absent: |value|. */
  absolute?: number
  /** Respondents with something to tell; null: not known. */
  frequency: number | null
  /** Largest contributions in absolute size, netted by respondent or holding, largest first. As many as are known. */
  largest: readonly number[]
  /** Who they are, where known: to find one respondent in several cells. */
  respondents?: readonly (string | null)[]
  /** True where the respondent consents to publication, in the order of `largest`. */
  waived?: readonly boolean[]
  /** The largest respondent asked that his figure be protected. */
  requested?: boolean
  /** It left before its records changed by few: what came or went must not be read off. */
  changed?: boolean
}

export type RuleName = 'frequency' | 'dominance' | 'p_percent' | 'zero' | 'request' | 'manual' | 'pool' | 'changed'
export type Sensitive = { rule: RuleName; levelUp: number; levelDown: number }

const sumOf = (values: readonly number[], from: number, to: number): number => {
  let sum = 0
  for (let i = from; i < Math.min(to, values.length); i += 1) sum += Math.abs(values[i] ?? 0)
  return sum
}

/** What the p % rule lacks: how much too exact the best-informed others can estimate the largest respondent. */
const pShortage = (total: number, facts: CellFacts, { p, intruders }: PPercentRule): number => {
  const { largest, waived } = facts
  if (waived === undefined || !waived.includes(true)) {
    const first = Math.abs(largest[0] ?? 0)
    const rest = Math.max(0, total - sumOf(largest, 0, intruders + 1))
    return (p / 100) * first - rest
  }
  const protectedAt = largest.findIndex((_, i) => waived[i] !== true)
  if (protectedAt < 0) return 0
  const subject = Math.abs(largest[protectedAt] ?? 0)
  const others = largest.filter((_, i) => i !== protectedAt)
  return (p / 100) * subject - Math.max(0, total - subject - sumOf(others, 0, intruders))
}

/** Differences of sums of millions carry rounding: a shortage below this share of the cell is none. */
const rounding = 1e-9

/** How much is lacking by any rule of contributions; 0 or less: nothing. */
export const contributionShortage = (
  facts: CellFacts,
  rules: PrimaryRules,
): { rule: RuleName; level: number } | null => {
  const total = facts.absolute ?? Math.abs(facts.value)
  if (facts.largest.length === 0 || total <= 0) return null
  if (facts.absolute === undefined && facts.value < 0 && rules.negative === 'frequency') return null
  let level = 0
  let rule: RuleName | null = null
  const consider = (name: RuleName, lacking: number): void => {
    if (lacking <= total * rounding) return
    rule ??= name
    level = Math.max(level, lacking)
  }
  for (const { n, k } of rules.dominance) consider('dominance', (100 / k) * sumOf(facts.largest, 0, n) - total)
  for (const each of rules.pPercent)
    consider('p_percent', pShortage(total, facts, { ...each, p: each.p / Math.max(1, rules.priorFactor) }))
  return rule === null ? null : { rule, level }
}

export const sensitivityOf = (facts: CellFacts, rules: PrimaryRules): Sensitive | null => {
  const { value, frequency } = facts
  const size = Math.abs(value)
  const shortage = contributionShortage(facts, rules)
  let rule: RuleName | null = null
  let level = 0
  const few = frequency !== null && frequency > 0 && frequency < rules.minimumFrequency
  if (few) {
    rule = 'frequency'
    level = Math.max((rules.frequencyRange / 100) * size, rules.unit)
  }
  if (shortage !== null) {
    rule ??= shortage.rule
    level = Math.max(level, shortage.level)
  }
  if (facts.changed === true) {
    rule ??= 'changed'
    // Whoever came gives no more than the largest; by number alone, as many as a figure must have.
    const [most = rules.minimumFrequency] = facts.largest
    level = Math.max(level, facts.largest.length > 0 ? (rules.frequencyRange / 100) * Math.abs(most) : most, rules.unit)
  }
  const asked = facts.requested === true && rules.request !== null
  if (asked && Math.abs(facts.largest[0] ?? size) > ((rules.request?.threshold ?? 0) / 100) * size) {
    rule ??= 'request'
    level = Math.max(level, (rules.frequencyRange / 100) * size, rules.unit)
  }
  const empty = frequency === 0 || (frequency === null && value === 0)
  if (value === 0 && rules.zeros === 'unsafe' && (rule === null || empty)) {
    rule ??= 'zero'
    level = Math.max(level, rules.unit)
  }
  if (rule === null) return null
  if (rules.levelPercent !== null) level = Math.max((rules.levelPercent / 100) * size, value === 0 ? rules.unit : 0)
  return { rule, levelUp: level, levelDown: level }
}
