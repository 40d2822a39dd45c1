import { describe, expect, it } from 'vitest'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { reportDocument } from './reportDocument.ts'
import type { ComposedBlock } from './composeReport.ts'

const province = sampleDimension('province', 'row', ['01', '04'], {
  total: 'before',
  label: (c) => (c === '01' ? { vi: 'Hà Nội', en: 'Ha Noi' } : { vi: '<img src=x onerror=alert(1)>', en: 'B' }),
})
const sex = sampleDimension('sex', 'column', ['1', '2'], { total: 'before' })
const cube = asProtected(
  sampleCube([province, sex], [sampleMeasure('m')], (p) =>
    p[0] === 2 && p[1] === 1 ? 'suppressed' : p[0] === 2 && p[1] === 2 ? undefined : 1234 * (p[0]! + 1),
  ),
)
const definition = (more: object = {}) =>
  reportDefinitionSchema.parse({
    kind: 'report',
    id: 'r',
    title: { vi: 'Báo cáo "thử" \\ </style>', en: 'Report' },
    office: { vi: 'Cục Thống kê', en: 'Statistics Office' },
    blocks: [{ type: 'page_break' }],
    confidentiality: { vi: 'Mật', en: 'Confidential' },
    ...more,
  })
const chart = chartDefinitionSchema.parse({
  kind: 'chart',
  id: 'c',
  title: { vi: 'Biểu', en: 'Chart' },
  source: { from: 'table', id: 't' },
  chart: 'bar',
})
const source = { from: 'table' as const, id: 't' }
const facts = { program: 'StatDesk 0.1.0', printedAt: '2026-01-02T03:04:05' }
const blocks: ComposedBlock[] = [
  { type: 'heading', text: { vi: 'Mục 1', en: 'Part 1' }, level: 1, number: '', target: 'b1' },
  { type: 'table', source, cube, number: '7', target: 'b2' },
  { type: 'chart', cube, chart, number: '1', target: 'b3' },
  { type: 'chart', cube, chart, number: '2', target: 'b4' },
  { type: 'page_break' },
]
const html = (more: object = {}, given = blocks) => {
  const made = definition(more)
  return reportDocument(
    { definition: made, title: made.title, blocks: given, problems: [], used: [], words: [] },
    facts,
  )
}
const body = (text: string) => text.slice(text.indexOf('<body>'))

describe('reportDocument', () => {
  it('needs nothing from outside and runs nothing', () => {
    const text = html()
    expect(text).not.toMatch(/<script|<link|<iframe|<img/i)
    expect(text.replace(/xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/https?:\/\//)
    expect(text).not.toMatch(/url\((?!data:|#)/)
    expect(text).toContain("default-src 'none'")
  })

  it('cannot be broken out of by titles and labels', () => {
    const text = html()
    expect(text.match(/<\/style>/g)).toHaveLength(1)
    expect(body(text)).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(body(text)).toContain('Báo cáo &quot;thử&quot; \\ &lt;/style&gt;')
  })

  it('prints the yearbook form: number, both titles, unit, A 1 2 3, scopes, symbols, source', () => {
    const text = body(html())
    expect(text).toContain(
      '<div class="title" lang="vi">Biểu 7. Bảng thử</div><div class="title-en" lang="en">Table 7. Sample table</div>',
    )
    expect(text).toContain('Đơn vị tính: Người – <span class="en" lang="en">Unit: Persons</span>')
    expect(text).toMatch(/class="numbers"[^>]*><td>A<\/td><td>1<\/td><td>2<\/td><td>3<\/td>/)
    expect(text).toMatch(/<th scope="row" class="stub">Hà Nội/)
    expect(text).toMatch(/<th scope="col"/)
    expect(text).toContain('2.468')
    expect(text).toMatch(/“…” không công bố để bảo mật thông tin/)
    expect(text).toMatch(/“-” không có hiện tượng phát sinh/)
    expect(text).toContain('Nguồn: Nguồn thử')
    expect(text).toContain('Sơ bộ')
    expect(text).toMatch(/<figure id="b3">.*<svg.*<\/svg>/s)
  })

  it('speaks one language when asked', () => {
    const english = body(html({ language: 'en' }))
    expect(english).toContain('Table 7. Sample table')
    expect(english).toContain('2,468')
    expect(english).not.toMatch(/Đơn vị|Nguồn|Ghi chú|Tổng số/)
    expect(html({ language: 'en' })).toContain('<html lang="en">')
    expect(body(html({ language: 'vi' }))).not.toMatch(/Sample table|Unit:/)
  })

  it('cuts a wide table into panels that together hold every column once', () => {
    const wide = asProtected(
      sampleCube(
        [
          province,
          sampleDimension(
            'p',
            'column',
            Array.from({ length: 30 }, (_, i) => String(i + 1)),
          ),
        ],
        [sampleMeasure('m')],
        (p) => 1_000_000 + p[1]!,
      ),
    )
    const text = body(html({}, [{ type: 'table', source, cube: wide, number: '1', target: 'b1' }]))
    expect(text.match(/<table/g)!.length).toBeGreaterThan(1)
    expect(text).toContain('(Tiếp theo) Biểu 1.')
    const numbers = [...text.matchAll(/class="numbers"[^>]*><td>A<\/td>(.*?)<\/tr>/g)].flatMap((m) =>
      [...m[1]!.matchAll(/<td>(\d+)<\/td>/g)].map((d) => Number(d[1])),
    )
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    expect(text.match(/Nguồn: /g)).toHaveLength(1)
  })

  it('says so when only the first lines are printed', () => {
    const text = body(html({}, [{ type: 'table', source, cube, number: '', maxRows: 1, target: 'b1' }]))
    expect(text).toContain('Chỉ in 1 dòng đầu trong 3 dòng.')
    expect(text).not.toContain('Hà Nội')
  })

  it('gives figures of one page ids of their own', () => {
    const ids = [
      ...html({}, [
        { type: 'chart', cube, chart: { ...chart, theme: 'print' }, number: '1', target: 'b1' },
        { type: 'chart', cube, chart: { ...chart, theme: 'print' }, number: '2', target: 'b2' },
      ]).matchAll(/ id="([^"]+)"/g),
    ].map((m) => m[1])
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('runs what the office says along head and foot, else the title', () => {
    const margins = { header: { vi: 'Niên giám 2025', en: 'Yearbook 2025' }, footer: { vi: 'Lưu hành', en: 'For use' } }
    expect(html({ margins })).toContain('content:"Niên giám 2025"')
    expect(html({ margins })).toContain('Lưu hành – StatDesk')
    expect(html()).not.toContain('Niên giám 2025')
  })
})
