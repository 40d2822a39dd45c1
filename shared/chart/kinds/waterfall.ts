// Contributions one after another, rising and falling from where the last one ended, to their sum at the right.
// Never of what does not add up, nor with a part withheld: the sum would be another (fittingCharts.ts refuses both).
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import { provisionalDecal } from '../chartTheme.ts'
import type { Drawing, KindBuilder } from '../drawing.ts'
import { formatDouble } from '../../format/number.ts'
import { niceAxis } from '../niceAxis.ts'
import { plainTooltip } from '../tooltip.ts'
import { lineShape, textShape } from '../textShapes.ts'
import { textWidth } from '../textFit.ts'

/** The drawing with the sum as a last category. */
const withSum = (drawing: Drawing): Drawing => {
  const label = { vi: 'Tổng số', en: 'Total' }
  const { data, text, language } = drawing
  return {
    ...drawing,
    data: { ...data, categories: [...data.categories, { code: '', label, kind: 'total' }] },
    text: { ...text, categories: [...text.categories, label[language]], full: [...text.full, label[language]] },
  }
}

export const waterfall: KindBuilder = (plain) => {
  const drawing = withSum(plain)
  const { data, look, language, text, theme } = drawing
  const values = shownValues(plain)[0] ?? []
  const ends: number[] = []
  for (const v of values) ends.push((ends.at(-1) ?? 0) + (v ?? 0))
  const sum = ends.at(-1) ?? 0
  const starts = ends.map((_, i) => ends[i - 1] ?? 0)
  const spanOf = [...starts, ...ends, 0]
  const axis = niceAxis(Math.min(...spanOf), Math.max(...spanOf) * 1.06, { zero: true })
  const [from, to] = [
    [...starts, 0],
    [...ends, sum],
  ]
  const figure = (v: number, signed: boolean): string =>
    `${signed && v > 0 ? '+' : ''}${formatDouble(v, { decimals: data.measure.decimals }, language)}`
  const words = [...values.map((v) => (v === null ? '…' : figure(v, true))), figure(sum, false)]
  const colourOf = (i: number): string =>
    i === values.length ? look.axis : (values[i] ?? 0) >= 0 ? drawing.seriesFill(0) : drawing.seriesFill(1)
  return cartesian(drawing, {
    values: [to],
    names: [],
    axis,
    orientation: 'vertical',
    plain: true,
    head: 4,
    series: (plot) => [
      {
        type: 'custom' as const,
        data: to.map((_, i) => i),
        renderItem: ({ dataIndex: i }: { dataIndex: number }) => {
          const [a, b] = [plot.to(from[i] ?? 0), plot.to(to[i] ?? 0)]
          const width = (plot.width / to.length) * 0.62
          const rising = i === values.length || (values[i] ?? 0) >= 0
          return {
            type: 'rect',
            shape: { x: plot.at(i) - width / 2, y: Math.min(a, b), width, height: Math.max(0.8, Math.abs(a - b)) },
            style: {
              fill: colourOf(i),
              stroke: look.outline === 'transparent' ? 'none' : look.outline,
              lineWidth: 0.6,
              ...(rising ? {} : { decal: provisionalDecal(theme) }),
            },
          }
        },
      },
    ],
    extra: (plot) => [
      ...to.slice(0, -1).map((v, i) => {
        const width = (plot.width / to.length) * 0.31
        return lineShape([plot.at(i) + width, plot.to(v)], [plot.at(i + 1) - width, plot.to(v)], look.axis, {
          width: 0.7,
        })
      }),
      ...(Math.max(...words.map((w) => textWidth(w, 9))) + 2 <= plot.width / to.length
        ? words.map((w, i) =>
            textShape({
              text: w,
              x: plot.at(i),
              y: Math.min(plot.to(from[i] ?? 0), plot.to(to[i] ?? 0)) - 7,
              size: 9,
              colour: look.text,
              align: 'center',
            }),
          )
        : []),
    ],
    tooltip: {
      ...plainTooltip,
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => `${text.full[dataIndex] ?? ''}: ${words[dataIndex] ?? ''}`,
    },
  })
}
