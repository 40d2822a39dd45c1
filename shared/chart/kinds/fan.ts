// The same series as published again and again: every earlier vintage pale, the last one strong and named.
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'

export const fan: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  const last = values.length - 1
  const { look, text, data } = drawing
  const held = data.seriesDimension?.label[drawing.language] ?? ''
  const newest = `${held}: ${text.series[last] ?? ''}`
  const pale = drawing.theme === 'print' ? '#8a8a8a' : look.axis
  const unit = [text.unit, newest].filter((t) => t !== '').join(' · ')
  return cartesian(
    { ...drawing, text: { ...text, unit } },
    {
      values,
      names: [],
      axis: 'free',
      bands: false,
      series: () =>
        values.map((v, s) => {
          const line = lineSeries(drawing, s, {
            values: v,
            colour: s === last ? drawing.seriesInk(0) : pale,
            width: s === last ? 2.4 : 0.9,
          })
          return {
            ...line,
            symbol: 'circle',
            symbolSize: s === last ? 5 : 2.5,
            z: s === last ? 4 : 2,
            lineStyle: { ...line.lineStyle, type: s === last ? 'solid' : [4, 2] },
          }
        }),
    },
  )
}
