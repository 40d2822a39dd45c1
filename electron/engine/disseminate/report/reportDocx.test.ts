// The Word document: read back as XML, and laid out by LibreOffice where it has its Writer.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { composeReport } from './composeReport.ts'
import { captionCounter } from './docxText.ts'
import { reportDocx } from './reportDocx.ts'

const provinces = sampleDimension(
  'province',
  'row',
  Array.from({ length: 90 }, (_, i) => String(i + 1).padStart(2, '0')),
  { total: 'before', label: (code) => ({ vi: `Tỉnh thứ ${code}`, en: `Province ${code}` }) },
)
const sex = sampleDimension('sex', 'column', ['1', '2'], { total: 'before' })
const cube = asProtected(
  sampleCube([provinces, sex], [sampleMeasure('m')], (p) =>
    p[0] === 3 && p[1] === 1 ? 'suppressed' : 1234 * ((p[0] ?? 0) + 1) + (p[1] ?? 0),
  ),
)
const small = asProtected(sampleCube([sex], [sampleMeasure('m')], (p) => [5, 2, 3][p[0] ?? 0]))
const chart = chartDefinitionSchema.parse({
  kind: 'chart',
  id: 'c',
  title: { vi: 'Học sinh', en: 'Pupils' },
  source: { from: 'table', id: 'small' },
  chart: 'bar',
})
const text = (vi: string, en: string) => ({ vi, en })
const definition = reportDefinitionSchema.parse({
  kind: 'report',
  id: 'r',
  title: text('Báo cáo thử', 'A report'),
  office: text('Cục Thống kê', 'Statistics Office'),
  numbering: 'automatic',
  cover: { subtitle: text('Năm 2025', '2025'), imprint: text('Hà Nội, 2026', 'Ha Noi, 2026') },
  blocks: [
    { type: 'contents', of: 'tables' },
    { type: 'heading', text: text('Kết quả chung', 'Main results') },
    {
      type: 'paragraph',
      text: text('Có {v}, xem {ref:main}.', 'There are {v}, see {ref:main}.'),
      figures: [{ id: 'v', source: { from: 'table', id: 't' } }],
    },
    {
      type: 'panel',
      items: [{ label: text('Tổng số', 'Total'), figure: { id: 'p', source: { from: 'table', id: 't' } } }],
    },
    { type: 'section', orientation: 'landscape' },
    { type: 'table', source: { from: 'table', id: 't' }, anchor: 'main' },
    { type: 'section', orientation: 'portrait' },
    { type: 'chart', id: 'c' },
  ],
})
const composed = composeReport(
  definition,
  {
    cube: ({ id }) => ({ cube: id === 'small' ? small : cube }),
    chart: () => ({ chart }),
    map: () => ({ problem: text('', '') }),
  },
  { period: text('', ''), territory: text('', '') },
)
const bytes = await reportDocx(composed, { program: 'StatDesk 0.1.0' })
const parts = unzipSync(bytes)
const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())

const folder = mkdtempSync(join(tmpdir(), 'docx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'report.docx'), bytes)
const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')])
const laidOut = spawnSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], { encoding: 'utf8' })
const readable = laidOut.status === 0
if (!readable)
  console.warn(
    'SKIPPED: the Word document laid out: LibreOffice Writer or pdftotext (apt: libreoffice-writer poppler-utils) is missing',
  )

describe('as a file', () => {
  test('has real headings, tables whose headings repeat, bookmarks and page references', () => {
    expect(xml).toContain('<w:pStyle w:val="Heading1"/>')
    expect(xml).toContain('<w:tblHeader/>')
    expect(strFromU8(parts['word/styles.xml'] ?? new Uint8Array())).toMatch(/w:styleId="Caption"/)
    expect(xml).toContain('w:name="b6"')
    expect(xml).toMatch(/PAGEREF b6/)
    expect(xml).toMatch(/w:orient="landscape"/)
    expect(xml).not.toMatch(/https?:\/\/(?!schemas\.|www\.w3\.org|purl\.)/)
  })

  test('counts captions by fields that keep the number they show', () => {
    expect(xml).toMatch(/<w:fldSimple w:instr="SEQ Bieu \\\* ARABIC">(?:(?!<\/w:fldSimple>).)*>1</)
    expect(xml).toMatch(/SEQ Hinh \\\* ARABIC/)
    const counted = captionCounter()
    expect([counted('table', '1'), counted('table', '7a'), counted('table', '2'), counted('figure', '1')]).toEqual([
      true,
      false,
      true,
      true,
    ])
  })

  test('has its charts as charts, each with its workbook of the figures drawn and no other', async () => {
    const chartPart = strFromU8(parts['word/charts/chart1.xml'] ?? new Uint8Array())
    expect(chartPart).toContain('<c:barChart>')
    expect([...chartPart.matchAll(/<c:val>.*?<\/c:val>/gs)].join('')).toMatch(/<c:v>2<\/c:v>.*<c:v>3<\/c:v>/s)
    expect(chartPart).toContain('<c:externalData r:id="rId1">')
    expect(xml).toContain('r:id="rIdChart1"')
    expect(xml).not.toContain('[[chart')
    const sheet = new ExcelJS.Workbook()
    await sheet.xlsx.load(
      Buffer.from(parts['word/embeddings/chart1.xlsx'] ?? new Uint8Array()) as unknown as ExcelJS.Buffer,
    )
    const figures = sheet.worksheets[0]?.getColumn(2).values?.filter((value) => typeof value === 'number')
    expect(figures).toEqual([2, 3])
    expect(strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array())).toContain('/word/charts/chart1.xml')
  })

  test('a chart with a line at a value, which older programs do not draw, is a vector picture', async () => {
    const marked = { ...chart, references: [{ from: 2, label: text('mức', 'level') }] }
    const report = {
      ...composed,
      blocks: composed.blocks.map((block) => (block.type === 'chart' ? { ...block, chart: marked } : block)),
    }
    const own = unzipSync(await reportDocx(report, { program: 'x' }))
    expect(Object.keys(own).some((name) => name.startsWith('word/charts/'))).toBe(false)
    expect(Object.keys(own).some((name) => /^word\/media\/.*\.svg$/.test(name))).toBe(true)
  })

  test('prints the yearbook symbol for what is withheld, never the figure', () => {
    expect(xml).toContain('…')
    expect(xml).not.toContain('4.937')
  })
})

describe.skipIf(!readable)('laid out by LibreOffice', () => {
  const pages = (laidOut.stdout ?? '').split('\f')

  test('every figure of the table is there, its headings on each of its pages', () => {
    const whole = laidOut.stdout
    for (let i = 1; i <= 90; i++) expect(whole).toContain(`Tỉnh thứ ${String(i).padStart(2, '0')}`)
    const withTable = pages.filter((page) => /Tỉnh thứ \d\d/.test(page))
    expect(withTable.length).toBeGreaterThan(1)
    for (const page of withTable) expect(page).toContain('sex 1')
    // Every further page says so, the first does not.
    const [first, ...further] = withTable
    expect(first).not.toContain('(Tiếp theo)')
    for (const page of further) {
      expect(page).toContain('(Tiếp theo) Biểu 1. Bảng thử')
      expect(page).toContain('(Cont.) Table 1.')
    }
    expect(whole.match(/\(Tiếp theo\)/g)).toHaveLength(further.length)
  })

  test('the list of tables names the page, the sentence the figure and its table', () => {
    const table = pages.findIndex((page) => page.includes('Biểu 1. Bảng thử')) + 1
    expect(pages.some((page) => new RegExp(`Biểu 1 Bảng thử.*${table}`).test(page))).toBe(true)
    expect(laidOut.stdout).toContain('Có 1.234 người, xem Biểu 1.')
  })

  test('draws the native chart', () => {
    const page = pages.findIndex((own) => own.includes('Hình 1. Học sinh')) + 1
    expect(page).toBeGreaterThan(0)
    // Letters of its axis are text of the page; a picture would have none.
    expect(pages[page - 1]).toMatch(/sex 1[\s\S]*sex 2/)
  })

  test('the table lies, the rest stands', () => {
    const info = spawnSync('pdfinfo', ['-f', '1', '-l', '99', join(folder, 'report.pdf')], { encoding: 'utf8' }).stdout
    const lying = [...info.matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map((m) => Number(m[1]) > Number(m[2]))
    expect(lying[0]).toBe(false)
    expect(lying.includes(true)).toBe(true)
    expect(lying.at(-1)).toBe(false)
    expect(readFileSync(join(folder, 'report.pdf')).length).toBeGreaterThan(10_000)
  })
})
