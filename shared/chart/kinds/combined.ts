// Two measures of different units over the same categories: bars on the left axis, a line on the right.
// Both axes begin at zero and share their lines; two measures of one unit are refused (fittingCharts.ts).
import { barSeries, shownValues } from '../barSeries.ts'
import { cartesian, ticksIn } from '../cartesian.ts'
import type { KindBuilder } from '../drawing.ts'
import { lineSeries } from '../lineSeries.ts'
import { niceAxis, pairedAxes } from '../niceAxis.ts'
import { otherMeasure } from '../otherMeasure.ts'
import { formatCell } from '../../format/cell.ts'
import { frameOf } from '../plainParts.ts'
import { plainTooltip } from '../tooltip.ts'
import { axisLabel, axisScale } from '../valueAxis.ts'
import { figureText } from '../valueLabels.ts'

const ends = (values: (number | null)[]): [number, number] => {
  const found = values.filter((v) => v !== null)
  return [Math.min(0, ...found), Math.max(0, ...found)]
}

export const combined: KindBuilder = (drawing) => {
  const { cube, definition, data, language, text } = drawing
  const other = otherMeasure(cube, definition, 1, data.categories)
  const first = shownValues(drawing)[0] ?? []
  const second = other?.points.map((p) => p.shown) ?? []
  const plot = frameOf(drawing, ['', '']).plot
  const ticks = ticksIn(plot.bottom - plot.top - 60)
  const [left, right] = pairedAxes(
    niceAxis(...ends(first), { zero: true, ticks }),
    niceAxis(...ends(second), { zero: true, ticks }),
  )
  const [leftScale, rightScale] = [
    axisScale(data.measure, left.max),
    axisScale(other?.measure ?? data.measure, right.max),
  ]
  const side = language === 'vi' ? [' (trái)', ' (phải)'] : [' (left)', ' (right)']
  const names = [`${data.measure.label[language]}${side[0]}`, `${other?.measure.label[language] ?? ''}${side[1]}`]
  const named = (scale: typeof leftScale, unit: string): string =>
    [scale.name?.[language] ?? '', unit].filter((t) => t !== '').join(' ')
  const colour = drawing.theme === 'print' ? '#000000' : drawing.seriesInk(1)
  return cartesian(
    { ...drawing, text: { ...text, series: names } },
    {
      values: [first],
      names,
      axis: left,
      orientation: 'vertical',
      plain: true,
      label: (v) => axisLabel(v, leftScale.power, language),
      axisName: named(leftScale, text.measureUnit) || ' ',
      second: {
        axis: right,
        label: (v) => axisLabel(v, rightScale.power, language),
        name: named(rightScale, other?.measure.unit[language] ?? ''),
      },
      series: (plot) => [
        { ...barSeries(drawing, 0, plot, { values: first }), name: names[0] },
        { ...lineSeries(drawing, 1, { values: second, colour }), name: names[1], yAxisIndex: 1 },
      ],
      tooltip: {
        ...plainTooltip,
        trigger: 'axis',
        formatter: (given: { dataIndex: number }[]) => {
          const index = given[0]?.dataIndex ?? 0
          const [one, two] = [data.series[0]?.points[index], other?.points[index]]
          return [
            text.full[index] ?? '',
            ...(one ? [`${data.measure.label[language]}: ${figureText(drawing, one)}`] : []),
            ...(two && other ? [`${other.measure.label[language]}: ${formatCell(two, other.measure, language)}`] : []),
          ].join('\n')
        },
      },
    },
  )
}
