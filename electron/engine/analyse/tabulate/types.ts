// The values handed from one step of tabulation to the next: plan → base groups → categories → cells.
// Types only, so that each step stays a pure function of the one before.
import type { CubeDimension } from '#shared/model/cube.ts'
import type { RecordMeasure } from '#shared/model/measure.ts'
import type { Period } from '#shared/model/period.ts'
import type { Dimension, TableDefinition, VariableRef } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { PhysicalKind } from '#engine/workspace/columns/source.ts'
import type { Grouping, RawValue } from '#engine/process/categories/types.ts'
import type { ResolvedVariable } from '#engine/process/variables/types.ts'
import type { CountColumn, IndexColumn } from './cells/cellColumns.ts'

export type PlannedDimension = {
  dimension: Dimension
  axis: CubeDimension['axis']
  /** What the definition names; `base` is the column grouped by: the same, or what a derived variable is made of. */
  ref: VariableRef
  base: VariableRef
  label: Bilingual
  grouping: Grouping
  /** How the base is held: text is never a dictionary id. */
  physical: PhysicalKind | 'text'
  derived: ResolvedVariable | null
  linked: boolean
  /** The path a stored variable is reached by; null for the dataset's own and for what is computed. */
  path: string | null
  /** Records missing here are left out of the whole table. */
  hide: boolean
  /** Names the raw grouping key in SQL and cache: dimensions of one variable may share it. */
  rawKey: string
}

/**
 * What a measure reads, ready to be added up: the column, its scale, and a name that changes with a derived variable's
 * definition.
 */
export type Factor = { ref: VariableRef; identity: string; linked: boolean }
export type MeasuredColumn = Factor & { label: Bilingual; unit: Bilingual | null; scale: number }

export type PlannedMeasure = {
  measure: RecordMeasure
  column: MeasuredColumn | null
  weight: MeasuredColumn | null
  /** Keys of what the figure is made of: sums by role, an extreme, or a pass. */
  reads: { count?: string; sum?: string; weights?: string; squares?: string; extreme?: string; pass?: string }
}

/**
 * Σ of the product of the factors over records where the filter is true and all of `present` are given; the count is
 * theirs.
 */
export type Accumulator = { key: string; filter: string | null; factors: Factor[]; present: Factor[] }
export type Extreme = { key: string; filter: string | null; factor: Factor; which: 'minimum' | 'maximum' }

/** A part of the whole, 0 < numerator / denominator < 1, exactly as it was written. */
export type Fraction = { numerator: bigint; denominator: bigint }
/** A statistic that cannot be rolled up from groups: its own pass over the records for each set of kept dimensions. */
export type NonAdditive = { key: string; filter: string | null; factor: Factor } & (
  | { statistic: 'distinct' }
  | { statistic: 'percentile'; fraction: Fraction; weight: Factor | null }
)

/**
 * What each respondent gives to some sums, netted by respondent within each cell. A record without a respondent is one
 * by itself; a sum without factors counts records; a weighted value counts with its weight.
 */
export type Contributions = { key: string; respondent: Factor | null; of: Accumulator[] }
/**
 * By cell: the sum, respondents who give anything to it, Σ|what each gives|, the three largest in absolute size with
 * who gives them (−1: nobody).
 */
export type ContributionColumns = {
  total: Float64Array
  respondents: Float64Array
  absolute: Float64Array
  largest: Float64Array[]
  /** The same number is the same respondent in every cell of the table. */
  who: Float64Array[]
}
/** One set of kept dimensions: key columns are canonical category indexes; `of` as in the request. */
export type ContributionPass = { kept: number[]; rows: number; keys: Int32Array[]; of: ContributionColumns[] }

export type Plan = {
  definition: TableDefinition
  dimensions: PlannedDimension[]
  /**
   * The sets of dimensions not at their total that are computed, each as ascending indexes; the rest stand at their
   * total.
   */
  sets: number[][]
  measures: PlannedMeasure[]
  accumulators: Accumulator[]
  extremes: Extreme[]
  passes: NonAdditive[]
  /** Asked for by protection only. */
  contributions: Contributions | null
  /** Paths of links whose variables the table uses, each after those it leads through. */
  links: string[]
  /** Periods delivered that the filter keeps, in order. */
  periods: Period[]
}

/**
 * One grouping key over all groups: an index per group into the values seen. `sql` is the engine's own literal of each
 * value.
 */
export type RawKey = { index: Int32Array; values: RawValue[]; sql: (string | null)[] }

/**
 * Sums are kept in limbs of doubles, value = Σ limbs[i] × 10^(12 i), all whole, lowest first: exact for any sum of
 * 64-bit integers (two limbs) and of their products (four and more), and adding is a few float additions instead of a
 * bigint.
 */
export const limbBase = 1e12
export type SumColumn = { count: Float64Array; limbs: Float64Array[] }
/** Smallest or largest values; where nothing is held the value is 0. */
export type ExtremeColumn = { held: Uint8Array; values: BigInt64Array }

/** Records grouped by every raw key of the plan. */
export type BaseGroups = {
  rows: number
  keys: Map<string, RawKey>
  records: Float64Array
  sums: Map<string, SumColumn>
  extremes: Map<string, ExtremeColumn>
}

/**
 * One result of a non-additive statistic for one set of kept dimensions: key columns are canonical category indexes.
 */
export type PassResult = { kept: number[]; rows: number; keys: Int32Array[]; values: (number | bigint | null)[] }

/**
 * Cells of one set of kept dimensions; places are mixed-radix numbers over the kept dimensions, the last one fastest.
 */
export type SetCells = {
  kept: number[]
  strides: number[]
  count: number
  places: Float64Array | Uint32Array
  /** The cell at a place, −1 where there is none. */
  find(place: number): number
  records: CountColumn
  sums: Map<string, SumColumn>
  extremes: Map<string, ExtremeColumn>
}

/** Figures of one measure: NaN where there is none; whole numbers beyond 2^53 stand in `large` by their place. */
export type Figures = { numbers: CountColumn; large: Map<number, bigint> }

/** All cells of a table in canonical coordinates: index sizes[d] is the total. */
export type WideCells = {
  sizes: number[]
  count: number
  coordinates: IndexColumn[]
  records: CountColumn
  figures: Figures[]
  contributions: ContributionColumns[]
}
