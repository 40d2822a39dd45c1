// The structure of each category: its parts as shares of their sum, all bars as long as each other.
// Never with a withheld part: the shares of the others would be wrong (fittingCharts.ts refuses it).
import { formatDouble } from '../../format/number.ts'
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { inkOn } from '../shades.ts'
import { axisTooltip } from '../tooltip.ts'

const sharesOf = (values: (number | null)[][]): (number | null)[][] => {
  const sums = (values[0] ?? []).map((_, c) => values.reduce((sum, s) => sum + (s[c] ?? 0), 0))
  return values.map((s) =>
    s.map((v, c) => {
      const sum = sums[c] ?? 0
      return v === null || sum === 0 ? null : (v / sum) * 100
    }),
  )
}

export const percentBar: KindBuilder = (drawing) => {
  const values = sharesOf(shownValues(drawing))
  const { language } = drawing
  const percent = (v: number): string => `${formatDouble(v, {}, language)}${language === 'vi' ? '\u00A0' : ''}%`
  return cartesian(drawing, {
    values,
    names: drawing.text.series,
    stacked: true,
    axis: { min: 0, max: 100, interval: 20, cut: false },
    label: percent,
    axisName: '',
    plain: true,
    series: (plot) =>
      values.map((v, s) => ({
        ...barSeries(drawing, s, plot, { values: v, stack: 'all' }),
        ...shareLabels(drawing, v, plot.horizontal ? plot.width : plot.height, plot.horizontal, drawing.seriesFill(s)),
      })),
    tooltip: axisTooltip(drawing),
  })
}

/**
 * A share is written in its part where the part is long enough for it, on plain fills only: patterns make figures
 * unreadable.
 */
const shareLabels = (
  { look, data, text, language, ...rest }: Parameters<KindBuilder>[0],
  values: (number | null)[],
  length: number,
  horizontal: boolean,
  fill: string,
): object => {
  const breadth = (horizontal ? 300 : 480) / Math.max(1, data.categories.length)
  if (look.decals.length > 0 || rest.mixed || breadth < (horizontal ? 12 : 34) || text.series.length === 0) return {}
  const needs = horizontal ? 30 : 14
  return {
    label: {
      show: true,
      position: 'inside',
      fontSize: 9,
      color: inkOn(fill),
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const share = values[dataIndex]
        return share === null || share === undefined || (share / 100) * length < needs
          ? ''
          : formatDouble(share, { decimals: 1 }, language)
      },
    },
  }
}
