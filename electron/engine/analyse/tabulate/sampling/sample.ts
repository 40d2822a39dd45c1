// What the estimates of a table read of its sample. Types, and the number of a record as a variable of it.
// In: a source. Out: the same source that also knows the record's row. Never a figure.
import type { LoneClusterRule, Stratum } from '#engine/analyse/survey/design.ts'
import type { SampledValues } from '#engine/analyse/survey/surveyQuantile.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { Accumulator } from '../types.ts'
import type { Percentile } from './samplingFigures.ts'

/** Where no cluster was drawn first, each record is one. No variable can have this name. */
export const rowRef = '#row'

export const withRowNumber = (source: RecordSource): RecordSource => ({
  ...source,
  column: (ref) =>
    ref === rowRef
      ? {
          ref,
          variable: { ...periodVariable, id: 'row', type: 'integer', role: 'key' },
          dataset: source.dataset,
          physical: 'integer',
          sql: source.rowId,
        }
      : source.column(ref),
  dictionary: (ref) => (ref === rowRef ? Promise.resolve([]) : source.dictionary(ref)),
  versionSql: (ref) => (ref === rowRef ? null : source.versionSql(ref)),
})

/** Sums of a cell by cluster, clusters by ascending number. */
export type CellSums = { clusters: ArrayLike<number>; sums(of: Accumulator): Float64Array }

export type Sample = {
  strata: readonly Stratum[]
  loneCluster: LoneClusterRule
  /** Index of the stratum of a cluster. */
  stratumOf(cluster: number): number
  /** Null: the place has no records. Places are coordinates of the cube. */
  cell(place: ArrayLike<number>): CellSums | null
  values(place: ArrayLike<number>, of: Percentile): SampledValues | null
  /** Sums with each replicate weight in the place of the weight; null without replicates. */
  replicates: ((place: ArrayLike<number>, of: Accumulator) => readonly number[] | null) | null
}

export type DesignProblem = { variable: string; records: number; vi: string; en: string }
