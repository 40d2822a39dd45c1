// Issues over a small workspace: frozen figures stay, the next issue tells what changed and why, the second person is
// another one.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '#test/support/compare/codeOf.ts'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { reportHtml } from '../reportHtml.ts'
import { issueHandlers } from './methods.ts'

let made: VisitWorkspace
const months = ['2025-05', '2025-06', '2025-07', '2025-08']
const provinces = ['01', '15', '79']
const report = reportDefinitionSchema.parse({
  kind: 'report',
  id: 'bulletin',
  title: { vi: 'Bản tin', en: 'Bulletin' },
  office: { vi: 'Cục Thống kê', en: 'Statistics Office' },
  numbering: 'automatic',
  blocks: [
    {
      type: 'paragraph',
      text: { vi: 'Có {n} lượt{note:1}.', en: 'There were {n} visits{note:1}.' },
      figures: [{ id: 'n', source: { from: 'table', id: 'by_month' } }],
      notes: [{ vi: 'Chỉ tính cửa hàng.', en: 'Shops only.' }],
    },
    { type: 'table', source: { from: 'table', id: 'by_month' } },
  ],
})
/** As the door would have proved it. */
const signed = (signer: string): EngineContext => ({ ...made.context, signer })
const other = (): EngineContext => signed('second')
const freeze = (period: string | null = null): Promise<FrozenIssue> =>
  Promise.resolve(
    issueHandlers['issues.freeze'](made.context, { definition: report, period, territory: null }, idleJob()),
  )
const decide = (issue: FrozenIssue, context: EngineContext, decision: 'approve' | 'return' = 'approve', remark = '') =>
  Promise.resolve(issueHandlers['issues.decide'](context, { issue: issue.id, decision, signature: {}, remark }))
const pages = async (issue: FrozenIssue): Promise<string> =>
  (await issueHandlers['issues.html'](made.context, { issue: issue.id }, idleJob())).html
const bodyOf = (html: string): string => html.slice(html.indexOf('<body>'))

beforeAll(async () => {
  made = await visitWorkspace()
  for (const [i, period] of months.slice(0, 3).entries()) await made.deliver(period, someVisits(i, 150, provinces))
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

describe('an issue of a report', () => {
  let first: FrozenIssue
  let frozen = ''

  it('is frozen with its hash in the log and waits for a second person', async () => {
    first = await freeze()
    expect(first).toMatchObject({ number: 1, state: 'waiting', frozenBy: 'tester', changed: null, tables: 1 })
    const logged = made.workspace.catalog.prepare("SELECT subject FROM audit WHERE action = 'freeze'").all()
    expect(logged).toEqual([{ subject: `report bulletin ${first.sha256}` }])
    frozen = await pages(first)
    expect(frozen).toContain('Chờ duyệt – chưa công bố')
    expect(frozen).toContain('class="watermark"')
  })

  it('is approved by another person only, once, and then has no mark', async () => {
    expect(await codeOf(() => decide(first, made.context))).toBe('SIGNATURE_NEEDED')
    expect(await codeOf(() => decide(first, signed('tester')))).toBe('ISSUE_SAME_PERSON')
    expect(await codeOf(() => decide(first, signed(' TESTER ')))).toBe('ISSUE_SAME_PERSON')
    expect(await codeOf(() => decide(first, other(), 'return', 'sai'))).toBe('REASON_NEEDED')
    expect(await decide(first, other())).toMatchObject({ state: 'approved', decidedBy: 'second' })
    expect(await codeOf(() => decide(first, other()))).toBe('ISSUE_DECIDED')
    const approved = await pages(first)
    expect(approved).not.toContain('class="watermark"')
    expect(approved).toContain(first.sha256.slice(0, 12))
  })

  it('keeps its figures when the data change', async () => {
    const before = bodyOf(await pages(first))
    await made.deliver('2025-06', someVisits(1, 180, provinces))
    await made.deliver('2025-08', someVisits(3, 150, provinces))
    expect(bodyOf(await pages(first))).toBe(before)
    expect(before).toContain('>150<')
  })

  it('marks in a draft what changed since, and says that it is a draft', async () => {
    const { html } = await reportHtml(made.context, report, { period: null, territory: null }, idleJob())
    expect(html).toContain('Bản thảo – chưa duyệt')
    // June in three provinces and the country: four figures; August is new, not changed.
    expect(html.match(/<sup>\(r\)<\/sup>/g)).toHaveLength(4)
    expect(html).toContain('(r) Số liệu đã điều chỉnh so với lần phát hành trước.')
  })

  it('lists in the next issue each changed figure with the reason, certain where the parts are known', async () => {
    const second = await freeze()
    expect(second).toMatchObject({ number: 2, changed: 4 })
    const { against, changes } = await issueHandlers['issues.changes'](made.context, { issue: second.id })
    expect(against).toMatchObject({ id: first.id, number: 1, state: 'approved' })
    expect(changes[0]).toMatchObject({
      number: '1',
      before: { vi: '150' },
      after: { vi: '180' },
      causes: ['amended_records'],
      certain: true,
    })
    expect(changes.map((change) => change.causes)).toEqual(Array.from({ length: 4 }, () => ['amended_records']))
    const html = await pages(second)
    expect(html).toContain('Số liệu điều chỉnh so với lần phát hành trước')
    expect(html).toContain('bản ghi được sửa đổi, bổ sung')
  })

  it('does not take another period for another definition', async () => {
    const july = await freeze('2025-07')
    await decide(july, other())
    await made.deliver('2025-07', someVisits(2, 160, provinces))
    const again = await freeze('2025-07')
    const { changes } = await issueHandlers['issues.changes'](made.context, { issue: again.id })
    expect(new Set(changes.flatMap((change) => change.causes))).toEqual(new Set(['amended_records']))
  })

  it('names the definition where that changed', async () => {
    const last = await freeze()
    await decide(last, other())
    definitionRepository(made.workspace.catalog).save(
      visitTable({
        id: 'by_month',
        rows: [{ variable: 'province', total: 'before' }],
        columns: [{ variable: 'period', total: 'none' }],
        filter: "shop <> '100'",
        measures: [{ id: 'n', statistic: 'count' }],
      }),
      'tester',
    )
    const next = await freeze()
    const { changes } = await issueHandlers['issues.changes'](made.context, { issue: next.id })
    expect(changes.length).toBeGreaterThan(4)
    expect(new Set(changes.flatMap((change) => change.causes))).toEqual(new Set(['definition']))
  })

  it('writes the frozen figures with the mark and real footnotes into a Word document', async () => {
    const [waiting] = await issueHandlers['issues.list'](made.context, { report: 'bulletin' })
    const path = join(made.folder, 'issue.docx')
    await issueHandlers['issues.write'](made.context, { issue: waiting?.id ?? 0, format: 'docx', path }, idleJob())
    expect((await stat(path)).size).toBeGreaterThan(1000)
    const files = unzipSync(await readFile(path))
    const named = (part: string): string =>
      Object.entries(files)
        .filter(([name]) => name.includes(part))
        .map(([, bytes]) => strFromU8(bytes))
        .join('')
    expect(named('word/header')).toContain('Chờ duyệt – chưa công bố')
    expect(named('word/header')).toContain('wp:anchor')
    // Who wrote it when, on every page of what is not for everybody.
    expect(named('word/footer')).toMatch(/tester · \d{2}[/-]\d{2}[/-]\d{4}/)
    const page = join(made.folder, 'issue.html')
    await issueHandlers['issues.write'](
      made.context,
      { issue: waiting?.id ?? 0, format: 'html', path: page },
      idleJob(),
    )
    expect(await readFile(page, 'utf8')).toMatch(/class="stamp".*tester · /)
    const book = join(made.folder, 'issue.xlsx')
    await issueHandlers['issues.write'](
      made.context,
      { issue: waiting?.id ?? 0, format: 'xlsx', path: book },
      idleJob(),
    )
    const sheets = Object.entries(unzipSync(await readFile(book))).map(([, bytes]) => strFromU8(bytes))
    expect(sheets.some((text) => /tester · \d{2}/.test(text))).toBe(true)
    const approved = (await issueHandlers['issues.list'](made.context, {})).find((one) => one.state === 'approved')
    await issueHandlers['issues.write'](made.context, { issue: approved?.id ?? 0, format: 'docx', path }, idleJob())
    const open = unzipSync(await readFile(path))
    expect(
      Object.entries(open)
        .map(([name, bytes]) => (name.includes('word/footer') ? strFromU8(bytes) : ''))
        .join(''),
    ).not.toContain('tester')
    expect(named('word/footnotes')).toContain('Chỉ tính cửa hàng.')
    expect(named('word/document.xml')).toContain('w:footnoteReference')
  })

  it('cannot be altered, and says so where its content is another', async () => {
    const { catalog } = made.workspace
    const [issue] = await issueHandlers['issues.list'](made.context, {})
    expect(() => catalog.prepare("UPDATE report_issue SET sha256 = 'x'").run()).toThrow(/frozen/)
    expect(() => catalog.prepare('DELETE FROM report_issue').run()).toThrow(/kept/)
    catalog.exec('DROP TRIGGER report_issue_frozen')
    catalog.prepare("UPDATE report_issue SET body = x'00' WHERE id = ?").run(issue?.id ?? 0)
    expect(await codeOf(() => pages(issue as FrozenIssue))).toBe('ISSUE_DAMAGED')
    expect(await codeOf(() => decide(issue as FrozenIssue, other()))).toBe('ISSUE_DAMAGED')
  })
})
