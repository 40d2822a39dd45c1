// The cube of a table with the cells hidden that the frequency rule and its consequences require. Pure.
// In: a cube, respondents per cell, the minimum. Out: the cube with statuses, and the record of what was done.
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn, CellStatus, Cube, ProtectionRecord } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { filled, numberColumn, plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { Frequency } from './frequency.ts'
import { relationsOf } from './relations.ts'
import { primary, shown, suppressionPattern } from './suppress.ts'

/** Counts told beside the cells, rounded so that a hidden cell is not their difference. */
const roundedBase = 10
const rounded = (count: number): number => Math.round(count / roundedBase) * roundedBase

/** Instead of the number of records of a hidden cell. */
export const withheldRecords = -1

export const patternOf = (cube: Cube, frequency: Frequency, minimum: number): Uint8Array => {
  const { coordinates, records, values } = cube.cells
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  // Nothing below the minimum is nothing to hide: the relations of a very large table are not even looked for.
  if (atLeast(frequency.counts, minimum)) return new Uint8Array(records.length)
  // Where a measure has a filter of its own, the rule speaks of fewer records than the cell has.
  const ruled = frequency.filtered !== true
  const unitIsRecords = frequency.unit === 'records'
  // A published number of different units may be that of the respondents: its sums and the rule together tell bounds.
  const counted = !unitIsRecords && cube.measures.some((m) => m.statistic === 'distinct')
  return suppressionPattern({
    relations: relationsOf(coordinates, totals, records.length),
    frequency: frequency.counts,
    records,
    minimum,
    counts: [
      { values: records, ruled: unitIsRecords && ruled },
      ...(counted && ruled ? [{ values: frequency.counts, ruled: true }] : []),
    ],
    nonNegative: values.filter(
      (column, m) =>
        (cube.measures[m]?.statistic === 'sum' || cube.measures[m]?.statistic === 'count') &&
        column.includes(0) &&
        column.every((v) => v === null || Number.isNaN(v) || v >= 0),
    ),
    totals: totalsAt(coordinates, totals, records.length),
  })
}

const atLeast = (counts: CellColumn<number>, minimum: number): boolean => {
  for (let i = 0; i < counts.length; i++) if ((counts[i] as number) < minimum) return false
  return true
}

/** How many coordinates of each cell are totals. */
const totalsAt = (coordinates: readonly CellColumn<number>[], totals: readonly number[], count: number): Uint8Array => {
  const at = new Uint8Array(count)
  for (const [d, total] of totals.entries()) {
    const column = coordinates[d]
    if (total >= 0 && column) for (let i = 0; i < count; i++) if (column[i] === total) at[i] = (at[i] as number) + 1
  }
  return at
}

/** The cube with the cells of a pattern hidden: every measure of a cell together, and its number of records. */
export const withPattern = (cube: Cube, pattern: Uint8Array): Cube => {
  if (pattern.every((mark) => mark === shown)) return cube
  const { cells, provenance } = cube
  const count = cells.records.length
  const statusOf = (mark: number, before: CellStatus): CellStatus =>
    mark === shown ? before : mark === primary ? 'suppressed' : 'suppressed_secondary'
  // Measures without a status of their own share one column, as counts share the column of records.
  const plain = plainColumn(count, (i) => statusOf(pattern[i] as number, 'value'))
  const records = numberColumn(
    filled(new Int32Array(count), (i) => (pattern[i] === shown ? (cells.records[i] as number) : withheldRecords)),
  )
  return {
    ...cube,
    cells: {
      coordinates: cells.coordinates,
      records,
      values: cells.values.map((column) => shownFigures(column, pattern)),
      statuses: cells.values.map((column, m) => {
        const own = cells.statuses?.[m] ?? null
        if (own === null && !hasNone(column)) return plain
        return plainColumn(count, (i) =>
          statusOf(pattern[i] as number, own?.[i] ?? (figureAt(column, i) === null ? 'not_available' : 'value')),
        )
      }),
    },
    provenance: {
      ...provenance,
      recordsRead: rounded(provenance.recordsRead),
      recordsUsed: rounded(provenance.recordsUsed),
      unmappedRecords: rounded(provenance.unmappedRecords),
      ...(provenance.link
        ? {
            link: {
              ...provenance.link,
              matchedRecords: rounded(provenance.link.matchedRecords),
              unmatchedRecords: rounded(provenance.link.unmatchedRecords),
            },
          }
        : {}),
    },
  }
}

const hasNone = (column: CellColumn<Exact | null>): boolean => column.some((v) => v === null || Number.isNaN(v))

const shownFigures = (column: CellColumn<Exact | null>, pattern: Uint8Array): CellColumn<Exact | null> => {
  if (!ArrayBuffer.isView(column))
    return plainColumn(column.length, (i) => (pattern[i] === shown ? (column[i] ?? null) : null))
  const figures = new Float64Array(column.length)
  for (let i = 0; i < figures.length; i++) figures[i] = pattern[i] === shown ? (column[i] as number) : NaN
  return figures
}

export const protectionRecord = (pattern: Uint8Array, minimum: number, unit: string): ProtectionRecord => {
  const first = pattern.filter((mark) => mark === primary).length
  const all = pattern.filter((mark) => mark !== shown).length
  return { rule: 'minimum_frequency', minimum, unit, cells: pattern.length, primary: first, secondary: all - first }
}

export const protectTable = (
  cube: Cube,
  frequency: Frequency,
  minimum: number,
): { cube: Cube; protection: ProtectionRecord } => {
  const pattern = patternOf(cube, frequency, minimum)
  return { cube: withPattern(cube, pattern), protection: protectionRecord(pattern, minimum, frequency.unit) }
}
