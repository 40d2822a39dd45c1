// Charts that would say something untrue: negative parts of a whole, names cut until they read alike. Drawn right, or
// refused with a word.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { chartDrawing } from '#shared/chart/chartOption.ts'
import { chartDefinitionSchema, chartKinds } from '#shared/model/chart.ts'
import type { ChartDefinition, ChartKind } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '../fixtures/sampleCube.ts'
import { outside, overlapping, textBoxes } from '../fixtures/svgTexts.ts'
import { casesPresent, fieldTable, fieldWorkspace } from './fieldWorkspace.ts'
import type { FieldWorkspace } from './fieldWorkspace.ts'

const chartOf = (chart: ChartKind, more: Partial<ChartDefinition> = {}): ChartDefinition =>
  chartDefinitionSchema.parse({
    kind: 'chart',
    id: 'c',
    title: { vi: 'Biểu đồ', en: 'Chart' },
    source: { from: 'table', id: 't' },
    chart,
    ...more,
  })

/** The picture, or the code of why there is none. */
const drawn = (cube: ProtectedCube, chart: ChartKind, more: Partial<ChartDefinition> = {}): string => {
  try {
    return renderChartSvg(cube, chartOf(chart, more), 'vi')
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
}

describe.skipIf(!casesPresent)('negative parts (48)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('48')
  }, 60_000)
  afterAll(() => field.close())

  it.each(['stacked_bar', 'percent_bar', 'pyramid', 'treemap', 'sankey', 'area'] as const)(
    'of a whole are refused, never stacked over the positive ones: %s',
    async (kind) => {
      const cube = asProtected(await field.table(fieldTable('48', 'bal.json')))
      expect(drawn(cube, kind)).toBe('CHART_NOT_FITTING')
    },
  )

  it.each(['bar', 'grouped_bar', 'dot', 'heatmap'] as const)('side by side are drawn: %s', async (kind) => {
    const cube = asProtected(await field.table(fieldTable('48', 'bal.json')))
    expect(drawn(cube, kind, { heightMm: 120 })).toContain('<svg')
  })

  it('a stack of positive figures is drawn', async () => {
    const cube = asProtected(
      await field.table(
        fieldTable('48', 'bal.json', {
          measures: [{ id: 'n', statistic: 'count', label: { vi: 'Tờ khai', en: 'Returns' } }],
        }),
      ),
    )
    expect(drawn(cube, 'stacked_bar')).toContain('<svg')
  })
})

describe.skipIf(!casesPresent)('long names (49)', () => {
  let field: FieldWorkspace
  beforeAll(async () => {
    field = await fieldWorkspace('49')
  }, 60_000)
  afterAll(() => field.close())

  it.each([
    [120, 60],
    [160, 120],
    [90, 70],
  ])('of bars are distinct, whole in the picture and over nothing at %i × %i mm', async (widthMm, heightMm) => {
    const cube = asProtected(await field.table(fieldTable('49', 'longlab.json')))
    const names = chartDrawing(cube, chartOf('bar', { widthMm, heightMm }), 'vi', 'light', {}).text.full
    expect(new Set(names).size).toBe(names.length)
    const svg = drawn(cube, 'bar', { widthMm, heightMm })
    const boxes = textBoxes(svg)
    // The numbers at the ends of the long names tell them apart.
    const marks = boxes.flatMap(({ text }) => /\((\d+)\)$/.exec(text)?.[1] ?? [])
    expect(new Set(marks).size).toBe(12)
    expect(overlapping(boxes)).toEqual([])
    expect(outside(svg, boxes)).toEqual([])
  })
})

describe('names that differ in their last word only', () => {
  const long = 'Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu ở miền'
  const ends = ['Bắc', 'Trung', 'Nam']
  const named = (variable: string, axis: 'row' | 'column') =>
    sampleDimension(variable, axis, ['1', '2', '3'], {
      label: (code) => ({ vi: `${long} ${ends[Number(code) - 1] ?? ''}`, en: code }),
    })
  const years = (axis: 'row' | 'column') => sampleDimension('period', axis, ['2023', '2024', '2025'], { time: 'year' })
  const cubes = {
    'in rows': [named('place', 'row'), years('column')],
    'in columns': [years('row'), named('place', 'column')],
    'in both': [named('place', 'row'), named('part', 'column')],
  }
  const cases = chartKinds.flatMap((kind) =>
    Object.keys(cubes).map((where) => [kind, where as keyof typeof cubes] as const),
  )

  it.each(cases)('are told apart in a chart of kind %s, %s', (kind, where) => {
    const cube = asProtected(sampleCube(cubes[where], [sampleMeasure('m')], ([a = 0, b = 0]) => 10 + 3 * a + b))
    const svg = drawn(cube, kind, { widthMm: 120, heightMm: 110 })
    if (!svg.startsWith('<svg')) return expect(svg).toBe('CHART_NOT_FITTING')
    const texts = textBoxes(svg).map(({ text }) => text)
    const shown = texts.filter((text) => text.startsWith('Hoạt') || text.startsWith('…'))
    if (shown.length === 0 || kind === 'treemap' || kind === 'histogram' || kind === 'box') return undefined
    const all = texts.join(' ')
    expect(ends.filter((end) => !all.includes(end))).toEqual([])
    return undefined
  })
})
