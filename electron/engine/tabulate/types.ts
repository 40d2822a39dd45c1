// The values handed from one step of tabulation to the next: plan → base groups → categories → cells.
// Types only, so that each step stays a pure function of the one before.
import type { Variable } from '#shared/model/dataset.ts'
import type { Dimension, Measure, TableDefinition, VariableRef } from '#shared/model/table.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { CubeDimension } from '#shared/model/cube.ts'

/** How the values of a dimension become categories. */
export type Grouping =
  | { kind: 'code'; list: string | null; level: string | null }
  | { kind: 'period'; level: PeriodKind }
  | { kind: 'date'; level: 'day' | 'month' | 'quarter' | 'year' }
  | { kind: 'number'; scale: number }

export type PlannedDimension = {
  dimension: Dimension
  axis: CubeDimension['axis']
  ref: VariableRef
  variable: Variable
  grouping: Grouping
  linked: boolean
  /** Names the raw grouping key in SQL and cache: dimensions of one variable may share it. */
  rawKey: string
}

export type PlannedMeasure = { measure: Measure; variable: Variable | null; ref: VariableRef | null }

/** A statistic that cannot be rolled up from groups: its own pass over the records for each set of totals. */
export type NonAdditive = { statistic: 'median' | 'distinct'; ref: VariableRef }

export type Plan = {
  definition: TableDefinition
  dimensions: PlannedDimension[]
  measures: PlannedMeasure[]
  /** Variables whose count of non-missing and sum every base group carries. */
  sums: VariableRef[]
  nonAdditive: NonAdditive[]
  /** The link whose variables the table uses. */
  link: string | null
}

/** What a record holds in a dimension, as text, whichever engine read it. */
export type RawValue = { state: 'value'; code: string; version: string | null } | { state: 'missing' } | { state: 'not_linked' }

/** One grouping key over all groups: an index per group into the values seen. `sql` is the engine's own literal of each value. */
export type RawKey = { index: Int32Array; values: RawValue[]; sql: (string | null)[] }

/**
 * Sums are kept in two limbs of doubles, value = high × 10^12 + low, both whole: exact for any sum of 64-bit integers
 * over a billion records, and adding is two float additions instead of a bigint.
 */
export const limbBase = 1e12
export type SumColumn = { count: Float64Array; high: Float64Array; low: Float64Array }

/** Records grouped by every raw key of the plan. */
export type BaseGroups = { rows: number; keys: Map<string, RawKey>; records: Float64Array; sums: Map<VariableRef, SumColumn> }

/** A category as the engine-independent identity of a place on a dimension. */
export type PlainCategory = { kind: 'value' | 'missing' | 'unmapped'; code: string; version: string | null; notLinked: boolean }

/** Categories of one dimension in canonical order (version, code; unmapped and missing last), and where each raw value goes (−1: left out). */
export type CategoryMap = { categories: PlainCategory[]; map: Int32Array }

/** One result of a non-additive statistic for one set of kept dimensions: key columns are canonical category indexes. */
export type PassResult = { kept: number[]; rows: number; keys: Int32Array[]; values: (number | bigint | null)[] }

/** Cells in canonical coordinates: index sizes[d] is the total. */
export type Cells = {
  sizes: number[]
  count: number
  coordinates: Int32Array[]
  records: Float64Array
  sums: Map<VariableRef, SumColumn>
}
