// The electronic yearbook: reports as a folder of pages that are opened from disk, with the files of every table and a
// certificate. Schemas, types and the methods themselves; methods.ts takes them into the one table.
import { z } from 'zod'
import { stricterSchema } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import { bilingualSchema, nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { job } from './define.ts'

const what = {
  /** A chapter each, in this order. */
  reports: z.array(nameSchema).min(1).max(100),
  period: periodSchema.nullable().default(null),
  territory: z.string().nullable().default(null),
  /** Of each report its last approved issue, as it was frozen; else the report as it is now, marked as a draft. */
  issued: z.boolean().default(false),
}

export const yearbookSchema = z.strictObject({
  ...what,
  /** The folder to make; one that holds an earlier yearbook is replaced, any other must be empty. */
  path: z.string().min(1),
  /** Absent: of one report its own title, of several "Niên giám thống kê". */
  title: bilingualSchema.optional(),
  stricter: stricterSchema,
})
export type YearbookRequest = z.output<typeof yearbookSchema>

/**
 * Something that is not in the yearbook as meant, and why: a table that could not be made, a file of a format it does
 * not fit.
 */
export type YearbookException = {
  report: string
  place: Bilingual
  text: Bilingual
  /** A page is missing. */ missing: boolean
}

export type YearbookResult = {
  path: string
  /** The page to open. */
  index: string
  files: number
  bytes: number
  chapters: number
  tables: number
  pictures: number
  /** Not every chapter is an approved issue: each page says so. */
  draft: boolean
  exceptions: YearbookException[]
  /** Of the certificate, which has the hash of every file. */
  sha256: string
  seconds: number
}

export type YearbookEstimate = {
  chapters: number
  tables: number
  pictures: number
  files: number
  bytes: number
  freeBytes: number
  exceptions: YearbookException[]
}

export const yearbookMethods = {
  'yearbook.write': job<YearbookResult>()(yearbookSchema, ['path'], { leaves: true, logs: 'export' }),
  'yearbook.estimate': job<YearbookEstimate>()(z.strictObject({ ...what, path: z.string().min(1) }), ['path']),
} as const
