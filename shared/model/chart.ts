// A chart definition: which cube, which kind, printed size in millimetres.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

export const chartKinds = ['bar', 'line', 'stacked_bar', 'pyramid'] as const
export type ChartKind = (typeof chartKinds)[number]

export const cubeSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('table'), id: nameSchema }),
  z.strictObject({ from: z.literal('indicator'), id: nameSchema }),
])
export type CubeSource = z.infer<typeof cubeSourceSchema>

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
  widthMm: z.number().min(40).max(400).default(160),
  heightMm: z.number().min(30).max(400).default(90),
  /** Screen colours, or black, grey and decals for print. */
  theme: z.enum(['light', 'dark', 'print']).default('light'),
  notes: z.array(bilingualSchema).default([]),
})
export type ChartDefinition = z.infer<typeof chartDefinitionSchema>
