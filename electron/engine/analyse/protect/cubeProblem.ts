// A wide cube as the mathematics sees it: every figure a reader can add up, one column after another, under one pattern.
// In: a cube, respondents per cell, the minimum, sums that hold between levels. Out: a mark per cell and what could not be proven.
// A mark once set stays: what protects one column can only help another.
import { figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { CellColumn } from '#shared/model/cube.ts'
import { problemOf } from './cells/problemOf.ts'
import type { ProblemCell } from './cells/problemOf.ts'
import type { TableCells } from './cells/tableCells.ts'
import { primary, secondary } from './marks.ts'
import type { PrimaryRules } from './primary/rules.ts'
import { membersOf, relationsOf } from './relations.ts'
import type { Pace } from './secondary/pace.ts'
import { at, packRelations } from './secondary/problem.ts'
import { protectProblem } from './secondary/protectProblem.ts'

/** total = Σ parts, cells of the cube. */
export type LevelRelation = { total: number; parts: number[] }

export type CubePattern = {
  pattern: Uint8Array
  /** Cells whose protection is not proven. */
  open: number[]
  /** So much is sensitive that only the whole is left. */
  sparse?: boolean
}

/** How uncertain a withheld sum must stay, in percent of it. */
const rangePercent = 10
/** Up to so many cells a table is one sub-table; beyond, every two dimensions are. */
const wholeCells = 2_000

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

type Line = { cells: number[]; signs: number[]; key: string }

const totalsOf = (cube: Cube): number[] => cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))

/** Along which dimension a line runs, and what its other coordinates are. */
const linesOf = (cube: Cube, levels: readonly LevelRelation[]): { lines: Line[]; blocks: number[][] } => {
  const { coordinates, records } = cube.cells
  const relations = relationsOf(coordinates, totalsOf(cube), records.length)
  const lines: Line[] = []
  const blocks = new Map<string, number[]>()
  const enter = (key: string, line: number): void => {
    const own = blocks.get(key)
    if (own === undefined) blocks.set(key, [line])
    else own.push(line)
  }
  const whole = records.length <= wholeCells
  for (let r = 0; r < relations.count; r += 1) {
    const members = Array.from(membersOf(relations, r))
    const total = members.pop() ?? -1
    const line = lines.length
    lines.push({ cells: [total, ...members], signs: [-1, ...members.map(() => 1)], key: '' })
    if (whole) {
      enter('', line)
      continue
    }
    const part = members[0] ?? total
    const along = coordinates.findIndex((column) => column[part] !== column[total])
    coordinates.forEach((_, other) => {
      if (other === along && coordinates.length > 1) return
      const fixed = coordinates.map((column, d) => (d === along || d === other ? '*' : String(column[total] ?? 0)))
      enter(fixed.join(' '), line)
    })
  }
  for (const { total, parts } of levels) {
    const line = lines.length
    lines.push({ cells: [total, ...parts], signs: [-1, ...parts.map(() => 1)], key: '' })
    enter(whole ? '' : `level ${parts[0] ?? 0}`, line)
  }
  // A level's sums belong with everything its cells stand in, else nothing near could help.
  if (!whole) {
    const blockOf = new Map<number, string[]>()
    for (const [key, own] of blocks)
      for (const line of own)
        for (const cell of lines[line]?.cells ?? []) blockOf.set(cell, [...(blockOf.get(cell) ?? []), key])
    levels.forEach((level, i) => {
      const line = lines.length - levels.length + i
      for (const key of new Set(blockOf.get(level.total) ?? [])) if (!key.startsWith('level')) enter(key, line)
    })
  }
  return { lines, blocks: [...blocks.values()] }
}

/** Columns a reader can add up: records, sums, and means, which with the records are sums. */
export const additiveColumns = (
  cube: Cube,
  of: readonly string[] | null,
): { values: Float64Array; counts: boolean }[] => {
  const { records, values } = cube.cells
  const count = records.length
  const number = (column: CellColumn<unknown>, i: number): number => Number(figureAt(column as never, i) ?? 0)
  const columns =
    of === null || of.length === 0
      ? [{ values: Float64Array.from({ length: count }, (_, i) => Number(records[i])), counts: true }]
      : []
  cube.measures.forEach((measure, m) => {
    const column = values[m]
    if (column === undefined || (of !== null && !of.includes(measure.id))) return
    if (measure.statistic === 'sum' || measure.statistic === 'count')
      columns.push({
        values: Float64Array.from({ length: count }, (_, i) => number(column, i)),
        counts: measure.statistic === 'count',
      })
    if (measure.statistic === 'mean')
      columns.push({
        values: Float64Array.from({ length: count }, (_, i) => Math.round(number(column, i) * Number(records[i]))),
        counts: false,
      })
  })
  const seen = new Set<string>()
  return columns.filter(({ values: column }) => {
    const key = column.join(' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const rulesFor = (minimum: number): PrimaryRules => ({
  minimumFrequency: minimum,
  frequencyRange: rangePercent,
  dominance: [],
  pPercent: [],
  zeros: 'safe',
  request: null,
  negative: 'absolute',
  priorFactor: 1,
  levelPercent: null,
  unit: 1,
})

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

/** `of`: the measures under this pattern; null: all of them and the records; none: the records. `before`: marks that hold already. */
export const cubePattern = async (
  cube: Cube,
  frequency: CellColumn<number>,
  minimum: number,
  levels: readonly LevelRelation[],
  pace: Pace,
  { of, before }: { of: readonly string[] | null; before: Uint8Array | null } = { of: null, before: null },
): Promise<CubePattern> => {
  const count = cube.cells.records.length
  const pattern = before === null ? new Uint8Array(count) : before.slice()
  let few = before === null ? 0 : before.filter((mark) => mark !== 0).length
  for (let i = 0; i < count; i += 1) {
    const n = frequency[i] ?? 0
    if (n > 0 && n < minimum) {
      pattern[i] = primary
      few += 1
    }
  }
  if (few === 0) return { pattern, open: [] }
  if (few > sparseCells && few > sparseShare * count)
    return { pattern: onlyTheWhole(cube, pattern), open: [], sparse: true }
  const { lines, blocks } = linesOf(cube, levels)
  const relations = packRelations(lines)
  const open = new Set<number>()
  for (const { values, counts } of additiveColumns(cube, of)) {
    const cells: TableCells = {
      count,
      values: madeAdditive(lines, values),
      cellOf: [],
      names: [],
      hidden: new Uint8Array(count),
      relations,
      blocks: blocks.map((block) => Int32Array.from(block)),
    }
    const given: ProblemCell[] = Array.from({ length: count }, (_, i) => ({
      facts: { value: at(cells.values, i), frequency: frequency[i] ?? 0, largest: [] },
      status: at(pattern, i) === secondary ? ('withheld' as const) : null,
      // What a reader loses: more where more records stand behind the figure, but a cell is a cell first of all.
      cost: 1 + Math.log1p(Number(cube.cells.records[i])) / 4,
    }))
    const { problem } = problemOf(cells, given, {
      rules: rulesFor(minimum),
      cost: 'given',
      pools: true,
      knownWithin: null,
      counts,
    })
    // A withheld zero among others tells nothing of the others, and a zero with records may be withheld to protect one.
    for (let i = 0; i < count; i += 1) if (at(problem.value, i) === 0) problem.frozen[i] = 0
    const protection = await protectProblem(problem, pace, { exactCells: 0, gaussCells: 400, intervals: 'proven' })
    for (let i = 0; i < count; i += 1)
      if (at(protection.withheld, i) === 1 && at(pattern, i) === 0) pattern[i] = secondary
    for (const demand of protection.open) open.add(demand.cell < count ? demand.cell : -1)
  }
  return { pattern, open: [...open] }
}
