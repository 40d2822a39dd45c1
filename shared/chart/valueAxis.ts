// The axis of figures: its scale in words, its numbers, the room they take. In: what is drawn. Out: an axis of the option.
// Bars start at zero. Never a rounding of a figure: only the numbers along the axis are shortened.
import { formatCell } from '../format/cell.ts'
import { formatDouble } from '../format/number.ts'
import type { ChartKind } from '../model/chart.ts'
import type { Bilingual, Language } from '../model/text.ts'
import type { ChartData } from './chartData.ts'
import { chartFont } from './chartTheme.ts'
import type { ChartLook } from './chartTheme.ts'
import { textWidth } from './textFit.ts'

const maximum = (data: ChartData): number => {
  const stacked = data.categories.map((_, c) =>
    data.series.reduce((sum, s) => sum + Math.abs(s.points[c]?.shown ?? 0), 0),
  )
  return stacked.reduce((max, value) => Math.max(max, value), 0)
}

/** Seven-digit axis numbers are read as millions; the axis says so. Figures themselves stay as they are. */
export const axisScale = (data: ChartData): { power: number; name: Bilingual | null } => {
  if (data.measure.power > 0) return { power: 0, name: null }
  const largest = data.series.reduce((max, s) => s.points.reduce((m, p) => Math.max(m, Math.abs(p.shown ?? 0)), max), 0)
  if (largest >= 5e9) return { power: 9, name: { vi: 'Tỷ', en: 'Billion' } }
  if (largest >= 5e6) return { power: 6, name: { vi: 'Triệu', en: 'Million' } }
  return { power: 0, name: null }
}

export const axisLabel = (value: number, power: number, language: Language): string => {
  const shown = Number((value / 10 ** power).toPrecision(12))
  const decimals = Math.min(6, (/\.(\d+)$/.exec(String(shown))?.[1] ?? '').length)
  return formatDouble(shown, { decimals }, language)
}

export const valueAxisRoom = (data: ChartData, label: (value: number) => string): number => {
  const top = maximum(data)
  // Ticks are round numbers near the maximum with at most one digit more than its leading two.
  const samples = [top, top / 4, top / 5, -top / 5].map((v) => (v === 0 ? 0 : Number(v.toPrecision(2))))
  return Math.max(...samples.map((v) => textWidth(label(v), 10.5))) + 14
}

export const endRoom = (
  data: ChartData,
  shows: boolean,
  label: (value: number) => string,
  language: Language,
): number => {
  const tick = textWidth(label(maximum(data)), 10.5) / 2 + 4
  if (!shows) return tick
  return Math.max(
    tick,
    ...data.series.flatMap((s) => s.points.map((p) => textWidth(formatCell(p, data.measure, language), 9.5) + 10)),
  )
}

/** "Học sinh" inside a phrase is "học sinh"; "USD" stays. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

export const valueAxisOf = (
  data: ChartData,
  kind: ChartKind,
  look: ChartLook,
  label: (value: number) => string,
  name: string,
  horizontal: boolean,
) => ({
  type: 'value' as const,
  // Bars start at zero; a line may start where its figures are.
  scale: kind === 'line' && data.series.every((s) => s.points.every((p) => p.shown === null || p.shown > 0)),
  ...(kind === 'pyramid' ? symmetric(data) : {}),
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
