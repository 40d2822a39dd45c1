// The one table of what can be asked of the engine. No SQL and no callbacks cross it; requests are validated on
// arrival.
import { z } from 'zod'
import type { CodeListVersion } from '../model/codeList.ts'
import type { Cube } from '../model/cube.ts'
import type { Delivery, Reject } from '../model/delivery.ts'
import type { JobState } from '../model/job.ts'
import { surveyDesignSchema } from '../model/survey.ts'
import { officePolicySchema, stricterSchema } from '../model/officePolicy.ts'
import type { PolicyState } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import { newPersonNameSchema } from '../model/person.ts'
import { cellAddressSchema, tableDefinitionSchema } from '../model/table.ts'
import type { TableDefinition } from '../model/table.ts'
import { languages, nameSchema } from '../model/text.ts'
import { adoptModes } from './adopt.ts'
import type { AdoptFillResult, AdoptReading } from './adopt.ts'
import { backupMethods } from './backups.ts'
import { calibrationMethodRows } from './calibrate.ts'
import { clipboardMethods } from './clipboard.ts'
import { command, job, query } from './define.ts'
import { deskMethods } from './desk.ts'
import { definitionMethods } from './definitions.ts'
import type { RequestInput, RequestOf, ResponseOf } from './define.ts'
import { exploreMethods } from './explore.ts'
import { layoutMethods } from './layouts.ts'
import { fileMethods, fileOptionFields, publishFormats } from './files.ts'
import { linkMethods } from './links.ts'
import { packageMethods } from './packages.ts'
import { peopleMethods } from './people.ts'
import { pictureMethods } from './pictures.ts'
import { indicatorMethods } from './indicators.ts'
import { deliveryMethods } from './deliveries.ts'
import { intakeMethods } from './intake.ts'
import { watchMethods } from './watch.ts'
import { qualityMethods } from './quality.ts'
import { ruleMethods } from './rules.ts'
import { retentionMethods } from './retention.ts'
import { productionMethods } from './production.ts'
import { reportMethods } from './reports.ts'
import { issueMethods } from './issues.ts'
import { yearbookMethods } from './yearbook.ts'
import { protectMethods } from './protect.ts'
import type {
  AuditEntry,
  DatasetDetail,
  DatasetSummary,
  DemoResult,
  CellMatch,
  DrillResult,
  ExportResult,
  FittedDefinition,
  TableCheck,
  TableEstimate,
  VerifyResult,
  WorkbookEstimate,
  WorkspaceStatus,
} from './responses.ts'

const none = z.strictObject({})
const path = z.string().min(1)
/** An analyst may ask for more respondents than the office's policy, never for fewer. */
const stricter = stricterSchema
const engineChoice = z.enum(['duckdb', 'sqlite', 'evaluator']).default('duckdb')
export { cellAddressSchema } from '../model/table.ts'
export { sortSchema } from './explore.ts'

export { publishFormats } from './files.ts'

export const methods = {
  'workspace.status': query<WorkspaceStatus>()(none, [], { whileLocked: true }),
  'workspace.create': command<WorkspaceStatus>()(
    z.strictObject({
      path,
      name: z.string().min(1),
      passphrase: z.string().min(1).nullable(),
      /** The first person, an administrator; absent: the user of the machine. */ person:
        newPersonNameSchema.optional(),
      /** Synthetic data only: the one case in which a passphrase may be missing. */ demonstration: z
        .boolean()
        .default(false),
    }),
    ['path'],
    { logs: 'create', within: true },
  ),
  'workspace.open': command<WorkspaceStatus>()(
    z.strictObject({
      path,
      passphrase: z.string().nullable().default(null),
      person: z.string().max(80).optional(),
      readOnly: z.boolean().default(false),
    }),
    ['path'],
    { logs: 'open', within: true },
  ),
  'workspace.close': command<WorkspaceStatus>()(none, [], { whileLocked: true }),
  'workspace.verify': job<VerifyResult>()(none, [], { exclusive: true, logs: 'verify' }),
  'workspace.backup': job<ExportResult>()(z.strictObject({ path }), ['path'], {
    exclusive: true,
    leaves: true,
    logs: 'backup',
  }),
  'workspace.restore': job<WorkspaceStatus>()(
    z.strictObject({
      backup: path,
      path,
      passphrase: z.string().nullable().default(null),
      person: z.string().max(80).optional(),
    }),
    ['backup', 'path'],
    { exclusive: true, logs: 'restore', within: true },
  ),
  'workspace.createDemonstration': job<WorkspaceStatus>()(
    z.strictObject({ path, scale: z.number().positive().max(1).default(0.002), seed: z.int().default(1) }),
    ['path'],
    { exclusive: true, logs: 'create', within: true },
  ),

  'demo.write': job<DemoResult>()(
    z.strictObject({ path, scale: z.number().positive().max(1), seed: z.int().default(1) }),
    ['path'],
  ),

  'datasets.list': query<DatasetSummary[]>()(none),
  'datasets.get': query<DatasetDetail>()(z.strictObject({ dataset: nameSchema })),
  /** How a survey was drawn: null takes the design away. */
  'datasets.design': command<DatasetDetail>()(
    z.strictObject({ dataset: nameSchema, design: surveyDesignSchema.nullable() }),
  ),
  ...calibrationMethodRows,
  'codeLists.get': query<CodeListVersion[]>()(z.strictObject({ list: nameSchema })),

  'deliveries.list': query<Delivery[]>()(z.strictObject({ dataset: nameSchema.optional() })),
  'deliveries.rejects': query<{ total: number; rejects: Reject[] }>()(
    z.strictObject({
      delivery: z.int(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
  ),
  'deliveries.withdraw': job<{ rowsRemoved: number }>()(z.strictObject({ delivery: z.int() }), [], {
    writes: true,
    exclusive: true,
    logs: 'withdraw',
    within: true,
  }),

  ...deliveryMethods,

  ...intakeMethods,
  ...watchMethods,
  ...ruleMethods,
  ...qualityMethods,

  ...linkMethods,

  ...layoutMethods,

  ...exploreMethods,

  'expression.check': query<
    | { ok: true; type: string }
    | {
        ok: false
        position: number
        length: number
        message: { vi: string; en: string }
        /** What was most likely meant there. */
        instead?: string
      }
  >()(
    z.strictObject({
      dataset: nameSchema,
      expression: z.string(),
      expect: z.enum(['condition', 'any']).default('condition'),
    }),
  ),

  'table.estimate': query<TableEstimate>()(z.strictObject({ definition: tableDefinitionSchema })),
  /** A definition made elsewhere, with what this workspace does not have left out and named. */
  'table.fit': query<FittedDefinition>()(z.strictObject({ definition: tableDefinitionSchema })),
  /**
   * purpose 'count': records by the categories of one variable, for a control of a screen; what is more than that is
   * refused.
   */
  'table.run': job<Cube>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      engine: engineChoice,
      sample: z.boolean().default(false),
      purpose: z.enum(['table', 'count']).default('table'),
    }),
    [],
    { logs: 'table' },
  ),
  'table.check': job<TableCheck>()(z.strictObject({ definition: tableDefinitionSchema })),
  /** The records behind a cell as an explore view, with their own count and sum beside the cell's. */
  'table.drill': job<DrillResult>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      address: cellAddressSchema,
      measure: nameSchema,
      /** Of a derived figure: whose records, its own or those of what it is divided by or compared with. */
      part: z.enum(['numerator', 'denominator']).default('numerator'),
    }),
    [],
    { logs: 'drill' },
  ),
  /** Records of a cell that the links of its table do not reach. */
  'table.match': job<CellMatch>()(
    z.strictObject({ definition: tableDefinitionSchema, address: cellAddressSchema, measure: nameSchema }),
    [],
    { logs: 'drill' },
  ),
  /** Protects, then writes. Refused formats and unprotected cubes cannot be asked for. */
  'table.publish': job<ExportResult>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      format: z.enum(publishFormats),
      path,
      language: z.enum([...languages, 'both']).default('both'),
      stricter,
      ...fileOptionFields,
    }),
    ['path'],
    { leaves: true, logs: 'export' },
  ),
  /** How many sheets, cells and bytes its XLSX will have; fails as writing it would. */
  'table.workbook': job<WorkbookEstimate>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      language: z.enum([...languages, 'both']).default('both'),
      stricter,
    }),
  ),
  /** What the table looks like after protection, for the screen. */
  'table.protect': job<
    Cube & {
      protection: { rule: string; minimum: number; unit: string; cells: number; primary: number; secondary: number }
    }
  >()(z.strictObject({ definition: tableDefinitionSchema, engine: engineChoice, stricter })),

  /**
   * Last year's workbook as the office has it: its structure, what its labels seem to be, and their binding to a
   * definition.
   */
  'adopt.read': job<AdoptReading>()(
    z.strictObject({
      path,
      sheet: z.string().nullable().default(null),
      dataset: nameSchema.nullable().default(null),
      definition: tableDefinitionSchema.nullable().default(null),
      period: periodSchema.nullable().default(null),
      stricter,
      chosen: z.record(z.string(), z.string()).default({}),
    }),
    ['path'],
  ),
  /**
   * A copy of it with a period's protected figures, in its own look, and what differs. `chosen`: label cell →
   * "variable=key", "measure=id", "=total", "=heading".
   */
  'adopt.fill': job<AdoptFillResult>()(
    z.strictObject({
      path,
      out: path,
      sheet: z.string().nullable().default(null),
      definition: tableDefinitionSchema,
      period: periodSchema,
      previous: periodSchema.nullable().default(null),
      mode: z.enum(adoptModes).default('add'),
      stricter,
      chosen: z.record(z.string(), z.string()).default({}),
    }),
    ['path', 'out'],
    { leaves: true, logs: 'export' },
  ),

  ...indicatorMethods,

  ...reportMethods,
  ...issueMethods,
  ...yearbookMethods,

  /** Yearbook tables to start from; none is in the workspace until it is saved there. */
  'library.list': query<TableDefinition[]>()(none),

  ...clipboardMethods,

  ...definitionMethods,

  ...productionMethods,
  ...pictureMethods,
  ...protectMethods,
  ...fileMethods,
  ...deskMethods,
  ...packageMethods,
  ...peopleMethods,
  ...backupMethods,
  ...retentionMethods,

  'jobs.list': query<JobState[]>()(none, [], { whileLocked: true }),
  'jobs.cancel': command<null>()(z.strictObject({ job: z.string() }), [], { whileLocked: true }),
  'jobs.result': query<unknown>()(z.strictObject({ job: z.string() })),

  'audit.list': query<{ entries: AuditEntry[]; intact: boolean }>()(
    z.strictObject({ limit: z.int().min(1).max(1000).default(200), before: z.int().optional() }),
  ),

  /** The whole log as a file that can be checked without the program. */
  /** Whole, with the conditions and reasons in it: for the security officer, by an administrator. */
  'audit.export': job<ExportResult>()(z.strictObject({ path }), ['path'], {
    leaves: true,
    logs: 'export_log',
    role: 'administrator',
  }),
  /** Where the office keeps anchors of the log, outside the workspace. */
  'audit.setAnchor': command<{ path: string }>()(
    z.strictObject({ path, reason: z.string().trim().max(1000) }),
    ['path'],
    { writes: true, logs: 'setting', within: true, role: 'administrator', leave: 'several' },
  ),

  'policy.get': query<PolicyState>()(none),
  /** Dated, with its reason, by an administrator. */
  'policy.set': command<PolicyState>()(
    z.strictObject({ policy: officePolicySchema, reason: z.string().trim().max(1000) }),
    [],
    { writes: true, role: 'administrator', logs: 'policy', within: true, leave: 'several' },
  ),
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
export type JobMethodName = { [M in MethodName]: Methods[M]['kind'] extends 'job' ? M : never }[MethodName]
export type DirectMethodName = Exclude<MethodName, JobMethodName>
export type MethodInput<M extends MethodName> = RequestInput<Methods[M]>
export type MethodRequest<M extends MethodName> = RequestOf<Methods[M]>
export type MethodResponse<M extends MethodName> = ResponseOf<Methods[M]>
