// The office's own head, foot, name, place and colour on every report; two languages apart.
import { expect, it } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { plainTheme, templateOffice, themed } from '#shared/model/reportTheme.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { composeReport } from './composeReport.ts'
import { reportDocument } from './reportDocument.ts'
import { reportDocx } from './reportDocx.ts'

const text = (vi: string, en: string) => ({ vi, en })
const cube = asProtected(sampleCube([sampleDimension('p', 'row', ['01', '02'])], [sampleMeasure('n')], () => 1234))
const define = (more: object) =>
  reportDefinitionSchema.parse({
    kind: 'report',
    id: 'r',
    title: text('Báo cáo thử', 'A report'),
    office: text('', ''),
    numbering: 'automatic',
    blocks: [
      { type: 'contents', of: 'tables' },
      { type: 'heading', text: text('Phần một', 'Part one') },
      { type: 'table', source: { from: 'table', id: 't' } },
    ],
    ...more,
  })
const composed = (definition: ReturnType<typeof define>) =>
  composeReport(
    definition,
    { cube: () => ({ cube }), chart: () => ({ problem: text('', '') }), map: () => ({ problem: text('', '') }) },
    { period: text('', ''), territory: text('', '') },
  )
const theme = {
  ...plainTheme,
  office: text('Chi cục Thống kê tỉnh X', 'Statistics Office of X'),
  header: text('Đầu trang chung', 'Common head'),
  footer: text('Chân trang chung', 'Common foot'),
  imprint: text('Thanh Hóa', 'Thanh Hoa'),
  accent: '#123456',
}
const facts = { program: 'StatDesk', printedAt: '2026-01-02T03:04:05' }

it('stands where the report says nothing of its own, and only there', () => {
  const plain = themed(define({}), theme)
  expect(plain.office.vi).toBe('Chi cục Thống kê tỉnh X')
  expect(plain.margins).toEqual({ header: theme.header, footer: theme.footer })
  expect(themed(define({ office: templateOffice }), theme).office).toEqual(theme.office)
  const own = define({
    office: text('Riêng', 'Own'),
    margins: { header: text('Của tôi', 'Mine'), footer: text('', '') },
  })
  expect(themed(own, theme)).toMatchObject({
    office: own.office,
    margins: { header: text('Của tôi', 'Mine'), footer: theme.footer },
  })
  const cover = { subtitle: text('', ''), imprint: text('Hà Nội', 'Ha Noi') }
  expect(themed(define({ cover }), theme).cover?.imprint).toEqual(theme.imprint)
  expect(themed(define({}), plainTheme)).toEqual(define({}))
})

it('is on the pages and in the Word document, with the colour of the office', async () => {
  const report = { ...composed(themed(define({}), theme)), accent: theme.accent }
  const html = reportDocument(report, facts)
  for (const words of ['Chi cục Thống kê tỉnh X', 'Đầu trang chung', 'Chân trang chung', '#123456'])
    expect(html).toContain(words)
  expect(html).not.toContain('#0f4c81')
  const parts = unzipSync(await reportDocx(report, { program: 'x' }))
  const words = Object.entries(parts)
    .filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join('')
  expect(words).toContain('Chân trang chung')
})

it('two languages apart: the whole in one, then the whole in the other, each list leading to its own', async () => {
  const report = composed(define({ bilingual: 'apart' }))
  const html = reportDocument(report, facts)
  const body = html.slice(html.indexOf('<main>'))
  const english = body.indexOf('lang="en"')
  expect(body.indexOf('Phần một')).toBeLessThan(english)
  expect(body.lastIndexOf('Phần một')).toBeLessThan(english)
  expect(body.indexOf('Part one')).toBeGreaterThan(english)
  expect(body).toContain('href="#b3"')
  expect(body).toContain('href="#en-b3"')
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const xml = strFromU8(unzipSync(await reportDocx(report, { program: 'x' }))['word/document.xml'] ?? new Uint8Array())
  expect(xml.lastIndexOf('Phần một')).toBeLessThan(xml.indexOf('Part one'))
  expect(xml).toContain('w:name="en-b3"')
})
