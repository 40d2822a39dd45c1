// Colours, patterns and line styles of charts. Print survives greyscale and photocopying: greys, decals, dashes and
// markers tell series apart together; page is its twin in colour for reports; contrast follows the Windows
// high-contrast palette. Never a chart's data here.

import type { ChartThemeDefinition } from '../model/chart.ts'

export const chartThemes = ['light', 'dark', 'contrast', 'print', 'page'] as const
export type ChartTheme = (typeof chartThemes)[number]

export type Decal = {
  symbol: string
  symbolSize?: number
  dashArrayX: number | number[] | number[][]
  dashArrayY: number | number[]
  rotation: number
  color: string
}

export type ChartLook = {
  background: string
  text: string
  muted: string
  axis: string
  grid: string
  /** Fill and stroke of series, in order. */
  series: string[]
  /** Outline of bars, so that neighbours of like grey stay apart. */
  outline: string
  /** One pattern per series; empty where colour is enough. */
  decals: Decal[]
  dashes: ('solid' | 'dashed' | 'dotted' | number[])[]
  markers: string[]
}

/** Families whose figures are equally wide; on paper and in files it is always the first. */
export const chartFont = "'Noto Sans', 'Segoe UI', Arial, sans-serif"

const markers = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond']
const dashes: ChartLook['dashes'] = [
  'solid',
  'dashed',
  'dotted',
  [8, 3, 2, 3],
  [12, 4],
  [2, 2],
  [8, 2, 2, 2, 2, 2],
  [4, 6],
]

const stripe = (rotation: number, color: string, gap = 5): Decal => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [1.5, gap],
  rotation,
  color,
})
const dots = (color: string): Decal => ({
  symbol: 'circle',
  symbolSize: 0.7,
  dashArrayX: [
    [6, 6],
    [0, 6, 6, 0],
  ],
  dashArrayY: [5, 0],
  rotation: 0,
  color,
})
const grid = (color: string): Decal => ({
  symbol: 'rect',
  dashArrayX: [
    [1.2, 6],
    [7.2, 0],
  ],
  dashArrayY: [6, 1.2],
  rotation: Math.PI / 4,
  color,
})
const quarter = Math.PI / 4

const patterns = (on: (series: number) => string): ChartLook['decals'] => [
  stripe(0, 'rgba(0,0,0,0)'),
  stripe(quarter, on(1)),
  dots(on(2)),
  stripe(-quarter, on(3)),
  grid(on(4)),
  stripe(0, on(5)),
  stripe(Math.PI / 2, on(6)),
  stripe(quarter, on(7), 2.5),
]

const printGreys = ['#3a3a3a', '#e4e4e4', '#a8a8a8', '#f6f6f6', '#cfcfcf', '#8a8a8a', '#ffffff', '#bdbdbd']
/** Dark and light in turn: told apart by colour-blind readers and on a grey copy (palette.test.ts measures it). */
const colours = ['#0f5ea8', '#f2a33a', '#37205b', '#b2b3e8', '#571a27', '#f4eca1', '#b11e11', '#79c7ab']

const light: ChartLook = {
  background: '#ffffff',
  text: '#242424',
  muted: '#505050',
  axis: '#8a8a8a',
  grid: '#e6e6e6',
  outline: 'transparent',
  series: colours,
  decals: [],
  dashes: dashes.map(() => 'solid'),
  markers,
}

export const chartLooks: Record<ChartTheme, ChartLook> = {
  light,
  dark: {
    background: 'transparent',
    text: '#f5f5f5',
    muted: '#c7c7c7',
    axis: '#8f8f8f',
    grid: '#3d3d3d',
    outline: 'transparent',
    series: ['#4a9df0', '#f7c26b', '#2f9e72', '#daf7c5', '#4c2ca1', '#a3e7d2', '#e11c22', '#a1b0d8'],
    decals: [],
    dashes: dashes.map(() => 'solid'),
    markers,
  },
  contrast: {
    background: '#000000',
    text: '#ffffff',
    muted: '#ffffff',
    axis: '#ffffff',
    grid: '#6a6a6a',
    outline: '#ffffff',
    series: ['#ffff00', '#00ffff', '#00ff00', '#ff9cff', '#ffffff', '#ffb347', '#8fb8ff', '#c8c8c8'],
    decals: patterns(() => 'rgba(0,0,0,0.85)'),
    dashes,
    markers,
  },
  print: {
    background: '#ffffff',
    text: '#000000',
    muted: '#222222',
    axis: '#000000',
    grid: '#d5d5d5',
    outline: '#000000',
    series: printGreys,
    decals: patterns(() => 'rgba(0,0,0,0.8)'),
    dashes,
    markers,
  },
  page: {
    ...light,
    text: '#000000',
    muted: '#222222',
    axis: '#000000',
    decals: patterns(() => 'rgba(255,255,255,0.75)'),
    dashes,
  },
}

/** Estimates and preliminary figures, on whatever fill and pattern the series has. */
export const provisionalDecal = (theme: ChartTheme): Decal =>
  stripe(quarter, theme === 'print' ? 'rgba(0,0,0,0.9)' : theme === 'contrast' ? '#000000' : 'rgba(255,255,255,0.9)', 3)

/** Lines need ink: in print they are black or dark grey and told apart by dash and marker. */
export const lineColour = (theme: ChartTheme, series: number, colours = chartLooks[theme].series): string => {
  const palette = theme === 'print' ? ['#000000', '#4d4d4d', '#7a7a7a'] : colours
  return palette[series % palette.length] ?? '#000000'
}

export const maximumSeries = 8

/**
 * A look with the colours of the office's own theme; print in greys and high contrast stay as they are, since they are
 * for reading.
 */
export const lookOf = (theme: ChartTheme, office: ChartThemeDefinition | null): ChartLook => {
  const look = chartLooks[theme]
  if (!office || theme === 'print' || theme === 'contrast') return look
  const { series, text, muted, axis, grid, background, patterns: patterned } = office
  if (theme === 'dark') return { ...look, series }
  return {
    ...look,
    series,
    text,
    muted,
    axis,
    grid,
    background,
    decals: patterned || theme === 'page' ? patterns(() => 'rgba(255,255,255,0.75)') : [],
    dashes: patterned ? dashes : look.dashes,
  }
}
