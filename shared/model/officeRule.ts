// The edit rules an office adds to a dataset: over one record, across records, across datasets, across periods; and
// repairs. In: documents. Out: schemas and types. Never SQL; conditions are text of the expression language, checked by
// the engine.
import { z } from 'zod'
import { bilingualSchema, nameSchema } from './text.ts'

const condition = z.string().trim().min(1).max(4000)
const some = z.array(nameSchema).min(1).max(20)
/** Names of figures of a group: "sum(value_vnd) where flow = 'X'", "count()", "distinct(product)". */
const figures = z
  .record(nameSchema, z.string().trim().min(1).max(1000))
  .refine((value) => Object.keys(value).length > 0 && Object.keys(value).length <= 20)

const common = {
  id: nameSchema,
  message: bilingualSchema,
  /**
   * Measure whose sum over the failing records tells how much they matter; null: the weight of the survey, where there
   * is one.
   */
  weight: nameSchema.nullable().default(null),
  active: z.boolean().default(true),
}
const severity = z.enum(['hard', 'soft'])

/**
 * True or null: the record passes. Where it is false a repair puts `value` in the place of `variable`, if the condition
 * holds then.
 */
const recordRule = z.strictObject({
  ...common,
  over: z.literal('record'),
  severity: z.enum(['hard', 'soft', 'repair']),
  expression: condition,
  repair: z.strictObject({ variable: nameSchema, value: condition }).nullable().default(null),
})
/** No two records of a period have the same values; every one after the first fails. */
const uniqueRule = z.strictObject({ ...common, over: z.literal('unique'), severity, by: some })
/** Sums and counts over the records of a period that have the same values: lines of one declaration, balances. */
const groupRule = z.strictObject({
  ...common,
  over: z.literal('group'),
  severity,
  by: some,
  values: figures,
  /** Over `by` and `values`. */
  expression: condition,
})
/** The values are those of a record of another dataset at that date. */
const registerRule = z.strictObject({
  ...common,
  over: z.literal('register'),
  severity,
  variables: some,
  dataset: nameSchema,
  keys: some,
  /** Which records of the register count; `period` is that of the records checked. */
  where: condition.nullable().default(null),
  /**
   * before: its last period that ends no later than that of the records · after: its first that ends no earlier · any:
   * all it has.
   */
  at: z.enum(['before', 'after', 'any']).default('before'),
})
/** A unit's figures of this period against those of an earlier one: each value is also there as <value>_before. */
const previousRule = z.strictObject({
  ...common,
  over: z.literal('previous'),
  severity,
  by: some,
  values: figures,
  /** Over `by`, `values` and the values before. */
  expression: condition,
  step: z.enum(['period', 'year']).default('period'),
})

export const officeRuleSchema = z
  .discriminatedUnion('over', [recordRule, uniqueRule, groupRule, registerRule, previousRule])
  .refine((rule) => rule.over !== 'record' || (rule.severity === 'repair') === (rule.repair !== null), {
    path: ['repair'],
  })
  .refine((rule) => rule.over !== 'register' || rule.variables.length === rule.keys.length, { path: ['keys'] })
export type OfficeRule = z.infer<typeof officeRuleSchema>
export type RecordRule = Extract<OfficeRule, { over: 'record' }>
export type RepairRule = RecordRule & { severity: 'repair'; repair: NonNullable<RecordRule['repair']> }

export const officeRulesSchema = z
  .array(officeRuleSchema)
  .max(500)
  .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length)

export const isRepair = (rule: OfficeRule): rule is RepairRule =>
  rule.over === 'record' && rule.severity === 'repair' && rule.repair !== null

export const beforeSuffix = '_before'

/** What a rule found in one delivery when it was last run. */
export type RuleResult = {
  delivery: number
  rule: string
  /** done · not_asked: what it needs is not there (`why` says what). */
  state: 'done' | 'not_asked'
  why: 'REGISTER_NOT_DELIVERED' | 'PREVIOUS_NOT_DELIVERED' | 'RULE_UNREADABLE' | null
  /** What it was held against: a period of the register, or the period before. */
  against: string | null
  records: number
  failed: number
  /** The condition could not be told: something it needs is missing. */
  unknown: number
  /** Sums of the rule's weight, as plain decimal text; null without one. */
  weight: string | null
  weightFailed: string | null
  /** The first of the failing records. */
  sample: number[]
  at: string
  /** Of the rule, the records and what they were held against: another one makes the result old. */
  madeOf: string
}
