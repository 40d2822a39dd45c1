// A wide cube as the mathematics sees it: every figure a reader can add up, one column after another, under one
// pattern. In: a cube, what is known of its respondents, the rules, sums that hold between levels. Out: a mark per
// cell, why, and what could not be proven. A mark once set stays: what protects one column can only help another.
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn, Cube } from '#shared/model/cube.ts'
import type { ContributionColumns } from '#engine/analyse/tabulate/types.ts'
import { problemOf } from './cells/problemOf.ts'
import type { ProblemCell } from './cells/problemOf.ts'
import type { TableCells } from './cells/tableCells.ts'
import { linesOf, totalsOf } from './cubeLines.ts'
import type { Frequency } from './frequency.ts'
import type { LevelRelation, Line } from './cubeLines.ts'
import { primary, secondary } from './marks.ts'
import { contributionShortage } from './primary/rules.ts'
import type { CellFacts, PrimaryRules, RuleName } from './primary/rules.ts'
import type { Pace } from './secondary/pace.ts'
import { at, packRelations } from './secondary/problem.ts'
import { protectProblem } from './secondary/protectProblem.ts'

export type { LevelRelation } from './cubeLines.ts'

export type CubePattern = {
  pattern: Uint8Array
  /** Cells whose protection is not proven. */
  open: number[]
  /** So much is sensitive that only the whole is left. */
  sparse?: boolean
  /** Of each sensitive cell the rule that caught it. */
  rule: Map<number, RuleName>
  columns: SolvedColumn[]
}

/** What the mathematics found of one column, for the analyst's own screen. */
export type SolvedColumn = {
  values: Float64Array
  counts: boolean
  measures: string[]
  level: Float64Array
  lower: Float64Array
  upper: Float64Array
}

/** What is known of the cells under one pattern. */
export type PatternFacts = {
  frequency: CellColumn<number>
  sums?: ReadonlyMap<string, ContributionColumns>
  differences?: readonly ContributionColumns[]
  changed?: ReadonlySet<number>
}

/** A table of which so much is sensitive has no pattern worth looking for: categories are to be merged first. */
const sparseShare = 0.4
const sparseCells = 1_000

/** All but the grand total: whatever is withheld can then stand for anything else. */
const onlyTheWhole = (cube: Cube, pattern: Uint8Array): Uint8Array => {
  const totals = totalsOf(cube)
  return pattern.map((mark, i) => {
    const whole = totals.every((total, d) => cube.cells.coordinates[d]?.[i] === total)
    return mark !== 0 || whole ? mark : secondary
  })
}

type Column = { values: Float64Array; counts: boolean; measures: string[]; facts: ContributionColumns | null }

/** Columns a reader can add up: records, sums, and means, which with the records are sums. */
export const additiveColumns = (
  cube: Cube,
  of: readonly string[] | null,
  sums: ReadonlyMap<string, ContributionColumns> = new Map(),
): Column[] => {
  const { records, values } = cube.cells
  const count = records.length
  const number = (column: CellColumn<unknown>, i: number): number => Number(figureAt(column as never, i) ?? 0)
  const numbers = (valueAt: (i: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => valueAt(i))
  const columns: Column[] =
    of === null || of.length === 0
      ? [{ values: numbers((i) => Number(records[i])), counts: true, measures: [], facts: null }]
      : []
  cube.measures.forEach((measure, m) => {
    const column = values[m]
    if (column === undefined || (of !== null && !of.includes(measure.id))) return
    const { statistic, id } = measure
    const facts = sums.get(id) ?? null
    const one = { measures: [id], facts }
    if (statistic === 'sum' || statistic === 'count')
      columns.push({ ...one, values: numbers((i) => number(column, i)), counts: statistic === 'count' })
    if (statistic === 'mean')
      columns.push({
        ...one,
        values: facts === null ? numbers((i) => Math.round(number(column, i) * Number(records[i]))) : facts.total,
        counts: false,
      })
  })
  const seen = new Map<string, Column>()
  for (const column of columns) {
    const key = column.values.join(' ')
    const same = seen.get(key)
    if (same === undefined) seen.set(key, column)
    else seen.set(key, { ...same, measures: [...same.measures, ...column.measures], facts: same.facts ?? column.facts })
  }
  return [...seen.values()]
}

/** A mean's column does not add up to the unit: its totals are made to, so that the mathematics sees sums. */
const madeAdditive = (lines: readonly Line[], values: Float64Array): Float64Array => {
  const own = values.slice()
  for (const { cells } of lines) {
    const [total, ...parts] = cells
    if (total === undefined) continue
    const sum = parts.reduce((s, cell) => s + at(own, cell), 0)
    if (Math.abs(sum - at(own, total)) > 1 && Math.abs(sum - at(own, total)) < 1e-3 * Math.abs(sum)) own[total] = sum
  }
  return own
}

const factsOf = (columns: ContributionColumns, cell: number, frequency: number | null): CellFacts => ({
  value: at(columns.total, cell),
  absolute: at(columns.absolute, cell),
  frequency,
  largest: columns.largest.flatMap((column) => (at(column, cell) === 0 ? [] : [at(column, cell)])),
  respondents: columns.who.flatMap((column) => (at(column, cell) < 0 ? [] : [String(at(column, cell))])),
})

/** Cells caught by themselves: by how few they are, or by what the largest of them give. */
const caught = (
  count: number,
  { frequency, sums, differences = [], changed }: PatternFacts,
  of: readonly string[] | null,
  rules: PrimaryRules,
): Map<number, RuleName> => {
  const found = new Map<number, RuleName>()
  const own = [...(sums ?? [])].flatMap(([id, facts]) => (of === null || of.includes(id) ? [facts] : []))
  const withFacts = [...own, ...differences]
  for (let i = 0; i < count; i += 1) {
    const n = frequency[i] ?? 0
    if (n > 0 && n < rules.minimumFrequency) found.set(i, 'frequency')
    else if (changed?.has(i) === true) found.set(i, 'changed')
    else {
      const shortage = withFacts.flatMap((facts) => contributionShortage(factsOf(facts, i, n), rules) ?? [])[0]
      if (shortage !== undefined) found.set(i, shortage.rule)
    }
  }
  return found
}

/** Whether any cell is caught by itself: only then relations are looked for. */
export const hasSensitive = (cube: Cube, frequency: Frequency, rules: PrimaryRules): boolean => {
  const changed = frequency.changed === undefined ? {} : { changed: frequency.changed }
  const count = cube.cells.records.length
  if (caught(count, { frequency: frequency.counts, ...changed }, [], rules).size > 0) return true
  const sums = frequency.sums ?? new Map()
  return (frequency.groups ?? []).some(
    ({ measures, counts, differences = [] }) =>
      caught(count, { frequency: counts, sums, differences, ...changed }, measures, rules).size > 0,
  )
}

/**
 * `of`: the measures under this pattern; null: all of them and the records; none: the records. `before`: marks that
 * hold already.
 */
export const cubePattern = async (
  cube: Cube,
  facts: PatternFacts,
  rules: PrimaryRules,
  levels: readonly LevelRelation[],
  pace: Pace,
  { of, before }: { of: readonly string[] | null; before: Uint8Array | null } = { of: null, before: null },
): Promise<CubePattern> => {
  const count = cube.cells.records.length
  const pattern = before === null ? new Uint8Array(count) : before.slice()
  const rule = caught(count, facts, of, rules)
  for (const cell of rule.keys()) pattern[cell] = primary
  const few = pattern.filter((mark) => mark !== 0).length
  if (few === 0) return { pattern, open: [], rule, columns: [] }
  if (few > sparseCells && few > sparseShare * count)
    return { pattern: onlyTheWhole(cube, pattern), open: [], sparse: true, rule, columns: [] }
  const { lines, blocks } = linesOf(cube, levels)
  const relations = packRelations(lines)
  const open = new Set<number>()
  const columns: SolvedColumn[] = []
  for (const column of additiveColumns(cube, of, facts.sums)) {
    const cells: TableCells = {
      count,
      values: madeAdditive(lines, column.values),
      cellOf: [],
      names: [],
      hidden: new Uint8Array(count),
      relations,
      blocks: blocks.map((block) => Int32Array.from(block)),
    }
    const given: ProblemCell[] = Array.from({ length: count }, (_, i) => ({
      facts: {
        ...(column.facts === null
          ? { value: at(cells.values, i), frequency: facts.frequency[i] ?? 0, largest: [] }
          : factsOf(column.facts, i, facts.frequency[i] ?? 0)),
        ...(facts.changed?.has(i) === true ? { changed: true } : {}),
      },
      status: statusOf(at(pattern, i)),
      // What a reader loses: more where more records stand behind the figure, but a cell is a cell first of all.
      cost: 1 + Math.log1p(Number(cube.cells.records[i])) / 4,
    }))
    const { problem } = problemOf(cells, given, {
      rules,
      cost: 'given',
      pools: true,
      knownWithin: null,
      counts: column.counts,
    })
    // A withheld zero among others tells nothing of the others, and a zero with records may be withheld to protect one.
    for (let i = 0; i < count; i += 1) if (at(problem.value, i) === 0) problem.frozen[i] = 0
    const protection = await protectProblem(problem, pace, { exactCells: 0, gaussCells: 400, intervals: 'proven' })
    for (let i = 0; i < count; i += 1)
      if (at(protection.withheld, i) === 1 && at(pattern, i) === 0) pattern[i] = secondary
    for (const demand of protection.open) open.add(demand.cell < count ? demand.cell : -1)
    columns.push({
      values: cells.values,
      counts: column.counts,
      measures: column.measures,
      level: problem.levelUp.slice(0, count),
      lower: protection.intervals.lower.slice(0, count),
      upper: protection.intervals.upper.slice(0, count),
    })
  }
  return { pattern, open: [...open], rule, columns }
}

/** What one figure of a cell gives away is protected in all its figures. */
const statusOf = (mark: number): ProblemCell['status'] => {
  if (mark === primary) return 'sensitive'
  return mark === secondary ? 'withheld' : null
}
