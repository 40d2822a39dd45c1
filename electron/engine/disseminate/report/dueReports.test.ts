// The calendar of report forms: deadlines by kind of period, what is late, what waits, what is done.
import { expect, it } from 'vitest'
import { dueOf } from './dueReports.ts'

const issue = (period: string, state: 'waiting' | 'approved' | 'returned', territory: string | null = null) => ({
  period,
  state,
  territory,
  frozenAt: '2025-01-01T00:00:00Z',
})
const facts = (issues: ReturnType<typeof issue>[] = [], territories: number | null = null) => ({
  issues,
  territories,
  first: '2025-01',
})

it('is due so many days after each month ends, late after it', () => {
  const found = dueOf({ every: 'month', level: 'country', days: 12 }, facts(), '2025-04-10', 30)
  expect(found.map(({ period, due, state }) => [period, due, state])).toEqual([
    ['2025-03', '2025-04-12', 'open'],
    ['2025-02', '2025-03-12', 'late'],
    ['2025-01', '2025-02-12', 'late'],
  ])
})

it('knows what was approved, what waits, and does not count what was sent back', () => {
  const issues = [issue('2025-01', 'approved'), issue('2025-02', 'returned'), issue('2025-03', 'waiting')]
  const found = dueOf({ every: 'month', level: 'country', days: 12 }, facts(issues), '2025-04-10', 30)
  expect(found.map(({ state }) => state)).toEqual(['waiting', 'late', 'approved'])
})

it('counts provinces, each once', () => {
  const issues = ['01', '01', '79'].map((code) => issue('2025-Q1', 'approved', code))
  const [found] = dueOf({ every: 'quarter', level: 'province', days: 20 }, facts(issues, 34), '2025-04-10', 30)
  expect(found).toMatchObject({ period: '2025-Q1', due: '2025-04-20', done: 2, of: 34, state: 'open' })
})

it('of a school year is due after August', () => {
  const [found] = dueOf({ every: 'school_year', level: 'commune', days: 30 }, facts(), '2025-09-20', 20)
  expect(found).toMatchObject({ period: '2024-2025', due: '2025-09-30', of: null, state: 'open' })
})
