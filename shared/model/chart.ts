// A chart definition: which cube, which kind, printed size in millimetres, what is written on it.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

export const chartKinds = [
  'bar',
  'column',
  'grouped_bar',
  'stacked_bar',
  'percent_bar',
  'line',
  'area',
  'combined',
  'pyramid',
  'dot',
  'slope',
  'dumbbell',
  'scatter',
  'bubble',
  'box',
  'histogram',
  'heatmap',
  'treemap',
  'sankey',
  'waterfall',
  'fan',
  'small_multiples',
  'sparklines',
] as const
export type ChartKind = (typeof chartKinds)[number]

export const cubeSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('table'), id: nameSchema }),
  z.strictObject({ from: z.literal('indicator'), id: nameSchema }),
])
export type CubeSource = z.infer<typeof cubeSourceSchema>

const figure = z.number().finite()

/** A line at a value, or a band up to another. */
export const chartReferenceSchema = z.strictObject({ from: figure, to: figure.optional(), label: bilingualSchema })
export type ChartReference = z.infer<typeof chartReferenceSchema>

/** A numbered mark at a category; the text stands beneath the chart. */
export const chartAnnotationSchema = z.strictObject({ category: z.string().max(100), text: bilingualSchema })

/** A break in the series before a category: another method, another territory. */
export const chartBreakSchema = z.strictObject({ before: z.string().max(100), text: bilingualSchema })

export const chartDefinitionSchema = z.strictObject({
  kind: z.literal('chart'),
  id: nameSchema,
  title: bilingualSchema,
  source: cubeSourceSchema,
  chart: z.enum(chartKinds),
  /** Index of the cube dimension along the category axis, and of the one that makes the series; absent: chosen. */
  categoryDimension: z.int().min(0).optional(),
  seriesDimension: z.int().min(0).nullable().optional(),
  measure: nameSchema.optional(),
  /** The other axis of a scatter, bubble or combined chart, and the area of bubbles; absent: the next of the cube. */
  secondMeasure: nameSchema.optional(),
  thirdMeasure: nameSchema.optional(),
  /** Only so many of the largest categories; the rest together as others where they add up, else left out and said. */
  top: z.int().min(1).max(1000).optional(),
  widthMm: z.number().min(40).max(400).default(160),
  heightMm: z.number().min(30).max(400).default(90),
  /** Screen colours, or black, grey and decals for print. */
  theme: z.enum(['light', 'dark', 'print']).default('light'),
  /** A saved theme of the office. */
  office: nameSchema.optional(),
  /** Names at the lines where they fit, or always a legend. */
  names: z.enum(['direct', 'legend']).optional(),
  references: z.array(chartReferenceSchema).max(10).optional(),
  annotations: z.array(chartAnnotationSchema).max(20).optional(),
  breaks: z.array(chartBreakSchema).max(10).optional(),
  /** Words of this chart instead of the cube's: "unit", "source", "series:<key>", "category:<key>". */
  texts: z.record(z.string().max(200), bilingualSchema).optional(),
  notes: z.array(bilingualSchema).default([]),
})
export type ChartDefinition = z.infer<typeof chartDefinitionSchema>

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)

/** Colours and type of the office's charts: edited once, used by every chart that names it, shared as a file. */
export const chartThemeSchema = z.strictObject({
  kind: z.literal('chart_theme'),
  id: nameSchema,
  title: bilingualSchema,
  /** Fill and stroke of series, in order. */
  series: z.array(colour).min(2).max(12),
  text: colour,
  muted: colour,
  axis: colour,
  grid: colour,
  background: colour,
  /** Patterns beside colours. */
  patterns: z.boolean().default(false),
})
export type ChartThemeDefinition = z.infer<typeof chartThemeSchema>
