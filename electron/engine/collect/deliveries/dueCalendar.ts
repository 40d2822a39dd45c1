// What is due, come, late: for each dataset that has deliveries, its periods from the first one on, each due some days
// after it ends. In: the workspace, a day. Out: entries in order of their due days. Only what was delivered is looked
// at; no rows.
import { inOrder } from '#shared/model/inOrder.ts'
import { knownDataset, knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { DeliverySchedule, DueEntry } from '#shared/contract/deliveries.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import { parsePeriod, periodBounds, shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

/** Until the office says otherwise: days after the end of the period. */
const usualLag = { month: 20, quarter: 30, year: 90, school_year: 60 } as const
const key = 'delivery_schedules'
const mostPeriods = 600
const dayLength = 86_400_000

type Kept = Record<string, { lagDays: number | null; since: Period | null }>

const kept = (workspace: Workspace): Kept => JSON.parse(settingRepository(workspace.catalog).get(key) ?? '{}') as Kept

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)

const scheduleOf = (workspace: Workspace, dataset: Dataset, first: Period): DeliverySchedule => {
  const own = kept(workspace)[dataset.id]
  return {
    dataset: dataset.id,
    label: dataset.label,
    lagDays: own?.lagDays ?? usualLag[dataset.periodKind],
    since: own?.since ?? first,
    own: own !== undefined,
  }
}

const entryOf = (schedule: DeliverySchedule, period: Period, of: readonly Delivery[], on: string): DueEntry => {
  const due = dayAfter(periodBounds(period)?.last ?? on, schedule.lagDays)
  const came = of.map((d) => d.importedAt.slice(0, 10)).toSorted()[0] ?? null
  const standing = of.find((d) => d.state === 'current')
  const base = { dataset: schedule.dataset, period, due, came, delivery: standing?.id ?? null }
  if (standing && came !== null)
    return { ...base, state: came > due ? 'late' : 'come', days: Math.max(0, daysBetween(due, came)) }
  return { ...base, state: on > due ? 'overdue' : 'due', days: Math.abs(daysBetween(due, on)) }
}

export const dueCalendar = (
  workspace: Workspace,
  request: { on?: string | undefined; dataset?: string | undefined },
): { on: string; schedules: DeliverySchedule[]; entries: DueEntry[] } => {
  const on = request.on ?? new Date().toISOString().slice(0, 10)
  const schedules: DeliverySchedule[] = []
  const entries: DueEntry[] = []
  for (const dataset of knownDatasets(workspace)) {
    if (request.dataset !== undefined && request.dataset !== dataset.id) continue
    const all = deliveryRepository(workspace.catalog).list(dataset.id)
    const first = all.map((d) => d.period).toSorted()[0]
    if (first === undefined) continue
    const schedule = scheduleOf(workspace, dataset, first)
    schedules.push(schedule)
    let period: Period | null = schedule.since
    for (let n = 0; period !== null && n < mostPeriods; n += 1) {
      const of = all.filter((d) => d.period === period)
      // A period that has not ended is not due; one that came early is shown all the same.
      if ((periodBounds(period)?.last ?? on) >= on && of.length === 0) break
      entries.push(entryOf(schedule, period, of, on))
      period = shiftPeriod(period, 1)
    }
  }
  return { on, schedules, entries: entries.toSorted((a, b) => inOrder(a.due, b.due)) }
}

export const saveSchedule = (
  workspace: Workspace,
  { dataset: id, lagDays, since }: { dataset: string; lagDays: number | null; since: Period | null },
): DeliverySchedule => {
  const dataset = knownDataset(workspace, id)
  if (since !== null && parsePeriod(since)?.kind !== dataset.periodKind)
    return fail('PERIOD_INVALID', { period: since, dataset: id, kind: dataset.periodKind })
  const all = kept(workspace)
  const settings = settingRepository(workspace.catalog)
  const rest = Object.fromEntries(Object.entries(all).filter(([name]) => name !== id))
  settings.set(key, JSON.stringify(lagDays === null && since === null ? rest : { ...rest, [id]: { lagDays, since } }))
  const first = deliveryRepository(workspace.catalog)
    .list(id)
    .map((d) => d.period)
    .toSorted()[0]
  return scheduleOf(workspace, dataset, first ?? since ?? '')
}
