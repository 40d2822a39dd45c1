// The one table of what can be asked of the engine. No SQL and no callbacks cross it; requests are validated on arrival.
import { z } from 'zod'
import type { CodeListVersion } from '../model/codeList.ts'
import { chartDefinitionSchema } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import { definitionKinds, definitionSchema } from '../model/definition.ts'
import type { Definition } from '../model/definition.ts'
import type { Delivery, Reject } from '../model/delivery.ts'
import { indicatorDefinitionSchema } from '../model/indicator.ts'
import type { JobState } from '../model/job.ts'
import { linkDefinitionSchema } from '../model/link.ts'
import type { LinkSet } from '../model/link.ts'
import { periodSchema } from '../model/period.ts'
import { reportDefinitionSchema } from '../model/report.ts'
import { tableDefinitionSchema } from '../model/table.ts'
import { languages, nameSchema } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { RequestInput, RequestOf, ResponseOf } from './define.ts'
import type {
  AuditEntry, BatchImportResult, DatasetDetail, DatasetSummary, DemoResult, DrillResult, ExploreRows, ExploreView, ExportResult,
  ImportPreview, ImportResult, RecordSheet, SavedDefinition, TableCheck, TableEstimate, VariableProfile,
  VerifyResult, WorkspaceStatus,
} from './responses.ts'

const none = z.strictObject({})
const path = z.string().min(1)
/** Fewest respondents behind a cell that leaves the program. */
const minimum = z.int().min(1).max(100).default(3)
const engineChoice = z.enum(['duckdb', 'sqlite', 'evaluator']).default('duckdb')
/** Chosen category per dimension of the table; null means the total. Codes as in the cube, with version where dated. */
export const cellAddressSchema = z.array(z.strictObject({
  variable: z.string(),
  level: z.string().optional(),
  code: z.string().nullable(),
  version: z.string().optional(),
  kind: z.enum(['value', 'total', 'missing', 'unmapped']),
}))
export const sortSchema = z.array(z.strictObject({ variable: nameSchema, direction: z.enum(['ascending', 'descending']) }))

export const publishFormats = ['xlsx', 'csv', 'csv_tidy', 'html'] as const
export const chartFormats = ['svg', 'png'] as const

export const methods = {
  'workspace.status': query<WorkspaceStatus>()(none),
  'workspace.create': command<WorkspaceStatus>()(z.strictObject({ path, name: z.string().min(1), passphrase: z.string().min(8).nullable(), /** Synthetic data only: the one case in which a passphrase may be missing. */ demonstration: z.boolean().default(false) }), ['path']),
  'workspace.open': command<WorkspaceStatus>()(z.strictObject({ path, passphrase: z.string().nullable().default(null), readOnly: z.boolean().default(false) }), ['path']),
  'workspace.close': command<WorkspaceStatus>()(none),
  'workspace.verify': job<VerifyResult>()(none),
  'workspace.backup': job<ExportResult>()(z.strictObject({ path }), ['path']),
  'workspace.restore': job<WorkspaceStatus>()(z.strictObject({ backup: path, path, passphrase: z.string().nullable().default(null) }), ['backup', 'path']),
  'workspace.createDemonstration': job<WorkspaceStatus>()(z.strictObject({ path, scale: z.number().positive().max(1).default(0.002), seed: z.int().default(1) }), ['path']),

  'demo.write': job<DemoResult>()(z.strictObject({ path, scale: z.number().positive().max(1), seed: z.int().default(1) }), ['path']),

  'datasets.list': query<DatasetSummary[]>()(none),
  'datasets.get': query<DatasetDetail>()(z.strictObject({ dataset: nameSchema })),
  'codeLists.get': query<CodeListVersion[]>()(z.strictObject({ list: nameSchema })),

  'deliveries.list': query<Delivery[]>()(z.strictObject({ dataset: nameSchema.optional() })),
  'deliveries.rejects': query<{ total: number; rejects: Reject[] }>()(z.strictObject({ delivery: z.int(), offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) })),
  'deliveries.withdraw': job<{ rowsRemoved: number }>()(z.strictObject({ delivery: z.int() })),

  'intake.preview': query<ImportPreview>()(z.strictObject({ path, dataset: nameSchema.optional() }), ['path']),
  'intake.import': job<ImportResult>()(z.strictObject({
    path, dataset: nameSchema.optional(), period: periodSchema.optional(), sender: z.string().default(''), letterNumber: z.string().default(''),
  }), ['path']),
  /** Every recognised CSV of a folder, registers first, in order of period. */
  'intake.importFolder': job<BatchImportResult>()(z.strictObject({ path }), ['path']),

  'links.list': query<LinkSet[]>()(none),
  'links.run': job<LinkSet>()(z.strictObject({ definition: linkDefinitionSchema })),

  'explore.open': job<ExploreView>()(z.strictObject({ dataset: nameSchema, filter: z.string().nullable().default(null), sort: sortSchema.default([]) })),
  'explore.rows': query<ExploreRows>()(z.strictObject({ view: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(1000) })),
  'explore.close': command<null>()(z.strictObject({ view: z.string() })),
  'explore.profile': query<VariableProfile>()(z.strictObject({ dataset: nameSchema, variable: nameSchema, filter: z.string().nullable().default(null) })),
  'explore.record': query<RecordSheet>()(z.strictObject({ dataset: nameSchema, rowId: z.int() })),
  /** Unmasks identifiers of one view until it closes; logged with the reason. */
  'explore.reveal': command<null>()(z.strictObject({ view: z.string(), variables: z.array(nameSchema).min(1), reason: z.string() })),

  'expression.check': query<{ ok: true; type: string } | { ok: false; position: number; length: number; message: { vi: string; en: string } }>()(
    z.strictObject({ dataset: nameSchema, expression: z.string(), expect: z.enum(['condition', 'any']).default('condition') })),

  'table.estimate': query<TableEstimate>()(z.strictObject({ definition: tableDefinitionSchema })),
  'table.run': job<Cube>()(z.strictObject({ definition: tableDefinitionSchema, engine: engineChoice, sample: z.boolean().default(false) })),
  'table.check': job<TableCheck>()(z.strictObject({ definition: tableDefinitionSchema })),
  /** The records behind a cell as an explore view, with their own count and sum beside the cell's. */
  'table.drill': job<DrillResult>()(z.strictObject({ definition: tableDefinitionSchema, address: cellAddressSchema, measure: nameSchema })),
  /** Protects, then writes. Refused formats and unprotected cubes cannot be asked for. */
  'table.publish': job<ExportResult>()(z.strictObject({
    definition: tableDefinitionSchema, format: z.enum(publishFormats), path, language: z.enum([...languages, 'both']).default('both'), minimum,
  }), ['path']),
  /** What the table looks like after protection, for the screen. */
  'table.protect': job<Cube & { protection: { rule: string; minimum: number; unit: string; cells: number; primary: number; secondary: number } }>()(
    z.strictObject({ definition: tableDefinitionSchema, minimum })),

  'indicator.run': job<Cube>()(z.strictObject({ definition: indicatorDefinitionSchema, breakdowns: z.array(nameSchema).optional(), engine: engineChoice })),
  'indicator.publish': job<ExportResult>()(z.strictObject({
    definition: indicatorDefinitionSchema, breakdowns: z.array(nameSchema).optional(), format: z.enum(publishFormats), path, language: z.enum([...languages, 'both']).default('both'), minimum,
  }), ['path']),

  'chart.svg': job<{ svg: string }>()(z.strictObject({ definition: chartDefinitionSchema, language: z.enum(languages), minimum })),
  'chart.export': job<ExportResult>()(z.strictObject({ definition: chartDefinitionSchema, language: z.enum(languages), format: z.enum(chartFormats), dpi: z.int().min(72).max(600).default(300), path, minimum }), ['path']),

  /** A whole HTML document, fonts inlined, paged by CSS; the host prints it. */
  'report.html': job<{ html: string }>()(z.strictObject({ definition: reportDefinitionSchema, minimum })),

  'definitions.list': query<SavedDefinition[]>()(z.strictObject({ kind: z.enum(definitionKinds).optional() })),
  'definitions.get': query<Definition>()(z.strictObject({ kind: z.enum(definitionKinds), id: nameSchema })),
  'definitions.save': command<SavedDefinition>()(z.strictObject({ definition: definitionSchema })),
  'definitions.remove': command<null>()(z.strictObject({ kind: z.enum(definitionKinds), id: nameSchema })),

  'jobs.list': query<JobState[]>()(none),
  'jobs.cancel': command<null>()(z.strictObject({ job: z.string() })),
  'jobs.result': query<unknown>()(z.strictObject({ job: z.string() })),

  'audit.list': query<{ entries: AuditEntry[]; intact: boolean }>()(z.strictObject({ limit: z.int().min(1).max(1000).default(200), before: z.int().optional() })),
  'audit.record': command<null>()(z.strictObject({ action: z.enum(['print', 'export']), subject: z.string(), records: z.int().default(0) })),
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
export type JobMethodName = { [M in MethodName]: Methods[M]['kind'] extends 'job' ? M : never }[MethodName]
export type DirectMethodName = Exclude<MethodName, JobMethodName>
export type MethodInput<M extends MethodName> = RequestInput<Methods[M]>
export type MethodRequest<M extends MethodName> = RequestOf<Methods[M]>
export type MethodResponse<M extends MethodName> = ResponseOf<Methods[M]>
