// A report definition: pages of tables, charts and text, printed as a yearbook page.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

export const reportBlockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text: bilingualSchema }),
  z.strictObject({ type: z.literal('paragraph'), text: bilingualSchema }),
  z.strictObject({
    type: z.literal('table'),
    source: z.discriminatedUnion('from', [
      z.strictObject({ from: z.literal('table'), id: nameSchema }),
      z.strictObject({ from: z.literal('indicator'), id: nameSchema }),
    ]),
    number: z.string().default(''),
    maxRows: z.int().positive().optional(),
  }),
  z.strictObject({ type: z.literal('chart'), id: nameSchema, number: z.string().default('') }),
  z.strictObject({ type: z.literal('page_break') }),
])
export type ReportBlock = z.infer<typeof reportBlockSchema>

export const reportDefinitionSchema = z.strictObject({
  kind: z.literal('report'),
  id: nameSchema,
  title: bilingualSchema,
  office: bilingualSchema,
  /** "both" prints the Vietnamese title above the English one, as yearbooks do. */
  language: z.enum(['vi', 'en', 'both']).default('both'),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  confidentiality: bilingualSchema.optional(),
  blocks: z.array(reportBlockSchema).min(1),
})
export type ReportDefinition = z.infer<typeof reportDefinitionSchema>
