// The definition of a protection of tables made elsewhere: which columns hold what, hierarchies, rules, method. Data,
// not code: strict JSON. README.md beside this file has a worked example. Nothing here computes.
import { z } from 'zod'

const percent = z.number().min(0).max(1000)
const column = z.string().min(1).max(200)

export const protectionColumnsSchema = z.strictObject({
  /** The figure. Absent where the table counts: then the frequency is the figure. */
  value: column.optional(),
  /** Respondents behind the cell. */
  frequency: column.optional(),
  /** What withholding the cell costs, for "cost": "given". */
  cost: column.optional(),
  /** Largest contributions, largest first: up to three columns. */
  contributions: z.array(column).max(10).optional(),
  /** Who they are (holding, enterprise), in the same order: one respondent in several cells is then found. */
  respondents: z.array(column).max(10).optional(),
  /** In records: who the record belongs to. Records of one holding in a cell count once. */
  holding: column.optional(),
  /** In records: how many units the record stands for. */
  weight: column.optional(),
  /** Given by hand: u/unsafe/sensitive, m/withheld, z/publish/frozen, s/safe. */
  status: column.optional(),
  /** 1 where the largest respondent asked for protection. */
  request: column.optional(),
  /**
   * For methods by key: between 0 and 1, of the record; in cells the sum of its records' keys without its whole part.
   */
  key: column.optional(),
  /** In records: what names the record, from which its key is made with the definition's secret. */
  identifier: column.optional(),
  /** 1 where the contributor consents to publication, in the order of the contributions; in records: the record's. */
  waivers: z.array(column).max(10).optional(),
})

export const protectionDimensionSchema = z.strictObject({
  column,
  /** The name by which tables are linked; absent: the column. */
  name: z.string().min(1).optional(),
  /** The code of the total; absent: the hierarchy's, or the usual words. */
  total: z.string().optional(),
  /** A hierarchy of this definition. */
  hierarchy: z.string().optional(),
  /**
   * Columns of the same file that hold coarser codes, coarse to fine, this column last; several ladders side by side.
   */
  nested: z.array(z.array(column).min(2)).min(1).optional(),
})

const link = z.tuple([z.string(), z.string()])
export const protectionHierarchySchema = z.union([
  /** [child, parent] pairs. */
  z.strictObject({ total: z.string().optional(), parents: z.array(link).min(1) }),
  /** { "Total": ["A", "B"], "A": ["A1", "A2"] } */
  z.strictObject({ total: z.string().optional(), children: z.record(z.string(), z.array(z.string()).min(1)) }),
  /** Columns of a file, coarse to fine, or a file of child and parent; .hrc as τ-ARGUS has it. */
  z.strictObject({
    total: z.string().optional(),
    file: z.string().min(1),
    columns: z.array(column).min(2).optional(),
    child: column.optional(),
    parent: column.optional(),
    /** Sign of depth in a .hrc file. */
    sign: z.string().length(1).optional(),
  }),
])

export const protectionRulesSchema = z.strictObject({
  /** Fewer respondents than this are too few. */
  minimumFrequency: z.int().min(0).max(1000).default(0),
  /** Percent of a cell's value that a cell caught by frequency must stay uncertain. */
  frequencyRange: percent.default(10),
  dominance: z
    .array(z.strictObject({ n: z.int().min(1).max(10), k: z.number().positive().max(100) }))
    .max(4)
    .default([]),
  pPercent: z
    .array(z.strictObject({ p: z.number().positive().max(1000), intruders: z.int().min(1).max(9).default(1) }))
    .max(4)
    .default([]),
  pq: z
    .array(
      z.strictObject({
        p: z.number().positive().max(1000),
        q: z.number().positive().max(1000),
        intruders: z.int().min(1).max(9).default(1),
      }),
    )
    .max(4)
    .default([]),
  request: z
    .strictObject({ threshold: percent.default(0) })
    .nullable()
    .default(null),
  zeros: z.enum(['safe', 'unsafe']).default('safe'),
  /** Where contributions may be negative: rules on absolute sizes, or the minimum frequency alone. */
  negative: z.enum(['absolute', 'frequency']).default('absolute'),
  priorFactor: z.number().min(1).max(1000).default(1),
  /**
   * Weighted records: each counted so many times ("expanded"), or the sample's own largest against the weighted total.
   */
  weights: z.enum(['expanded', 'sample']).default('sample'),
  /** One level for all sensitive cells, percent of the value, in place of those the rules ask for. */
  levelPercent: percent.nullable().default(null),
  /** Smallest difference that counts; absent: one unit for counts, the last decimal for values. */
  unit: z.number().positive().optional(),
})

export const protectionTableSchema = z.strictObject({
  name: z.string().min(1).optional(),
  /** Beside the definition, where no CELLS file is named on the command line. */
  cells: z.string().min(1).optional(),
  columns: protectionColumnsSchema.optional(),
  dimensions: z.array(protectionDimensionSchema).max(8).optional(),
  /** cells: totals are in the file · records: each line is a record or an inner cell, totals are added up here. */
  input: z.enum(['cells', 'records']).optional(),
})

/** Noise by cell key. Known to the office alone: nothing of it is in an output. */
const noiseSchema = z.strictObject({
  largest: z.int().min(1).max(20).default(5),
  variance: z.number().positive().max(100).default(3),
  /** No perturbed count of 1 to so many appears. */
  forbidden: z.int().min(0).max(10).default(2),
  /** The chance that a figure stays as it is. */
  stays: z.number().min(0).max(0.95).optional(),
  monotone: z.boolean().default(true),
  /** Amounts: one step of noise in percent of the largest contribution; weights of the largest, the second … */
  percent: z.number().positive().max(100).default(5),
  weights: z.array(z.number().positive().max(1)).min(1).max(3).default([1]),
})

export const protectionDefinitionSchema = z.strictObject({
  kind: z.literal('protection').default('protection'),
  /** For every table that does not say otherwise. */
  columns: protectionColumnsSchema.default({}),
  dimensions: z.array(protectionDimensionSchema).max(8).optional(),
  input: z.enum(['cells', 'records']).optional(),
  /** Linked tables, in the order of the CELLS files. */
  tables: z.array(protectionTableSchema).max(40).optional(),
  hierarchies: z.record(z.string(), protectionHierarchySchema).default({}),
  rules: protectionRulesSchema.prefault({}),
  /** What withholding a cell costs. Absent: the value; in tables of counts every cell the same. */
  cost: z.enum(['value', 'frequency', 'unity', 'given', 'logarithm']).optional(),
  /** Sums of sensitive cells of one line are protected where one respondent of them could subtract himself. */
  pools: z.boolean().default(true),
  /** Everybody knows every value to within so many percent; null: that none is negative. */
  knownWithin: percent.nullable().default(null),
  /**
   * suppression: cells are withheld · controlled_rounding: every figure to a multiple of the base near it, all sums
   * kept · random_rounding: counts up or down by key, right on average · small_count_rounding: inner counts of 1 to
   * base − 1 to 0 or the base, all sums kept · cell_key: noise by key, right on average.
   */
  method: z
    .enum(['suppression', 'controlled_rounding', 'random_rounding', 'small_count_rounding', 'cell_key'])
    .default('suppression'),
  /** For keys made here: known to the office alone. The same secret, the same keys in every table. */
  secret: z.string().min(16).max(200).optional(),
  noise: noiseSchema.prefault({}),
  base: z.int().min(2).max(1000).default(5),
  /** Tables up to so many cells: the cheapest pattern is looked for and proven. */
  exactCells: z.int().min(0).max(2000).default(520),
  /**
   * exact: the attacker's interval of each withheld cell; proven: what the audit shows at least. Absent: exact up to
   * 400 withheld cells.
   */
  intervals: z.enum(['exact', 'proven']).optional(),
})
export type ProtectionDefinition = z.output<typeof protectionDefinitionSchema>
export type ProtectionTable = z.output<typeof protectionTableSchema>
export type ProtectionColumns = z.output<typeof protectionColumnsSchema>
export type ProtectionDimension = z.output<typeof protectionDimensionSchema>
