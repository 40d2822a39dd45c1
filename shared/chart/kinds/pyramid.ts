// Two groups mirrored about one axis, as a population by age and sex: the youngest, which stand first in the table, at
// the bottom.
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import { fontSizes } from '../chartFrame.ts'
import type { KindBuilder } from '../drawing.ts'
import { truncateText } from '../textFit.ts'
import { textShape } from '../textShapes.ts'
import { axisLabel, axisScale } from '../valueAxis.ts'

export const pyramid: KindBuilder = (drawing) => {
  const { data, language, text, look } = drawing
  const values = shownValues(drawing).map((series, s) => series.map((v) => (v === null || s > 0 ? v : -v)))
  const reach = Math.max(...values.flat().map((v) => Math.abs(v ?? 0)))
  const scale = axisScale(data.measure, reach)
  return cartesian(drawing, {
    values,
    // Each half is named above itself: no legend.
    names: look.decals.length > 0 ? text.series : [],
    stacked: true,
    axis: 'mirrored',
    orientation: 'horizontal',
    upward: true,
    plain: true,
    head: look.decals.length > 0 ? 0 : 15,
    label: (v) => axisLabel(Math.abs(v), scale.power, language),
    series: (plot) => values.map((v, s) => barSeries(drawing, s, plot, { values: v, stack: 'all', gap: '12%' })),
    extra: (plot) =>
      look.decals.length > 0
        ? []
        : text.series.slice(0, 2).map((name, s) =>
            textShape({
              text: truncateText(name, plot.width / 2 - 12, fontSizes.label, true),
              x: plot.to(0) + (s === 0 ? -8 : 8),
              y: plot.top - 8,
              align: s === 0 ? 'right' : 'left',
              size: fontSizes.label,
              colour: drawing.seriesText(s),
              bold: true,
            }),
          ),
  })
}
