// What adds up over time, as areas on top of each other from zero. A period without a figure is a gap in its area.
import { shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'

export const area: KindBuilder = (drawing) => {
  const values = shownValues(drawing)
  const { look } = drawing
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    stacked: true,
    bands: false,
    series: () =>
      values.map((v, s) => ({
        ...lineSeries(drawing, s, {
          values: v,
          colour: look.outline === 'transparent' ? drawing.seriesFill(s) : look.outline,
          width: 1,
        }),
        // A point between two gaps has no area: a marker shows that there is a figure.
        data: v.map((value, c) =>
          value !== null && (v[c - 1] ?? null) === null && (v[c + 1] ?? null) === null
            ? { value, symbol: 'circle', symbolSize: 5 }
            : value,
        ),
        stack: 'all',
        symbol: 'none',
        itemStyle: { color: drawing.seriesFill(s) },
        areaStyle: {
          color: drawing.seriesFill(s),
          opacity: values.length > 1 || look.decals.length > 0 ? 0.9 : 0.55,
          ...(look.decals.length > 0 ? { decal: look.decals[s % look.decals.length] } : {}),
        },
      })),
  })
}
