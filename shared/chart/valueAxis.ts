// The axis of figures: its scale in words, its numbers, the room they take. In: figures, a nice axis. Out: an axis of
// the option. Never a rounding of a figure: only the numbers along the axis are shortened.
import { formatDouble } from '../format/number.ts'
import type { CubeMeasure } from '../model/cube.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { fontSizes } from './chartFrame.ts'
import { chartFont } from './chartTheme.ts'
import type { ChartLook } from './chartTheme.ts'
import { axisTicks } from './niceAxis.ts'
import type { NiceAxis } from './niceAxis.ts'
import { textWidth } from './textFit.ts'

export type AxisScale = { power: number; name: Bilingual | null }

/** Seven-digit axis numbers are read as millions; the axis says so. Figures themselves stay as they are. */
export const axisScale = ({ power }: Pick<CubeMeasure, 'power'>, largest: number): AxisScale => {
  if (power > 0) return { power: 0, name: null }
  if (largest >= 5e9) return { power: 9, name: { vi: 'Tỷ', en: 'Billion' } }
  if (largest >= 5e6) return { power: 6, name: { vi: 'Triệu', en: 'Million' } }
  return { power: 0, name: null }
}

export const axisLabel = (value: number, power: number, language: Language): string => {
  const shown = Number((value / 10 ** power).toPrecision(12))
  const decimals = Math.min(6, (/\.(\d+)$/.exec(String(shown))?.[1] ?? '').length)
  return formatDouble(shown, { decimals }, language)
}

/** "Học sinh" inside a phrase is "học sinh"; "USD" stays. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** What is written at an axis: its scale in words, and that it does not begin at zero. */
export const axisName = ({ name }: AxisScale, { cut }: NiceAxis, unit: string, language: Language): string =>
  [
    name ? `${name[language]} ${lowerFirst(unit)}`.trim() : '',
    cut ? (language === 'vi' ? 'trục không bắt đầu từ 0' : 'axis does not start at zero') : '',
  ]
    .filter((t) => t !== '')
    .join('; ')

export const axisRoom = (axis: NiceAxis, label: (value: number) => string): number =>
  Math.max(...axisTicks(axis).map((tick) => textWidth(label(tick), fontSizes.label))) + 12

export const valueAxisOf = (axis: NiceAxis, look: ChartLook, label: (value: number) => string) => ({
  type: 'value' as const,
  min: axis.min,
  max: axis.max,
  interval: axis.interval,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: look.grid, width: 0.75 } },
  axisLabel: {
    color: look.text,
    fontSize: fontSizes.label,
    fontFamily: chartFont,
    formatter: label,
    showMinLabel: true,
    showMaxLabel: true,
    hideOverlap: false,
  },
})
