// A table definition: what the builder edits, the CLI reads and a run answers. Data, not code: strict JSON.
// README.md beside this file holds the written semantics and a worked example.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

/** "province" of the table's own dataset, or "customs_register.ownership": a variable across the named link. */
export const variableRefSchema = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/)
export type VariableRef = z.infer<typeof variableRefSchema>

export const dimensionSchema = z.strictObject({
  variable: variableRefSchema,
  /** A level of the code list ("region"), or of time ("year", "quarter", "month"); absent: the most detailed. */
  level: nameSchema.optional(),
  total: z.enum(['none', 'before', 'after']).default('after'),
  label: bilingualSchema.optional(),
  sort: z.enum(['code', 'label', 'value_descending', 'value_ascending']).default('code'),
})
export type Dimension = z.infer<typeof dimensionSchema>

export const statistics = ['count', 'sum', 'mean', 'median', 'distinct'] as const
export type Statistic = (typeof statistics)[number]

export const measureSchema = z.strictObject({
  id: nameSchema,
  statistic: z.enum(statistics),
  /** Absent for count. */
  variable: variableRefSchema.optional(),
  label: bilingualSchema.optional(),
  unit: bilingualSchema.optional(),
  /** Shown decimals; default 0 for counts and sums at scale 0, else 1 for means. */
  decimals: z.int().min(0).max(6).optional(),
  /** Display divisor as a power of ten: 6 shows millions. */
  power: z.int().min(0).max(12).default(0),
})
export type Measure = z.infer<typeof measureSchema>

export const figureStatuses = ['estimate', 'preliminary', 'official'] as const
export type FigureStatus = (typeof figureStatuses)[number]

export const tableDefinitionSchema = z.strictObject({
  kind: z.literal('table'),
  id: nameSchema,
  title: bilingualSchema,
  dataset: nameSchema,
  rows: z.array(dimensionSchema).max(6).default([]),
  columns: z.array(dimensionSchema).max(6).default([]),
  layers: z.array(dimensionSchema).max(3).default([]),
  measures: z.array(measureSchema).min(1).max(20),
  /** Expression over the variables; records where it is not true are left out. */
  filter: z.string().nullable().default(null),
  /** Dated code lists as they were when the record came, or recoded to the version valid now. */
  classification: z.enum(['as_then', 'as_now']).default('as_then'),
  /** A category for missing codes, or those records left out of that dimension (and out of its totals). */
  missing: z.enum(['show', 'hide']).default('show'),
  status: z.enum(figureStatuses).default('preliminary'),
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).default([]),
})
export type TableDefinition = z.infer<typeof tableDefinitionSchema>
