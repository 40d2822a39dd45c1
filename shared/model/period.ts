// A reference period as text: "2024", "2024-Q3", "2024-07" or the school year "2024-2025".
// In: such text. Out: its kind, bounds, neighbours. Never the clock, never a locale (labels are in shared/format).
import { z } from 'zod'

export const periodKinds = ['year', 'quarter', 'month', 'school_year'] as const
export type PeriodKind = (typeof periodKinds)[number]

export const periodSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-\d{4})?$/)
export type Period = string

export type PeriodParts = { kind: PeriodKind; year: number; part: number }

/** Parts of a period, or null when the text is not one. `part` is the month 1–12, quarter 1–4, else 0. */
export const parsePeriod = (text: Period): PeriodParts | null => {
  const m = /^(\d{4})(?:-(?:(Q)([1-4])|(\d{4})|(\d{2})))?$/.exec(text)
  if (!m) return null
  const year = Number(m[1])
  if (m[2]) return { kind: 'quarter', year, part: Number(m[3]) }
  if (m[4]) return Number(m[4]) === year + 1 ? { kind: 'school_year', year, part: 0 } : null
  if (m[5]) {
    const month = Number(m[5])
    return month >= 1 && month <= 12 ? { kind: 'month', year, part: month } : null
  }
  return { kind: 'year', year, part: 0 }
}

export const formatPeriod = ({ kind, year, part }: PeriodParts): Period => {
  if (kind === 'year') return String(year)
  if (kind === 'school_year') return `${year}-${year + 1}`
  if (kind === 'quarter') return `${year}-Q${part}`
  return `${year}-${String(part).padStart(2, '0')}`
}

/** The period `count` units later (earlier when negative); unit defaults to the period's own. Null if not a period. */
export const shiftPeriod = (text: Period, count: number, unit?: 'year' | 'quarter' | 'month'): Period | null => {
  const p = parsePeriod(text)
  if (!p) return null
  if (p.kind === 'year' || p.kind === 'school_year' || unit === 'year')
    return formatPeriod({ ...p, year: p.year + count })
  const perYear = p.kind === 'quarter' ? 4 : 12
  const steps = p.kind === 'month' && unit === 'quarter' ? count * 3 : count
  const index = p.year * perYear + (p.part - 1) + steps
  return formatPeriod({ ...p, year: Math.floor(index / perYear), part: (index % perYear) + 1 })
}

/** First and last day as ISO dates. A school year is dated by its reference day's year: 01/09 to 31/08. */
export const periodBounds = (text: Period): { first: string; last: string } | null => {
  const p = parsePeriod(text)
  if (!p) return null
  const iso = (y: number, m: number, d: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (p.kind === 'year') return { first: iso(p.year, 1, 1), last: iso(p.year, 12, 31) }
  if (p.kind === 'school_year') return { first: iso(p.year, 9, 1), last: iso(p.year + 1, 8, 31) }
  const firstMonth = p.kind === 'quarter' ? p.part * 3 - 2 : p.part
  const lastMonth = p.kind === 'quarter' ? p.part * 3 : p.part
  const lastDay = new Date(Date.UTC(p.year, lastMonth, 0)).getUTCDate()
  return { first: iso(p.year, firstMonth, 1), last: iso(p.year, lastMonth, lastDay) }
}

/**
 * The day at which dated code lists are read for a period: its last day, 30/09 for a school year. Null if not a period.
 */
export const referenceDate = (text: Period): string | null => {
  const p = parsePeriod(text)
  if (!p) return null
  return p.kind === 'school_year' ? `${p.year}-09-30` : (periodBounds(text)?.last ?? null)
}

/** The period of a coarser kind that holds this one (itself at its own kind); null where none does. */
export const periodAtLevel = (period: Period, level: PeriodKind): Period | null => {
  const parts = parsePeriod(period)
  if (!parts) return null
  if (parts.kind === level) return period
  if (level === 'year' && parts.kind !== 'school_year') return String(parts.year)
  if (level === 'quarter' && parts.kind === 'month')
    return formatPeriod({ kind: 'quarter', year: parts.year, part: Math.ceil(parts.part / 3) })
  return null
}
