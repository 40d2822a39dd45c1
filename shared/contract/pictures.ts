// Charts and maps that leave as files, and the boundaries maps are drawn on. In: nothing. Out: schemas, types and the
// methods themselves.
import { z } from 'zod'
import type { BoundarySet } from '../model/boundaries.ts'
import { chartDefinitionSchema } from '../model/chart.ts'
import { mapDefinitionSchema, tileGrids } from '../model/map.ts'
import { stricterSchema } from '../model/officePolicy.ts'
import { bilingualSchema, languages, nameSchema } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { ExportResult } from './responses.ts'

/**
 * svg and png: the picture · docx: the picture for Word, vector with a bitmap beside it · xlsx: the figures with a
 * native chart.
 */
export const pictureFormats = ['svg', 'png', 'docx', 'xlsx'] as const
export type PictureFormat = (typeof pictureFormats)[number]

export type BoundaryColumn = { name: string; samples: string[]; filled: number; distinct: number }
export type BoundaryPreview = {
  name: string
  features: number
  columns: BoundaryColumn[]
  /** Columns that look like the code and the name of a place. */
  likely: { code: string | null; name: string | null }
}

export type BoundarySummary = {
  id: string
  title: { vi: string; en: string }
  features: number
  /** Features left out: without a code or without an area. */
  left: number
  fileName: string
  sha256: string
  code: string
  name: string | null
  importedAt: string
  /** The first codes. */
  codes: string[]
}

export type PicturesWritten = {
  written: { id: string; path: string }[]
  failed: { id: string; code: string; facts: Record<string, string | number> }[]
}

const path = z.string().min(1)
const stricter = stricterSchema
const leaving = { leaves: true, logs: 'export' } as const
const file = {
  language: z.enum(languages),
  format: z.enum(pictureFormats),
  dpi: z.int().min(72).max(600).default(300),
  path,
  stricter,
}
const page = { language: z.enum(languages), stricter }

export const pictureMethods = {
  'chart.svg': job<{ svg: string }>()(z.strictObject({ definition: chartDefinitionSchema, ...page })),
  /** One chart on a page of its size, for report.print and report.export. */
  'chart.page': job<{ html: string; report: string }>()(z.strictObject({ definition: chartDefinitionSchema, ...page })),
  'chart.export': job<ExportResult>()(
    z.strictObject({ definition: chartDefinitionSchema, ...file }),
    ['path'],
    leaving,
  ),
  /** Saved charts and maps, one file each into a folder; what cannot be drawn is named and does not stop the others. */
  'pictures.export': job<PicturesWritten>()(
    z.strictObject({
      charts: z.array(nameSchema).max(500).default([]),
      maps: z.array(nameSchema).max(500).default([]),
      ...file,
    }),
    ['path'],
    leaving,
  ),

  'maps.list': query<BoundarySummary[]>()(z.strictObject({})),
  'maps.geometry': query<BoundarySet>()(z.strictObject({ id: nameSchema })),
  'maps.preview': job<BoundaryPreview[]>()(z.strictObject({ path }), ['path']),
  'maps.import': job<BoundarySummary>()(
    z.strictObject({
      path,
      layer: z.string().nullable().default(null),
      id: nameSchema.refine((id) => !tileGrids.some((g) => g === id)),
      title: bilingualSchema,
      code: z.string().min(1),
      name: z.string().nullable().default(null),
    }),
    ['path'],
    { writes: true, exclusive: true, logs: 'import' },
  ),
  'maps.remove': command<null>()(z.strictObject({ id: nameSchema }), [], { writes: true, logs: 'remove' }),

  'map.svg': job<{ svg: string }>()(z.strictObject({ definition: mapDefinitionSchema, ...page })),
  'map.page': job<{ html: string; report: string }>()(z.strictObject({ definition: mapDefinitionSchema, ...page })),
  'map.export': job<ExportResult>()(z.strictObject({ definition: mapDefinitionSchema, ...file }), ['path'], leaving),
} as const
