// The report templates on demonstration data, printed: every figure and sentence of each PDF, read by pdftotext,
// against the cubes; every page, drawn by pdftoppm, against the page kept as good, with a tolerance. UPDATE_GOLDEN=1
// keeps the pages as they are now: look at them.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportTemplates } from '#engine/disseminate/library/reportTemplates.ts'
import { takeReport } from '#engine/disseminate/library/takeReport.ts'
import { pageRoom } from '#engine/disseminate/page/pageStyle.ts'
import { tablePanels } from '#engine/disseminate/page/tablePanels.ts'
import { arrangePages } from '#engine/disseminate/report/arrangePages.ts'
import type { ComposedReport } from '#engine/disseminate/report/composeReport.ts'
import { reportDocument } from '#engine/disseminate/report/reportDocument.ts'
import { composedReport } from '#engine/disseminate/report/reportHtml.ts'
import { createDemonstration } from '#engine/upkeep/demonstration/createDemonstration.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { formatCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'
import { openPrinter } from '../../electron/host-chromium/printPdf.ts'
import type { Printer } from '../../electron/host-chromium/printPdf.ts'

const kept = fileURLToPath(new URL('../fixtures/pages', import.meta.url))
const seen = fileURLToPath(new URL('../../out/pages', import.meta.url))
const browser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].some((path) => existsSync(path))
const poppler = spawnSync('pdftoppm', ['-v']).error === undefined
if (!browser || !poppler) console.warn('SKIPPED: golden pages of the templates: no Chromium or no poppler here')

/** Dots to the inch: enough for a line that moved, a column that was cut, a mark that is gone. */
const resolution = 36
/**
 * Of the points of a page may differ by more than a shade: letters set a hair apart by another version of the browser.
 */
const tolerance = 0.02

type Page = { width: number; height: number; points: Buffer }
/** "P5 298 421 255" and the points. */
const pageOf = (file: Buffer): Page => {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'))
  return {
    width: Number(head?.[1]),
    height: Number(head?.[2]),
    points: file.subarray(head?.[0].length ?? 0),
  }
}
const difference = (a: Page, b: Page): number => {
  if (a.width !== b.width || a.height !== b.height) return 1
  let far = 0
  for (let i = 0; i < a.points.length; i += 1) if (Math.abs((a.points[i] ?? 0) - (b.points[i] ?? 0)) > 64) far += 1
  return far / a.points.length
}

/** The figures of each table in the order they are printed: row by row, panel after panel. */
const printedRows = ({ definition, blocks }: ComposedReport): string[][] => {
  let { orientation } = definition
  return arrangePages({ definition, blocks }).flatMap((block) => {
    if (block.type === 'section') orientation = block.orientation
    if (block.type !== 'table') return []
    const layout = layoutTable(block.cube)
    const { panels, lines } = tablePanels(block.cube, layout, definition.language, pageRoom(orientation))
    return panels.map(({ from, to }) =>
      lines.slice(0, block.maxRows ?? lines.length).flatMap((line) => {
        if (line.row === null) return []
        const cells = (layout.rows[line.row]?.cells ?? []).slice(from, to)
        return [
          cells
            .map((cell) => {
              const measure = block.cube.measures[cell.measure]
              return measure ? formatCell(cell, measure, 'vi') : ''
            })
            .join(' '),
        ]
      }),
    )
  })
}

let folder = ''
let workspace: Workspace
let printer: Printer
const context = testContext(() => workspace)
const job = quietJob()
const templates = reportTemplates.filter(({ report }) => report.layout === 'pages').map(({ report }) => report)

describe.skipIf(!browser || !poppler)('templates on paper', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'statdesk-pages-'))
    workspace = await createDemonstration(context, { path: join(folder, 'ws'), scale: 0.0005, seed: 3 }, job)
    for (const { id } of templates) takeReport(context, id)
    printer = await openPrinter()
    mkdirSync(kept, { recursive: true })
    mkdirSync(seen, { recursive: true })
  }, 300_000)
  afterAll(async () => {
    await printer.close()
    await workspace.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(templates.map((report) => [report.id, report] as const))(
    '%s has every figure and sentence, and looks as it did',
    async (id, definition: ReportDefinition) => {
      const territory = id === 'factsheet' ? '38' : null
      const { standing: _mark, ...report } = await composedReport(context, definition, { period: null, territory }, job)
      expect(report.problems).toEqual([])
      // Without the mark of a draft, whose letters would stand between the figures.
      const pdf = join(folder, `${id}.pdf`)
      await printer.print(reportDocument(report, { program: 'StatDesk', printedAt: '2026-01-02T03:04:05' }), pdf)

      const text = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' })
      const lines = text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
      for (const rows of printedRows(report)) {
        // From the first line of the table on, each row after the one before it.
        let at = lines.findIndex((line) => line.endsWith(rows[0] ?? ''))
        for (const figures of rows) {
          const found = lines.findIndex((line, i) => i >= at && line.endsWith(figures))
          if (found < 0) writeFileSync(join(seen, `${id}.txt`), text)
          expect([id, figures, found >= 0]).toEqual([id, figures, true])
          at = found + 1
        }
      }
      const flowing = execFileSync('pdftotext', ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
      for (const { text: words } of report.words) expect(flowing).toContain(words.vi.replace(/\s+/g, ' ').trim())

      execFileSync('pdftoppm', ['-r', String(resolution), '-gray', pdf, join(folder, id)])
      const drawn = readdirSync(folder).filter((name) => name.startsWith(`${id}-`) && name.endsWith('.pgm'))
      const pages = drawn.toSorted().map((name) => readFileSync(join(folder, name)))
      const golden = (n: number): string => join(kept, `${id}-${n}.pgm.gz`)
      if (process.env['UPDATE_GOLDEN'] === '1')
        pages.forEach((page, n) => writeFileSync(golden(n + 1), gzipSync(page, { level: 9 })))
      const count = readdirSync(kept).filter((name) => name.startsWith(`${id}-`)).length
      expect([id, pages.length]).toEqual([id, count])
      const far = pages.map((page, n) => {
        const share = difference(pageOf(page), pageOf(gunzipSync(readFileSync(golden(n + 1)))))
        if (share > tolerance) writeFileSync(join(seen, `${id}-${n + 1}.pgm`), page)
        return share
      })
      expect([id, far.map((share) => share <= tolerance)]).toEqual([id, far.map(() => true)])
    },
    120_000,
  )

  it('a page whose figures are gone or whose table moved is told', () => {
    const name = readdirSync(kept).find((own) => own.endsWith('-1.pgm.gz')) ?? ''
    const page = pageOf(gunzipSync(readFileSync(join(kept, name))))
    const moved = Buffer.concat([page.points.subarray(page.width * 12), Buffer.alloc(page.width * 12, 255)])
    expect(difference(page, { ...page, points: moved })).toBeGreaterThan(tolerance)
    expect(difference(page, page)).toBe(0)
  })
})
