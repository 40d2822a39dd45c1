// The office's policy of a workspace: what every caller is held to, whatever a request says. In: what is stored. Out: a policy, its history.
// Never looser than the law's floor: three respondents behind a figure that leaves.
import { z } from 'zod'
import { surveyRuleSchema } from './survey.ts'

/** Fewest respondents behind a figure that leaves, in any office. */
export const leastMinimum = 3

export const officePolicySchema = z.strictObject({
  /** Fewest respondents behind a figure that leaves. */
  minimum: z.int().min(leastMinimum).max(100).default(leastMinimum),
  /** What the clipboard takes of a table: its protected figures only, or those on the screen of the analyst (logged either way). */
  clipboard: z.enum(['protected', 'shown']).default('protected'),
  /** How figures of sample surveys are marked; absent: as survey.ts says. */
  survey: surveyRuleSchema.optional(),
})
export type OfficePolicy = z.output<typeof officePolicySchema>

/** One dated state; the last holds. */
export type PolicyEntry = { at: string; by: string; reason: string; policy: OfficePolicy }
export type PolicyState = { policy: OfficePolicy; /** Newest first. */ history: PolicyEntry[] }

/** An analyst may ask for more respondents than the policy, never for fewer. */
export const stricterSchema = z.int().min(1).max(100).optional()
