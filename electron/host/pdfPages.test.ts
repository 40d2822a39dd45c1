// Page numbers read from a PDF that the installed Chromium printed, checked by what pdftotext finds on each page.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printPdf } from '../host-chromium/printPdf.ts'
import { fillPageNumbers, pagesOfTargets } from './pdfPages.ts'

const entry = (target: string) =>
  `<a href="#${target}">${target}</a> <span class="contents-page" data-page="${target}"></span><br>`
const chapters = Array.from({ length: 23 }, (_, i) => `b${i + 1}`)
const html = `<!doctype html><html><head><title>x</title><style>h2{break-before:page}</style></head><body>${chapters.map(entry).join('')}${chapters.map((id) => `<h2 id="${id}">Chapter ${id}</h2>`).join('')}</body></html>`

const browser = spawnSync('which', ['chromium', 'google-chrome', 'microsoft-edge'], { encoding: 'utf8' }).stdout !== ''
if (!browser) console.warn('SKIPPED: page numbers of a printed PDF: no Chromium on this machine')

test.skipIf(!browser)('every target gets the page it stands on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  try {
    const path = join(folder, 'x.pdf')
    await printPdf(html, path)
    const pages = pagesOfTargets(readFileSync(path))
    expect([...pages].toSorted((a, b) => a[1] - b[1])).toEqual(chapters.map((id, i) => [id, i + 2]))
    if (spawnSync('pdftotext', ['-v']).error === undefined) {
      const first = execFileSync('pdftotext', ['-l', '1', path, '-'], { encoding: 'utf8' })
      expect(first).toMatch(/b23\s+24/)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a file that is no such PDF gives no numbers, and nothing else of the document changes', () => {
  expect(pagesOfTargets(Buffer.from('%PDF-1.7 other'))).toEqual(new Map())
  expect(fillPageNumbers(html, new Map())).toBe(html)
  expect(fillPageNumbers(entry('b7'), new Map([['b7', 12]]))).toContain('data-page="b7">12</span>')
})
