// How one agency's file maps onto a dataset: where its columns stand, how its texts are written, what is left out. A
// document, versioned and exchanged as JSON. What a record is stands in the dataset (dataset.ts); one dataset has any
// number of layouts.
import { z } from 'zod'
import { codeListVersionSchema } from './codeList.ts'
import { datasetSchema } from './dataset.ts'
import { periodSchema } from './period.ts'
import { bilingualSchema, nameSchema } from './text.ts'

export const fileFormats = [
  'delimited',
  'fixed',
  'xlsx',
  'xls',
  'xlsb',
  'ods',
  'html',
  'xml',
  'json',
  'jsonlines',
  'parquet',
  'dta',
  'sav',
  'cspro',
  'px',
  'jsonstat',
  'dbf',
  'sqlite',
] as const

/**
 * point: 1,234.5 · comma: 1.234,5. The other sign, blanks and apostrophes may part thousands. either: the column mixes
 * both; only what can be read one way is read.
 */
export const decimalMarks = ['point', 'comma', 'either'] as const
/**
 * iso: year first · dmy: 31/12/2025 · mdy: 12/31/2025 · compact: 20251231 · either: both orders are mixed; only what
 * can be read one way is read. ISO writing is read in every form.
 */
export const dateOrders = ['iso', 'dmy', 'mdy', 'compact', 'either'] as const

export const missingRangeSchema = z.strictObject({ low: z.string().nullable(), high: z.string().nullable() })

export const layoutColumnSchema = z.strictObject({
  /** Variable of the dataset that takes the value. */
  variable: nameSchema,
  /** Name of the column in the file, or path of the field. */
  column: z.string(),
  /** Its place from 0, where the file has no names. */
  position: z.int().min(0).nullable().default(null),
  number: z.enum(decimalMarks).nullable().default(null),
  date: z.enum(dateOrders).nullable().default(null),
  /** date: keeps the day · datetime: keeps the time as text. */
  clock: z.boolean().default(false),
  /** Decimals beyond those of the variable are rounded half away from zero; else such a text is rejected. */
  round: z.boolean().default(false),
  /** Texts that mean no answer. */
  missing: z.array(z.string()).default([]),
  missingRanges: z.array(missingRangeSchema).default([]),
  /** From the text in the file to the value kept. */
  recode: z.record(z.string(), z.string()).default({}),
})
export type LayoutColumn = z.infer<typeof layoutColumnSchema>

export const layoutSchema = z.strictObject({
  kind: z.literal('layout'),
  id: nameSchema,
  dataset: nameSchema,
  label: bilingualSchema,
  /** Periods the layout holds for; null is open. */
  validFrom: periodSchema.nullable().default(null),
  validTo: periodSchema.nullable().default(null),
  format: z.enum(fileFormats),
  encoding: z.string().nullable().default(null),
  delimiter: z.string().nullable().default(null),
  quote: z.string().nullable().default(null),
  /** Member of an archive: its name, or null for the largest. */
  member: z.string().nullable().default(null),
  /** Sheet, table, record type or path of the repeating element; null: the first. */
  table: z.string().nullable().default(null),
  /** First line of the heading; null: found out. 0 rows: the file has no names. */
  headerLine: z.int().min(1).nullable().default(null),
  headerRows: z.int().min(0).max(10).nullable().default(null),
  fields: z.array(z.strictObject({ name: z.string(), start: z.int().min(0), length: z.int().min(1) })).default([]),
  /** Totals and notes at the end are records too. */
  keepTail: z.boolean().default(false),
  columns: z.array(layoutColumnSchema).min(1),
  /** Columns of the file that are knowingly not taken in. */
  ignored: z.array(z.string()).default([]),
})
export type Layout = z.infer<typeof layoutSchema>

export const decisionSchema = z.strictObject({
  /** What was decided: format, encoding, header, type … */
  about: z.string(),
  column: z.string().nullable(),
  value: z.string(),
  /** 1 is certain. */
  confidence: z.number().min(0).max(1),
  /** Cannot be told from the file: a person has to say. */
  ask: z.boolean().default(false),
  reason: bilingualSchema,
})
export type Decision = z.infer<typeof decisionSchema>

/** What is exchanged: a layout with all that it needs in a workspace that knows nothing of it. */
export const layoutPackageSchema = z.strictObject({
  statdesk: z.literal('layout-1'),
  layout: layoutSchema,
  dataset: datasetSchema,
  codeLists: z.array(codeListVersionSchema).default([]),
  decisions: z.array(decisionSchema).default([]),
})
export type LayoutPackage = z.infer<typeof layoutPackageSchema>
