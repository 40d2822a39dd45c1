// What leaves as a file: formats of tables, what each needs to be told, records export and its permission, scripts.
// Schemas, types and the methods themselves; methods.ts takes them into the one table.
import { z } from 'zod'
import { tableDefinitionSchema } from '../model/table.ts'
import { languages, nameSchema } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { ExportResult } from './responses.ts'

export const publishFormats = [
  'xlsx',
  'csv',
  'csv_tidy',
  'html',
  'md',
  'px',
  'jsonstat',
  'sdmx_csv_1',
  'sdmx_csv_2',
  'parquet',
  'dta',
  'sav',
] as const
export type PublishFormat = (typeof publishFormats)[number]

export const sdmxSchema = z.strictObject({
  agency: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/)
    .default('NSO_VN'),
  /** Absent: the id of the definition, in capitals. */
  flow: z
    .string()
    .regex(/^[A-Za-z0-9_@$-]+$/)
    .optional(),
  version: z
    .string()
    .regex(/^\d+(\.\d+){0,2}$/)
    .default('1.0'),
  labels: z.enum(['id', 'both']).default('id'),
})

/** What single formats are told beside path and language. */
export const fileOptionFields = {
  /** PX and JSON-stat hold one crossing of blocks: which, from 1, where the table has several. */
  crossing: z.int().min(1).optional(),
  sdmx: sdmxSchema.optional(),
}
export type FileOptions = { crossing?: number | undefined; sdmx?: z.infer<typeof sdmxSchema> | undefined }

export const recordFormats = ['csv', 'parquet', 'dta', 'sav'] as const
export type RecordFormat = (typeof recordFormats)[number]
export const scriptLanguages = ['r', 'stata', 'spss', 'sql'] as const
export type ScriptLanguage = (typeof scriptLanguages)[number]

export type RecordsPermission = { allowed: boolean }
export type TableScript = {
  language: ScriptLanguage
  text: string
  fileName: string
  /** The records export the script reads. */
  records: { format: RecordFormat; variables: string[]; filter: string | null }
}

export type RecordsResult = ExportResult & {
  records: number
  /** Path of the script written beside the file. */ script?: string
}

const path = z.string().min(1)
const reason = z.string().trim().max(1000)

export const fileMethods = {
  /** Records leave only where the workspace allows it, with a reason, logged with their number. Never an identifier. */
  'records.export': job<RecordsResult>()(
    z.strictObject({
      dataset: nameSchema,
      variables: z
        .array(z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/))
        .min(1)
        .max(500),
      filter: z.string().nullable().default(null),
      format: z.enum(recordFormats),
      language: z.enum([...languages, 'both']).default('vi'),
      reason,
      path,
      /**
       * Of the encrypted package that records leave in: for whom, its last day (ISO), its passphrase. Made-up data may
       * leave without.
       */
      receiver: z.string().trim().max(200).optional(),
      until: z.string().max(10).optional(),
      passphrase: z.string().max(1000).optional(),
      /**
       * Writes, in the same folder, the script that repeats this table from the exported file; format, variables and
       * filter must be what it reads.
       */
      script: z.strictObject({ definition: tableDefinitionSchema, language: z.enum(scriptLanguages) }).optional(),
    }),
    ['path'],
    { leaves: true, logs: 'export_records', leave: 'always', records: 'always' },
  ),
  /** Rejected rows as they came, in the layout they came in, for the agency to mend; their reasons in a file beside. */
  'deliveries.exportRejects': job<RecordsResult>()(
    z.strictObject({ delivery: z.int(), language: z.enum(languages).default('vi'), reason, path }),
    ['path'],
    { leaves: true, logs: 'export_rejects', leave: 'several', records: 'always' },
  ),
  'records.permission': query<RecordsPermission>()(z.strictObject({})),
  /** Allowing and forbidding are both logged, with the reason. */
  'records.allow': command<RecordsPermission>()(z.strictObject({ allowed: z.boolean(), reason }), [], {
    writes: true,
    role: 'administrator',
    logs: 'setting',
    within: true,
    leave: 'several',
  }),
  /** A script that repeats the table from exported records. */
  'table.script': query<TableScript>()(
    z.strictObject({ definition: tableDefinitionSchema, language: z.enum(scriptLanguages) }),
  ),
  /** The same script as a file. */
  'table.saveScript': command<ExportResult>()(
    z.strictObject({ definition: tableDefinitionSchema, language: z.enum(scriptLanguages), path }),
    ['path'],
    { leaves: true, logs: 'export_script' },
  ),
} as const
