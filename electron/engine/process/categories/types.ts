// Categories and plain records, as variables and tabulation both speak of them. Types only, known to every floor above.
import type { PeriodKind } from '#shared/model/period.ts'

/** How the values of a dimension become categories. */
export type Grouping =
  | { kind: 'code'; list: string | null; level: string | null }
  | { kind: 'period'; level: PeriodKind }
  | { kind: 'date'; level: 'day' | 'month' | 'quarter' | 'year' }
  | { kind: 'number'; scale: number }

/** What a record holds in a dimension, as text, whichever engine read it. */
export type RawValue =
  | { state: 'value'; code: string; version: string | null }
  | { state: 'missing' }
  | { state: 'not_linked' }

/** A category as the engine-independent identity of a place on a dimension. */
export type PlainCategory = {
  kind: 'value' | 'missing' | 'unmapped' | 'others'
  code: string
  version: string | null
  notLinked: boolean
}

/**
 * Categories of one dimension in canonical order (version, code; others, unmapped and missing last), and where each raw
 * value goes (−1: left out).
 */
export type CategoryMap = { categories: PlainCategory[]; map: Int32Array }

/**
 * What a record holds in a variable: code or ISO text, or a scaled integer; with the code-list version, and whether the
 * link matched.
 */
export type PlainValue = { value: string | bigint | null; version: string | null; matched: boolean }
export type PlainRecord = (ref: string) => PlainValue
