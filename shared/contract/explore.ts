// Looking through a dataset: what can be asked of views of its records, and what is answered.
// In: nothing. Out: schemas, response types and the explore.* part of the table of methods.
import { z } from 'zod'
import type { Bilingual } from '../model/text.ts'
import { nameSchema } from '../model/text.ts'
import { variableRefSchema } from '../model/variable.ts'
import { command, job, query } from './define.ts'
import type { ExploreRows, ExploreView, RecordSheet, VariableProfile } from './responses.ts'

export const sortSchema = z.array(
  z.strictObject({ variable: nameSchema, direction: z.enum(['ascending', 'descending']) }),
)
export type Sort = z.output<typeof sortSchema>

const filter = z.string().nullable().default(null)

export const outlierRules = ['quartiles', 'logarithms'] as const
const outlierFields = {
  variable: nameSchema,
  /**
   * quartiles: below Q1 − f·(Q3 − Q1) or above Q3 + f·(Q3 − Q1) · logarithms: ln x further than f standard deviations
   * from its mean, values above 0 only.
   */
  rule: z.enum(outlierRules).default('quartiles'),
  factor: z.number().min(0.5).max(20).multipleOf(0.1).default(3),
  /** Judged within each category of this variable. */
  group: nameSchema.nullable().default(null),
}
const duplicateVariables = z.array(nameSchema).min(1).max(8)

/**
 * Records picked out of a dataset before filter and sort. Told by rule, so that the same records come back next time.
 */
export const recordBaseSchema = z.discriminatedUnion('type', [
  /** The records of an open view: those behind a cell. */
  z.strictObject({ type: z.literal('view'), view: z.string() }),
  /** The same records for the same seed, whatever the engine or the order of imports. */
  z.strictObject({
    type: z.literal('sample'),
    filter,
    size: z.int().min(1).max(1_000_000),
    seed: z.int().min(0).max(2_147_483_647),
  }),
  z.strictObject({ type: z.literal('outliers'), filter, ...outlierFields }),
  /** Records that share all these variables with another one; with `values`, those of one group. */
  z.strictObject({
    type: z.literal('duplicates'),
    filter,
    variables: duplicateVariables,
    values: z.array(z.string().nullable()).optional(),
  }),
])
export type RecordBase = z.output<typeof recordBaseSchema>

export const columnChoiceSchema = z.strictObject({
  /** Variables in the order shown. */
  order: z.array(nameSchema).max(500),
  hidden: z.array(nameSchema).max(500),
  /** How many of the first shown stay in view while scrolling. */
  frozen: z.int().min(0).max(20),
  widths: z.record(nameSchema, z.int().min(30).max(1000)),
})
export type ColumnChoice = z.infer<typeof columnChoiceSchema>

/** A named way of looking at a dataset. A column set has columns alone. */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  kind: z.enum(['view', 'columns']),
  filter,
  sort: sortSchema.default([]),
  base: recordBaseSchema.nullable().default(null),
  columns: columnChoiceSchema,
})
export type SavedView = z.output<typeof savedViewSchema>

export type CountedValue = { code: string; label: Bilingual | null; records: number }
export type ValueCounts = {
  variable: string
  /** Records counted, those without a value among them. */
  records: number
  missing: number
  /** Different values; null when too many to be listed. */
  distinct: number | null
  /** Values the search found. */
  found: number
  values: CountedValue[]
}

export type CrossCounts = {
  row: string
  column: string
  records: number
  /** A null code: records without a value. `others`: the categories beyond the most frequent ones, put together. */
  rows: CrossCategory[]
  columns: CrossCategory[]
  /** By row, then column. */
  cells: number[][]
}
export type CrossCategory = { code: string | null; label: Bilingual | null; others: number; records: number }

export type VariableSummary = {
  variable: string
  masked: boolean
  missing: number
  distinct: number | null
  /** `distinct` and `median` are estimates: there are too many different values to hold. */
  approximate: boolean
  minimum: string | null
  maximum: string | null
  mean: number | null
  median: number | null
  /** The most frequent values, or bins of equal width. */
  bars: { label: Bilingual | null; code: string; to: string | null; records: number }[]
}
export type DatasetProfile = { dataset: string; records: number; variables: VariableSummary[]; seconds: number }

export type OutlierGroup = {
  code: string | null
  label: Bilingual | null
  records: number
  low: string | null
  high: string | null
  below: number
  above: number
}
export type OutlierReport = {
  variable: string
  records: number
  below: number
  above: number
  /** Groups with outliers, most first, at most 200; one without a code when not grouped. */
  groups: OutlierGroup[]
  /** Groups too small to be judged. */
  skipped: number
  smallestGroup: number
}

export type DuplicateReport = {
  variables: string[]
  groups: number
  records: number
  /** Largest groups first, at most 200. Values as plain text, null for no value. */
  list: { values: (string | null)[]; labels: (Bilingual | null)[]; records: number }[]
}

export type PeriodDistribution = {
  variable: string
  from: { period: string; records: number; missing: number; mean: number | null }
  to: { period: string; records: number; missing: number; mean: number | null }
  /**
   * Categories in the order of codes, or bins of equal width common to both periods ("to" is then their upper bound).
   */
  bars: { code: string; to: string | null; label: Bilingual | null; from: number; now: number }[]
  /** Categories beyond the most frequent ones, put together. */
  others: { categories: number; from: number; now: number } | null
}

/** Of each variable asked for: how many numbers, and their exact sum in plain decimals. */
export type SelectionSums = { variable: string; numbers: number; sum: string }[]

const view = z.string()

export const exploreMethods = {
  'explore.open': job<ExploreView>()(
    z.strictObject({
      dataset: nameSchema,
      filter,
      sort: sortSchema.default([]),
      base: recordBaseSchema.nullable().default(null),
    }),
  ),
  'explore.rows': query<ExploreRows>()(
    z.strictObject({ view, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
  ),
  'explore.close': command<null>()(z.strictObject({ view })),
  /**
   * Rows for the clipboard, logged with their number. Masked as in the view; what may not leave in a file is masked
   * too.
   */
  'explore.copy': command<ExploreRows>()(
    z.strictObject({
      view,
      offset: z.int().min(0),
      limit: z.int().min(1).max(10_000),
      variables: z.array(nameSchema).min(1),
    }),
    [],
    { leaves: true, logs: 'copy', leave: 'several', records: 'persons' },
  ),
  'explore.record': query<RecordSheet>()(z.strictObject({ dataset: nameSchema, rowId: z.int() })),
  /** Unmasks identifiers of one view until it closes; logged with the reason. */
  'explore.reveal': command<null>()(
    z.strictObject({ view, variables: z.array(nameSchema).min(1), reason: z.string() }),
    [],
    { writes: true, logs: 'reveal', within: true, leave: 'several' },
  ),

  'explore.profile': job<VariableProfile>()(z.strictObject({ view, variable: nameSchema })),
  'explore.profileAll': job<DatasetProfile>()(z.strictObject({ view })),
  /**
   * Values of a variable with their counts. `filter` in the place of the view's own: the other conditions of a filter
   * being put together.
   */
  'explore.values': job<ValueCounts>()(
    z.strictObject({
      view,
      /** Of the dataset or across a link. */ variable: variableRefSchema,
      filter: z.string().nullable().optional(),
      search: z.string().max(200).default(''),
      limit: z.int().min(1).max(5000).default(200),
      order: z.enum(['records', 'code']).default('records'),
      /** These are listed whatever the search and the limit. */ always: z.array(z.string()).max(1000).default([]),
    }),
  ),
  /** Count and sum of numbers in rows of the view, for a selection too large to have been read. */
  'explore.sums': job<SelectionSums>()(
    z.strictObject({
      view,
      rows: z
        .array(z.strictObject({ offset: z.int().min(0), limit: z.int().min(1) }))
        .min(1)
        .max(1000),
      variables: z.array(nameSchema).min(1).max(500),
    }),
  ),
  'explore.cross': job<CrossCounts>()(z.strictObject({ view, row: nameSchema, column: nameSchema })),
  'explore.outliers': job<OutlierReport>()(z.strictObject({ view, ...outlierFields })),
  'explore.duplicates': job<DuplicateReport>()(z.strictObject({ view, variables: duplicateVariables })),
  'explore.comparePeriods': job<PeriodDistribution>()(
    z.strictObject({ view, variable: nameSchema, from: z.string(), to: z.string() }),
  ),

  'explore.savedViews': query<SavedView[]>()(z.strictObject({ dataset: nameSchema })),
  /** By name and kind: one of that name is replaced. */
  'explore.saveView': command<SavedView[]>()(z.strictObject({ dataset: nameSchema, view: savedViewSchema }), [], {
    writes: true,
  }),
  'explore.removeView': command<SavedView[]>()(
    z.strictObject({ dataset: nameSchema, kind: z.enum(['view', 'columns']), name: z.string() }),
    [],
    { writes: true },
  ),
} as const
