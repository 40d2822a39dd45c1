// The calendar of report forms: of each scheduled report the periods that ended, when it is due, how far it is. In: the
// saved reports, the issues, a day. Out: what is late or comes, oldest deadline first. Nothing is computed of the
// figures.
import { inOrder } from '#shared/model/inOrder.ts'
import type { DueReport } from '#shared/contract/reports.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { periodBounds, shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { issueStore } from './issue/issueStore.ts'
import { reportTerritories } from './reportTerritories.ts'

type Every = NonNullable<ReportDefinition['schedule']>['every']

/** The period of its kind in which a day lies. */
const periodOf = (day: string, every: Every): Period => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  if (every === 'year') return String(year)
  if (every === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`
  if (every === 'month') return day.slice(0, 7)
  return month >= 9 ? `${year}-${year + 1}` : `${year - 1}-${year}`
}

const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** How many periods back are looked at: a year of them, and of years the last two. */
const lookedBack: Record<Every, number> = { month: 12, quarter: 4, year: 2, school_year: 2 }

export type ScheduleFacts = {
  issues: readonly Pick<FrozenIssue, 'period' | 'territory' | 'state' | 'frozenAt'>[]
  /** How many territories make one; null: not known, or one report for the country. */
  territories: number | null
  /** The first period there are data of; earlier ones were never due here. */
  first: Period | null
}

/** Pure: what a schedule asks for on a day. */
export const dueOf = (
  { every, level, days }: NonNullable<ReportDefinition['schedule']>,
  { issues, territories, first }: ScheduleFacts,
  on: string,
  ahead: number,
): Omit<DueReport, 'report' | 'title'>[] => {
  const last = addDays(on, ahead)
  const found: Omit<DueReport, 'report' | 'title'>[] = []
  let period: Period | null = periodOf(last, every)
  for (let back = 0; period !== null && back <= lookedBack[every] + Math.ceil(ahead / 28); back += 1) {
    const current: Period = period
    period = shiftPeriod(current, -1)
    const end = periodBounds(current)?.last
    if (end === undefined || (first !== null && end < (periodBounds(first)?.first ?? ''))) continue
    const due = addDays(end, days)
    if (due > last) continue
    const own = issues.filter((issue) => issue.period === current && issue.state !== 'returned')
    const approved = new Set(own.filter((i) => i.state === 'approved').map((i) => i.territory ?? ''))
    const of = level === 'country' ? 1 : territories
    const done = level === 'country' ? Math.min(1, approved.size) : approved.size
    const whole = of !== null && done >= of
    const waiting = own.length > 0 && !whole && own.some((issue) => issue.state === 'waiting')
    const overdue = due < on ? ('late' as const) : ('open' as const)
    found.push({
      period: current,
      level,
      due,
      done,
      of,
      state: whole ? 'approved' : waiting && overdue === 'open' ? 'waiting' : overdue,
    })
  }
  return found
}

export const dueReports = (
  context: EngineContext,
  { on = new Date().toISOString().slice(0, 10), ahead }: { on?: string | undefined; ahead: number },
): DueReport[] => {
  const { catalog } = context.workspace()
  const issues = issueStore(catalog).list()
  const first = (catalog.prepare('SELECT min(period) AS first FROM delivery').get() as { first: Period | null }).first
  return definitionRepository(catalog)
    .list('report')
    .flatMap(({ definition }): DueReport[] => {
      if (definition.kind !== 'report' || !definition.schedule) return []
      const { id, title, schedule } = definition
      const territories =
        schedule.level === 'province' ? reportTerritories(context, definition, null).territories.length : null
      const facts = { issues: issues.filter((issue) => issue.report === id), territories, first }
      return dueOf(schedule, facts, on, ahead).map((due) => ({ report: id, title, ...due }))
    })
    .toSorted((a, b) => inOrder(a.due, b.due))
}
