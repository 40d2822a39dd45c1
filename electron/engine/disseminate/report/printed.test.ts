// A report on paper, read again by tools that are not ours: every figure of the PDF against the cube it came from,
// titles and units on every page of a long table, the mark on every page, and the Word document laid out by LibreOffice
// beside it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idleJob, someVisits, visitTable, visitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import type { VisitWorkspace } from '#test/support/compare/visitWorkspace.ts'
import { builtInCodeLists, detailedCodes } from '#engine/classify/codeLists.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { formatCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { printPdf } from '../../../host-chromium/printPdf.ts'
import { composedReport } from './reportHtml.ts'
import { reportDocument } from './reportDocument.ts'
import { reportDocx } from './reportDocx.ts'

const browser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].some((path) => existsSync(path))
const poppler = spawnSync('pdftotext', ['-v']).error === undefined
if (!browser || !poppler) console.warn('SKIPPED: figures of a printed report: no Chromium or no pdftotext here')
const office = spawnSync('soffice', ['--version']).error === undefined
if (!office) console.warn('SKIPPED: the Word document beside the PDF: no LibreOffice here')

const text = (vi: string, en: string) => ({ vi, en })
let made: VisitWorkspace
let pdf = ''
let docx = ''
let cube: ProtectedCube

const textOf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' })
const pagesOf = (path: string): string[] =>
  textOf(path)
    .split('\f')
    .filter((page) => page.trim() !== '')

describe.skipIf(!browser || !poppler)('a printed report', () => {
  beforeAll(async () => {
    made = await visitWorkspace()
    const old = builtInCodeLists
      .filter(({ list }) => list === 'province')
      .toSorted((a, b) => b.items.length - a.items.length)
    const codes = old.slice(0, 1).flatMap((version) => detailedCodes(version))
    // Few visits here and there: some figures are withheld.
    for (const [i, period] of ['2025-02', '2025-03', '2025-04'].entries())
      await made.deliver(
        period,
        codes.flatMap((code, c) => someVisits(i + c, (c * 7 + i) % 23 < 2 ? 1 : 40 + ((c * 13 + i) % 50), [code])),
      )
    definitionRepository(made.workspace.catalog).save(
      visitTable({
        id: 'long',
        title: text('Lượt ghé theo tỉnh và tháng', 'Visits by province and month'),
        rows: [{ variable: 'province', total: 'before' }],
        columns: [{ variable: 'period', total: 'after' }],
        measures: [
          {
            id: 'amount',
            statistic: 'sum',
            variable: 'amount',
            label: text('Tiền', 'Amount'),
            unit: text('Nghìn đồng', 'Thousand VND'),
            decimals: 1,
          },
        ],
      }),
      'tester',
    )
    const source = { from: 'table', id: 'long' }
    const definition = reportDefinitionSchema.parse({
      kind: 'report',
      id: 'r',
      title: text('Báo cáo in', 'A printed report'),
      office: text('Cục Thống kê', 'Statistics Office'),
      numbering: 'automatic',
      blocks: [
        { type: 'contents', of: 'tables' },
        { type: 'heading', text: text('Phần một', 'Part one') },
        {
          type: 'paragraph',
          text: text('Tháng cuối: {n}{note:1}.', 'The last month: {n}{note:1}.'),
          figures: [{ id: 'n', source }],
          notes: [text('Chú thích ở cuối phần.', 'A note at the end of the part.')],
        },
        { type: 'table', source },
        { type: 'table', source },
      ],
    })
    const report = await composedReport(made.context, definition, { period: null, territory: null }, idleJob())
    cube = report.used[0]?.cube as ProtectedCube
    pdf = join(made.folder, 'r.pdf')
    docx = join(made.folder, 'r.docx')
    await printPdf(reportDocument(report, { program: 'StatDesk', printedAt: '2026-01-02T03:04:05' }), pdf)
    await writeFile(docx, await reportDocx(report, { program: 'StatDesk' }))
  }, 120_000)
  afterAll(() => made.close())

  it('has every figure of the cube in its line, in order, withheld ones as a symbol', () => {
    const lines = textOf(pdf).split('\n')
    const measure = cube.measures[0]
    const layout = layoutTable(cube)
    expect(layout.rows.length).toBeGreaterThan(60)
    let withheld = 0
    for (const row of layout.rows) {
      const label = row.stub.at(-1)?.label.vi ?? ''
      const figures = row.cells.map((cell) => (measure ? formatCell(cell, measure, 'vi') : ''))
      withheld += figures.filter((figure) => figure === '…').length
      // A long name takes two lines; its figures stand beside the second.
      const printed = lines.flatMap((line, i) =>
        line.trimStart().startsWith(label)
          ? [line, lines[i + 1] ?? ''].map((own) =>
              own
                .trim()
                .split(/\s{2,}/)
                .slice(-figures.length),
            )
          : [],
      )
      expect([label, printed]).toEqual([label, expect.arrayContaining([figures])])
    }
    expect(withheld).toBeGreaterThan(0)
  })

  it('says on every further page of a table that it goes on, with title and unit, and never on the first', () => {
    const pages = pagesOf(pdf)
    expect(pages.length).toBeGreaterThanOrEqual(3)
    const again = pages.filter((page) => /\(Tiếp theo\) Biểu \d\. Lượt ghé theo tỉnh và tháng/.test(page))
    expect(again.length).toBeGreaterThanOrEqual(2)
    for (const page of again) expect(page).toContain('Nghìn đồng')
    expect(pages[0]).not.toContain('(Tiếp theo)')
    expect(textOf(pdf).match(/(?<!\) )Biểu 1\. Lượt ghé/g)).toHaveLength(1)
  })

  it('says on every page that it is not approved, and has its footnote', () => {
    for (const page of pagesOf(pdf)) expect(page.replace(/\s+/g, ' ')).toMatch(/Bản thảo|BẢN THẢO/)
    expect(textOf(pdf)).toContain('Chú thích ở cuối phần.')
  })

  it.skipIf(!office)('has the same figures and the mark on every page as a Word document', { timeout: 120_000 }, () => {
    const folder = join(made.folder, 'office')
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(made.folder, 'profile')}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        docx,
      ],
      { stdio: 'ignore', timeout: 110_000 },
    )
    const laid = join(folder, 'r.pdf')
    const pages = pagesOf(laid)
    // The Word document is set larger (Decree 30/2020), so it may be longer, never shorter.
    expect(pages.length).toBeGreaterThanOrEqual(pagesOf(pdf).length)
    // A table longer than a page begins one.
    expect(pages.length).toBeLessThanOrEqual(pagesOf(pdf).length * 2 + 1)
    for (const page of pages) expect(page).toContain('Bản thảo – chưa duyệt')
    // Line by line, in the order of the pages: the same figures, withheld ones the same symbols.
    const columns = layoutTable(cube).columns.length
    const linesOf = (path: string): string[] =>
      textOf(path)
        .split('\n')
        .map((line) => line.trim().split(/\s{2,}/))
        .filter(
          (cells) => cells.length >= columns && cells.slice(-columns).every((cell) => /^(…|-|[\d.]+,\d)$/.test(cell)),
        )
        .map((cells) => cells.slice(-columns).join(' '))
    expect(linesOf(laid)).toHaveLength(2 * layoutTable(cube).rows.length)
    expect(linesOf(laid)).toEqual(linesOf(pdf))
    // Each table says on each of its further pages that it goes on.
    const further = pages.filter((page) => /\(Tiếp theo\) Biểu \d\. Lượt ghé theo tỉnh và tháng/.test(page))
    expect(further.length).toBeGreaterThanOrEqual(2)
    expect(pages.filter((page) => page.includes('Lượt ghé theo tỉnh và tháng')).length).toBeGreaterThanOrEqual(
      pages.length - 2,
    )
  })
})
