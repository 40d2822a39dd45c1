// The office's policy of a workspace: what every caller is held to, whatever a request says. In: what is stored. Out: a
// policy, its history. Never looser than the law's floor: three respondents behind a figure that leaves.
import { z } from 'zod'
import { surveyRuleSchema } from './survey.ts'

/** Fewest respondents behind a figure that leaves, in any office. */
export const leastMinimum = 3

/** Contributions that tabulation keeps by cell: no rule can ask for more. */
const largestKnown = 3

/** (n,k): a sum is sensitive where its n largest respondents give more than k percent. */
export const dominancePolicySchema = z.strictObject({
  n: z.int().min(1).max(largestKnown),
  k: z.number().min(50).max(99.9),
})

export const officePolicySchema = z.strictObject({
  /** Fewest respondents behind a figure that leaves. */
  minimum: z.int().min(leastMinimum).max(100).default(leastMinimum),
  /**
   * p %: a sum is sensitive where somebody could estimate the largest respondent more closely than by so many percent
   * of his figure.
   */
  pPercent: z.number().min(1).max(100).default(10),
  /** Respondents who may tell each other what they gave, to estimate the largest. */
  intruders: z
    .int()
    .min(1)
    .max(largestKnown - 1)
    .default(1),
  dominance: z.array(dominancePolicySchema).max(2).default([]),
  /** unsafe: a cell whose respondents all report zero tells of each. */
  zeros: z.enum(['safe', 'unsafe']).default('safe'),
  /**
   * What the clipboard takes of a table: its protected figures only, or those on the screen of the analyst (logged
   * either way).
   */
  clipboard: z.enum(['protected', 'shown']).default('protected'),
  /** How figures of sample surveys are marked; absent: as survey.ts says. */
  survey: surveyRuleSchema.optional(),
  /** Hashed person codes and public codes of enterprises in an export of records: identifiers, or let out. */
  exportCodes: z.enum(['withheld', 'allowed']).default('withheld'),
  /** Minutes without a sign of the user after which the window asks for the passphrase again. */
  idleMinutes: z.int().min(1).max(240).default(15),
  /**
   * Months after its arrival at which a delivery is to be destroyed, unless it has a date of its own; null: none is
   * set.
   */
  retentionMonths: z.int().min(1).max(1200).nullable().default(null),
})
export type OfficePolicy = z.output<typeof officePolicySchema>
/** Of an office that never changed it. */
export const defaultPolicy: OfficePolicy = officePolicySchema.parse({})

/** One dated state; the last holds. */
export type PolicyEntry = { at: string; by: string; reason: string; policy: OfficePolicy }
export type PolicyState = { policy: OfficePolicy; /** Newest first. */ history: PolicyEntry[] }

/** An analyst may ask for more than the policy, never for less: more respondents, a larger p. */
export const stricterSchema = z
  .union([
    z.int().min(1).max(100),
    z.strictObject({
      minimum: z.int().min(1).max(100).optional(),
      pPercent: z.number().min(1).max(100).optional(),
    }),
  ])
  .optional()
export type Stricter = z.output<typeof stricterSchema>
