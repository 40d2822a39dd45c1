// A missing month keeps its place in time; labels cut short still tell their texts apart.
import { describe, expect, it } from 'vitest'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { chartData } from './chartData.ts'
import { distinctLabels, textWidth, truncateText } from './textFit.ts'

describe('periods that were not delivered', () => {
  const months = ['2024-11', '2024-12', '2025-02', '2025-04']
  const cube = sampleCube(
    [sampleDimension('period', 'row', months, { time: 'month' })],
    [sampleMeasure('m')],
    ([m = 0]) => m + 1,
  )

  it.each(['line', 'column'] as const)('are gaps at their place in a %s chart', (chart) => {
    const data = chartData(cube, { chart }, 8)
    expect(data?.categories.map((c) => c.code)).toEqual([
      '2024-11',
      '2024-12',
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
    ])
    expect(data?.series[0]?.points.map((p) => p.shown)).toEqual([1, 2, null, 3, null, 4])
  })
})

describe('long labels', () => {
  const texts = [
    'Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu ở miền Bắc',
    'Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu ở miền Nam',
    'Hoạt động dịch vụ hỗ trợ kinh doanh khác',
    'Xây nhà',
  ]
  const shorten = (width: number) => (text: string) => truncateText(text, width, 10)

  it.each([70, 110, 160, 300])('are distinct in %i pixels, and no wider', (width) => {
    const labels = distinctLabels(texts, shorten(width))
    expect(new Set(labels).size).toBe(texts.length)
    expect(labels[3]).toBe('Xây nhà')
    for (const label of labels) expect(textWidth(label, 10)).toBeLessThanOrEqual(width)
  })

  it('are cut where they are the same', () => {
    const labels = distinctLabels(texts, shorten(160))
    expect(labels[0]).toMatch(/^Hoạt.* … Bắc$/)
    expect(labels[1]).toMatch(/^Hoạt.* … Nam$/)
  })

  it('the same text twice stays the same', () => {
    expect(distinctLabels(['Khác', 'Khác'], shorten(100))).toEqual(['Khác', 'Khác'])
  })
})
