// An indicator: a named formula over aggregates of records and over other indicators, computed for every period and
// category present. In: nothing. Out: the schema. What it means stands in README.md beside this file. Never a figure.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'
import { figureStatuses, variableRefSchema } from './table.ts'
import { periodKinds, periodSchema } from './period.ts'
import { seriesStepSchema } from './seriesStep.ts'
import { derivedVariableSchema } from './variable.ts'

/** What one number is made of many categories by: concentration (0 to 1), or the part of the largest in percent. */
export const overReductions = ['hhi', 'hhi_normalised', 'top_share'] as const
export type OverReduction = (typeof overReductions)[number]

/** Of unit values: price indices, the index of the value, the part (percent) of the value that the prices rest on. */
export const priceIndexKinds = ['laspeyres', 'paasche', 'fisher', 'value', 'coverage'] as const
export type PriceIndexKind = (typeof priceIndexKinds)[number]

/** An aggregate over records: "sum(value_usd) where flow = 'X'". */
export const recordInputSchema = z.strictObject({
  dataset: nameSchema,
  aggregate: z.string(),
  /** The aggregate by the categories of this variable too, and one number made of them. */
  over: z
    .strictObject({
      variable: variableRefSchema,
      level: nameSchema.optional(),
      reduce: z.enum(overReductions),
      /** How many of the largest, for top_share. */
      count: z.int().min(1).max(1000).default(5),
    })
    .optional(),
  /** The aggregate is a value; with quantities in strata it gives unit values, and an index of them. */
  prices: z
    .strictObject({
      quantity: variableRefSchema,
      /** A unit value is the value over the quantity of each stratum: product × partner × unit of quantity. */
      strata: z.array(variableRefSchema).min(1).max(4),
      index: z.enum(priceIndexKinds),
      /** 100 in the first period, in the period named, or linked each year at the last period of the year before. */
      base: z.union([z.enum(['first', 'linked']), periodSchema]).default('first'),
      /** A stratum whose price moved more than so many times above or below the median move is left out. */
      outlier: z.number().min(1.1).max(100).default(3),
    })
    .optional(),
  /** Records of years stand for the school year that begins in the year (population beside pupils). */
  yearAs: z.literal('school_year').optional(),
})
/** Another indicator of the workspace, as it is defined when this one is computed. */
export const indicatorInputSchema = z.strictObject({ indicator: nameSchema })

export type RecordInput = z.infer<typeof recordInputSchema>
export type IndicatorReference = z.infer<typeof indicatorInputSchema>
export type FormulaInput = RecordInput | IndicatorReference
export const isRecordInput = (input: FormulaInput): input is RecordInput => 'dataset' in input

/** Bounds a compiled figure must keep; what lies outside is an exception of the compilation, never a changed figure. */
export const indicatorChecksSchema = z.strictObject({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Percent against the same period a year before, in size. */
  growthWithin: z.number().positive().optional(),
  /** Categories of each breakdown add up to the whole. */
  addsUp: z.boolean().default(false),
  /** What was published, by period, and how far (in percent) a figure may lie from it. */
  published: z
    .strictObject({
      source: z.string().default(''),
      within: z.number().min(0).default(0.5),
      figures: z.record(periodSchema, z.number()),
    })
    .optional(),
})
export type IndicatorChecks = z.infer<typeof indicatorChecksSchema>

export const indicatorDomains = ['education', 'enterprise', 'trade', 'population', 'other'] as const
export const indicatorOrigins = ['administrative', 'survey', 'census', 'mixed'] as const

export const indicatorDefinitionSchema = z.strictObject({
  kind: z.literal('indicator'),
  id: nameSchema,
  label: bilingualSchema,
  unit: bilingualSchema,
  decimals: z.int().min(0).max(6).default(1),
  /** The official definition, in words; each saved state of it is kept with its date. */
  definition: bilingualSchema,
  officialReference: z.string().default(''),
  domain: z.enum(indicatorDomains),
  /** Where the figures come from, for the share compiled from administrative data. */
  origin: z.enum(indicatorOrigins).default('administrative'),
  /** How it is computed and what to mind, for users of the figures. */
  method: bilingualSchema.optional(),
  /** The day or span a figure speaks of: "30 September of the school year". */
  reference: bilingualSchema.optional(),
  /** What the formula speaks of by name. */
  inputs: z.record(nameSchema, z.union([recordInputSchema, indicatorInputSchema])),
  /** Variables made for this indicator alone, each of one dataset. */
  variables: z.array(derivedVariableSchema).max(20).default([]),
  /**
   * Each breakdown names the variable to use in each input: {"pupils":"province","teachers":"province"}; of an input
   * that is an indicator, its breakdown.
   */
  breakdowns: z
    .array(
      z.strictObject({
        id: nameSchema,
        label: bilingualSchema,
        level: nameSchema.optional(),
        variables: z.record(nameSchema, variableRefSchema),
      }),
    )
    .default([]),
  /** Breakdowns (by id) crossed with each other when it is compiled; each breakdown alone is compiled anyway. */
  crossings: z.array(z.array(nameSchema).min(2).max(6)).max(12).optional(),
  /** Granularity of the series, and the time variable of each input (the delivery's period when not named). */
  periodKind: z.enum(periodKinds),
  timeVariables: z.record(nameSchema, variableRefSchema).default({}),
  classification: z.enum(['as_then', 'as_now']).default('as_now'),
  /** Arithmetic over the input names, with prev(x, 1 year), growth(x, 1 year), at(x, '2020') and total(x). */
  formula: z.string(),
  /** Done to the series afterwards, in order. */
  series: z.array(seriesStepSchema).max(4).default([]),
  checks: indicatorChecksSchema.optional(),
  status: z.enum(figureStatuses).default('preliminary'),
  source: bilingualSchema.optional(),
  notes: z.array(bilingualSchema).default([]),
})
export type IndicatorDefinition = z.infer<typeof indicatorDefinitionSchema>

/** Datasets the inputs name themselves; those behind indicators named are not among them. */
export const inputDatasets = (definition: Pick<IndicatorDefinition, 'inputs'>): string[] => [
  ...new Set(Object.values(definition.inputs).flatMap((input) => (isRecordInput(input) ? [input.dataset] : []))),
]
