// A table definition: what the builder edits, the CLI reads and a run answers. Data, not code: strict JSON.
// README.md beside this file holds the written semantics and worked examples.
import { z } from 'zod'
import { measureSchema } from './measure.ts'
import { bilingualSchema, nameSchema } from './text.ts'
import { categoryKeySchema, decimalTextSchema, derivedVariableSchema, variableRefSchema } from './variable.ts'

export { variableRefSchema } from './variable.ts'
export type { VariableRef } from './variable.ts'
export { measureSchema, recordStatistics, statistics } from './measure.ts'
export type { Measure, Statistic } from './measure.ts'

/** Chosen category per dimension of the table; null means the total. Codes as in the cube, with version where dated. */
export const cellAddressSchema = z.array(
  z.strictObject({
    variable: z.string(),
    level: z.string().optional(),
    code: z.string().nullable(),
    version: z.string().optional(),
    kind: z.enum(['value', 'total', 'missing', 'unmapped', 'others']),
  }),
)
export type CellAddress = z.infer<typeof cellAddressSchema>

export const dimensionSchema = z.strictObject({
  variable: variableRefSchema,
  /** A level of the code list ("region"), or of time ("year", "quarter", "month"); absent: the most detailed. */
  level: nameSchema.optional(),
  /** Begins a new block beside what stands before it on its axis, instead of nesting in it. Ignored on the first. */
  stack: z.boolean().optional(),
  /** auto: after, but none over the time of what is counted at a date (totals.ts). */
  total: z.enum(['auto', 'none', 'before', 'after']).default('auto'),
  label: bilingualSchema.optional(),
  totalLabel: bilingualSchema.optional(),
  sort: z.enum(['code', 'label', 'value_descending', 'value_ascending', 'manual']).default('code'),
  /**
   * What value_* sorts by: absent, the first measure over the whole table; the address holds the other dimensions
   * (absent ones at their total).
   */
  sortBy: z.strictObject({ measure: nameSchema, address: cellAddressSchema.default([]) }).optional(),
  /** manual: these categories first, in this order; the others follow by code. */
  order: z.array(categoryKeySchema).max(5000).optional(),
  /** Categories not shown. They stay in the totals. */
  hidden: z.array(categoryKeySchema).max(5000).optional(),
  /** Categories whose nested dimensions show only their total. */
  collapsed: z.array(categoryKeySchema).max(5000).optional(),
  /** Overrides the table's: a category for missing codes, or those records left out of the whole table. */
  missing: z.enum(['show', 'hide']).optional(),
  missingLabel: bilingualSchema.optional(),
  /** show: all categories of the code list, also those without records. */
  empty: z.enum(['hide', 'show']).optional(),
})
export type Dimension = z.infer<typeof dimensionSchema>

export const figureStatuses = ['estimate', 'preliminary', 'official'] as const
export type FigureStatus = (typeof figureStatuses)[number]

/** A note with a symbol, at what it speaks of: a variable, a category of it, a measure, or one cell. */
export const footnoteSchema = z.strictObject({
  text: bilingualSchema,
  variable: variableRefSchema.optional(),
  category: categoryKeySchema.optional(),
  measure: nameSchema.optional(),
  /** The cell of `measure` (absent: of all measures) at this address. */
  address: cellAddressSchema.optional(),
})
export type Footnote = z.infer<typeof footnoteSchema>

export const conditionalStyles = ['strong', 'good', 'bad', 'attention', 'muted'] as const
/** How figures stand out on screen, in XLSX and in print; never the only carrier of a meaning. */
export const conditionalFormatSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('threshold'),
    measure: nameSchema,
    operator: z.enum(['<', '<=', '>', '>=', '=', '<>', 'between']),
    value: decimalTextSchema,
    to: decimalTextSchema.optional(),
    style: z.enum(conditionalStyles),
  }),
  z.strictObject({
    type: z.literal('extremes'),
    measure: nameSchema,
    which: z.enum(['largest', 'smallest']),
    count: z.int().min(1).max(100),
    style: z.enum(conditionalStyles),
  }),
  /** A bar in the cell, long as the figure among those of its column (totals apart). */
  z.strictObject({ type: z.literal('bar'), measure: nameSchema }),
  z.strictObject({ type: z.literal('scale'), measure: nameSchema }),
])
export type ConditionalFormat = z.infer<typeof conditionalFormatSchema>

export const tableDefinitionSchema = z.strictObject({
  kind: z.literal('table'),
  id: nameSchema,
  title: bilingualSchema,
  dataset: nameSchema,
  rows: z.array(dimensionSchema).max(12).default([]),
  columns: z.array(dimensionSchema).max(12).default([]),
  layers: z.array(dimensionSchema).max(6).default([]),
  measures: z.array(measureSchema).min(1).max(40),
  /** Where the measures stand when several are shown, and whether inside or around the dimensions there. */
  measureAxis: z.enum(['row', 'column', 'layer']).default('column'),
  measurePlace: z.enum(['inner', 'outer']).default('inner'),
  /** Variables made for this table; those saved in the workspace are found by their id. */
  variables: z.array(derivedVariableSchema).max(40).default([]),
  /** Expression over the variables; records where it is not true are left out. */
  filter: z.string().nullable().default(null),
  /** Dated code lists as they were when the record came, or recoded to the version valid now. */
  classification: z.enum(['as_then', 'as_now']).default('as_then'),
  /** A category for missing codes, or those records left out of the whole table. */
  missing: z.enum(['show', 'hide']).default('show'),
  /** Imputed values count as missing; absent: they count as values, and a note says how many there are. */
  imputed: z.literal('without').optional(),
  status: z.enum(figureStatuses).default('preliminary'),
  /** Categories (periods, mostly) whose figures have another status than the table. */
  categoryStatuses: z
    .array(z.strictObject({ variable: variableRefSchema, category: categoryKeySchema, status: z.enum(figureStatuses) }))
    .max(500)
    .default([]),
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).default([]),
  footnotes: z.array(footnoteSchema).max(200).default([]),
  footnoteSymbols: z.enum(['numbers', 'letters', 'asterisks']).default('numbers'),
  conditionalFormats: z.array(conditionalFormatSchema).max(40).default([]),
})
export type TableDefinition = z.infer<typeof tableDefinitionSchema>

/** The blocks of an axis: dimensions nest within a block, blocks stand beside each other. */
export const axisBlocks = (dimensions: readonly Dimension[]): Dimension[][] => {
  const blocks: Dimension[][] = []
  dimensions.forEach((dimension, i) => {
    const last = blocks.at(-1)
    if (i === 0 || dimension.stack === true || last === undefined) blocks.push([dimension])
    else last.push(dimension)
  })
  return blocks
}
