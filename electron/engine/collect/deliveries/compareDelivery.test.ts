// A delivery against the period before, and the calendar: counts, totals, units and shares are what the rows say.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBench, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { compareDelivery } from './compareDelivery.ts'
import { decideDelivery, deliveryDecisions } from './deliveryDecisions.ts'
import { dueCalendar, saveSchedule } from './dueCalendar.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const row = (code: string, province: string, amount: string, people: string): string[] => [
  code,
  'x',
  province,
  '',
  '',
  amount,
  people,
  '',
]
const take = async (year: string, rows: string[][], name = `sample_${year}.csv`, as?: 'part') =>
  (await bench.take(bench.file(name, [sampleHeader, ...rows]), as ? { as } : {})).delivery.id

test('a delivery is set against the period before, all parts of both', async () => {
  await take('2020', [row('A1', '01', '1', '1')])
  await take('2021', [row('A1', '01', '10.50', '4'), row('A2', '01', '', '2')], 'sample_2021_phan1.csv')
  await take('2021', [row('A3', '79', '2', '2')], 'sample_2021_phan2.csv', 'part')
  const id = await take('2022', [row('A2', '79', '25', '8'), row('A4', '79', '0.25', '2'), row('A3', '79', '1', '1')])
  const found = await compareDelivery(bench.workspace, { delivery: id })
  expect([found.against, found.rows.before, found.rows.now, found.rows.change]).toEqual(['2021', 3, 3, 0])
  expect(found.units).toMatchObject({ variable: 'code', before: 3, now: 3, kept: 2, fresh: 1, vanished: 1 })
  const amount = found.totals.find((t) => t.variable === 'amount')
  expect(amount).toMatchObject({ before: '12.50', now: '26.25', missingBefore: 1, missingNow: 0, notable: true })
  expect(amount?.change).toBeCloseTo(1.1)
  expect(found.totals.find((t) => t.variable === 'headcount')).toMatchObject({ before: '8', now: '11', notable: true })
  const [province] = found.shares
  expect([province?.variable, Math.round((province?.shift ?? 0) * 300)]).toEqual(['province', 200])
  expect(province?.movers.map((m) => [m.code, Math.round(m.before * 3), Math.round(m.now * 3)])).toEqual([
    ['01', 2, 0],
    ['79', 1, 3],
  ])
  const first = await compareDelivery(bench.workspace, { delivery: 1 })
  expect([first.against, first.rows.change, first.units, first.shares]).toEqual([null, null, null, []])
  await expect(compareDelivery(bench.workspace, { delivery: id, against: '2019' })).rejects.toMatchObject({
    value: { code: 'PERIOD_NOT_DELIVERED' },
  })
})

test('a sum that comes out of nothing is worth a look, though no share of nothing can be told', async () => {
  await take('2021', [row('A1', '01', '0', '0')])
  const id = await take('2022', [row('A1', '01', '5', '0')])
  const { totals, notCompared } = await compareDelivery(bench.workspace, { delivery: id })
  expect(totals.find((t) => t.variable === 'amount')).toMatchObject({ change: null, notable: true })
  expect(totals.find((t) => t.variable === 'headcount')).toMatchObject({ change: null, notable: false })
  expect(notCompared).toEqual([])
})

test('the calendar says what came, what is late and what is due', async () => {
  await take('2020', [row('A1', '01', '1', '1')])
  const id = await take('2022', [row('A1', '01', '1', '1')])
  const { entries, schedules } = dueCalendar(bench.workspace, { on: '2024-02-01', dataset: 'sample' })
  expect(schedules[0]).toMatchObject({ dataset: 'sample', lagDays: 90, since: '2020', own: false })
  expect(entries.map((e) => [e.period, e.due, e.state])).toEqual([
    ['2020', '2021-03-31', 'late'],
    ['2021', '2022-03-31', 'overdue'],
    ['2022', '2023-03-31', 'late'],
    ['2023', '2024-03-30', 'due'],
  ])
  expect(entries.map((e) => e.days)[3]).toBe(58)
  saveSchedule(bench.workspace, { dataset: 'sample', lagDays: 10, since: '2023' })
  const changed = dueCalendar(bench.workspace, { on: '2024-02-01', dataset: 'sample' })
  expect(changed.entries.map((e) => [e.period, e.due, e.state, e.days])).toEqual([
    ['2023', '2024-01-10', 'overdue', 22],
  ])
  decideDelivery(bench.workspace, 'anh', { delivery: id, decision: 'accepted', note: 'đủ' })
  decideDelivery(bench.workspace, 'chi', { delivery: id, decision: 'sent_back', note: 'thiếu' })
  expect(deliveryDecisions(bench.workspace).map((d) => [d.delivery, d.decision, d.user])).toEqual([
    [id, 'sent_back', 'chi'],
  ])
})
