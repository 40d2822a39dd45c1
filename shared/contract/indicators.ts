// Indicators computed, protected, compiled and signed: requests and answers. Schemas, types and the methods themselves;
// methods.ts takes them into the one table. Never a figure that leaves unprotected.
import { z } from 'zod'
import type { CellStatus, Cube, Provenance } from '../model/cube.ts'
import type { FailureValue } from '../model/failure.ts'
import { indicatorDefinitionSchema, indicatorDomains } from '../model/indicator.ts'
import type { IndicatorDefinition } from '../model/indicator.ts'
import type { GapReason } from '../model/indicatorGap.ts'
import { stricterSchema } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { figureStatuses } from '../model/table.ts'
import type { FigureStatus } from '../model/table.ts'
import { languages, nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import { fileOptionFields, publishFormats } from './files.ts'
import type { RevisionTriangle } from './production.ts'
import type { ExportResult } from './responses.ts'
import { signatureSchema } from './signature.ts'

export const checkKinds = ['outside_range', 'growth', 'does_not_add_up', 'differs_from_published'] as const
export type CheckKind = (typeof checkKinds)[number]

/** One figure that is missing or should be looked at. */
export type CompileException = {
  indicator: string
  period: Period
  /** Breakdown id → category key; none: the whole. */
  place: Record<string, string>
  kind: GapReason | CheckKind | 'failed'
  words: Bilingual
  failure?: FailureValue
}

/** One figure of a compilation, and what of it may leave. */
export type VintageCell = {
  place: Record<string, string>
  /** The category in words; of the whole empty. */
  label: Bilingual
  value: number | null
  status: CellStatus
  shown: number | null
  shownStatus: CellStatus
}

export type Vintage = {
  id: number
  indicator: string
  period: Period
  title: Bilingual
  unit: Bilingual
  decimals: number
  figure: FigureStatus
  /** Of the whole: as computed, and as it may leave. */
  value: number | null
  status: CellStatus
  shown: number | null
  shownStatus: CellStatus
  compiledAt: string
  compiledBy: string
  /** Vintages of one compilation share it. */
  run: string
  signed: { at: string; by: string; recordedBy: string; note: string } | null
  cells: number
  exceptions: number
  deliveries: Provenance['deliveries']
  /** The compilation of this period before this one. */
  before: number | null
}
export type VintageDetail = Vintage & {
  figures: VintageCell[]
  problems: CompileException[]
  definition: IndicatorDefinition
}

export type CompiledIndicator = {
  indicator: string
  title: Bilingual
  /**
   * compiled: at least one new vintage · unchanged: all as before · nothing: no figure · not_due: no period of its kind
   * was asked.
   */
  outcome: 'compiled' | 'unchanged' | 'nothing' | 'failed' | 'not_due'
  vintages: Vintage[]
  exceptions: number
  seconds: number
}
export type Compilation = {
  periods: Period[]
  indicators: CompiledIndicator[]
  exceptions: CompileException[]
  counts: Record<CompiledIndicator['outcome'], number>
  seconds: number
}

/** A statutory indicator of the library, and how it stands in the open workspace. */
export type LibraryIndicator = {
  /** Number in the system of indicators: "E09". Several definitions may share one. */
  code: string
  id: string
  label: Bilingual
  domain: IndicatorDefinition['domain']
  definition: IndicatorDefinition | null
  /**
   * ready: every source is here · no_data: a dataset was not delivered, a link not run · waits: for a source the
   * program does not know yet.
   */
  state: 'ready' | 'no_data' | 'waits'
  /** Datasets and links that are missing, by name. */
  missing: Bilingual[]
  waitsFor: Bilingual | null
  /** It is in the workspace already. */
  saved: boolean
}
export type TakenIndicators = { saved: string[]; kept: number }

const stricter = stricterSchema
const engineChoice = z.enum(['duckdb', 'sqlite', 'evaluator']).default('duckdb')
const computed = {
  definition: indicatorDefinitionSchema,
  breakdowns: z.array(nameSchema).optional(),
}

export const compileSchema = z.strictObject({
  /** Indicators by id, or all of a group, or (neither) all of the workspace. */
  indicators: z.array(nameSchema).max(2000).optional(),
  group: z.enum(indicatorDomains).optional(),
  /** A year asks for its months and quarters too, as far as each indicator has them. */
  periods: z.array(periodSchema).min(1).max(400),
  /** Instead of the status in each definition. */
  figure: z.enum(figureStatuses).optional(),
  stricter,
})

/** A published series in a file: what was read, or what has to be chosen first. */
export type PublishedReading = {
  /** Tables of the file (sheets); the one read. */
  tables: string[]
  table: string
  /** Columns that hold figures, where the periods are not the columns themselves. */
  values: string[]
  value: string | null
  /** Columns with several categories: one of each is the series. */
  dimensions: { column: string; categories: string[]; chosen: string | null }[]
  /** Empty as long as something has to be chosen. */
  figures: Record<string, number>
  ready: boolean
  /** Lines whose figure or period could not be read, as they stand. */
  unread: string[]
  /** As the file says it; empty where it does not. */
  unit: string
}

export const publishedSchema = z.strictObject({
  path: z.string().min(1),
  table: z.string().optional(),
  value: z.string().optional(),
  /** Column → its category. */
  pick: z.record(z.string(), z.string()).default({}),
})

export const indicatorMethods = {
  /** A series of a workbook, PX, JSON-stat or text file, to hold compiled figures against. */
  'indicator.readPublished': job<PublishedReading>()(publishedSchema, ['path']),
  'indicator.run': job<Cube>()(z.strictObject({ ...computed, engine: engineChoice }), [], { logs: 'table' }),
  /** What it looks like after protection. */
  'indicator.protect': job<Cube>()(z.strictObject({ ...computed, engine: engineChoice, stricter }), [], {
    logs: 'table',
  }),
  'indicator.publish': job<ExportResult>()(
    z.strictObject({
      ...computed,
      format: z.enum(publishFormats),
      path: z.string().min(1),
      language: z.enum([...languages, 'both']).default('both'),
      stricter,
      ...fileOptionFields,
    }),
    ['path'],
    { leaves: true, logs: 'export' },
  ),
  'indicator.library': query<LibraryIndicator[]>()(z.strictObject({})),
  /** Into the workspace, with the indicators they are made of; what is there already stays as it is. */
  'indicator.take': command<TakenIndicators>()(z.strictObject({ ids: z.array(nameSchema).min(1).max(200) }), [], {
    writes: true,
  }),
  /**
   * Figures of one, a group or all indicators for periods, kept as vintages; what has no figure or fails a check is
   * listed.
   */
  'indicator.compile': job<Compilation>()(compileSchema, [], {
    writes: true,
    exclusive: true,
    logs: 'compile',
    within: true,
  }),
  /** Newest first. */
  'indicator.vintages': query<Vintage[]>()(
    z.strictObject({
      indicator: nameSchema.optional(),
      period: periodSchema.optional(),
      latest: z.boolean().default(false),
    }),
  ),
  'indicator.vintage': query<VintageDetail>()(z.strictObject({ vintage: z.int() })),
  /** A figure through all compilations: reference periods down, compilations across. */
  'indicator.triangle': query<RevisionTriangle>()(
    z.strictObject({ indicator: nameSchema, place: z.record(z.string(), z.string()).default({}) }),
  ),
  /** By a second person with their passphrase; who compiled may not. */
  'indicator.sign': command<Vintage[]>()(
    z.strictObject({
      vintages: z.array(z.int()).min(1).max(5000),
      signature: signatureSchema,
      note: z.string().trim().max(1000).default(''),
    }),
    [],
    { writes: true, logs: 'sign', signer: 'reviewer' },
  ),
} as const
