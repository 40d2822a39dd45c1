// The cube: dimensions × measures with status and record count behind each cell; all that shows numbers takes one.
// Sparse: only cells with records are stored, totals included as cells of their own. Never a formatted text.
import type { Bilingual } from './text.ts'
import type { Exact } from './exact.ts'
import type { FigureStatus, Statistic, TableDefinition, VariableRef } from './table.ts'
import type { PeriodKind } from './period.ts'

export type CubeCategory = {
  /** Code within the version, a period text, or '' for total and missing. */
  code: string
  label: Bilingual
  kind: 'value' | 'total' | 'missing' | 'unmapped'
  /** Version of the code list the code belongs to, where dated. */
  version?: string
}

export type CubeDimension = {
  variable: VariableRef
  axis: 'row' | 'column' | 'layer'
  label: Bilingual
  /** In display order; at most one 'total'. */
  categories: CubeCategory[]
  time: PeriodKind | null
  codeList: string | null
}

export type CubeMeasure = {
  id: string
  statistic: Statistic | 'indicator'
  label: Bilingual
  unit: Bilingual
  /** Values are integers scaled by 10^scale when exact, doubles when not. */
  exact: boolean
  scale: number
  decimals: number
  power: number
  /** Whether parts add up to totals; false marks the total as not additive. */
  additive: boolean
}

/**
 * value: a figure · none: did not occur · not_available: occurred, not known (division by zero, median of nothing)
 * suppressed: primary · suppressed_secondary: hidden to protect another · not_applicable: cannot exist
 */
export const cellStatuses = ['value', 'none', 'not_available', 'suppressed', 'suppressed_secondary', 'not_applicable'] as const
export type CellStatus = (typeof cellStatuses)[number]

/** Parallel arrays, one entry per stored cell, sorted by coordinates. */
export type CubeCells = {
  /** coordinates[d][i]: index into dimensions[d].categories. */
  coordinates: number[][]
  /** Records behind the cell. */
  records: number[]
  /** values[m][i]; null where status is not 'value'. */
  values: (Exact | null)[][]
  /** statuses[m][i], absent when all are 'value'. */
  statuses?: (CellStatus[] | null)[]
}

export type Provenance = {
  definition: TableDefinition | Record<string, unknown>
  deliveries: { id: number; dataset: string; period: string; fileName: string; sha256: string }[]
  engine: 'duckdb' | 'sqlite' | 'evaluator'
  engineVersion: string
  program: string
  seconds: number
  ranAt: string
  recordsRead: number
  recordsUsed: number
  /** Present when variables of a linked dataset were used. */
  link?: { id: string; matchedRecords: number; unmatchedRecords: number; stale: boolean }
  /** Records whose dated code was in no version of its day, or had no counterpart now. */
  unmappedRecords: number
}

export type Cube = {
  title: Bilingual
  dimensions: CubeDimension[]
  measures: CubeMeasure[]
  cells: CubeCells
  status: FigureStatus
  source: Bilingual
  notes: Bilingual[]
  provenance: Provenance
}

export type ProtectionRecord = {
  rule: 'minimum_frequency'
  minimum: number
  /** Whose count was compared: a variable, or 'records'. */
  unit: string
  cells: number
  primary: number
  secondary: number
}

declare const protectedBrand: unique symbol
/** A cube that passed disclosure control. Made only by engine/protect; the only thing engine/publish accepts. */
export type ProtectedCube = Cube & { readonly protection: ProtectionRecord; readonly [protectedBrand]: true }
