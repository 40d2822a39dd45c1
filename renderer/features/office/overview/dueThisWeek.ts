// What an office owes and is owed within a week: report forms not approved yet, deliveries not come. In: both calendars
// as the engine tells them. Out: one list, the oldest deadline first, overdue ones before. Pure; what is done is not in
// it.
import type { DueEntry } from '#shared/contract/deliveries.ts'
import type { DueReport } from '#shared/contract/reports.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type Due = {
  kind: 'report' | 'delivery'
  /** Id of the report or dataset. */
  id: string
  title: Bilingual
  period: string
  due: string
  overdue: boolean
  waiting: boolean
}

export const dueThisWeek = (
  reports: readonly DueReport[],
  deliveries: readonly DueEntry[],
  labelOf: (dataset: string) => Bilingual,
  today: string,
): Due[] => {
  const ahead = new Date(`${today}T00:00:00Z`)
  ahead.setUTCDate(ahead.getUTCDate() + 7)
  const last = ahead.toISOString().slice(0, 10)
  const owed = reports
    .filter(({ state, due }) => state !== 'approved' && due <= last)
    .map(({ report, title, period, due, state }): Due => ({
      kind: 'report',
      id: report,
      title,
      period,
      due,
      overdue: state === 'late',
      waiting: state === 'waiting',
    }))
  const awaited = deliveries
    .filter(({ state, due }) => (state === 'due' || state === 'overdue') && due <= last)
    .map(({ dataset, period, due, state }): Due => ({
      kind: 'delivery',
      id: dataset,
      title: labelOf(dataset),
      period,
      due,
      overdue: state === 'overdue',
      waiting: false,
    }))
  return [...owed, ...awaited].toSorted((a, b) => a.due.localeCompare(b.due) || a.kind.localeCompare(b.kind))
}
