// Which periods can be filled in: those of the dataset, in the kind the sheet speaks of. In: periods of dataset and
// sheet. Out: choices. Pure.
import { formatPeriod, parsePeriod, shiftPeriod } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'

/** The period of a kind that holds this one; null where it holds none. */
const within = (period: Period, kind: PeriodKind): Period | null => {
  const p = parsePeriod(period)
  if (!p) return null
  if (p.kind === kind) return period
  if (p.kind === 'school_year' || kind === 'school_year' || kind === 'month' || p.kind === 'year') return null
  if (kind === 'year') return String(p.year)
  return p.kind === 'month' ? formatPeriod({ kind: 'quarter', year: p.year, part: Math.ceil(p.part / 3) }) : null
}

const wider: Record<PeriodKind, PeriodKind[]> = {
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
  school_year: ['school_year'],
}

/** Newest first. A sheet of years over monthly deliveries is offered years; one without periods is offered all. */
export const fillPeriods = (delivered: readonly Period[], sheet: readonly Period[]): Period[] => {
  const asked = parsePeriod(sheet.at(-1) ?? '')?.kind
  const own = parsePeriod(delivered.at(-1) ?? '')?.kind
  const kinds = asked ? [asked] : own ? wider[own] : []
  return kinds.flatMap((kind) => [...new Set(delivered.flatMap((p) => within(p, kind) ?? []))].toSorted().toReversed())
}

/** The one after the sheet's last where there are data for it, else the newest. */
export const proposedPeriod = (choices: readonly Period[], sheet: readonly Period[]): Period | null => {
  const last = sheet.toSorted().at(-1)
  const next = last === undefined ? null : shiftPeriod(last, 1)
  return choices.find((p) => p === next) ?? choices[0] ?? null
}
