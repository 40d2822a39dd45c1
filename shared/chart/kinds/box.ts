// The spread of the figures of each category over another dimension: quartiles, whiskers, what lies outside.
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { niceAxis } from '../niceAxis.ts'
import { boxFigures } from '../spreadOf.ts'
import { plainTooltip } from '../tooltip.ts'
import { formatDouble } from '../../format/number.ts'

export const box: KindBuilder = (drawing) => {
  const { data, text, look, language } = drawing
  const boxes = data.categories.map((_, c) => boxFigures(data.series.flatMap((s) => s.points[c]?.shown ?? [])))
  const all = boxes.flatMap((b) => (b ? [b.low, b.high, ...b.outside] : []))
  const axis = niceAxis(Math.min(...all), Math.max(...all), { zero: false })
  const figure = (v: number): string => formatDouble(v, { decimals: data.measure.decimals }, language)
  const over = data.seriesDimension?.label[language] ?? ''
  const vi = language === 'vi'
  const note = vi
    ? `Hộp: tứ phân vị và trung vị của các số liệu theo ${over.toLowerCase()}; râu: đến 1,5 lần độ dài hộp; điểm: ngoài râu.`
    : `Box: quartiles and median of the figures by ${over.toLowerCase()}; whiskers: up to 1.5 box lengths; points: beyond.`
  const words = vi ? ['Trung vị', 'Tứ phân vị', 'Số quan sát'] : ['Median', 'Quartiles', 'Figures']
  return cartesian(
    { ...drawing, text: { ...text, source: [note, ...text.source], withheld: [note, ...text.withheld] } },
    {
      values: [boxes.map((b) => b?.median ?? null)],
      names: [],
      axis,
      plain: true,
      orientation: data.categories.length > 12 ? 'horizontal' : 'vertical',
      series: (plot) => [
        {
          type: 'boxplot' as const,
          layout: plot.horizontal ? 'vertical' : 'horizontal',
          data: boxes.map((b) => (b ? [b.low, b.q1, b.median, b.q3, b.high] : [])),
          itemStyle: { color: look.grid, borderColor: drawing.seriesInk(0), borderWidth: 1.4 },
          boxWidth: [6, 34],
        },
        {
          type: 'scatter' as const,
          symbol: 'emptyCircle',
          symbolSize: 4.5,
          data: boxes.flatMap((b, c) => (b?.outside ?? []).map((v) => (plot.horizontal ? [v, c] : [c, v]))),
          itemStyle: { color: drawing.seriesInk(0) },
        },
      ],
      tooltip: {
        ...plainTooltip,
        trigger: 'item',
        formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
          const b = seriesIndex === 0 ? boxes[dataIndex] : undefined
          if (!b) return ''
          return [
            text.full[dataIndex] ?? '',
            `${words[0]}: ${figure(b.median)}`,
            `${words[1]}: ${figure(b.q1)} – ${figure(b.q3)}`,
            `${words[2]}: ${b.count}`,
          ].join('\n')
        },
      },
    },
  )
}
