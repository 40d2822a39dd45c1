import { describe, expect, it } from 'vitest'
import { textWidth } from '#shared/chart/textFit.ts'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { chartPng } from './chartPng.ts'
import { renderChartSvg } from './chartSvg.ts'

const names = [
  'Hà Nội',
  'Cao Bằng',
  'Tuyên Quang',
  'Điện Biên',
  'Lai Châu',
  'Sơn La',
  'Lào Cai',
  'Thái Nguyên',
  'Lạng Sơn',
  'Quảng Ninh',
  'Bắc Ninh',
  'Phú Thọ',
  'Hải Phòng',
  'Hưng Yên',
  'Ninh Bình',
  'Thanh Hóa',
  'Nghệ An',
  'Hà Tĩnh',
  'Quảng Trị',
  'Huế',
  'Đà Nẵng',
  'Quảng Ngãi',
  'Gia Lai',
  'Khánh Hòa',
  'Đắk Lắk',
  'Lâm Đồng',
  'Đồng Nai',
  'TP. Hồ Chí Minh',
  'Tây Ninh',
  'Đồng Tháp',
  'Vĩnh Long',
  'An Giang',
  'Cần Thơ',
  'Cà Mau',
]
const province = (n: number) =>
  sampleDimension('province', 'row', names.slice(0, n), { total: 'before', label: (code) => ({ vi: code, en: code }) })
const sex = sampleDimension('sex', 'column', ['1', '2'], {
  label: (c) => (c === '1' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }),
})
const months = sampleDimension(
  'period',
  'column',
  Array.from({ length: 24 }, (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`),
  { time: 'month' },
)
const definition = (more: Partial<ChartDefinition>): ChartDefinition =>
  chartDefinitionSchema.parse({
    kind: 'chart',
    id: 'c',
    title: {
      vi: 'Số học sinh phổ thông chia theo tỉnh, thành phố trực thuộc Trung ương, năm học 2025-2026',
      en: 'Pupils',
    },
    source: { from: 'table', id: 't' },
    chart: 'bar',
    ...more,
  })

type Box = { text: string; left: number; right: number; top: number; bottom: number }

/** Boxes of all texts, from their transforms, anchors and sizes; widths by the estimate labels are placed with. */
const textBoxes = (svg: string): Box[] =>
  [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', content = '']) => {
    const text = content.replace(/&#39;/g, "'").replace(/&amp;/g, '&')
    const number = (pattern: RegExp) => Number(pattern.exec(attributes)?.[1] ?? 0)
    const size = number(/font-size:([\d.]+)px/) || 12
    const width = textWidth(text, size) * 0.9
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start'
    const from = number(/ x="(-?[\d.]+)"/) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    const y = number(/ y="(-?[\d.]+)"/)
    const central = attributes.includes('dominant-baseline="central"')
    const [up, down] = central ? [size * 0.4, size * 0.4] : [size * 0.75, size * 0.2]
    const matrix = /transform="matrix\(([^)]*)\)"/.exec(attributes)?.[1]?.split(/[ ,]+/).map(Number)
    const shift = /transform="translate\(([^)]*)\)"/.exec(attributes)?.[1]?.split(/[ ,]+/).map(Number)
    const [a, b, c, d, e, f] = matrix ?? [1, 0, 0, 1, shift?.[0] ?? 0, shift?.[1] ?? 0]
    const corners = [
      [from, y - up],
      [from + width, y - up],
      [from, y + down],
      [from + width, y + down],
    ].map(([px, py]) => [a! * px! + c! * py! + e!, b! * px! + d! * py! + f!])
    const xs = corners.map((p) => p[0]!)
    const ys = corners.map((p) => p[1]!)
    return { text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
  })

const overlapping = (boxes: Box[]): string[] =>
  boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
      .map((two) => `${one.text} × ${two.text}`),
  )

const cases: [string, ChartDefinition, ReturnType<typeof sampleCube>][] = [
  [
    '34 provinces at the default size',
    definition({ seriesDimension: null }),
    sampleCube([province(34), sex], [sampleMeasure('m')], (p) => 1234567 * (p[0]! + 1)),
  ],
  [
    '34 provinces by sex on a tall page',
    definition({ heightMm: 160 }),
    sampleCube([province(34), sex], [sampleMeasure('m')], (p) => 12345 * (p[0]! + 1)),
  ],
  [
    'six provinces',
    definition({ seriesDimension: null }),
    sampleCube([province(6), sex], [sampleMeasure('m')], (p) => 987654321 * (p[0]! + 1)),
  ],
  [
    'stacked',
    definition({ chart: 'stacked_bar' }),
    sampleCube([province(5), sex], [sampleMeasure('m')], (p) => 10 * (p[0]! + 1)),
  ],
  [
    'pyramid',
    definition({ chart: 'pyramid', heightMm: 120 }),
    sampleCube([province(20), sex], [sampleMeasure('m')], (p) => 1000 * (p[0]! + 1)),
  ],
  [
    '24 months',
    definition({ chart: 'line' }),
    sampleCube([province(4), months], [sampleMeasure('m')], (p) => 1000 * (p[0]! + 1) * (p[1]! + 2)),
  ],
  [
    '24 months, narrow',
    definition({ chart: 'line', widthMm: 80 }),
    sampleCube([province(4), months], [sampleMeasure('m')], (p) => 1000 * (p[0]! + 1) * (p[1]! + 2)),
  ],
]

describe('renderChartSvg', () => {
  it.each(cases)('%s: every label drawn, inside the frame, none over another', (_, chart, cube) => {
    for (const theme of ['light', 'print'] as const) {
      const svg = renderChartSvg(asProtected(cube), chart, 'vi', { theme })
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number)
      const boxes = textBoxes(svg)
      expect(overlapping(boxes)).toEqual([])
      expect(
        boxes
          .filter((box) => box.left < -1 || box.right > width! + 1 || box.top < -1 || box.bottom > height! + 1)
          .map((b) => b.text),
      ).toEqual([])
      if (chart.chart !== 'line') {
        const drawn = boxes.map((b) => b.text)
        const wanted = cube.dimensions[0]!.categories.filter((c) => c.kind === 'value').map((c) => c.label.vi)
        expect(
          wanted.filter(
            (name) =>
              !drawn.some((text) => text === name || (text.endsWith('…') && name.startsWith(text.slice(0, -1)))) &&
              !drawn.join(' ').includes(name),
          ),
        ).toEqual([])
      }
    }
  })

  it('is self-contained, sized in millimetres, and the same each time', () => {
    const [, chart, cube] = cases[0]!
    const svg = renderChartSvg(asProtected(cube), chart, 'vi')
    expect(svg).toMatch(/^<svg [^>]*width="160mm" height="90mm"/)
    expect(svg.replace(/xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/https?:/)
    expect(svg).toContain('@font-face')
    expect(svg).not.toContain('<script')
    expect(renderChartSvg(asProtected(cube), chart, 'vi')).toBe(svg)
  })

  it('keeps names apart in charts of one page', () => {
    const [, chart, cube] = cases[3]!
    const ids = (id: string) =>
      [
        ...renderChartSvg(asProtected(cube), chart, 'vi', { theme: 'print', inline: { id } }).matchAll(
          / id="([^"]+)"/g,
        ),
      ].map((m) => m[1]!)
    expect(ids('a').length).toBeGreaterThan(0)
    expect(ids('a').filter((id) => ids('b').includes(id))).toEqual([])
  })

  it('escapes names that are markup', () => {
    const evil = sampleDimension('x', 'row', ['<script>alert(1)</script>', 'b'], {
      label: (code) => ({ vi: code, en: code }),
    })
    const svg = renderChartSvg(
      asProtected(sampleCube([evil], [sampleMeasure('m')], () => 5)),
      definition({ title: { vi: '<b>&"', en: 'x' } }),
      'vi',
    )
    expect(svg).not.toMatch(/<script|<b>/)
  })
})

describe('chartPng', () => {
  it('has the printed size and says its resolution', () => {
    const [, chart, cube] = cases[5]!
    const png = chartPng(renderChartSvg(asProtected(cube), chart, 'vi'), 150)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(945)
    expect(Math.abs(png.readUInt32BE(20) - (90 / 25.4) * 150)).toBeLessThan(1)
    expect(png.subarray(37, 41).toString()).toBe('pHYs')
    expect(png.readUInt32BE(41)).toBe(5906)
  })
})
