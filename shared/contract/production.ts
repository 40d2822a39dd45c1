// Over time and in batch: requests and answers about kept runs, their differences, revisions, and production runs of
// many tables. Schemas, types and the methods themselves; methods.ts takes them into the one table.
import { z } from 'zod'
import type { CellStatus, Cube, Provenance } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { FailureValue } from '../model/failure.ts'
import { stricterSchema } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import { tableDefinitionSchema } from '../model/table.ts'
import type { FigureStatus, TableDefinition } from '../model/table.ts'
import { languages, nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import { publishFormats } from './files.ts'
import type { ExportResult } from './responses.ts'

export const runOrigins = ['kept', 'published', 'batch'] as const
export type RunOrigin = (typeof runOrigins)[number]

/** A run that was kept: what is told of it without reading its figures. */
export type KeptRun = {
  id: number
  /** Id of the table's definition. */
  table: string
  title: Bilingual
  /** As the user named it: "sơ bộ 2025". */
  name: string
  origin: RunOrigin
  /** What a batch asked for: "2025", "01"; empty otherwise. */
  period: string
  territory: string
  status: FigureStatus
  keptAt: string
  keptBy: string
  ranAt: string
  engine: string
  program: string
  cells: number
  measures: number
  /** Stored size. */
  bytes: number
  deliveries: Provenance['deliveries']
  definition: TableDefinition
}

export const keepRunSchema = z.strictObject({
  definition: tableDefinitionSchema,
  name: z.string().trim().min(1).max(120),
  origin: z.enum(runOrigins).default('kept'),
})

/** Why a figure changed. The parts of a cell add up to its change exactly. */
export const changeParts = [
  'new_records',
  'amended_records',
  'withdrawn_records',
  'recoded',
  'definition',
  'unexplained',
] as const
export type ChangePart = (typeof changeParts)[number]

export type DifferenceSide = Pick<KeptRun, 'name' | 'status' | 'ranAt' | 'engine' | 'program' | 'deliveries'> & {
  /** Null: computed now. */ run: number | null
  cells: number
}
export type DifferenceDimension = {
  variable: string
  level: string | null
  label: Bilingual
  categories: { key: string; label: Bilingual }[]
}
export type DifferenceMeasure = {
  id: string
  label: Bilingual
  unit: Bilingual
  exact: boolean
  scale: number
  decimals: number
  power: number
  /** Its changes are split into parts. */ explained: boolean
  /** It stands in one of the two only. */ only: 'before' | 'after' | null
}

export type DifferenceCell = {
  /** One category index per dimension. */
  coordinates: number[]
  measure: number
  before: Exact | null
  after: Exact | null
  beforeStatus: CellStatus
  afterStatus: CellStatus
  /** Nothing counts as 0 where parts add up; null where a figure is missing and cannot. */
  change: Exact | null
  percent: number | null
  /** In the order of changeParts; null where the change of this measure cannot be split. */
  parts: Exact[] | null
}

export type DeliveryChange = {
  dataset: string
  period: string
  change: 'added' | 'replaced' | 'withdrawn' | 'kept'
  before: { id: number; fileName: string; sha256: string; rows: number | null } | null
  after: { id: number; fileName: string; sha256: string; rows: number | null } | null
  /** Of the dataset across the table's link: its records are not counted, they classify. */
  linked: boolean
}

export type DifferenceReport = {
  title: Bilingual
  table: string
  before: DifferenceSide
  after: DifferenceSide
  /** Old codes were recoded to the newest version before matching. */
  recoded: boolean
  dimensions: DifferenceDimension[]
  measures: DifferenceMeasure[]
  counts: { cells: number; unchanged: number; changed: number; onlyBefore: number; onlyAfter: number }
  /** All cells that differ, largest change first within each measure; at most `limit` of them. */
  cells: DifferenceCell[]
  limit: number
  /** For each explained measure the parts over the whole table, where it has such a cell. */
  totals: DifferenceCell[]
  deliveries: DeliveryChange[]
  /** What was altered in the definition, in words; empty when nothing was. */
  definitionChanges: { text: Bilingual; /** Only how it looks. */ display: boolean }[]
  /** Whose codes, link or program differ between the two: the possible causes of the part "recoded". */
  recodeCauses: { cause: 'classification' | 'link' | 'program'; name: string }[]
  /** What cannot be told apart here, in plain words. */
  limits: Bilingual[]
  seconds: number
}

export const compareSchema = z.strictObject({
  before: z.int(),
  /** A kept run, or the table computed now (by the saved definition, or the one given). */
  after: z.union([z.int(), z.literal('now')]).default('now'),
  definition: tableDefinitionSchema.optional(),
  /** Recode codes of older versions to the newest by the correspondences before matching. */
  recode: z.boolean().default(false),
})

export const triangleSchema = z.strictObject({
  table: nameSchema,
  /** Absent: the first measure. */
  measure: nameSchema.optional(),
  /** Category keys of the dimensions other than time, by "variable" or "variable@level"; absent ones at their total. */
  address: z.record(z.string(), z.string()).default({}),
  /** Only these runs; absent: all of the table, oldest first. */
  runs: z.array(z.int()).optional(),
})

export type RevisionSummary = {
  /** From the first figure to the last, and between figures of two statuses that follow each other. */
  from: FigureStatus | 'first'
  to: FigureStatus | 'last'
  periods: number
  /** In the unit of the measure, and in percent of the earlier figure. */
  mean: number | null
  meanAbsolute: number | null
  meanPercent: number | null
  meanAbsolutePercent: number | null
}
export type RevisionTriangle = {
  /** Reference periods down, runs across. */
  cube: Cube
  measure: string
  runs: { id: number; name: string; status: FigureStatus; ranAt: string }[]
  revisions: RevisionSummary[]
  /** Categories the address may take, for the screen. */
  dimensions: { id: string; label: Bilingual; chosen: string; categories: { key: string; label: Bilingual }[] }[]
  measures: { id: string; label: Bilingual }[]
}

export const batchSchema = z.strictObject({
  /** Output folder. */
  path: z.string().min(1),
  /** A folder of definition files (*.json of kind table); or saved tables by id. */
  source: z.string().min(1).optional(),
  tables: z.array(nameSchema).max(1000).default([]),
  /** Empty: each table as it is defined. */
  periods: z.array(periodSchema).max(200).default([]),
  /** Codes; "country" the whole country; "each" every unit of the list valid in the period. */
  territories: z
    .array(z.string().regex(/^[0-9A-Za-z_-]{1,20}$/))
    .max(1000)
    .default([]),
  /** Absent: the variable of the dataset with the code list of provinces. */
  territoryVariable: z
    .string()
    .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/)
    .optional(),
  format: z.enum(publishFormats).default('xlsx'),
  /** One workbook with a sheet for each table, or a file for each. */
  output: z.enum(['files', 'workbook']).default('files'),
  /** {id} {period} {territory}; without extension. */
  pattern: z.string().min(1).max(120).default('{id}_{period}_{territory}'),
  language: z.enum([...languages, 'both']).default('both'),
  stricter: stricterSchema,
  /** A change beyond this many percent against the last kept run, or the period before, is reported. */
  jumpPercent: z.number().positive().max(100_000).default(50),
  /** Keep every run under this name. */
  keep: z.string().trim().min(1).max(120).optional(),
})
export type BatchRequest = z.output<typeof batchSchema>

export type Breach = {
  rule: 'sum' | 'percent' | 'jump'
  measure: string
  /** The place in words: "Hà Nội · 2025". */
  place: Bilingual
  found: string
  expected: string
  /** What it was compared with, for a jump: "sơ bộ 2025", "2024". */
  against: string
}

export type BatchItem = {
  /** Definition id, or the name of a file that holds none. */
  id: string
  title: Bilingual
  file: string
  period: string
  territory: string
  outcome: 'written' | 'unchanged' | 'failed' | 'not_run'
  failure: FailureValue | null
  /** In words of both languages: what happened, where, what to do. */
  message: Bilingual | null
  notices: Bilingual[]
  breaches: Breach[]
  breachCount: number
  cells: number
  withheld: number
  bytes: number
  sha256: string
  /** Of the protected figures: equal fingerprints, equal contents. */
  fingerprint: string
  seconds: number
}
export type BatchReport = {
  format: 'statdesk-batch-report'
  program: string
  startedAt: string
  seconds: number
  cancelled: boolean
  folder: string
  workbook: { file: string; bytes: number; sha256: string } | null
  parameters: {
    periods: string[]
    territories: string[]
    format: string
    output: string
    language: string
    jumpPercent: number
  }
  counts: { written: number; unchanged: number; failed: number; notRun: number; breaches: number }
  items: BatchItem[]
  reports: { json: string; html: string }
}
export type BatchEstimate = {
  items: {
    id: string
    title: Bilingual
    file: string
    period: string
    territory: string
    cells: number
    bytes: number
    failure: FailureValue | null
    message: Bilingual | null
  }[]
  bytes: number
  freeBytes: number
}

const file = {
  format: z.enum(publishFormats),
  path: z.string().min(1),
  language: z.enum([...languages, 'both']).default('both'),
  stricter: stricterSchema,
}

export const productionMethods = {
  /** Oldest first; of one table, or of all. */
  'runs.list': query<KeptRun[]>()(z.strictObject({ table: nameSchema.optional() })),
  /** Computes the table and keeps its figures, protected and not, with what each delivery gave. */
  'runs.keep': job<KeptRun>()(keepRunSchema.extend({ stricter: stricterSchema }), [], {
    writes: true,
    logs: 'keep',
    within: true,
  }),
  'runs.rename': command<KeptRun>()(z.strictObject({ run: z.int(), name: z.string().trim().min(1).max(120) }), [], {
    writes: true,
    logs: 'rename_run',
  }),
  'runs.remove': command<null>()(z.strictObject({ run: z.int() }), [], { writes: true, logs: 'remove_run' }),
  /** The figures of a kept run, for the screen. */
  'runs.cube': job<Cube>()(z.strictObject({ run: z.int() })),
  'runs.compare': job<DifferenceReport>()(compareSchema, [], { logs: 'table' }),
  /** The differences as a table: for each measure old, new, change, percent. */
  'runs.differenceCube': job<Cube>()(compareSchema, [], { logs: 'table' }),
  'runs.triangle': job<RevisionTriangle>()(triangleSchema, [], { logs: 'table' }),
  /** Of protected figures only. */
  /** The report with protected figures only, for standard output. */
  'runs.printDifference': job<DifferenceReport>()(compareSchema.extend({ stricter: stricterSchema }), [], {
    leaves: true,
    logs: 'print',
    host: true,
  }),
  'runs.printTriangle': job<RevisionTriangle>()(triangleSchema.extend({ stricter: stricterSchema }), [], {
    leaves: true,
    logs: 'print',
    host: true,
  }),
  'runs.publishDifference': job<ExportResult>()(compareSchema.extend(file), ['path'], { leaves: true, logs: 'export' }),
  'runs.publishTriangle': job<ExportResult>()(triangleSchema.extend(file), ['path'], { leaves: true, logs: 'export' }),

  'batch.run': job<BatchReport>()(batchSchema, ['path', 'source'], { leaves: true, logs: 'batch' }),
  'batch.estimate': job<BatchEstimate>()(batchSchema, ['path', 'source']),
} as const
