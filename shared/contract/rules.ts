// The rows of the contract about the office's edit rules: kept, checked, run, what they found, what they repaired and
// how to take it back. Requests and answers only. Records that fail are shown without identifiers; a file of them
// leaves like a file of rejects.
import { z } from 'zod'
import type { EditRule } from '../model/dataset.ts'
import { imputeStepsSchema } from '../model/impute.ts'
import type { ImputeStep } from '../model/impute.ts'
import { officeRuleSchema, officeRulesSchema } from '../model/officeRule.ts'
import type { OfficeRule, RuleResult } from '../model/officeRule.ts'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { languages, nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { RecordsResult } from './files.ts'

const dataset = nameSchema
const rules = z.array(nameSchema).min(1).max(500).optional()
const periods = z.array(periodSchema).min(1).max(600).optional()

export type ShownResult = RuleResult & {
  period: Period
  fileName: string
  /** The records, the rule, or what it was held against have changed since. */
  stale: boolean
}
export type RuleList = {
  dataset: string
  /** Of the layout: each row was asked when it came. */
  builtIn: EditRule[]
  rules: OfficeRule[]
  results: ShownResult[]
  /** Active rules that were never run over a delivery that stands. */
  notRun: { rule: string; delivery: number }[]
}
export type RuleProblem = { field: string; message: Bilingual; position: number | null }
export type RuleRun = {
  dataset: string
  rules: number
  deliveries: number
  failed: number
  notAsked: number
  seconds: number
}

export type FailingRecord = { rowId: number; rowNumber: number; values: (string | null)[] }
export type RuleFailures = {
  rule: string
  delivery: number
  total: number
  /** Variables the rule reads; an identifier among them is masked: its values are null. */
  columns: { variable: string; label: Bilingual; masked: boolean }[]
  records: FailingRecord[]
}

export type EditRun = {
  run: number
  dataset: string
  kind: 'intake' | 'repair' | 'impute'
  at: string
  by: string
  /** By rule or method: values changed. */
  counts: { rule: string; variable: string; values: number }[]
  deliveries: number[]
  undone: { at: string; by: string } | null
  /** Of an imputation: what it was told. */
  steps?: ImputeStep[]
}
/** `left`: records that were to be given a value and were not: no donor, no ratio, or refused by a hard rule. */
export type AppliedRun = EditRun & { left: number }
export type EditedValue = {
  rowId: number
  rowNumber: number
  delivery: number
  variable: string
  rule: string
  run: number
  before: string | null
  after: string | null
}

export type LocalisedField = { variable: string; label: Bilingual; value: string | null; masked: boolean }
/** The fewest fields, by weight, that must change so that all rules over the record can hold. */
export type Localisation = {
  dataset: string
  rowId: number
  rowNumber: number
  failing: string[]
  /** right: nothing fails · impossible: no values of these fields meet all rules · too_complex: not worked through. */
  state: 'right' | 'found' | 'impossible' | 'too_complex'
  weight: number | null
  /** Sets of equal weight. */
  sets: LocalisedField[][]
  /**
   * Where one number alone is to change: its least and largest value, as far as rules say and it is kept so exactly.
   */
  room: { low: string | null; high: string | null } | null
  /** Without a value, and free to take any. */
  missing: string[]
  /** Rules that cannot be taken apart: a change of one of their fields is taken to meet them. */
  assumed: string[]
  /** Rules that cannot be read at this period. */
  unread: string[]
}

export const ruleMethods = {
  'rules.list': query<RuleList>()(z.strictObject({ dataset })),
  /** What is wrong with a rule before it is kept; null: nothing. */
  'rules.check': query<RuleProblem | null>()(z.strictObject({ dataset, rule: officeRuleSchema })),
  /** All rules of the office for the dataset, in the place of those before. */
  'rules.save': command<RuleList>()(z.strictObject({ dataset, rules: officeRulesSchema }), [], {
    writes: true,
    logs: 'rules',
    within: true,
  }),
  /** Over what stands; results are kept for each delivery. Nothing of the records changes. */
  'rules.run': job<RuleRun>()(z.strictObject({ dataset, periods, rules }), [], { writes: true }),
  'rules.failures': query<RuleFailures>()(
    z.strictObject({
      dataset,
      delivery: z.int(),
      rule: nameSchema,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(50),
    }),
  ),
  'rules.localise': query<Localisation>()(
    z.strictObject({
      dataset,
      row: z.int().min(1),
      /** The surer a field, the heavier; 1 where nothing is said. */
      weights: z.record(nameSchema, z.number().positive().max(1e6)).default({}),
    }),
  ),
  /** All failing records of a rule, never an identifier among them, with a reason. */
  'rules.export': job<RecordsResult>()(
    z.strictObject({
      dataset,
      delivery: z.int(),
      rule: nameSchema,
      language: z.enum(languages).default('vi'),
      reason: z.string().trim().max(1000),
      path: z.string().min(1),
    }),
    ['path'],
    { leaves: true, logs: 'export_rule_failures', leave: 'several', records: 'always' },
  ),
  /** Repair rules over what stands: the value before is kept. */
  'rules.repair': job<AppliedRun>()(z.strictObject({ dataset, periods, rules }), [], {
    writes: true,
    exclusive: true,
    logs: 'repair',
    within: true,
  }),
  /** Missing or wrong values put in by rule, ratio or donor; both values are kept. */
  'edits.impute': job<AppliedRun>()(
    z.strictObject({ dataset, periods: z.array(periodSchema).min(1).max(600), steps: imputeStepsSchema }),
    [],
    { writes: true, exclusive: true, logs: 'impute', within: true },
  ),
  'edits.list': query<EditRun[]>()(z.strictObject({ dataset })),
  'edits.values': query<{ total: number; values: EditedValue[] }>()(
    z.strictObject({
      dataset,
      delivery: z.int().optional(),
      run: z.int().optional(),
      row: z.int().optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(50),
    }),
  ),
  /** The values before again; the last run over a value first. */
  'edits.undo': job<EditRun>()(z.strictObject({ dataset, run: z.int() }), [], {
    writes: true,
    exclusive: true,
    logs: 'repair_undone',
    within: true,
  }),
} as const
