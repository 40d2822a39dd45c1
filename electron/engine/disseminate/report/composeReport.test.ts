import { describe, expect, it } from 'vitest'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { composeReport } from './composeReport.ts'
import type { ReportSources } from './composeReport.ts'
import { bareNumber, numberBlocks, roman } from './numberBlocks.ts'

const years = sampleDimension('period', 'column', ['2024', '2025'], { time: 'year' })
const cube = asProtected(sampleCube([years], [sampleMeasure('m')], (p) => [100, 120][p[0] ?? 0]))
const chart = chartDefinitionSchema.parse({
  kind: 'chart',
  id: 'c',
  title: { vi: 'Hình thử', en: 'A chart' },
  source: { from: 'table', id: 't' },
  chart: 'bar',
})
const gone = { vi: 'Bảng “x” đã bị xóa.', en: 'Table “x” was deleted.' }
const sources: ReportSources = {
  cube: ({ id }) => (id === 't' ? { cube } : { problem: gone }),
  map: () => ({ problem: gone }),
  chart: (id) => (id === 'c' ? { chart } : { problem: gone }),
}
const issue = { period: { vi: 'tháng 10/2025', en: 'October 2025' }, territory: { vi: 'Hà Nội', en: 'Ha Noi' } }
const report = (blocks: object[], more: object = {}) =>
  reportDefinitionSchema.parse({
    kind: 'report',
    id: 'r',
    title: { vi: 'Bản tin {period}', en: 'Bulletin {period}' },
    office: { vi: 'Cục', en: 'Office' },
    numbering: 'automatic',
    blocks,
    ...more,
  })
const text = (vi: string, en = vi) => ({ vi, en })
const table = (more: object = {}) => ({ type: 'table', source: { from: 'table', id: 't' }, ...more })

describe('numbering', () => {
  it('counts parts, sections, tables and figures', () => {
    const numbered = numberBlocks(
      report([
        { type: 'heading', text: text('A') },
        { type: 'heading', text: text('a'), level: 2 },
        table(),
        { type: 'heading', text: text('b'), level: 3 },
        { type: 'chart', id: 'c' },
        { type: 'heading', text: text('B') },
        { type: 'heading', text: text('c'), level: 2 },
        table(),
      ]),
    )
    expect(numbered.blocks.map((block) => block.number)).toEqual(['I', '1', '1', '1.1', '1', 'II', '1', '2'])
  })

  it('keeps a number typed by hand, without the word typed before it', () => {
    const { blocks } = numberBlocks(report([table({ number: 'Biểu 12.' }), table(), table({ number: 'A.3' })]))
    expect(blocks.map((block) => block.number)).toEqual(['12', '1', 'A.3'])
    expect([bareNumber('Bảng 4'), bareNumber('Table 5.'), bareNumber('Biểu đồ 2'), bareNumber('7')]).toEqual([
      '4',
      '5',
      '2',
      '7',
    ])
    expect(numberBlocks(report([table()], { numbering: 'manual' })).blocks[0]?.number).toBe('')
  })

  it('writes Roman numbers', () => {
    expect([1, 4, 9, 14, 39].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XXXIX'])
  })
})

describe('a composed report', () => {
  it('fills period, territory, references and live figures in both languages', () => {
    const figure = { id: 'v', source: { from: 'table', id: 't' }, show: 'sentence' }
    const composed = composeReport(
      report([
        {
          type: 'paragraph',
          text: text('{v} Xem {ref:main}, {territory}.', '{v} See {ref:main}, {territory}.'),
          figures: [figure],
        },
        table({ anchor: 'main' }),
      ]),
      sources,
      issue,
    )
    expect(composed.title).toEqual({ vi: 'Bản tin tháng 10/2025', en: 'Bulletin October 2025' })
    expect(composed.blocks[0]).toMatchObject({
      text: {
        vi: 'm năm 2025 đạt sơ bộ 120 người, tăng 20,0% so với năm trước. Xem Biểu 1, Hà Nội.',
        en: 'm in 2025 is put at a preliminary 120 persons, up 20.0% from the previous year. See Table 1, Ha Noi.',
      },
    })
    expect(composed.problems).toEqual([])
  })

  it('lists what it has', () => {
    const composed = composeReport(
      report([
        { type: 'contents', of: 'headings' },
        { type: 'contents', of: 'tables' },
        { type: 'contents', of: 'figures' },
        { type: 'heading', text: text('Phần một', 'Part one') },
        table(),
        { type: 'chart', id: 'c' },
      ]),
      sources,
      issue,
    )
    const entries = composed.blocks.flatMap((block) => (block.type === 'contents' ? block.entries : []))
    expect(entries.map((entry) => `${entry.label.vi} ${entry.text.vi}`)).toEqual([
      'I. Phần một',
      'Biểu 1 Bảng thử',
      'Hình 1 Hình thử',
    ])
  })

  it('puts large figures side by side with their change', () => {
    const composed = composeReport(
      report([
        {
          type: 'panel',
          items: [{ label: text('Học sinh'), figure: { id: 'n', source: { from: 'table', id: 't' } } }],
        },
      ]),
      sources,
      issue,
    )
    expect(composed.blocks[0]).toMatchObject({ items: [{ figure: { vi: '120 người' }, change: { vi: 'tăng 20,0%' } }] })
  })

  it('says what is gone, where, and leaves no hole', () => {
    const lost = { id: 'x', source: { from: 'table', id: 'x' } }
    const composed = composeReport(
      report([
        table({ source: { from: 'table', id: 'x' } }),
        { type: 'chart', id: 'x' },
        { type: 'paragraph', text: text('{x} {unknown} {ref:nowhere}'), figures: [lost] },
      ]),
      sources,
      issue,
    )
    expect(composed.blocks.slice(0, 2)).toEqual([
      { type: 'problem', text: gone },
      { type: 'problem', text: gone },
    ])
    expect(composed.problems.map((problem) => problem.block)).toEqual([0, 1, 2, 2, 2])
    expect(composed.blocks[2]).toMatchObject({ text: { vi: '[…] {unknown} {ref:nowhere}' } })
  })
})
