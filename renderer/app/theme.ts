// Fluent's themes with our font and one accent; which of them holds follows the setting and the system.
import { createDarkTheme, createHighContrastTheme, createLightTheme } from '@fluentui/react-components'
import type { BrandVariants, Theme } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Settings } from '#shared/contract/host.ts'

// A calm teal-blue; every shade keeps Fluent's contrast steps.
const brand: BrandVariants = {
  10: '#02070a',
  20: '#071f2a',
  30: '#053345',
  40: '#04435b',
  50: '#075371',
  60: '#0a6387',
  70: '#0e6f96',
  80: '#0f7ba6',
  90: '#2b8ab3',
  100: '#4799c0',
  110: '#5fa8cb',
  120: '#7ab8d6',
  130: '#95c7e0',
  140: '#b0d6e9',
  150: '#cbe4f1',
  160: '#e6f3f9',
}

/** One family for interface, tables, charts and print alike; it has tabular figures and every Vietnamese mark. */
export const fontFamily = "'Noto Sans', 'Segoe UI', system-ui, sans-serif"
const common = { fontFamilyBase: fontFamily, fontFamilyNumeric: fontFamily }

export type ThemeName = 'light' | 'dark' | 'contrast'
export const themes: Record<ThemeName, Theme> = {
  light: { ...createLightTheme({ ...brand, 80: '#0c6a90' }), ...common },
  dark: {
    ...createDarkTheme(brand),
    ...common,
    colorBrandForeground1: brand[120],
    colorBrandForeground2: brand[130],
    colorBrandForegroundLink: brand[120],
  },
  contrast: { ...createHighContrastTheme(), ...common },
}

const matches = (query: string): boolean => globalThis.matchMedia?.(query).matches ?? false
export const resolveTheme = (setting: Settings['theme'], dark: boolean, forced: boolean): ThemeName => {
  if (setting === 'contrast' || (setting === 'system' && forced)) return 'contrast'
  if (setting === 'dark' || (setting === 'system' && dark)) return 'dark'
  return 'light'
}

/** The theme in force, following the system live. */
export const useThemeName = (setting: Settings['theme']): ThemeName => {
  const [, again] = useState(0)
  useEffect(() => {
    const queries = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(forced-colors: active)')]
    const changed = (): void => again((n) => n + 1)
    for (const query of queries) query.addEventListener('change', changed)
    return () => {
      for (const query of queries) query.removeEventListener('change', changed)
    }
  }, [])
  return resolveTheme(setting, matches('(prefers-color-scheme: dark)'), matches('(forced-colors: active)'))
}
