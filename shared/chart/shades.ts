// Colours from light to dark for figures in classes, readable for colour-blind readers and in greyscale: only lightness
// carries order. In: a theme, how many classes. Out: fills and the ink that is read on them. Never a hue alone.
import type { ChartTheme } from './chartTheme.ts'

const ramps = {
  blue: ['#eaf2fb', '#0a4a86'],
  green: ['#ecf6ee', '#0d5a35'],
  orange: ['#fdf0e4', '#8a3a06'],
  grey: ['#dedede', '#1e1e1e'],
} as const
export type RampName = keyof typeof ramps
export const rampNames = Object.keys(ramps) as RampName[]

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)

const mix = (from: string, to: string, share: number): string =>
  `#${[1, 3, 5]
    .map((at) =>
      Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Relative luminance by WCAG. */
export const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = channel(hex, at) / 255
    return c <= 0.039_28 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export const inkOn = (fill: string): string => (luminance(fill) > 0.3 ? '#000000' : '#ffffff')

export type Shade = { fill: string; ink: string }

export const shades = (theme: ChartTheme, count: number, ramp: RampName = 'blue'): Shade[] => {
  const [from, to] = ramps[theme === 'print' ? 'grey' : ramp]
  return Array.from({ length: count }, (_, i) => {
    const fill = mix(from, to, count < 2 ? 0.6 : i / (count - 1))
    return { fill, ink: inkOn(fill) }
  })
}

/** Of the two ends of a ramp that crosses zero: below and above differ in hue and in lightness order. */
export const missingFill: Record<ChartTheme, string> = {
  light: '#d9d9d9',
  dark: '#4a4a4a',
  contrast: '#000000',
  print: '#ffffff',
  page: '#d9d9d9',
}
