import { describe, expect, it } from 'vitest'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import type { ChartDefinition } from '../model/chart.ts'
import { chartDefinitionSchema } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import { Failure } from '../model/failure.ts'
import { chartData } from './chartData.ts'
import { chartOption } from './chartOption.ts'
import { chartThemes } from './chartTheme.ts'
import { fittingCharts } from './fittingCharts.ts'

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
)
const definition = (more: Partial<ChartDefinition> = {}): ChartDefinition =>
  chartDefinitionSchema.parse({
    kind: 'chart',
    id: 'c',
    title: { vi: 'Biểu đồ thử', en: 'Sample chart' },
    source: { from: 'table', id: 't' },
    chart: 'bar',
    ...more,
  })

const province = sampleDimension('province', 'row', ['01', '04', '08'], { total: 'before' })
const sex = sampleDimension('sex', 'column', ['1', '2'], { total: 'after' })
const period = sampleDimension('period', 'column', months, { time: 'month' })
const people = sampleCube([province, sex], [sampleMeasure('people')], (p) => 100 * p[0]! + p[1]!)
const monthly = sampleCube(
  [province, period],
  [sampleMeasure('value', { scale: 2, power: 6, decimals: 1 })],
  (p) => (p[0]! + 1) * 1_000_000_00 * (p[1]! + 1),
)

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze)
    Object.freeze(value)
  }
  return value
}

const reasonOf = (act: () => unknown): string => {
  try {
    act()
  } catch (thrown) {
    if (thrown instanceof Failure) return `${thrown.value.code}: ${thrown.value.facts.reason}`
    throw thrown
  }
  return 'drawn'
}

describe('chartData', () => {
  it('draws parts, never totals beside them, in their shown unit', () => {
    const data = chartData(monthly, { chart: 'line' }, 8)!
    expect(data.category.variable).toBe('period')
    expect(data.categories).toHaveLength(24)
    expect(data.series.map((s) => s.label.vi)).toEqual(['province 01', 'province 04', 'province 08'])
    expect(data.series[0]!.points[0]!.shown).toBe(2)
  })
  it('holds the other dimensions at their total, a time without total at its last period', () => {
    const data = chartData(monthly, { chart: 'bar', categoryDimension: 0, seriesDimension: null }, 8)!
    expect(data.held.map((h) => h.category.code)).toEqual(['2025-12'])
    expect(data.series[0]!.points.map((p) => p.shown)).toEqual([48, 72, 96])
  })
  it('leaves withheld figures out and counts them', () => {
    const cube = sampleCube([province], [sampleMeasure('m')], (p) =>
      p[0] === 1 ? 'suppressed' : p[0] === 2 ? 'suppressed_secondary' : 9,
    )
    const data = chartData(cube, { chart: 'bar' }, 8)!
    expect(data.withheld).toBe(2)
    expect(data.series[0]!.points.map((p) => p.shown)).toEqual([null, null, 9])
  })
})

describe('fittingCharts', () => {
  const verdict = (cube: Cube) =>
    Object.fromEntries(fittingCharts(cube).map((f) => [f.kind, f.reason?.vi ?? 'vẽ được']))
  it('tells which kinds fit and why the others do not', () => {
    expect(verdict(people)).toMatchObject({
      bar: 'vẽ được',
      stacked_bar: 'vẽ được',
      pyramid: 'vẽ được',
      line: expect.stringContaining('thời gian'),
    })
    expect(verdict(monthly)).toMatchObject({ line: 'vẽ được', pyramid: expect.stringContaining('đúng hai nhóm') })
  })
  it('does not stack what does not add up, nor mirror what is negative', () => {
    const means = sampleCube([province, sex], [sampleMeasure('m', { statistic: 'mean', additive: false })], () => 1)
    expect(verdict(means).stacked_bar).toContain('không cộng được')
    const negative = sampleCube([province, sex], [sampleMeasure('m')], () => -1)
    expect(verdict(negative)).toMatchObject({
      stacked_bar: expect.stringContaining('số âm'),
      pyramid: expect.stringContaining('số âm'),
      bar: 'vẽ được',
    })
    expect(verdict(sampleCube([], [sampleMeasure('m')], () => 1)).bar).toContain('không có số liệu')
  })
  it('gives every reason in both languages', () => {
    for (const fit of fittingCharts(sampleCube([], [sampleMeasure('m')], () => 1))) expect(fit.reason?.en).toBeTruthy()
  })
})

describe('chartOption', () => {
  it('is pure: the same option for a frozen cube, twice', () => {
    const cube = deepFreeze(people)
    for (const theme of chartThemes) {
      for (const chart of ['bar', 'stacked_bar', 'pyramid'] as const) {
        const draw = () => JSON.stringify(chartOption(cube, definition({ chart }), 'vi', theme))
        expect(draw()).toBe(draw())
      }
    }
  })
  it('carries title, unit and source, and drops title and source on a page', () => {
    const texts = (heading: boolean) =>
      JSON.stringify(chartOption(people, definition(), 'en', 'light', { heading }).title)
    expect(texts(true)).toContain('Sample chart')
    expect(texts(true)).toContain('Unit: Persons')
    expect(texts(true)).toContain('Source: Sample source (Prel.)')
    expect(texts(false)).not.toContain('Sample')
    expect(texts(false)).toContain('Unit: Persons')
  })
  it('mirrors the first group of a pyramid and labels the axis without signs', () => {
    const option = chartOption(people, definition({ chart: 'pyramid' }), 'vi', 'print') as {
      series: { data: number[] }[]
      xAxis: { min: number; max: number; axisLabel: { formatter: (v: number) => string } }
    }
    expect(option.series[0]!.data.every((v) => v <= 0)).toBe(true)
    expect(option.series[1]!.data.every((v) => v >= 0)).toBe(true)
    expect(option.xAxis.min).toBe(-option.xAxis.max)
    expect(option.xAxis.axisLabel.formatter(-200)).toBe('200')
  })
  it('tells print series apart without colour', () => {
    const bars = chartOption(people, definition({ chart: 'bar', theme: 'print' }), 'vi', 'print') as {
      aria: { decal: { show: boolean; decals: object[] } }
    }
    expect(new Set(bars.aria.decal.decals.map((d) => JSON.stringify(d))).size).toBe(8)
    const lines = chartOption(monthly, definition({ chart: 'line' }), 'vi', 'print') as {
      series: { lineStyle: { type: unknown; color: string }; symbol: string }[]
    }
    const styles = lines.series.map((s) => JSON.stringify([s.lineStyle.type, s.symbol]))
    expect(new Set(styles).size).toBe(3)
    expect(lines.series.every((s) => /^#(.)(.)\1\2\1\2$|^#000000$/.test(s.lineStyle.color))).toBe(true)
  })
  it("refuses what cannot be drawn, with the reason in the caller's language", () => {
    expect(reasonOf(() => chartOption(people, definition({ chart: 'line' }), 'en', 'light'))).toContain(
      'CHART_NOT_FITTING: a line chart needs',
    )
    expect(reasonOf(() => chartOption(people, definition({ measure: 'gone' }), 'vi', 'light'))).toContain(
      'không có trong bảng',
    )
    expect(reasonOf(() => chartOption(people, definition({ categoryDimension: 7 }), 'vi', 'light'))).toContain(
      'không có trong bảng',
    )
    const many = sampleCube(
      [
        sampleDimension(
          'commune',
          'row',
          Array.from({ length: 300 }, (_, i) => String(i)),
        ),
      ],
      [sampleMeasure('m')],
      () => 1,
    )
    expect(reasonOf(() => chartOption(many, definition(), 'vi', 'light'))).toMatch(
      /CHART_NOT_FITTING.*các nhóm lớn nhất/,
    )
  })
  it('accepts a protected cube like every other', () => {
    expect(chartOption(asProtected(people), definition(), 'vi', 'dark')).toHaveProperty('series')
  })
})
