// What one period of a dataset says of its quality, as numerators and denominators. In: deliveries of the period and of
// the one before. Out: measures without trend. Counts of intake are of intake; what was changed since is counted by
// itself.
import type { DueEntry } from '#shared/contract/deliveries.ts'
import type { QualityDimension, QualityGap, QualityMeasure, QualityMeasureId } from '#shared/model/quality.ts'
import type { ShownResult } from '#shared/contract/rules.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { periodBounds } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

export type PeriodFacts = {
  period: Period
  deliveries: readonly Delivery[]
  records: number
  /** Values there, by variable of the column set. */
  filled: ReadonlyMap<string, number>
  units: { before: number; kept: number } | null
  /** Units of registers, and how many of them the records have. */
  register: { all: number; found: number } | null
  results: readonly ShownResult[]
  notRun: number
  due: DueEntry | null
  /** Periods that had come or should have, up to this one. */
  calendar: { due: number; come: number }
  edits: { repaired: number; imputed: number }
}

export type Figure = Omit<QualityMeasure, 'trend'>

const dayMs = 86_400_000

export const rowsOf = (facts: PeriodFacts, severity: 'hard' | 'soft', wanted: (reason: string) => boolean): number =>
  facts.deliveries.reduce(
    (sum, delivery) =>
      sum +
      delivery.counts.reduce(
        (n, count) => n + (count.severity === severity && wanted(count.reason) ? count.rows : 0),
        0,
      ),
    0,
  )

/** Soft rules of the layout that ask whether a code is in its list. */
export const knownRules = (dataset: Dataset): Map<string, string> =>
  new Map(
    dataset.rules.flatMap((rule) => {
      const asked = /^known\((\w+)\)$/.exec(rule.expression)?.[1]
      return rule.severity === 'soft' && asked !== undefined ? [[rule.id, asked] as const] : []
    }),
  )

const kinds: Record<QualityMeasureId, [QualityDimension, QualityMeasure['unit'], QualityMeasure['better']]> = {
  filled: ['completeness', 'share', 'high'],
  required_missing: ['completeness', 'share', 'low'],
  rejected_invalid: ['validity', 'share', 'low'],
  unknown_codes: ['validity', 'share', 'low'],
  duplicates: ['uniqueness', 'share', 'low'],
  flagged: ['coherence', 'share', 'low'],
  rules_failed: ['coherence', 'share', 'low'],
  units_kept: ['coverage', 'share', 'high'],
  register_found: ['coverage', 'share', 'high'],
  periods_delivered: ['coverage', 'share', 'high'],
  days_late: ['timeliness', 'days', 'low'],
  days_after_period: ['timeliness', 'days', 'low'],
  repaired: ['editing', 'share', 'low'],
  imputed: ['editing', 'share', 'low'],
}

const figure = (id: QualityMeasureId, part: Pick<Figure, 'value' | 'numerator' | 'denominator' | 'why'>): Figure => {
  const [dimension, unit, better] = kinds[id]
  return { id, dimension, unit, better, ...part }
}
const share = (id: QualityMeasureId, numerator: number, denominator: number): Figure =>
  denominator > 0
    ? figure(id, { value: numerator / denominator, numerator, denominator, why: null })
    : unknown(id, 'NOTHING_EXPECTED')
const unknown = (id: QualityMeasureId, why: QualityGap): Figure =>
  figure(id, { value: null, numerator: null, denominator: null, why })

const rulesFigure = ({ results, notRun }: PeriodFacts): Figure => {
  const asked = results.filter((result) => result.state === 'done' && !result.stale)
  // A part of the rules would look like all of them.
  if (notRun > 0 || results.some((result) => result.stale)) return unknown('rules_failed', 'RULES_NOT_RUN')
  if (asked.length === 0) return unknown('rules_failed', 'NO_RULES')
  const failed = asked.reduce((sum, result) => sum + result.failed, 0)
  return share(
    'rules_failed',
    failed,
    asked.reduce((sum, result) => sum + result.records - result.unknown, 0),
  )
}

const timeFigures = ({ due, deliveries, period }: PeriodFacts): Figure[] => {
  const came = due?.came ?? deliveries.map((d) => d.importedAt.slice(0, 10)).toSorted()[0] ?? null
  const last = periodBounds(period)?.last ?? null
  const after = came === null || last === null ? null : Math.round((Date.parse(came) - Date.parse(last)) / dayMs)
  const days = (id: QualityMeasureId, value: number | null): Figure =>
    value === null ? unknown(id, 'NO_SCHEDULE') : figure(id, { value, numerator: value, denominator: null, why: null })
  const late = due === null || due.came === null ? null : due.state === 'late' ? due.days : 0
  return [days('days_late', late), days('days_after_period', after)]
}

export const periodFigures = (dataset: Dataset, facts: PeriodFacts): Figure[] => {
  const { deliveries, records, filled, units, register, calendar, edits } = facts
  const read = deliveries.reduce((sum, d) => sum + d.rowsRead, 0)
  const rejected = deliveries.reduce((sum, d) => sum + d.rowsRejected, 0)
  const flagged = deliveries.reduce((sum, d) => sum + d.rowsFlagged, 0)
  const known = knownRules(dataset)
  const doubled = rowsOf(facts, 'hard', (reason) => reason === 'DUPLICATE_KEY')
  const superseded = rowsOf(facts, 'hard', (reason) => reason === 'SUPERSEDED')
  const expected = records * filled.size
  const there = [...filled.values()].reduce((sum, n) => sum + n, 0)
  return [
    share('filled', there, expected),
    share(
      'required_missing',
      rowsOf(facts, 'hard', (reason) => reason.startsWith('MISSING')),
      read,
    ),
    share('rejected_invalid', rejected - doubled - superseded, read),
    known.size === 0
      ? unknown('unknown_codes', 'NOTHING_EXPECTED')
      : share(
          'unknown_codes',
          rowsOf(facts, 'soft', (reason) => known.has(reason)),
          records * known.size,
        ),
    share('duplicates', doubled, read),
    share('flagged', flagged, records),
    rulesFigure(facts),
    units === null ? unknown('units_kept', 'NO_PREVIOUS') : share('units_kept', units.kept, units.before),
    register === null ? unknown('register_found', 'NO_RULES') : share('register_found', register.found, register.all),
    share('periods_delivered', calendar.come, calendar.due),
    ...timeFigures(facts),
    share('repaired', edits.repaired, expected),
    share('imputed', edits.imputed, expected),
  ]
}
