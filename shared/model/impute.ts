// How values that are missing, or that a condition says are wrong, are put in: by a rule, by a ratio, from the nearest
// donor. In: documents. Out: schemas and types. Both values are kept wherever one is put in.
import { z } from 'zod'
import { nameSchema } from './text.ts'

const expression = z.string().trim().min(1).max(4000)
const common = {
  variable: nameSchema,
  /** Records whose value is put in; null: those without one. */
  where: expression.nullable().default(null),
}
/** Donors and ratios are of the records of the same period with the same values in these. */
const by = z.array(nameSchema).max(10).default([])

export const imputeStepSchema = z.discriminatedUnion('method', [
  z.strictObject({ ...common, method: z.literal('rule'), value: expression }),
  /** The value of `auxiliary` times the ratio of both sums over the records that have both. */
  z.strictObject({ ...common, method: z.literal('ratio'), auxiliary: nameSchema, by }),
  /**
   * The value of the record nearest in `distance` (differences by their range, codes by being equal); ties are drawn by
   * the seed.
   */
  z.strictObject({
    ...common,
    method: z.literal('donor'),
    by,
    distance: z.array(nameSchema).min(1).max(20),
    mostUses: z.int().min(1).max(1000).default(3),
    seed: z.int().min(0).max(2_147_483_647).default(1),
  }),
])
export type ImputeStep = z.infer<typeof imputeStepSchema>
export const imputeStepsSchema = z.array(imputeStepSchema).min(1).max(50)
