// The table of a chart: a row a category, a column a series, the very figures drawn. In: a drawing. Out: rows of
// figures and of texts. A place without a figure is empty in the sheet and carries its symbol in words; never zero.
import { formatCell, statusSymbols } from '#shared/format/cell.ts'
import { formatPlain } from '#shared/format/number.ts'
import type { Drawing } from '#shared/chart/drawing.ts'
import { otherMeasure } from '#shared/chart/otherMeasure.ts'
import { histogramBins } from '#shared/chart/spreadOf.ts'
import { figureText } from '#shared/chart/valueLabels.ts'
import type { PictureTable } from './picture.ts'

const headOf = ({ data, text, language }: Drawing, name: string): string => {
  const unit = text.measureUnit
  return data.series.length > 1 ? name : `${data.measure.label[language]}${unit === '' ? '' : ` (${unit})`}`
}

export const chartTable = (drawing: Drawing): PictureTable => {
  const { data, text } = drawing
  return {
    heads: [data.category.label[drawing.language], ...text.series.map((name) => headOf(drawing, name))],
    rows: text.full.map((name, c) => [name, ...data.series.map((s) => s.points[c]?.shown ?? '')]),
    texts: text.full.map((name, c) => [
      name,
      ...data.series.map(({ points }) => {
        const point = points[c]
        if (!point) return ''
        return point.shown === null && point.status !== 'value'
          ? statusSymbols[point.status]
          : figureText(drawing, point)
      }),
    ]),
    decimals: data.measure.decimals,
  }
}

/** The columns a native chart reads, where they are not simply the table's. */
export const nativeTable = (drawing: Drawing): PictureTable => {
  const table = chartTable(drawing)
  const { definition, data, text, cube, language } = drawing
  const kind = definition.chart
  if (kind === 'pyramid')
    return {
      ...table,
      rows: table.rows.map(([name = '', a = '', b = '']) => [name, typeof a === 'number' ? -a : a, b]),
    }
  if (kind === 'combined' || kind === 'scatter' || kind === 'bubble') {
    const others = ([1, 2] as const)
      .slice(0, kind === 'bubble' ? 2 : 1)
      .flatMap((which) => otherMeasure(cube, definition, which, data.categories) ?? [])
    return {
      ...table,
      heads: [
        ...table.heads,
        ...others.map(
          (o) =>
            `${o.measure.label[language]}${o.measure.unit[language] === '' ? '' : ` (${o.measure.unit[language]})`}`,
        ),
      ],
      rows: table.rows.map((row, c) => [...row, ...others.map((o) => o.points[c]?.shown ?? '')]),
      texts: table.texts.map((row, c) => [
        ...row,
        ...others.map((o) => (o.points[c] ? formatCell(o.points[c], o.measure, language) : '')),
      ]),
    }
  }
  if (kind === 'slope') {
    const [first, last] = [data.series[0], data.series.at(-1)]
    const ends = [first, last].map((s, i) => [
      text.series[i === 0 ? 0 : text.series.length - 1] ?? '',
      ...text.full.map((_, c) => s?.points[c]?.shown ?? ''),
    ])
    return { ...table, heads: ['', ...text.full], rows: ends, texts: ends.map((row) => row.map(String)) }
  }
  if (kind === 'histogram') {
    const bins = histogramBins(data.series[0]?.points.flatMap((p) => p.shown ?? []) ?? [])
    const rows = bins.map((b) => [`${formatPlain(b.from, language)} – ${formatPlain(b.to, language)}`, b.count])
    return {
      ...table,
      heads: [table.heads[1] ?? '', data.category.label[language]],
      rows,
      texts: rows.map((r) => r.map(String)),
      decimals: 0,
    }
  }
  if (kind === 'waterfall') {
    let end = 0
    const rows = table.rows.map(([name = '', value]) => {
      const step = typeof value === 'number' ? value : 0
      const from = end
      end += step
      return [name, Math.min(from, end), Math.max(0, step), Math.max(0, -step), '']
    })
    const sum = language === 'vi' ? 'Tổng số' : 'Total'
    const heads = language === 'vi' ? ['', '', 'Tăng', 'Giảm', sum] : ['', '', 'Rise', 'Fall', sum]
    const all = [...rows, [sum, 0, 0, 0, end]]
    return { ...table, heads, rows: all, texts: all.map((r) => r.map(String)) }
  }
  return table
}
