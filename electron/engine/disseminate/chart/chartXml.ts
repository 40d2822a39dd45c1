// DrawingML of a native chart over cells of a sheet. In: a native chart, the sheet's name, how many rows. Out: the XML
// of the chart part. Values are cached beside their references, so that programs that do not calculate show them too.
// Missing cells are gaps.
import type { NativeChart, NativeSeries } from './nativeChart.ts'
import type { PictureTable } from './picture.ts'
import { escapeXml } from './escapeXml.ts'

/** Rows of the sheet, from 1: the heads, the first and last row of figures. */
export type SheetPlace = { sheet: string; head: number; first: number; last: number }

const letter = (column: number): string =>
  (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const rangeOf = ({ sheet, first, last }: SheetPlace, column: number): string =>
  `'${sheet.replaceAll("'", "''")}'!$${letter(column)}$${first}:$${letter(column)}$${last}`

const points = (values: (string | number)[], numeric: boolean): string =>
  `<c:ptCount val="${values.length}"/>${values
    .map((v, i) =>
      v === '' || (numeric && typeof v !== 'number')
        ? ''
        : `<c:pt idx="${i}"><c:v>${escapeXml(String(v))}</c:v></c:pt>`,
    )
    .join('')}`

const columnOf = (table: PictureTable, column: number): (string | number)[] =>
  table.rows.map((row) => row[column] ?? '')

const numbers = (place: SheetPlace, table: PictureTable, column: number): string =>
  `<c:numRef><c:f>${escapeXml(rangeOf(place, column))}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(columnOf(table, column), true)}</c:numCache></c:numRef>`

const texts = (place: SheetPlace, table: PictureTable): string =>
  `<c:strRef><c:f>${escapeXml(rangeOf(place, 0))}</c:f><c:strCache>${points(columnOf(table, 0), false)}</c:strCache></c:strRef>`

const solid = (colour: string): string =>
  `<a:solidFill><a:srgbClr val="${colour.slice(1).toUpperCase()}"/></a:solidFill>`

const looksOf = ({ as, colour, hidden, points: only }: NativeSeries): string => {
  if (hidden) return '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
  if (as === 'bar' || as === 'area' || as === 'bubble') return `<c:spPr>${solid(colour)}</c:spPr>`
  const line = only
    ? '<a:ln w="19050"><a:noFill/></a:ln>'
    : `<a:ln w="22225" cap="rnd">${solid(colour)}<a:round/></a:ln>`
  return `<c:spPr>${line}</c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>${solid(colour)}</c:spPr></c:marker>`
}

const nameOf = (place: SheetPlace, table: PictureTable, column: number): string =>
  `<c:tx><c:strRef><c:f>${escapeXml(`'${place.sheet.replaceAll("'", "''")}'!$${letter(column)}$${place.head}`)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(table.heads[column] ?? '')}</c:v></c:pt></c:strCache></c:strRef></c:tx>`

const seriesXml = (
  series: NativeSeries,
  index: number,
  chart: NativeChart,
  place: SheetPlace,
  table: PictureTable,
): string => {
  const start = `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${nameOf(place, table, series.column)}${looksOf(series)}`
  const values = numbers(place, table, series.column)
  if (series.as === 'scatter' || series.as === 'bubble') {
    const x = `<c:xVal>${numbers(place, table, chart.xColumn ?? 1)}</c:xVal><c:yVal>${values}</c:yVal>`
    const area =
      chart.sizeColumn === undefined ? '' : `<c:bubbleSize>${numbers(place, table, chart.sizeColumn)}</c:bubbleSize>`
    const invert = series.as === 'bubble' ? '<c:invertIfNegative val="0"/>' : ''
    return `${start}${invert}${x}${area}${series.as === 'scatter' ? '<c:smooth val="0"/>' : ''}</c:ser>`
  }
  const invert = series.as === 'bar' ? '<c:invertIfNegative val="0"/>' : ''
  return `${start}${invert}<c:cat>${texts(place, table)}</c:cat><c:val>${values}</c:val>${series.as === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`
}

const groupXml = (as: NativeSeries['as'], chart: NativeChart, inside: string, axes: [number, number]): string => {
  const ids = `<c:axId val="${axes[0]}"/><c:axId val="${axes[1]}"/>`
  const overlap = chart.grouping === 'clustered' ? '' : '<c:overlap val="100"/>'
  if (as === 'bar')
    return `<c:barChart><c:barDir val="${chart.direction}"/><c:grouping val="${chart.grouping === 'standard' ? 'clustered' : chart.grouping}"/><c:varyColors val="0"/>${inside}<c:gapWidth val="${chart.gap}"/>${overlap}${ids}</c:barChart>`
  if (as === 'area')
    return `<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>${inside}${ids}</c:areaChart>`
  if (as === 'scatter')
    return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${inside}${ids}</c:scatterChart>`
  if (as === 'bubble')
    return `<c:bubbleChart><c:varyColors val="0"/>${inside}<c:bubbleScale val="60"/><c:sizeRepresents val="area"/>${ids}</c:bubbleChart>`
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${inside}<c:marker val="1"/>${ids}</c:lineChart>`
}

const titleXml = (text: string, size: number): string =>
  text.trim() === ''
    ? ''
    : `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}"/></a:pPr><a:r><a:rPr lang="vi-VN" sz="${size}"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`

const gridline =
  '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'

const axesXml = (chart: NativeChart): string => {
  const scatter = chart.series.some((s) => s.as === 'scatter' || s.as === 'bubble')
  const lying = chart.direction === 'bar'
  const format = chart.unsigned ? '#,##0;#,##0' : 'General'
  const along = scatter
    ? `<c:valAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>${titleXml(chart.axisTitles[0], 900)}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/></c:valAx>`
    : `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${chart.fromTop ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/><c:noMultiLvlLbl val="1"/></c:catAx>`
  const up = `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'b' : 'l'}"/>${gridline}${titleXml(chart.axisTitles[1], 900)}<c:numFmt formatCode="${format}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="${chart.fromTop ? 'max' : 'autoZero'}"/></c:valAx>`
  const second = chart.series.some((s) => s.second)
    ? '<c:catAx><c:axId val="3"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/><c:axPos val="b"/><c:crossAx val="4"/></c:catAx><c:valAx><c:axId val="4"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="r"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="3"/><c:crosses val="max"/></c:valAx>'
    : ''
  return along + up + second
}

/** In a text document the chart has its workbook inside the package and the letters of the text. */
export type ChartHost = { workbook: string; font: string }

const hostXml = (host: ChartHost | undefined): string =>
  host === undefined
    ? ''
    : `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="${escapeXml(host.font)}"/></a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr><c:externalData r:id="${host.workbook}"><c:autoUpdate val="0"/></c:externalData>`

export const chartXml = (
  chart: NativeChart,
  title: string,
  place: SheetPlace,
  table: PictureTable,
  host?: ChartHost,
): string => {
  const groups = [...new Set(chart.series.map((s) => `${s.as} ${s.second === true}`))].map((key) => {
    const own = chart.series.map((s, i) => ({ s, i })).filter(({ s }) => `${s.as} ${s.second === true}` === key)
    const [first] = own
    if (!first) return ''
    const inside = own.map(({ s, i }) => seriesXml(s, i, chart, place, table)).join('')
    return groupXml(first.s.as, chart, inside, first.s.second ? [3, 4] : [1, 2])
  })
  const legend = chart.legend ? '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>' : ''
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart>${titleXml(title, 1200)}<c:autoTitleDeleted val="${title.trim() === '' ? 1 : 0}"/><c:plotArea><c:layout/>${groups.join('')}${axesXml(chart)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>${hostXml(host)}</c:chartSpace>`
}
