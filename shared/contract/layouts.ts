// Layouts of files and what an unknown file seems to be: their rows of the contract. Schemas, types, the methods.
// A suggestion reads and never writes; importing by a layout is one exclusive job, like every import.
import { z } from 'zod'
import { fileFormats, layoutPackageSchema } from '../model/layout.ts'
import type { Layout, LayoutPackage } from '../model/layout.ts'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { ImportResult } from './responses.ts'

const path = z.string().min(1)

/** What the user says of a file before it is looked at; the rest is found out. */
export const readingSchema = z.strictObject({
  format: z.enum(fileFormats).optional(),
  member: z.string().optional(),
  table: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  dictionary: z.string().optional(),
  headerLine: z.int().min(1).optional(),
  headerRows: z.int().min(0).max(10).optional(),
  /** How numbers and dates are written, said by the user for the whole file. */
  numbers: z.enum(['point', 'comma']).optional(),
  dates: z.enum(['day', 'month']).optional(),
})
export type Reading = z.infer<typeof readingSchema>

export type ColumnDifference =
  | { kind: 'renamed'; expected: string; found: string; confidence: number }
  | { kind: 'missing'; expected: string; variable: string }
  | { kind: 'added'; found: string }
  | { kind: 'moved'; expected: string; from: number; to: number }

export type ShownRow = { line: number; raw: string[]; stored: (string | null)[]; problems: string[] }

export type Suggestion = {
  package: LayoutPackage
  /** The known layout that the file follows, or nearly follows; `used`: the package is for its dataset. */
  match: { layout: string; dataset: string; exact: boolean; used: boolean; differences: ColumnDifference[] } | null
  period: { value: Period; from: 'name' | 'title' | 'data' | 'assumed' } | null
  rows: number
  /** Rows that are no records, by what they are. */
  problems: Record<string, number>
  tables: string[]
  header: string[]
  shown: ShownRow[]
}

export type LayoutSummary = {
  id: string
  dataset: string
  label: Bilingual
  format: string
  columns: number
  builtIn: boolean
  versions: number
}
export type LayoutImportResult = ImportResult & { layout: string; dataset: string; suggestion: Suggestion | null }

export type LayoutPreview = { shown: ShownRow[]; rows: number; rejected: Record<string, number> }

export const layoutMethods = {
  /** Looks through the whole file, so it is a job. */
  'layouts.suggest': job<Suggestion>()(z.strictObject({ path, reading: readingSchema.default({}) }), ['path']),
  /** The first rows as an edited layout would store them. */
  'layouts.preview': query<LayoutPreview>()(
    z.strictObject({ path, package: layoutPackageSchema, reading: readingSchema.default({}) }),
    ['path'],
  ),
  'layouts.list': query<LayoutSummary[]>()(z.strictObject({ dataset: nameSchema.optional() })),
  'layouts.get': query<{
    package: LayoutPackage
    versions: { version: number; savedAt: string; savedBy: string; layout: Layout }[]
  }>()(z.strictObject({ layout: nameSchema })),
  'layouts.save': command<LayoutSummary>()(z.strictObject({ package: layoutPackageSchema }), [], {
    writes: true,
    logs: 'layout',
  }),
  /** By a package, by a layout kept here, or by what the file suggests. */
  'intake.importLayout': job<LayoutImportResult>()(
    z.strictObject({
      path,
      package: layoutPackageSchema.optional(),
      layout: nameSchema.optional(),
      /** Only where the file follows a known layout. */
      onlyKnown: z.boolean().default(false),
      reading: readingSchema.default({}),
      dataset: nameSchema.optional(),
      period: periodSchema.optional(),
      sender: z.string().default(''),
      letterNumber: z.string().default(''),
      /** What the file is to what its period has: its correction, or a further part. */
      as: z.enum(['replacement', 'part']).optional(),
    }),
    ['path'],
    { writes: true, exclusive: true, logs: 'import', within: true },
  ),
}
