// The cube of a table with the cells hidden that the frequency rule and its consequences require. Pure.
// In: a cube, respondents per cell, the minimum. Out: the cube with statuses, and the record of what was done.
import type { CellStatus, Cube, ProtectionRecord } from '#shared/model/cube.ts'
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
  const unitIsRecords = frequency.unit === 'records'
  // A published number of different units may be that of the respondents: its sums and the rule together tell bounds.
  const counted = !unitIsRecords && cube.measures.some((m) => m.statistic === 'distinct')
  return suppressionPattern({
    relations: relationsOf(coordinates, totals, records.length), frequency: frequency.counts, records, minimum,
    counts: [{ values: records, ruled: unitIsRecords }, ...(counted ? [{ values: frequency.counts, ruled: true }] : [])],
    nonNegative: values.filter((column, m) => cube.measures[m]?.statistic === 'sum' && column.every((v) => v === null || v >= 0)),
    totals: Int32Array.from(records, (_, i) => totals.filter((total, d) => total >= 0 && coordinates[d]?.[i] === total).length),
  })
}

/** The cube with the cells of a pattern hidden: every measure of a cell together, and its number of records. */
export const withPattern = (cube: Cube, pattern: Uint8Array): Cube => {
  if (pattern.every((mark) => mark === shown)) return cube
  const { cells, provenance } = cube
  const statusOf = (mark: number, before: CellStatus): CellStatus => (mark === shown ? before : mark === primary ? 'suppressed' : 'suppressed_secondary')
  return {
    ...cube,
    cells: {
      coordinates: cells.coordinates, records: cells.records.map((n, i) => (pattern[i] === shown ? n : withheldRecords)),
      values: cells.values.map((column) => column.map((v, i) => (pattern[i] === shown ? v : null))),
      statuses: cells.values.map((_, m) => Array.from(pattern, (mark, i) => statusOf(mark, cells.statuses?.[m]?.[i] ?? 'value'))),
    },
    provenance: {
      ...provenance, recordsRead: rounded(provenance.recordsRead), recordsUsed: rounded(provenance.recordsUsed), unmappedRecords: rounded(provenance.unmappedRecords),
      ...(provenance.link ? { link: { ...provenance.link, matchedRecords: rounded(provenance.link.matchedRecords), unmatchedRecords: rounded(provenance.link.unmatchedRecords) } } : {}),
    },
  }
}

export const protectionRecord = (pattern: Uint8Array, minimum: number, unit: string): ProtectionRecord => {
  const first = pattern.filter((mark) => mark === primary).length
  const all = pattern.filter((mark) => mark !== shown).length
  return { rule: 'minimum_frequency', minimum, unit, cells: pattern.length, primary: first, secondary: all - first }
}

export const protectTable = (cube: Cube, frequency: Frequency, minimum: number): { cube: Cube; protection: ProtectionRecord } => {
  const pattern = patternOf(cube, frequency, minimum)
  return { cube: withPattern(cube, pattern), protection: protectionRecord(pattern, minimum, frequency.unit) }
}
