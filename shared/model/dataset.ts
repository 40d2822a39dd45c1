// What a dataset is: its variables, its layout in delivered files and the edit rules a row must pass.
// The same value is the built-in layout, what the catalog stores and what the screens show. Never data rows.
import { z } from 'zod'
import { officeRulesSchema } from './officeRule.ts'
import { surveyDesignSchema } from './survey.ts'
import { bilingualSchema, nameSchema } from './text.ts'
import { periodKinds } from './period.ts'

/** The subject areas that come with the program; users add their own. Each has a database file of its name. */
export const builtInSubjects = ['education', 'tax', 'customs', 'survey', 'population'] as const
/** Files of the workspace that are no subject. */
const taken = ['catalog', 'links', 'columns', 'main', 'temp', 'memory', 'workspace', 'con', 'nul', 'aux', 'prn']
export const subjectSchema = nameSchema.refine((name) => !taken.includes(name))
export type Subject = string

/** identifier: direct, masked, never in column sets · key: links records · the rest as named. */
export const variableRoles = ['identifier', 'key', 'classification', 'measure', 'time', 'text'] as const
/** code: text keeping its zeros · hash: 63-bit keyed hash of a person code · decimal: integer scaled by 10^scale. */
export const variableTypes = ['code', 'hash', 'integer', 'decimal', 'date', 'text'] as const
export const sensitivities = ['none', 'confidential', 'personal', 'sensitive'] as const

/**
 * How a raw field becomes a value before it is typed.
 * trim: outer spaces, NFC · upper: trim + upper case · digits: keep digits only ·
 * tax_code: digits, a 9-digit value regains its lost zero, suffix kept as 0123456789-001, "-000" dropped,
 *   scientific notation expanded, a 12-digit personal number replaced by a keyed hash "P…" ·
 * pad: digits left-padded with zeros to `width` · person_hash: keyed hash to a 63-bit integer.
 */
export const normalisers = ['trim', 'upper', 'digits', 'tax_code', 'pad', 'person_hash'] as const

export const variableSchema = z.strictObject({
  id: nameSchema,
  /** Header of the column in the delivered file; null for a derived variable. */
  source: z.string().nullable(),
  label: bilingualSchema,
  role: z.enum(variableRoles),
  type: z.enum(variableTypes),
  scale: z.int().min(0).max(17).default(0),
  unit: bilingualSchema.nullable().default(null),
  codeList: nameSchema.nullable().default(null),
  sensitivity: z.enum(sensitivities).default('none'),
  normalise: z.enum(normalisers).default('trim'),
  width: z.int().positive().nullable().default(null),
  /** Expression over the other variables of the row; only with source null. */
  derived: z.string().nullable().default(null),
  /** Empty field: allowed (true) or a hard rejection MISSING (false). */
  nullable: z.boolean().default(true),
  /** Heading under which the variable stands in lists and record sheets. */
  group: bilingualSchema.nullable().default(null),
})
export type Variable = z.infer<typeof variableSchema>

export const editRuleSchema = z.strictObject({
  id: nameSchema,
  severity: z.enum(['hard', 'soft']),
  /** True or null: the row passes. False: a hard rule rejects it, a soft rule flags it. */
  expression: z.string(),
  message: bilingualSchema,
  /**
   * The rule is about the text as delivered: this decimal variable had no more decimals than it keeps. The expression
   * only says so.
   */
  decimalsOf: nameSchema.optional(),
})
export type EditRule = z.infer<typeof editRuleSchema>

/** flow: records happen within the period and add up over periods · stock: they are counted at a date, and do not. */
export const temporalities = ['flow', 'stock'] as const
export type Temporality = (typeof temporalities)[number]

export const datasetSchema = z.strictObject({
  id: nameSchema,
  subject: subjectSchema,
  label: bilingualSchema,
  /** What one record is: "học sinh / pupil". */
  recordLabel: bilingualSchema,
  description: bilingualSchema,
  periodKind: z.enum(periodKinds),
  temporality: z.enum(temporalities).default('flow'),
  variables: z.array(variableSchema).min(1),
  /** Variables that identify a record within a delivery; a second row with the same key is rejected DUPLICATE_KEY. */
  key: z.array(nameSchema),
  /**
   * Variable whose highest value wins among rows with the same key (amended returns); the others are kept as superseded
   * rejects.
   */
  latestBy: nameSchema.nullable().default(null),
  /** Whose data a cell discloses: the variable counted by the minimum-frequency rule; null counts records. */
  respondent: nameSchema.nullable().default(null),
  /** Of a sample survey: how it was drawn, so that tables can say how sure their figures are. */
  design: surveyDesignSchema.optional(),
  rules: z.array(editRuleSchema),
  /**
   * Rules the office adds and changes, run at intake and over what stands; those above come with the layout and flag
   * each row.
   */
  officeRules: officeRulesSchema.optional(),
})
export type Dataset = z.infer<typeof datasetSchema>

/** Every dataset also has this variable: the reference period of the delivery the row came in. */
export const periodVariableId = 'period'
