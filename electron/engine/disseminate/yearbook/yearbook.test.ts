// The electronic yearbook: written, certified, and opened from disk in a real browser, where one is installed.
import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { spawnSync } from 'node:child_process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '#test/support/compare/codeOf.ts'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { issueHandlers } from '#engine/disseminate/report/issue/methods.ts'
import { yearbookSchema } from '#shared/contract/yearbook.ts'
import type { YearbookResult } from '#shared/contract/yearbook.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { mapDefinitionSchema } from '#shared/model/map.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { browserFlags, findBrowser } from '../../../host-chromium/findBrowser.ts'
import { yearbookHandlers } from './methods.ts'

let made: VisitWorkspace
let book: YearbookResult
const text = (vi: string, en: string) => ({ vi, en })
const write = (more: object = {}, signal?: AbortSignal): Promise<YearbookResult> =>
  Promise.resolve(
    yearbookHandlers['yearbook.write'](
      made.context,
      yearbookSchema.parse({ path: join(made.folder, 'book'), reports: ['visits_report', 'second'], ...more }),
      idleJob(signal),
    ),
  )

const table = (id: string, more: object = {}) =>
  visitTable({
    id,
    title: text('Lượt ghé theo tỉnh', 'Visits by province'),
    rows: [{ variable: 'province', total: 'before' }],
    columns: [{ variable: 'period', total: 'none' }],
    measures: [{ id: 'n', statistic: 'count', label: text('Lượt ghé', 'Visits') }],
    ...more,
  })

beforeAll(async () => {
  made = await visitWorkspace()
  // One shop in Đà Nẵng makes its figure one to withhold.
  for (const [i, period] of ['2025-07', '2025-08'].entries())
    await made.deliver(period, [
      ...someVisits(i, 150, ['01', '31', '75', '79']),
      { province: '48', shop: '900', amount: 100 },
    ])
  const saved = definitionRepository(made.workspace.catalog)
  const save = (definition: Parameters<typeof saved.save>[0]) => saved.save(definition, 'tester')
  save(table('by_month'))
  save(
    table('blocks', {
      title: text('Hai khối', 'Two blocks'),
      rows: [
        { variable: 'province', total: 'before' },
        { variable: 'period', total: 'before', stack: true },
      ],
      columns: [],
    }),
  )
  const source = { from: 'table', id: 'by_month' }
  save(
    chartDefinitionSchema.parse({
      kind: 'chart',
      id: 'columns',
      title: text('Lượt ghé', 'Visits'),
      source,
      chart: 'grouped_bar',
    }),
  )
  save(
    mapDefinitionSchema.parse({
      kind: 'map',
      id: 'where',
      title: text('Bản đồ lượt ghé', 'Map of visits'),
      source,
      boundaries: 'tiles_34',
      classing: { method: 'equal', classes: 3 },
    }),
  )
  const report = (id: string, title: { vi: string; en: string }, blocks: object[]) =>
    save(
      reportDefinitionSchema.parse({
        kind: 'report',
        id,
        title,
        office: text('Cục Thống kê', 'Statistics Office'),
        numbering: 'automatic',
        blocks,
      }),
    )
  report('visits_report', text('Lượt ghé năm 2025', 'Visits in 2025'), [
    { type: 'heading', text: text('Tình hình chung', 'Overview') },
    {
      type: 'paragraph',
      text: text('Có {n}{note:1}.', 'There were {n}{note:1}.'),
      figures: [{ id: 'n', source }],
      notes: [text('Chú thích thử.', 'A note.')],
    },
    { type: 'panel', items: [{ label: text('Lượt ghé', 'Visits'), figure: { id: 'p', source } }] },
    { type: 'table', source },
    { type: 'table', source: { from: 'table', id: 'blocks' } },
    { type: 'chart', id: 'columns' },
    { type: 'map', id: 'where' },
  ])
  report('second', text('Chương hai', 'Chapter two'), [{ type: 'table', source }])
  book = await write()
}, 120_000)
afterAll(() => made.close())

describe('a yearbook', () => {
  it('has a page a table in both languages, the files of each, and says what is not approved', async () => {
    expect(book).toMatchObject({ chapters: 2, tables: 3, pictures: 2, draft: true, exceptions: [] })
    const data = (await readdir(join(book.path, 'data'))).toSorted()
    expect(data).toEqual(
      expect.arrayContaining(['table-1.csv', 'table-1.json', 'table-1.px', 'table-1.xlsx', 'table-2-1.px']),
    )
    for (const name of ['vi/table-1.html', 'en/table-1.html', 'vi/chapter-1.html']) {
      const html = await readFile(join(book.path, name), 'utf8')
      expect(html).toContain(name.startsWith('vi') ? 'Bản thảo – chưa duyệt' : 'Draft – not approved')
    }
  })

  it('certifies every file, and any checker agrees', async () => {
    const certificate = JSON.parse(await readFile(join(book.path, 'certificate.json'), 'utf8')) as {
      files: { path: string }[]
    }
    const entries = await readdir(book.path, { recursive: true, withFileTypes: true })
    const all = entries.filter((entry) => entry.isFile()).length
    expect(certificate.files).toHaveLength(all - 2)
    expect(book.files).toBe(all)
    const checked = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: book.path, encoding: 'utf8' })
    if (checked.error) console.warn('SKIPPED: no sha256sum on this machine')
    else expect([checked.status, checked.stdout]).toEqual([0, ''])
  })

  it('holds protected figures only, and nothing from elsewhere', async () => {
    const entries = await readdir(book.path, { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((e) => /\.(html|js|css)$/.test(e.name))) {
      const content = await readFile(join(entry.parentPath, entry.name), 'utf8')
      expect([entry.name, content.replace(/xmlns(:xlink)?="[^"]*"/g, '').match(/https?:\/\//)]).toEqual([
        entry.name,
        null,
      ])
    }
    const page = await readFile(join(book.path, 'vi/table-1.html'), 'utf8')
    const row = /<tr>(?:(?!<\/tr>).)*Đà Nẵng.*?<\/tr>/s.exec(page)?.[0] ?? ''
    expect(row).toContain('<td>…</td>')
    const csv = await readFile(join(book.path, 'data/table-1.csv'), 'utf8')
    expect(/Đà Nẵng[^\n]*/.exec(csv)?.[0]).toContain('…')
  })

  it('replaces an earlier yearbook, never another folder, and leaves the earlier one where it is cancelled', async () => {
    const taken = join(made.folder, 'taken')
    await mkdir(taken)
    await writeFile(join(taken, 'thesis.txt'), 'mine')
    expect(await codeOf(() => write({ path: taken }))).toBe('YEARBOOK_FOLDER_TAKEN')
    expect(await readdir(taken)).toEqual(['thesis.txt'])
    const stopped = new AbortController()
    stopped.abort()
    expect(await codeOf(() => write({}, stopped.signal))).toBe('CANCELLED')
    expect(await readFile(join(book.path, 'certificate.json'), 'utf8')).toContain('statdesk-yearbook')
    expect((await readdir(made.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
    book = await write()
    expect(book.tables).toBe(3)
    expect(await codeOf(() => write({ path: join(made.folder, 'ws', 'inside') }))).toBe('TARGET_IN_WORKSPACE')
  })

  it('of approved issues only has no mark, and refuses where there is none', async () => {
    const path = join(made.folder, 'issued')
    const request = { path, reports: ['second'], issued: true }
    expect(await codeOf(() => write(request))).toBe('YEARBOOK_NO_ISSUE')
    const definition = definitionRepository(made.workspace.catalog).get('report', 'second')
    const issue = await issueHandlers['issues.freeze'](
      made.context,
      { definition, period: null, territory: null },
      idleJob(),
    )
    expect(await codeOf(() => write(request))).toBe('YEARBOOK_NO_ISSUE')
    const second = { ...made.context, signer: 'second' }
    await issueHandlers['issues.decide'](second, { issue: issue.id, decision: 'approve', signature: {}, remark: '' })
    await made.deliver('2025-08', someVisits(9, 170, ['01', '31', '75', '79']))
    const issued = await write(request)
    expect(issued.draft).toBe(false)
    const page = await readFile(join(path, 'vi/table-1.html'), 'utf8')
    expect(page).not.toContain('class="mark"')
    // As it was frozen: before the later delivery.
    expect(page).toContain('>151<')
    expect(page).not.toContain('>170<')
  })

  it('tells what a deleted table leaves out, on the first page and in the answer, and makes the rest', async () => {
    const saved = definitionRepository(made.workspace.catalog)
    saved.save(
      reportDefinitionSchema.parse({
        ...saved.get('report', 'second'),
        id: 'holed',
        blocks: [
          { type: 'table', source: { from: 'table', id: 'gone' } },
          { type: 'table', source: { from: 'table', id: 'by_month' } },
        ],
      }),
      'tester',
    )
    const path = join(made.folder, 'holed')
    const result = await write({ path, reports: ['holed'] })
    expect(result.exceptions).toMatchObject([
      { report: 'holed', missing: true, place: { vi: 'Chương hai, mục 1', en: 'Chapter two, block 1' } },
    ])
    expect(result.tables).toBe(1)
    expect(await readFile(join(path, 'vi/index.html'), 'utf8')).toContain('Chưa có trong niên giám này')
  })

  it('tells its size before', async () => {
    const sizes = await yearbookHandlers['yearbook.estimate'](
      made.context,
      { reports: ['visits_report'], period: null, territory: null, issued: false, path: join(made.folder, 'x') },
      idleJob(),
    )
    expect(sizes).toMatchObject({ chapters: 1, tables: 2, pictures: 2, exceptions: [] })
    expect(sizes.bytes).toBeGreaterThan(100_000)
  })
})

const browserPath = ((): string | null => {
  try {
    return findBrowser()
  } catch {
    console.warn('SKIPPED: no browser on this machine; the yearbook was not opened')
    return null
  }
})()

describe.skipIf(browserPath === null)('opened from disk', () => {
  let browser: Browser
  let page: Page
  const problems: string[] = []
  const open = (path: string) => page.goto(pathToFileURL(join(book.path, path)).href)
  beforeAll(async () => {
    const { chromium } = await import('playwright-core')
    browser = await chromium.launch({ executablePath: browserPath ?? '', headless: true, args: browserFlags() })
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) problems.push(request.url())
    })
  })
  afterAll(() => browser.close())

  it('finds without diacritics and goes there', async () => {
    await open('index.html')
    await page.getByRole('link', { name: 'Tiếng Việt' }).click()
    await page.getByRole('combobox').fill('da nang')
    const hits = page.getByRole('option')
    expect(await hits.first().textContent()).toContain('Lượt ghé theo tỉnh')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/table-1\.html$/)
    expect(await page.title()).toContain('Lượt ghé theo tỉnh')
  })

  it('sorts by a press, totals first, withheld last, and back', async () => {
    await open('vi/table-1.html')
    const column = () => page.locator('tbody tr td:nth-child(2)').allTextContents()
    const plain = await column()
    await page.locator('button.sort').nth(1).click()
    const sorted = await column()
    expect(sorted[0]).toBe(plain[0])
    const figures = sorted.slice(1, -1).map(Number)
    expect(figures).toEqual(figures.toSorted((a, b) => b - a))
    expect(sorted.at(-1)).toBe('…')
    expect(await page.locator('th[aria-sort=descending]').count()).toBe(1)
    await page.locator('button.sort').nth(1).click()
    await page.locator('button.sort').nth(1).click()
    expect(await column()).toEqual(plain)
  })

  it('tells the figure of each mark of a chart and each place of a map, and lists them', async () => {
    await open('vi/chapter-1.html')
    const titles = await page.locator('figure svg path > title').allTextContents()
    expect(titles.some((title) => /Hà Nội/.test(title) && /\d/.test(title))).toBe(true)
    await page.locator('summary').first().click()
    expect(await page.locator('figure table.data').first().isVisible()).toBe(true)
  })

  it('shows the words of a mark beside the pointer at once, and gives them back', async () => {
    for (const language of ['vi', 'en']) {
      await open(`${language}/chapter-1.html`)
      const marks = page.locator(`xpath=//*[local-name()='figure']//*[local-name()='path'][*[local-name()='title']]`)
      const count = await marks.count()
      expect(count).toBeGreaterThan(3)
      const words = (await marks.first().textContent()) ?? ''
      expect(words).toMatch(/\d/)
      await marks.first().scrollIntoViewIfNeeded({ timeout: 5000 })
      await marks.first().hover({ timeout: 5000 })
      expect(await page.locator('.pointed').textContent()).toBe(words)
      expect(await page.locator('.pointed').isVisible()).toBe(true)
      await page.mouse.move(2, 2)
      await page.locator('.pointed').waitFor({ state: 'hidden', timeout: 5000 })
      expect(await marks.count()).toBe(count)
    }
  })

  it('has each page in the other language', async () => {
    await open('vi/table-1.html')
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL(/en\/table-1\.html$/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Visits by province')
  })

  it('downloads the files of a table', async () => {
    await open('vi/table-1.html')
    const links = await page.locator('.downloads a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    expect(links.map((href) => href.split('.').at(-1))).toEqual(['xlsx', 'csv', 'px', 'json'])
    const names = await readdir(join(book.path, 'data'))
    for (const href of links) {
      const name = href.split('/').at(-1) ?? ''
      expect(names).toContain(name)
      const waiting = page.waitForEvent('download')
      await page.locator(`.downloads a[href$="${name}"]`).click()
      const saved = join(made.folder, `downloaded-${name}`)
      await (await waiting).saveAs(saved)
      expect((await readFile(saved)).equals(await readFile(join(book.path, 'data', name)))).toBe(true)
    }
    expect(page.url()).toContain('vi/table-1.html')
  })

  it('is clean for axe, on screen and narrow', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const name of [
      'index',
      'vi/index',
      'vi/chapter-1',
      'en/chapter-1',
      'vi/table-1',
      'en/table-2',
      'vi/certificate',
    ]) {
      await open(`${name}.html`)
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        type Finding = { id: string; nodes: { html: string }[] }
        const { axe: checker } = window as unknown as {
          axe: { run: (o: object) => Promise<{ violations: Finding[] }> }
        }
        // Fetching style sheets is what the pages forbid.
        const { violations } = await checker.run({ preload: false })
        return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 200) ?? ''}`)
      })
      expect([name, found]).toEqual([name, []])
    }
  })

  it('prints with its figures and its mark, and nothing of the tools', async () => {
    await open('vi/table-1.html')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.find').isVisible()).toBe(false)
    expect(await page.locator('.watermark').isVisible()).toBe(true)
    expect(await page.locator('tbody tr').first().isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
    const pdf = join(made.folder, 'table.pdf')
    await page.pdf({ path: pdf, preferCSSPageSize: true, tagged: true })
    const words = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    if (words.error) return console.warn('SKIPPED: the printed page was not read: no pdftotext on this machine')
    expect(words.stdout).toContain('Lượt ghé theo tỉnh')
    expect(words.stdout.toLowerCase()).toContain('bản thảo')
    expect(words.stdout).not.toMatch(/Tìm biểu|In trang này|↕/)
    for (const figure of await page.locator('tbody td').allTextContents()) expect(words.stdout).toContain(figure)
  })

  it('opens with its contents within three seconds', async () => {
    const started = performance.now()
    await open('vi/index.html')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('asked for nothing outside and stumbled over nothing', () => {
    expect(problems).toEqual([])
  })
})
