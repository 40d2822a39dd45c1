// The cube of a table with the cells hidden that the frequency rule and its consequences require. Pure.
// In: a cube, respondents per cell, the minimum. Out: the cube with statuses, and the record of what was done.
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { CellColumn, CellStatus, Cube, LinkUse, ProtectionRecord } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { filled, numberColumn, plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { Frequency } from './frequency.ts'
import type { PrimaryRules } from './primary/rules.ts'
import { primary, shown } from './marks.ts'
import { cubePattern } from './cubeProblem.ts'
import type { CubePattern, LevelRelation } from './cubeProblem.ts'
import { createPace } from './secondary/pace.ts'
import type { Pace } from './secondary/pace.ts'

/** Counts told beside the cells, rounded so that a hidden cell is not their difference. */
const roundedBase = 10
const rounded = (count: number): number => Math.round(count / roundedBase) * roundedBase

/** Instead of the number of records of a hidden cell. */
export const withheldRecords = -1

/** The cube with the cells of a pattern hidden: every measure of a cell together, and its number of records. */
export const withPattern = (cube: Cube, pattern: Uint8Array): Cube =>
  withPatterns(
    cube,
    pattern,
    cube.measures.map(() => pattern),
  )

/** A pattern for the records and one for each measure. */
export const withPatterns = (cube: Cube, pattern: Uint8Array, patterns: readonly Uint8Array[]): Cube => {
  if ([pattern, ...patterns].every((marks) => marks.every((mark) => mark === shown))) return cube
  const { cells, provenance } = cube
  const count = cells.records.length
  const statusOf = (mark: number, before: CellStatus): CellStatus =>
    mark === shown ? before : mark === primary ? 'suppressed' : 'suppressed_secondary'
  // Measures under one pattern without a status of their own share one column, as counts share the column of records.
  const plains = new Map<Uint8Array, CellStatus[]>()
  const plainOf = (marks: Uint8Array): CellStatus[] => {
    const known = plains.get(marks) ?? plainColumn(count, (i) => statusOf(marks[i] as number, 'value'))
    plains.set(marks, known)
    return known
  }
  const marksOf = (m: number): Uint8Array => patterns[m] ?? pattern
  const records = numberColumn(
    filled(new Int32Array(count), (i) => (pattern[i] === shown ? (cells.records[i] as number) : withheldRecords)),
  )
  return {
    ...cube,
    cells: {
      coordinates: cells.coordinates,
      records,
      values: cells.values.map((column, m) => shownFigures(column, marksOf(m))),
      statuses: cells.values.map((column, m) => {
        const own = cells.statuses?.[m] ?? null
        if (own === null && !hasNone(column)) return plainOf(marksOf(m))
        return plainColumn(count, (i) =>
          statusOf(marksOf(m)[i] as number, own?.[i] ?? (figureAt(column, i) === null ? 'not_available' : 'value')),
        )
      }),
      // A mark tells of the figure it stands at, and of what a figure is made of.
      ...(cells.reliability
        ? {
            reliability: Object.fromEntries(
              Object.entries(cells.reliability).map(([id, column]) => {
                const own = cube.measures.findIndex((m) => m.id === id)
                const all = own < 0 ? [pattern, ...patterns] : [marksOf(own)]
                return [id, plainColumn(count, (i) => (all.every((p) => p[i] === shown) ? (column[i] ?? 0) : 0))]
              }),
            ),
          }
        : {}),
    },
    provenance: {
      ...provenance,
      recordsRead: rounded(provenance.recordsRead),
      recordsUsed: rounded(provenance.recordsUsed),
      unmappedRecords: rounded(provenance.unmappedRecords),
      ...(provenance.link ? { link: roundedLink(provenance.link) } : {}),
      ...(provenance.moreLinks ? { moreLinks: provenance.moreLinks.map(roundedLink) } : {}),
    },
  }
}

const roundedLink = (link: LinkUse): LinkUse => ({
  ...link,
  matchedRecords: rounded(link.matchedRecords),
  unmatchedRecords: rounded(link.unmatchedRecords),
})

const hasNone = (column: CellColumn<Exact | null>): boolean => column.some((v) => v === null || Number.isNaN(v))

const shownFigures = (column: CellColumn<Exact | null>, pattern: Uint8Array): CellColumn<Exact | null> => {
  if (!ArrayBuffer.isView(column))
    return plainColumn(column.length, (i) => (pattern[i] === shown ? (column[i] ?? null) : null))
  const figures = new Float64Array(column.length)
  for (let i = 0; i < figures.length; i++) figures[i] = pattern[i] === shown ? (column[i] as number) : NaN
  return figures
}

export const protectionRecord = (
  pattern: Uint8Array,
  { minimumFrequency, pPercent }: PrimaryRules,
  unit: string,
): ProtectionRecord => {
  const first = pattern.filter((mark) => mark === primary).length
  const all = pattern.filter((mark) => mark !== shown).length
  return {
    rule: 'minimum_frequency',
    minimum: minimumFrequency,
    ...(pPercent[0] === undefined ? {} : { pPercent: pPercent[0].p }),
    unit,
    cells: pattern.length,
    primary: first,
    secondary: all - first,
  }
}

/** One pattern of a table and the measures under it; none: the records. */
export type TablePattern = { measures: string[] | null } & CubePattern

/** Refuses where something is not proven: a figure that might be computed is not published, and it is said which. */
export const tablePatterns = async (
  cube: Cube,
  frequency: Frequency,
  rules: PrimaryRules,
  { levels = [], pace = createPace() }: { levels?: readonly LevelRelation[]; pace?: Pace } = {},
): Promise<TablePattern[]> => {
  const whole = frequency.groups === undefined
  const changed = frequency.changed === undefined ? {} : { changed: frequency.changed }
  const base = await cubePattern(cube, { frequency: frequency.counts, ...changed }, rules, levels, pace, {
    of: whole ? null : [],
    before: null,
  })
  const found: TablePattern[] = [{ measures: whole ? null : [], ...base }]
  for (const { measures, counts, differences = [] } of frequency.groups ?? []) {
    const sums = frequency.sums ? { sums: frequency.sums } : {}
    const facts = { frequency: counts, ...sums, differences, ...changed }
    const own = await cubePattern(cube, facts, rules, levels, pace, { of: measures, before: base.pattern })
    found.push({ measures, ...own })
  }
  const open = new Set(found.flatMap((pattern) => pattern.open))
  if (open.size > 0)
    fail('PROTECT_UNPROVEN', {
      open: open.size,
      demands: marksOfAll(found).filter((mark) => mark === primary).length,
      cells: namesOf(cube, [...open]),
    })
  return found
}

/** What is withheld of any figure of a cell, first-hand before the rest. */
const marksOfAll = ([base, ...groups]: readonly TablePattern[]): Uint8Array => {
  const all = base?.pattern.slice() ?? new Uint8Array(0)
  for (const { pattern } of groups)
    pattern.forEach((mark, i) => {
      if (mark === primary || (mark !== shown && all[i] === shown)) all[i] = mark
    })
  return all
}

/** The cube with its patterns applied. */
export const withTablePatterns = (
  cube: Cube,
  found: readonly TablePattern[],
  rules: PrimaryRules,
  unit: string,
): { cube: Cube; protection: ProtectionRecord } => {
  const base = found[0]?.pattern ?? new Uint8Array(cube.cells.records.length)
  const patterns = cube.measures.map(
    ({ id }) => found.find((own) => own.measures?.includes(id) === true)?.pattern ?? base,
  )
  const safe = withPatterns(cube, base, patterns)
  return {
    cube: found.some(({ sparse }) => sparse === true) ? { ...safe, notes: [...safe.notes, sparseNote] } : safe,
    protection: protectionRecord(marksOfAll(found), rules, unit),
  }
}

const sparseNote = {
  vi: 'Hơn 40 % số ô quá ít đối tượng nên chỉ công bố tổng chung; hãy gộp nhóm hoặc bỏ một cấp rồi lập lại bảng.',
  en: 'More than 40 % of the cells have too few respondents, so only the grand total is published; merge categories or drop a level.',
}

/** The first few cells by their codes. */
const namesOf = (cube: Cube, cells: readonly number[]): string =>
  cells
    .slice(0, 5)
    .map((cell) =>
      cube.dimensions
        .map(
          (d, k) => `${d.variable}=${categoryKey(d.categories[cube.cells.coordinates[k]?.[cell] ?? 0] ?? noCategory)}`,
        )
        .join(', '),
    )
    .join('; ')
const noCategory = { code: '', kind: 'total' as const }
