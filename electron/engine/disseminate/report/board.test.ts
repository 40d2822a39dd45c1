// A board over a small workspace: tiles of protected figures, at once as last made, never by another policy.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { officePolicy, setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import type { JobRunner } from '#engine/jobs/jobRunner.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { reportHandlers } from './methods.ts'

let made: VisitWorkspace
const handlers = reportHandlers({ made: () => null } as unknown as Pick<JobRunner, 'made'>)
const source = { from: 'table', id: 'by_month' }
const board = reportDefinitionSchema.parse({
  kind: 'report',
  id: 'board',
  layout: 'board',
  title: { vi: 'Bảng theo dõi', en: 'Board' },
  office: { vi: 'Cục', en: 'Office' },
  blocks: [
    { type: 'panel', items: [{ label: { vi: 'Lượt', en: 'Visits' }, figure: { id: 'n', source } }] },
    { type: 'page_break' },
    { type: 'table', source },
    { type: 'table', source: { from: 'table', id: 'gone' } },
  ],
})
const request = { definition: board, period: null, territory: null }

beforeAll(async () => {
  made = await visitWorkspace()
  await made.deliver('2025-07', [
    ...someVisits(1, 150, ['01', '31', '79']),
    { province: '48', shop: '900', amount: 100 },
  ])
  definitionRepository(made.workspace.catalog).save(
    visitTable({
      id: 'by_month',
      rows: [{ variable: 'province', total: 'before' }],
      columns: [{ variable: 'period', total: 'none' }],
      measures: [{ id: 'n', statistic: 'count' }],
    }),
    'tester',
  )
})
afterAll(() => made.close())

it('sets blocks as tiles, protected, with what is gone told in its place', async () => {
  expect(await handlers['report.kept'](made.context, request)).toBeNull()
  const { html, problems } = await handlers['report.html'](made.context, request, idleJob())
  expect(html.match(/<section class="tile/g)).toHaveLength(3)
  expect(/<tr>(?:(?!<\/tr>).)*Đà Nẵng.*?<\/tr>/s.exec(html)?.[0]).toContain('<td>…</td>')
  expect(problems).toHaveLength(1)
  expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
})

it('stands at once as last made, for the same definition and policy only', async () => {
  const kept = await handlers['report.kept'](made.context, request)
  expect(kept?.html).toContain('class="board"')
  expect(await handlers['report.kept'](made.context, { ...request, period: '2025-07' })).toBeNull()
  setOfficePolicy(
    made.context,
    { ...officePolicy(made.workspace), minimum: 5 },
    'Chính sách chặt hơn theo quyết định mới',
  )
  expect(await handlers['report.kept'](made.context, request)).toBeNull()
})
