// A cube as an ECharts option: bar, line, stacked bar, pyramid; the screen and the printed page draw the same one.
// In: cube, chart definition, language, theme. Out: the option, pure, with every position fixed so nothing overlaps.
// Never a DOM, a font file or a cube that was changed on the way.
import type { EChartsOption } from 'echarts'
import type { ChartDefinition } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import { fail } from '../model/failure.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { figureStatusLabels, formatCell } from '../format/cell.ts'
import { formatDouble } from '../format/number.ts'
import { formatPeriodShort } from '../format/time.ts'
import { placeCategories, placeTimeLabels } from './categoryAxis.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import { chartData } from './chartData.ts'
import type { ChartData, ChartPoint } from './chartData.ts'
import { chartFrame, legendGap, pixelsPerMm, titleEntry } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import { chartFont, chartLooks, lineColour, maximumSeries } from './chartTheme.ts'
import type { ChartLook, ChartTheme } from './chartTheme.ts'
import { chartObstacle } from './fittingCharts.ts'
import { textWidth } from './textFit.ts'

export type ChartOptionParts = {
  /** Title and source inside the drawing; off on a report page, which prints them as text around it. */
  heading?: boolean
}

/** Width and height in CSS pixels of the printed size. */
export const chartPixels = (
  definition: Pick<ChartDefinition, 'widthMm' | 'heightMm'>,
): { width: number; height: number } => ({
  width: Math.round(definition.widthMm * pixelsPerMm),
  height: Math.round(definition.heightMm * pixelsPerMm),
})

export const chartOption = (
  cube: Cube,
  definition: ChartDefinition,
  language: Language,
  theme: ChartTheme,
  { heading = true }: ChartOptionParts = {},
): EChartsOption => {
  const obstacle = chartObstacle(cube, definition)
  if (obstacle) return fail('CHART_NOT_FITTING', { reason: obstacle[language] })
  const data = chartData(cube, definition, maximumSeries)
  if (!data) return fail('CHART_NOT_FITTING', { reason: '' })
  const text = textsOf(cube, definition, data, language)
  const look = chartLooks[theme]
  const frame = chartFrame({
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
    title: heading ? text.title : '',
    unit: text.unit,
    source: heading ? text.source : text.withheld,
    legend: data.series.length > 1 ? text.series : [],
  })
  const scale = axisScale(data)
  const valueLabel = (value: number) =>
    axisLabel(definition.chart === 'pyramid' ? Math.abs(value) : value, scale.power, language)
  const valueRoom = valueAxisRoom(data, valueLabel)
  const placement = place(data, definition, text.categories, frame, valueRoom)
  const patterned = look.decals.length > 0 && definition.chart !== 'line'
  const common = {
    animation: false,
    backgroundColor: look.background,
    textStyle: { fontFamily: chartFont, color: look.text, fontSize: 10.5 },
    title: [
      titleEntry(frame.title, look.text, 700, chartFont),
      titleEntry(frame.unit, look.muted, 400, chartFont),
      titleEntry(frame.source, look.muted, 400, chartFont),
    ].filter((t) => t.text !== ''),
    aria: {
      enabled: true,
      label: { description: text.description },
      decal: { show: patterned, ...(patterned ? { decals: look.decals.map((decal) => ({ ...decal })) } : {}) },
    },
    ...(frame.legend ? { legend: legendOf(frame.legend, text.series, look) } : {}),
    tooltip: tooltipOf(data, definition, text, language),
  }
  const horizontal = placement.orientation === 'horizontal'
  const shows = showsValues(data, definition, placement, frame, language)
  // The last label of a line's axis stands half beyond the plot.
  const timeEnd = definition.chart === 'line' ? textWidth(text.categories.at(-1) ?? '', 10.5) / 2 : 0
  const axisName = scale.name ? `${scale.name[language]} ${lowerFirst(text.measureUnit)}`.trim() : ''
  const category = categoryAxisOf(placement, look, definition.chart)
  const value = valueAxisOf(data, definition, look, valueLabel, axisName, horizontal)
  const room = {
    left: frame.plot.left + (horizontal ? placement.room : valueRoom),
    right: frame.width - frame.plot.right + (horizontal ? endRoom(data, shows, valueLabel, language) : 4 + timeEnd),
    top: frame.plot.top + (axisName !== '' && !horizontal ? 18 : 4),
    bottom: frame.height - frame.plot.bottom + (horizontal ? 20 + (axisName === '' ? 0 : 14) : placement.room),
  }
  return {
    ...common,
    grid: { ...room, containLabel: false, outerBoundsMode: 'none' },
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? category : value,
    series: data.series.map((_, s) =>
      seriesOf(data, s, definition, theme, language, horizontal, shows, text.series[s] ?? ''),
    ),
  } as EChartsOption
}

/** "Học sinh" inside a phrase is "học sinh"; "USD" stays. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

type Texts = {
  title: string
  unit: string
  measureUnit: string
  source: string[]
  withheld: string[]
  series: string[]
  categories: string[]
  full: string[]
  description: string
}

const textsOf = (cube: Cube, definition: ChartDefinition, data: ChartData, language: Language): Texts => {
  const vi = language === 'vi'
  const of = (text: Bilingual) => text[language] || text.vi
  const title = of(definition.title) || of(cube.title)
  const measureUnit = of(data.measure.unit)
  const held = data.held.map((h) => of(h.category.label)).join('; ')
  const single = data.series.length > 1 || of(data.measure.label) === title ? '' : of(data.measure.label)
  const unit = [single, measureUnit === '' ? '' : `${vi ? 'Đơn vị tính' : 'Unit'}: ${measureUnit}`, held]
    .filter((t) => t !== '')
    .join(' · ')
  const status = cube.status === 'official' ? '' : ` (${of(figureStatusLabels[cube.status])})`
  const withheld =
    data.withheld > 0
      ? [vi ? `Không vẽ ${data.withheld} số liệu không công bố.` : `${data.withheld} withheld figures are not drawn.`]
      : []
  const source = of(cube.source)
  const sourceLine = source === '' ? '' : `${vi ? 'Nguồn' : 'Source'}: ${source}${status}`
  const full = data.categories.map((c) => of(c.label))
  const categories = data.categories.map((c, i) =>
    data.category.time && c.kind === 'value' ? formatPeriodShort(c.code, language) : (full[i] ?? ''),
  )
  const series = data.series.map((s) => of(s.label))
  return {
    title,
    unit,
    measureUnit,
    source: [...withheld, ...definition.notes.map(of), sourceLine],
    withheld: [...withheld, ...definition.notes.map(of)],
    series,
    categories,
    full,
    description: [title, unit].join('. '),
  }
}

const maximum = (data: ChartData): number => {
  const stacked = data.categories.map((_, c) =>
    data.series.reduce((sum, s) => sum + Math.abs(s.points[c]?.shown ?? 0), 0),
  )
  return stacked.reduce((max, value) => Math.max(max, value), 0)
}

/** Seven-digit axis numbers are read as millions; the axis says so. Figures themselves stay as they are. */
const axisScale = (data: ChartData): { power: number; name: Bilingual | null } => {
  if (data.measure.power > 0) return { power: 0, name: null }
  const largest = data.series.reduce((max, s) => s.points.reduce((m, p) => Math.max(m, Math.abs(p.shown ?? 0)), max), 0)
  if (largest >= 5e9) return { power: 9, name: { vi: 'Tỷ', en: 'Billion' } }
  if (largest >= 5e6) return { power: 6, name: { vi: 'Triệu', en: 'Million' } }
  return { power: 0, name: null }
}

const axisLabel = (value: number, power: number, language: Language): string => {
  const shown = Number((value / 10 ** power).toPrecision(12))
  const decimals = Math.min(6, (/\.(\d+)$/.exec(String(shown))?.[1] ?? '').length)
  return formatDouble(shown, { decimals }, language)
}

const valueAxisRoom = (data: ChartData, label: (value: number) => string): number => {
  const top = maximum(data)
  // Ticks are round numbers near the maximum with at most one digit more than its leading two.
  const samples = [top, top / 4, top / 5, -top / 5].map((v) => (v === 0 ? 0 : Number(v.toPrecision(2))))
  return Math.max(...samples.map((v) => textWidth(label(v), 10.5))) + 14
}

const endRoom = (data: ChartData, shows: boolean, label: (value: number) => string, language: Language): number => {
  const tick = textWidth(label(maximum(data)), 10.5) / 2 + 4
  if (!shows) return tick
  return Math.max(
    tick,
    ...data.series.flatMap((s) => s.points.map((p) => textWidth(formatCell(p, data.measure, language), 9.5) + 10)),
  )
}

/** Figures stand on the bars when there is one series and room for each. */
const showsValues = (
  data: ChartData,
  definition: ChartDefinition,
  at: CategoryPlacement,
  frame: ChartFrame,
  language: Language,
): boolean => {
  if (definition.chart !== 'bar' || data.series.length !== 1) return false
  const count = data.categories.length
  if (at.orientation === 'horizontal') return (frame.plot.bottom - frame.plot.top - 20) / count >= 9
  const widest = Math.max(
    ...data.series.flatMap((s) => s.points.map((p) => textWidth(formatCell(p, data.measure, language), 9))),
  )
  return widest + 4 <= (frame.plot.right - frame.plot.left - at.room) / count
}

const place = (
  data: ChartData,
  definition: ChartDefinition,
  labels: string[],
  frame: ChartFrame,
  valueRoom: number,
): CategoryPlacement => {
  const width = frame.plot.right - frame.plot.left
  const height = frame.plot.bottom - frame.plot.top
  if (height < 60)
    return fail('CHART_NOT_FITTING', { reason: `< ${Math.ceil((frame.height - height + 100) / pixelsPerMm)} mm` })
  if (data.category.time !== null && definition.chart !== 'pyramid') return placeTimeLabels(labels, width - valueRoom)
  const bars = definition.chart === 'bar' ? data.series.length : 1
  const found = placeCategories(labels, { width, height, valueLabels: valueRoom }, bars, 1 / pixelsPerMm)
  if ('needed' in found) {
    const size =
      'heightMm' in found.needed
        ? `${definition.widthMm} × ${found.needed.heightMm} mm`
        : `${found.needed.widthMm} × ${definition.heightMm} mm`
    return fail('CHART_NOT_FITTING', { reason: `${labels.length} × ${bars}; ≥ ${size}` })
  }
  if (definition.chart !== 'pyramid' || found.orientation === 'horizontal') return found
  // A pyramid lies on its side whatever the room: its labels are short (ages, grades).
  const room = Math.min(width * 0.35, Math.max(...labels.map((text) => textWidth(text, 10.5))) + 10)
  return {
    orientation: 'horizontal',
    labels,
    fontSize: Math.min(10.5, height / labels.length / 1.12),
    room,
    rotate: 0,
    step: Math.ceil((9 * labels.length) / height),
  }
}

const legendOf = (at: NonNullable<ChartFrame['legend']>, names: string[], look: ChartLook) => ({
  left: 8,
  top: at.top,
  padding: 0,
  itemWidth: at.itemWidth,
  itemHeight: 11,
  itemGap: legendGap,
  data: names,
  textStyle: { color: look.text, fontFamily: chartFont, fontSize: 10.5 },
  selectedMode: false,
})

const categoryAxisOf = (at: CategoryPlacement, look: ChartLook, chart: ChartDefinition['chart']) => ({
  type: 'category' as const,
  data: at.labels,
  // Read from the top down, as the table is.
  inverse: at.orientation === 'horizontal',
  boundaryGap: chart !== 'line',
  axisLine: { show: chart !== 'pyramid', onZero: false, lineStyle: { color: look.axis, width: 1 } },
  axisTick: {
    alignWithLabel: true,
    show: at.orientation === 'vertical',
    interval: (index: number) => index % at.step === 0,
    lineStyle: { color: look.axis },
  },
  axisLabel: {
    interval: (index: number) => index % at.step === 0,
    // Every label was given its room; only a thinned time axis may leave out the last.
    ...(at.step === 1 ? { showMinLabel: true, showMaxLabel: true } : {}),
    rotate: at.rotate,
    color: look.text,
    fontSize: at.fontSize,
    fontFamily: chartFont,
    lineHeight: at.fontSize * (at.labels.some((l) => l.includes('\n')) ? 1.2 : 1),
    hideOverlap: false,
  },
})

const valueAxisOf = (
  data: ChartData,
  definition: ChartDefinition,
  look: ChartLook,
  label: (value: number) => string,
  name: string,
  horizontal: boolean,
) => ({
  type: 'value' as const,
  // Bars start at zero; a line may start where its figures are.
  scale:
    definition.chart === 'line' && data.series.every((s) => s.points.every((p) => p.shown === null || p.shown > 0)),
  ...(definition.chart === 'pyramid' ? symmetric(data) : {}),
  splitNumber: 5,
  ...(name === ''
    ? {}
    : {
        name,
        nameLocation: 'end' as const,
        nameGap: 8,
        nameTextStyle: { color: look.muted, fontSize: 9.5, align: horizontal ? ('right' as const) : ('left' as const) },
      }),
  ...(name !== '' && horizontal
    ? { nameLocation: 'middle' as const, nameGap: 20, nameTextStyle: { color: look.muted, fontSize: 9.5 } }
    : {}),
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: look.grid, width: 0.75 } },
  axisLabel: { color: look.text, fontSize: 10.5, fontFamily: chartFont, formatter: label },
})

/** Equal reach to both sides on round numbers, so that the halves can be compared. */
const symmetric = (data: ChartData): { min: number; max: number; interval: number } => {
  const reach = data.series.reduce((max, s) => s.points.reduce((m, p) => Math.max(m, p.shown ?? 0), max), 0) || 1
  const rough = reach / 3
  const unit = 10 ** Math.floor(Math.log10(rough))
  const interval = ([1, 2, 2.5, 5, 10].find((k) => k * unit >= rough) ?? 10) * unit
  const steps = Math.ceil(reach / interval)
  return { min: -steps * interval, max: steps * interval, interval }
}

const seriesOf = (
  data: ChartData,
  s: number,
  definition: ChartDefinition,
  theme: ChartTheme,
  language: Language,
  horizontal: boolean,
  shows: boolean,
  name: string,
) => {
  const look = chartLooks[theme]
  const points = data.series[s]?.points ?? []
  const sign = definition.chart === 'pyramid' && s === 0 ? -1 : 1
  const values = points.map((p) => (p.shown === null ? null : sign * p.shown))
  if (definition.chart === 'line') {
    const colour = lineColour(theme, s)
    return {
      type: 'line' as const,
      name,
      data: values,
      connectNulls: false,
      symbol: look.markers[s % look.markers.length],
      symbolSize: points.length > 40 ? 3 : 5.5,
      showAllSymbol: true,
      lineStyle: { width: 1.75, color: colour, type: look.dashes[s % look.dashes.length] },
      itemStyle: { color: colour },
    }
  }
  const stacked = definition.chart !== 'bar'
  return {
    type: 'bar' as const,
    name,
    data: values,
    ...(stacked ? { stack: 'all' } : {}),
    barCategoryGap: definition.chart === 'pyramid' ? '12%' : '28%',
    barGap: '8%',
    itemStyle: {
      color: look.series[s % look.series.length],
      borderColor: look.outline,
      borderWidth: look.outline === 'transparent' ? 0 : 0.6,
    },
    ...(shows
      ? { label: valueLabelOf(points, data, look, language, horizontal), labelLayout: { hideOverlap: true } }
      : {}),
  }
}

const valueLabelOf = (
  points: ChartPoint[],
  data: ChartData,
  look: ChartLook,
  language: Language,
  horizontal: boolean,
) => ({
  show: true,
  position: horizontal ? ('right' as const) : ('top' as const),
  distance: 3,
  color: look.text,
  fontSize: 9,
  fontFamily: chartFont,
  formatter: (at: { dataIndex: number }) => {
    const point = points[at.dataIndex]
    return point ? formatCell(point, data.measure, language) : ''
  },
})

const tooltipOf = (data: ChartData, definition: ChartDefinition, text: Texts, language: Language) => ({
  trigger: 'axis' as const,
  axisPointer: { type: definition.chart === 'line' ? ('line' as const) : ('shadow' as const) },
  // Plain text, no HTML: labels come from data.
  renderMode: 'richText' as const,
  formatter: (given: unknown) => {
    const first: unknown = Array.isArray(given) ? given[0] : given
    const index = typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : 0
    const lines = data.series.map((s, i) => {
      const point = s.points[index]
      return `${text.series[i] ?? ''}: ${point ? formatCell(point, data.measure, language) : ''}`
    })
    return [text.full[index] ?? '', ...lines].join('\n')
  },
})
