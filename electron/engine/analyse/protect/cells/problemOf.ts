// Cells with facts and rules → the mathematics' problem. In: cells, relations, what is known of each, rules, costs.
// Out: the problem, with the rule of each sensitive cell and sums of sensitive cells that must stay uncertain too.
// Pure.
import { poolLevel } from '../primary/pools.ts'
import { sensitivityOf } from '../primary/rules.ts'
import type { CellFacts, PrimaryRules, RuleName } from '../primary/rules.ts'
import { at, packRelations } from '../secondary/problem.ts'
import type { Problem } from '../secondary/problem.ts'
import type { TableCells } from './tableCells.ts'

/** Given by hand: to be withheld as sensitive, withheld only, or to stay published. */
export type GivenStatus = 'sensitive' | 'withheld' | 'published' | null
export type CostKind = 'value' | 'frequency' | 'unity' | 'given' | 'logarithm'

export type ProblemCell = {
  facts: CellFacts
  status: GivenStatus
  cost: number | null
  /** For methods by key. */
  key?: number | null
}

export type ProblemOptions = {
  rules: PrimaryRules
  cost: CostKind
  /** Sums of sensitive cells of a relation are examined too. */
  pools: boolean
  /** How far anybody knows the values beforehand, in percent; null: only that they are not negative. */
  knownWithin: number | null
  /** Figures are numbers of units: one caught by its smallness must not be exact, no more. */
  counts: boolean
}

export type NamedProblem = {
  problem: Problem
  /** For each cell of the tables: which rule caught it. Pools stand behind them. */
  rule: (RuleName | null)[]
  pools: { cells: number[]; level: number }[]
}

const costOf = (kind: CostKind, cell: ProblemCell): number => {
  const { facts, cost } = cell
  const size = Math.abs(facts.value)
  if (kind === 'given') return Math.max(0, cost ?? size)
  if (kind === 'unity') return 1
  if (kind === 'frequency') return facts.frequency ?? size
  if (kind === 'logarithm') return 1 + Math.log1p(size)
  return size
}

export const problemOf = (cells: TableCells, given: readonly ProblemCell[], options: ProblemOptions): NamedProblem => {
  const { rules } = options
  const count = cells.count
  const rule: (RuleName | null)[] = []
  const primary: number[] = []
  const up: number[] = []
  const down: number[] = []
  const frozen: number[] = []
  const forced: number[] = []
  const cost: number[] = []
  const lower: number[] = []
  const upper: number[] = []
  const negative = cells.values.some((value) => value < 0)
  const most = cells.values.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
  for (let c = 0; c < count; c += 1) {
    const cell = given[c]
    const value = at(cells.values, c)
    const known = options.knownWithin
    const least = negative ? -Math.max(most, 1) * 10 : 0
    lower.push(known === null ? least : value - (known / 100) * Math.abs(value))
    upper.push(known === null ? Infinity : value + (known / 100) * Math.abs(value))
    if (cell === undefined || at(cells.hidden, c) === 1) {
      rule.push(null)
      primary.push(0)
      up.push(0)
      down.push(0)
      frozen.push(0)
      forced.push(1)
      cost.push(0)
      continue
    }
    const found = cell.status === 'published' ? null : sensitivityOf(cell.facts, rules)
    const byHand = cell.status === 'sensitive' && found === null
    const level = byHand ? Math.max((rules.frequencyRange / 100) * Math.abs(value), rules.unit) : 0
    const levelUp = byHand ? level : (found?.levelUp ?? 0)
    const levelDown = byHand ? level : (found?.levelDown ?? 0)
    rule.push(byHand ? 'manual' : (found?.rule ?? null))
    const sensitive = byHand || found !== null
    primary.push(sensitive ? 1 : 0)
    up.push(levelUp)
    const oneSided =
      options.counts && rules.levelPercent === null && ['frequency', 'zero', 'changed'].includes(found?.rule ?? '')
    down.push(oneSided ? 0 : Math.min(levelDown, Math.max(0, value - (lower[c] ?? 0))))
    const empty = value === 0 && !sensitive
    frozen.push(cell.status === 'published' || empty ? 1 : 0)
    forced.push(cell.status === 'withheld' ? 1 : 0)
    cost.push(costOf(options.cost, cell))
  }
  const relations = cells.relations
  const lists: { cells: number[]; signs: number[] }[] = []
  for (let r = 0; r + 1 < relations.starts.length; r += 1) {
    const [from, to] = [at(relations.starts, r), at(relations.starts, r + 1)]
    lists.push({
      cells: Array.from(relations.cells.subarray(from, to)),
      signs: Array.from(relations.signs.subarray(from, to)),
    })
  }
  const pools: NamedProblem['pools'] = []
  const blocks = cells.blocks.map((block) => Array.from(block))
  const blocksOf = new Map<number, number[]>()
  blocks.forEach((block, b) => {
    for (const relation of block) blocksOf.set(relation, [...(blocksOf.get(relation) ?? []), b])
  })
  if (options.pools) {
    const seen = new Set<string>()
    const relationCount = lists.length
    for (let r = 0; r < relationCount; r += 1) {
      const parent = lists[r]?.cells.find((_, i) => (lists[r]?.signs[i] ?? 0) < 0)
      const core = (lists[r]?.cells ?? []).filter((c) => (primary[c] ?? 0) === 1 && c !== parent)
      if (core.length < 2) continue
      const key = core.join(' ')
      if (seen.has(key)) continue
      seen.add(key)
      const facts = core.flatMap((c) => (given[c] === undefined ? [] : [given[c].facts]))
      const levels = core.map((c) => up[c] ?? 0)
      const level = poolLevel(facts, levels, rules)
      if (level === null) continue
      const virtual = primary.length
      const value = core.reduce((sum, c) => sum + at(cells.values, c), 0)
      const least = core.reduce((sum, c) => sum + (lower[c] ?? 0), 0)
      primary.push(1)
      up.push(level)
      down.push(options.counts ? 0 : Math.min(level, value - least))
      frozen.push(0)
      forced.push(0)
      cost.push(0)
      lower.push(least)
      upper.push(core.reduce((sum, c) => sum + (upper[c] ?? 0), 0))
      pools.push({ cells: core, level })
      const relation = lists.length
      lists.push({ cells: [virtual, ...core], signs: [-1, ...core.map(() => 1)] })
      for (const b of blocksOf.get(r) ?? []) blocks[b]?.push(relation)
    }
  }
  const value = new Float64Array(primary.length)
  value.set(cells.values)
  pools.forEach((pool, i) => {
    value[count + i] = pool.cells.reduce((sum, c) => sum + at(cells.values, c), 0)
  })
  return {
    rule,
    pools,
    problem: {
      size: primary.length,
      value,
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      primary: Uint8Array.from(primary),
      levelUp: Float64Array.from(up),
      levelDown: Float64Array.from(down),
      frozen: Uint8Array.from(frozen),
      forced: Uint8Array.from(forced),
      cost: Float64Array.from(cost),
      relations: packRelations(lists),
      blocks: blocks.map((block) => Int32Array.from(block)),
    },
  }
}
