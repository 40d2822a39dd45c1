// A report definition: headings, text with live figures, tables, charts, panels of figures, lists, sections; printed as
// an issue of a yearbook, bulletin or factsheet. Data only: what stands in it is computed, protected and worded anew
// whenever it is made.
import { z } from 'zod'
import { cubeSourceSchema } from './chart.ts'
import { liveFigureSchema } from './liveFigure.ts'
import { bilingualSchema, nameSchema } from './text.ts'

export const reportFrequencies = ['month', 'quarter', 'year', 'school_year'] as const
export const reportLevels = ['country', 'province', 'commune'] as const

/** Named so that text can point at it: {ref:name} prints "Biểu 3". */
const anchor = nameSchema.optional()
const figures = z.array(liveFigureSchema).max(40).default([])

export const reportBlockSchema = z.discriminatedUnion('type', [
  /** level 1: a part (numbered I, II where the report numbers), 2 and 3 beneath it. */
  z.strictObject({
    type: z.literal('heading'),
    text: bilingualSchema,
    level: z.int().min(1).max(3).default(1),
    anchor,
  }),
  /**
   * {id} in the text stands for the live figure of that id, {ref:name} for the number of a table or figure, {note:1}
   * for the first of its footnotes, {period} and {territory} for the issue's.
   */
  z.strictObject({
    type: z.literal('paragraph'),
    text: bilingualSchema,
    figures,
    notes: z.array(bilingualSchema).max(20).default([]),
    style: z.enum(['text', 'bullet', 'note']).default('text'),
  }),
  /** Large figures side by side, each with its change. */
  z.strictObject({
    type: z.literal('panel'),
    items: z
      .array(z.strictObject({ label: bilingualSchema, figure: liveFigureSchema }))
      .min(1)
      .max(6),
  }),
  z.strictObject({
    type: z.literal('table'),
    source: cubeSourceSchema,
    /** Printed after "Biểu"; empty: counted where the report numbers by itself, else none. */
    number: z.string().default(''),
    maxRows: z.int().positive().optional(),
    anchor,
  }),
  z.strictObject({ type: z.literal('chart'), id: nameSchema, number: z.string().default(''), anchor }),
  z.strictObject({ type: z.literal('map'), id: nameSchema, number: z.string().default(''), anchor }),
  z.strictObject({ type: z.literal('contents'), of: z.enum(['headings', 'tables', 'figures']) }),
  z.strictObject({ type: z.literal('page_break') }),
  /** From here on pages lie this way. */
  z.strictObject({ type: z.literal('section'), orientation: z.enum(['portrait', 'landscape']) }),
])
export type ReportBlock = z.infer<typeof reportBlockSchema>

export const reportDefinitionSchema = z.strictObject({
  kind: z.literal('report'),
  id: nameSchema,
  title: bilingualSchema,
  office: bilingualSchema,
  /** "both" prints the Vietnamese text with the English one, as yearbooks do. */
  language: z.enum(['vi', 'en', 'both']).default('both'),
  /**
   * Of "both": one over the other, in two columns (text; tables have both in their headings either way), or apart: the
   * whole report in Vietnamese, then the whole in English.
   */
  bilingual: z.enum(['stacked', 'columns', 'apart']).default('stacked'),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** board: tiles side by side on one wide sheet, to be watched; the same blocks, figures and pickers. */
  layout: z.enum(['pages', 'board']).default('pages'),
  /** automatic: "Biểu 1", "Hình 1" and parts are counted; a number typed by hand stands. */
  numbering: z.enum(['manual', 'automatic']).default('manual'),
  /**
   * A table wider than the page: cut into panels, laid on a page that lies, or by rule (turned where standing it would
   * be three panels or more).
   */
  wideTables: z.enum(['rule', 'split', 'turn']).default('rule'),
  /** A first page of its own: title, subtitle, place and date. */
  cover: z.strictObject({ subtitle: bilingualSchema, imprint: bilingualSchema }).optional(),
  confidentiality: bilingualSchema.optional(),
  /** What runs along the head and foot of every page; without it the title at the head, the program at the foot. */
  margins: z.strictObject({ header: bilingualSchema, footer: bilingualSchema }).optional(),
  /** A form to be sent: how often, by whom, and how many days after the period ends. */
  schedule: z
    .strictObject({
      every: z.enum(reportFrequencies),
      level: z.enum(reportLevels).default('country'),
      days: z.int().min(0).max(400),
    })
    .optional(),
  blocks: z.array(reportBlockSchema).min(1).max(2000),
})
export type ReportDefinition = z.infer<typeof reportDefinitionSchema>
