// Weights of a sample brought to totals of a register: request and answer. Schemas and types; methods.ts takes the row
// into the one table.
import { z } from 'zod'
import { calibrationMethods } from '../model/survey.ts'
import type { CalibrationMethod } from '../model/survey.ts'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { bilingualSchema, nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { job } from './define.ts'

/**
 * What the weights must add up to: by each category of a variable, or (linear only) the sum of a number over the
 * population.
 */
const marginSchema = z.strictObject({
  variable: nameSchema,
  totals: z.union([
    z.record(z.string().min(1), z.number().min(0)),
    z.strictObject({
      /** Records of this dataset are counted, or a number of them added up, by the categories of its variable. */
      register: z.strictObject({
        dataset: nameSchema,
        variable: nameSchema,
        sum: nameSchema.optional(),
        /** Absent: the period of the sample. */
        period: periodSchema.optional(),
      }),
    }),
    z.strictObject({ sum: z.number() }),
  ]),
})
export type CalibrationMargin = z.output<typeof marginSchema>

export const calibrationSchema = z.strictObject({
  dataset: nameSchema,
  /** The period whose records are calibrated; may be left out where the dataset has one. */
  period: periodSchema.optional(),
  method: z.enum(calibrationMethods).default('raking'),
  margins: z.array(marginSchema).min(1).max(10),
  /** The variable the weights are kept in; periods calibrated into it before stay. */
  keepAs: z.strictObject({ id: nameSchema, label: bilingualSchema }),
})

export type CalibratedMargin = {
  variable: string
  label: Bilingual
  /** Of a number one line without a code. */
  lines: { code: string; label: Bilingual; before: number; total: number }[]
}
export type CalibrationResult = {
  weight: string
  period: Period
  method: CalibrationMethod
  records: number
  iterations: number
  /** Of the new weight to the old. */
  smallest: number
  largest: number
  margins: CalibratedMargin[]
}

export const calibrationMethodRows = {
  /** Kept as a variable of the workspace and with the design of the dataset; no record is changed. */
  'datasets.calibrate': job<CalibrationResult>()(calibrationSchema, [], {
    writes: true,
    exclusive: true,
    logs: 'calibrate',
    within: true,
  }),
} as const
