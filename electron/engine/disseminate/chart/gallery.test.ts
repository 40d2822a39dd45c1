// Every kind of chart, in both languages, every look and several sizes: no two texts meet and none stands outside the
// picture, measured with the printed font's own advances.
import { describe, expect, it } from 'vitest'
import { chartKinds } from '#shared/model/chart.ts'
import { Failure } from '#shared/model/failure.ts'
import { galleryCharts } from '#test/fixtures/chartGallery.ts'
import type { GalleryChart } from '#test/fixtures/chartGallery.ts'
import { asProtected } from '#test/fixtures/sampleCube.ts'
import { outside, overlapping, textBoxes } from '#test/fixtures/svgTexts.ts'
import { renderChartSvg } from './chartSvg.ts'

const complaints = (
  { cube, definition }: GalleryChart,
  language: 'vi' | 'en',
  theme: 'light' | 'print' | 'contrast',
): string[] => {
  const svg = renderChartSvg(asProtected(cube), definition, language, { theme })
  const boxes = textBoxes(svg)
  expect(boxes.length).toBeGreaterThan(3)
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  return [...overlapping(boxes), ...outside(svg, boxes).map((t) => `outside: ${t}`)]
}

describe('every kind of chart', () => {
  it('is in the gallery', () => {
    expect(galleryCharts.map((g) => g.definition.chart).sort()).toEqual([...chartKinds].sort())
  })
  it.each(galleryCharts.map((g) => [g.name, g] as const))('%s: no text over another or outside', (_, chart) => {
    for (const language of ['vi', 'en'] as const)
      for (const theme of ['light', 'print', 'contrast'] as const)
        expect(complaints(chart, language, theme)).toEqual([])
  })
  it.each(galleryCharts.map((g) => [g.name, g] as const))(
    '%s: at other sizes, or refused with a reason',
    (_, chart) => {
      const sizes = [
        { widthMm: 80, heightMm: 60 },
        { widthMm: 120, heightMm: 160 },
        { widthMm: 297, heightMm: 180 },
      ]
      for (const size of sizes) {
        try {
          expect(complaints({ ...chart, definition: { ...chart.definition, ...size } }, 'vi', 'light')).toEqual([])
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown
          expect(thrown.value.code).toBe('CHART_NOT_FITTING')
          expect(String(thrown.value.facts.reason).length).toBeGreaterThan(5)
        }
      }
    },
  )
})
