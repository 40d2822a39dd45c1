import { describe, expect, it } from 'vitest'
import type { DueEntry } from '#shared/contract/deliveries.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import type { DueReport } from '#shared/contract/reports.ts'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { dueThisWeek } from './dueThisWeek.ts'
import { decisionsOf } from './decisions.ts'
import { movementsOf } from './movements.ts'

const dataset = (id: string, rows = 10) => ({ id, label: { vi: id, en: id }, rows }) as DatasetSummary
const delivery = (of: string, period: string, accepted: number, rejected = 0) =>
  ({
    id: Number(period.replace(/\D/g, '')),
    dataset: of,
    period,
    state: 'current',
    rowsRead: accepted + rejected,
    rowsAccepted: accepted,
    rowsRejected: rejected,
    counts: [],
  }) as unknown as Delivery
const link = (id: string, stale: boolean) =>
  ({ definition: { id, label: { vi: id, en: id } }, stale }) as unknown as LinkSet

describe('what is due within the week', () => {
  const report = (period: string, due: string, state: string) =>
    ({ report: 'r', title: { vi: 'r', en: 'r' }, period, due, state }) as unknown as DueReport
  const awaited = (period: string, due: string, state: string) =>
    ({ dataset: 'd', period, due, state }) as unknown as DueEntry
  it('has what is late or due within seven days of both calendars, nothing that is done, by its deadline', () => {
    const found = dueThisWeek(
      [
        report('2025-10', '2025-11-12', 'late'),
        report('2025-11', '2025-12-06', 'open'),
        report('2025-12', '2026-01-12', 'open'),
        report('2025-09', '2025-10-12', 'approved'),
        report('2025-08', '2025-12-02', 'waiting'),
      ],
      [awaited('2025-11', '2025-12-05', 'due'), awaited('2025-10', '2025-11-05', 'come')],
      () => ({ vi: 'd', en: 'd' }),
      '2025-12-01',
    )
    expect(found.map(({ kind, period }) => `${kind} ${period}`)).toEqual([
      'report 2025-10',
      'report 2025-08',
      'delivery 2025-11',
      'report 2025-11',
    ])
    expect(found.map(({ overdue }) => overdue)).toEqual([true, false, false, false])
  })
})

describe('what needs a decision', () => {
  it('begins with the issues that wait for a second person', () => {
    const issue = (state: string) => ({ state, number: 1 }) as unknown as FrozenIssue
    const found = decisionsOf({
      datasets: [dataset('a')],
      deliveries: [delivery('a', '2025-01', 5)],
      links: [],
      issues: [issue('approved'), issue('waiting')],
    })
    expect(found.map((entry) => entry.kind)).toEqual(['issue_waits'])
  })

  it('names months that never came, stale links and deliveries with many rejects, in this order', () => {
    const found = decisionsOf({
      datasets: [dataset('a'), dataset('b')],
      deliveries: [delivery('a', '2025-01', 100), delivery('a', '2025-04', 100), delivery('b', '2025-01', 90, 10)],
      links: [link('l', true), link('m', false)],
    })
    expect(found.map((entry) => entry.kind)).toEqual(['missing', 'missing', 'stale_link', 'rejects'])
    expect(found[0]).toMatchObject({ periods: ['2025-02', '2025-03'] })
    expect(found[3]).toMatchObject({ share: 0.1 })
  })

  it('is empty when all is well, and begins with receiving', () => {
    const well = { datasets: [dataset('a')], deliveries: [delivery('a', '2025-01', 5)], links: [] }
    expect(decisionsOf(well)).toEqual([])
    expect(decisionsOf({ ...well, datasets: [dataset('a'), dataset('b')] }).map((entry) => entry.kind)).toEqual([
      'not_linked',
    ])
    expect(decisionsOf({ ...well, datasets: [dataset('a', 0)], deliveries: [] })).toEqual([
      { kind: 'nothing_received' },
    ])
  })
})

describe('what moved', () => {
  it('leaves a gap for a month that did not come and gives no change over it', () => {
    const [moved] = movementsOf([dataset('a')], [delivery('a', '2025-01', 10), delivery('a', '2025-03', 20)])
    expect(moved).toMatchObject({ series: [10, null, 20], last: { period: '2025-03', rows: 20 }, change: null })
  })

  it('puts the largest change on the year before first; the month before says nothing', () => {
    const found = movementsOf(
      [dataset('a'), dataset('b')],
      [
        delivery('a', '2024-02', 100),
        delivery('a', '2025-01', 10),
        delivery('a', '2025-02', 101),
        delivery('b', '2024-02', 100),
        delivery('b', '2025-02', 50),
      ],
    )
    expect(found.map((entry) => [entry.dataset.id, entry.change])).toEqual([
      ['b', -0.5],
      ['a', expect.closeTo(0.01, 6)],
    ])
  })
})
