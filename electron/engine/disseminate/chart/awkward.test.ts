// Every kind of chart over figures that charts go wrong over: drawn without a text over another, outside or not a
// number, or refused in words.
import { describe, expect, it } from 'vitest'
import { chartDrawing } from '#shared/chart/chartOption.ts'
import { chartDefinitionSchema, chartKinds } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { awkwardCubes } from '#test/fixtures/awkwardCubes.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { outside, overlapping, textBoxes } from '#test/fixtures/svgTexts.ts'
import { renderChartSvg } from './chartSvg.ts'
import { nativeTable } from './chartTable.ts'
import { nativeChart } from './nativeChart.ts'

const title = { vi: 'Số liệu thử để biểu đồ dễ sai', en: 'Figures over which charts go wrong' }

const complaints = (chart: (typeof chartKinds)[number], cube: (typeof awkwardCubes)[number]['cube']): string[] => {
  const found: string[] = []
  for (const language of ['vi', 'en'] as const)
    for (const theme of ['light', 'print'] as const) {
      const source = { from: 'table', id: 't' }
      const definition = chartDefinitionSchema.parse({ kind: 'chart', id: chart, title, source, chart })
      try {
        const svg = renderChartSvg(asProtected(cube), definition, language, { theme })
        const boxes = textBoxes(svg)
        if (/NaN|undefined|Infinity/.test(svg)) found.push('NaN')
        found.push(...overlapping(boxes), ...outside(svg, boxes).map((t) => `outside: ${t}`))
      } catch (thrown) {
        if (!(thrown instanceof Failure)) found.push(`${String(thrown)}`)
        else {
          expect(thrown.value.code).toBe('CHART_NOT_FITTING')
          expect(failureMessage(thrown.value, language)).not.toMatch(/\{\w+\}|undefined/)
        }
      }
    }
  return [...new Set(found)]
}

describe.each(chartKinds)('%s', (kind) => {
  it.each(awkwardCubes.map((one) => [one.name, one] as const))('%s', (_, { cube }) => {
    expect(complaints(kind, cube)).toEqual([])
  })
})

const definitionOf = (chart: (typeof chartKinds)[number]) =>
  chartDefinitionSchema.parse({ kind: 'chart', id: chart, title, source: { from: 'table', id: 't' }, chart })
const drawingOf = (cube: Cube, chart: (typeof chartKinds)[number]) =>
  chartDrawing(cube, definitionOf(chart), 'vi', 'light', {})
const cubeNamed = (name: string) => awkwardCubes.find((one) => one.name === name)?.cube ?? expect.fail(name)
const textsOf = (chart: (typeof chartKinds)[number], name: string): string[] =>
  textBoxes(renderChartSvg(asProtected(cubeNamed(name)), definitionOf(chart), 'vi')).map((box) => box.text)
const refusal = (chart: (typeof chartKinds)[number], name: string): string => {
  try {
    textsOf(chart, name)
    return ''
  } catch (thrown) {
    return thrown instanceof Failure ? failureMessage(thrown.value, 'vi') : String(thrown)
  }
}

describe('what would mislead', () => {
  it('series and categories of one name are told apart by their codes', () => {
    const texts = textsOf('grouped_bar', 'the same name, items')
    for (const code of ['1', '2', '3', '4', '5', '6'])
      expect(texts.filter((text) => text === `Khác (${code})`).length).toBeGreaterThan(0)
    expect(texts.filter((text) => text === 'Khác (1)')).toHaveLength(2)
  })
  it('a table of small lines has no figure of another period beneath the first and the last', () => {
    const texts = textsOf('sparklines', 'half withheld, time')
    expect(texts).toContain('1/2000')
    // The first period is withheld: neither its figure nor a change is told.
    expect(texts).not.toContain('137')
    expect(texts.filter((text) => text === '…').length).toBeGreaterThanOrEqual(4)
  })
  it.each(['stacked_bar', 'area', 'percent_bar', 'sankey'] as const)('%s without a part it does not know', (kind) => {
    const shape = kind === 'area' ? 'time' : 'items'
    expect(refusal(kind, `a part withheld, ${shape}`)).toContain('bảo mật')
    expect(refusal(kind, `a part missing, ${shape}`)).toContain('chưa có số liệu')
  })
  it('no parts of nothing', () => {
    for (const kind of ['sankey', 'treemap', 'percent_bar'] as const)
      expect(refusal(kind, 'only zeros, items')).toContain('bằng 0')
  })
  it('a histogram counts in whole numbers, and its table tells bounds as they are', () => {
    const cubeOf = (alike: number) =>
      sampleCube(
        [
          sampleDimension(
            'tỉnh',
            'row',
            Array.from({ length: 40 }, (_, i) => String(i)),
          ),
        ],
        [sampleMeasure('tỷ lệ', { exact: false, decimals: 2 })],
        ([at = 0]) => (at < alike ? 0.31 : 0.32 + at * 0.01),
      )
    for (let alike = 2; alike <= 30; alike += 1) {
      const svg = renderChartSvg(asProtected(cubeOf(alike)), definitionOf('histogram'), 'vi')
      const counts = textBoxes(svg).flatMap(({ text }) => (/^\d+$/.test(text) ? [Number(text)] : []))
      const ticks = [...new Set(counts)].toSorted((a, b) => a - b)
      expect(new Set(ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0))).size, ticks.join()).toBe(1)
    }
    const cube = cubeOf(10)
    const drawing = drawingOf(cube, 'histogram')
    expect(String(nativeTable(drawing).rows[0]?.[0])).toMatch(/^0,\d+ – 0,\d+$/)
  })
  it('a waterfall that falls below zero is no native chart of Excel', () => {
    const steps = (values: number[]) =>
      sampleCube(
        [
          sampleDimension(
            'phần',
            'row',
            values.map((_, i) => String(i)),
          ),
        ],
        [sampleMeasure('m')],
        ([at = 0]) => values[at] ?? 0,
      )
    const native = (values: number[]) => nativeChart(drawingOf(steps(values), 'waterfall'), 5)
    expect(native([50, -20, 10])).not.toBeNull()
    expect(native([50, -80, 10])).toBeNull()
  })
})
