// The quality of deliveries as figures: dimensions, measures with their trend, variables, rules. In: nothing. Out:
// types. What cannot be known is null with a reason, never a figure; marks by people (relevance, accessibility) are not
// measured here.
import type { OfficeRule } from './officeRule.ts'
import type { Period } from './period.ts'
import type { Bilingual } from './text.ts'

export const qualityDimensions = [
  'completeness',
  'validity',
  'uniqueness',
  'coherence',
  'coverage',
  'timeliness',
  'editing',
] as const
export type QualityDimension = (typeof qualityDimensions)[number]

export const qualityMeasureIds = [
  'filled',
  'required_missing',
  'rejected_invalid',
  'unknown_codes',
  'duplicates',
  'flagged',
  'rules_failed',
  'units_kept',
  'register_found',
  'periods_delivered',
  'days_late',
  'days_after_period',
  'repaired',
  'imputed',
] as const
export type QualityMeasureId = (typeof qualityMeasureIds)[number]

export type QualityGap = 'NO_PREVIOUS' | 'NO_UNITS' | 'NO_RULES' | 'RULES_NOT_RUN' | 'NO_SCHEDULE' | 'NOTHING_EXPECTED'

export type QualityMeasure = {
  id: QualityMeasureId
  dimension: QualityDimension
  /** share: numerator ÷ denominator · days: the numerator alone. */
  unit: 'share' | 'days'
  /** Which way is good. */
  better: 'high' | 'low'
  value: number | null
  numerator: number | null
  denominator: number | null
  why: QualityGap | null
  /** Of this and earlier periods, oldest first; null where it was not known. */
  trend: { period: Period; value: number | null }[]
}

export type QualityVariable = {
  variable: string
  label: Bilingual
  filled: number
  records: number
  /** Share filled in the period before; null: none stands. */
  filledBefore: number | null
  /** Rows rejected because of it, and values of unknown code. */
  mistyped: number
  missingRequired: number
  unknownCodes: number
  changed: number
}

export type QualityRule = {
  rule: string
  message: Bilingual
  severity: OfficeRule['severity']
  records: number
  failed: number
  unknown: number
  state: 'done' | 'not_asked' | 'not_run' | 'stale'
}

export type QualityReport = {
  dataset: string
  label: Bilingual
  period: Period
  before: Period | null
  /** Of the deliveries of the period. */
  files: {
    delivery: number
    fileName: string
    sender: string
    importedAt: string
    rowsRead: number
    rowsAccepted: number
  }[]
  measures: QualityMeasure[]
  variables: QualityVariable[]
  rules: QualityRule[]
}
