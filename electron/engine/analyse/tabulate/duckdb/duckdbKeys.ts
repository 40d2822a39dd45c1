// The raw grouping key of a dimension in DuckDB, and the ids that stand for what is missing. SQL text only.
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { duckdbDialect } from '../scan/dialect.ts'
import type { PlannedDimension } from '../types.ts'

/** Dictionary ids that no dictionary reaches, standing for a missing value and for a record without a match. */
export const missingId = 4294967295
export const missingInMatchId = 4294967294

export const isDictionary = (dimension: PlannedDimension): boolean => dimension.physical === 'dictionary'

/** The raw key of a dimension; across a link a missing code and a missing match stay two things. */
export const keySql = (source: RecordSource, dimension: PlannedDimension): string => {
  const sql = duckdbDialect.key(dimension, source.column(dimension.base).sql)
  const matched = dimension.path === null ? undefined : source.matched.get(dimension.path)
  if (matched === undefined || !isDictionary(dimension) || source.complete?.has(dimension.base) === true) return sql
  return `CASE WHEN ${matched} THEN coalesce(${sql}, ${missingInMatchId}::UINTEGER) END`
}
