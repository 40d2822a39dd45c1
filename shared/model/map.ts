// A map definition: which cube, on which boundaries, shown how, classed how, printed size in millimetres.
import { z } from 'zod'
import { cubeSourceSchema } from './chart.ts'
import { bilingualSchema, nameSchema } from './text.ts'

export const mapKinds = ['choropleth', 'symbols', 'flows'] as const
export type MapKind = (typeof mapKinds)[number]

export const classMethods = ['quantiles', 'equal', 'jenks', 'own'] as const
export type ClassMethod = (typeof classMethods)[number]

/** A grid of equal tiles, one a province, for a workspace without boundaries. */
export const tileGrids = ['tiles_34', 'tiles_63'] as const
export type TileGridName = (typeof tileGrids)[number]

export const mapRamps = ['blue', 'green', 'orange', 'grey'] as const

export const mapDefinitionSchema = z.strictObject({
  kind: z.literal('map'),
  id: nameSchema,
  title: bilingualSchema,
  source: cubeSourceSchema,
  map: z.enum(mapKinds).default('choropleth'),
  /** Imported boundaries, or a tile grid; absent: the grid of the provinces that are in the table. */
  boundaries: nameSchema.optional(),
  /** Index of the cube dimension that is the territory, and, of flows, where they end; absent: chosen. */
  dimension: z.int().min(0).optional(),
  toDimension: z.int().min(0).optional(),
  measure: nameSchema.optional(),
  classing: z
    .strictObject({
      method: z.enum(classMethods),
      classes: z.int().min(2).max(9).default(5),
      /** own: where classes meet, rising; a figure at a bound stands above it. */
      bounds: z.array(z.number().finite()).max(8).optional(),
    })
    .default({ method: 'quantiles', classes: 5 }),
  ramp: z.enum(mapRamps).default('blue'),
  /** Names or figures beside places where they have room. */
  labels: z.enum(['none', 'names', 'figures']).default('none'),
  widthMm: z.number().min(60).max(400).default(120),
  heightMm: z.number().min(60).max(500).default(180),
  theme: z.enum(['light', 'dark', 'print']).default('light'),
  notes: z.array(bilingualSchema).default([]),
})
export type MapDefinition = z.infer<typeof mapDefinitionSchema>
