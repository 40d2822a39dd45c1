// The design of a sample survey as its dataset declares it, and the office's rule for figures with a sampling error.
// In: nothing. Out: schemas. What the errors are computed by stands in engine/analyse/survey; never a figure here.
import { z } from 'zod'
import { periodSchema } from './period.ts'
import { nameSchema } from './text.ts'

export const replicateMethods = ['jackknife', 'balanced_repeated', 'fay', 'bootstrap'] as const
export const replicateWeightsSchema = z.strictObject({
  /** Variables with the replicate weights that came with the survey, in order. */
  weights: z.array(nameSchema).min(2).max(1000),
  method: z.enum(replicateMethods),
  /** jackknife: one scale for all replicates, or one for each. */
  scale: z.union([z.number().positive(), z.array(z.number().min(0)).min(2).max(1000)]).optional(),
  /** fay: the part of the weight that half-samples keep. */
  rho: z.number().min(0).lt(1).optional(),
  /** Deviations are taken from the figure of the full sample, or from the mean of the replicates. */
  centre: z.enum(['estimate', 'mean']).default('mean'),
  /** Absent: one less than there are replicates. */
  degreesOfFreedom: z.int().min(1).optional(),
})
export type ReplicateWeights = z.infer<typeof replicateWeightsSchema>

export const calibrationMethods = ['raking', 'linear'] as const
export type CalibrationMethod = (typeof calibrationMethods)[number]

/** How the weights of one period were brought to known totals, so that it can be read and done again. */
export const keptCalibrationSchema = z.strictObject({
  /** The variable kept in the workspace that holds the calibrated weight. */
  weight: nameSchema,
  period: periodSchema,
  method: z.enum(calibrationMethods),
  /**
   * The deliveries that stood for the period, ascending: others mean other records. Absent where one was kept before
   * this was.
   */
  deliveries: z.array(z.int()).optional(),
  /**
   * Raking: the weight times the factor of the record's category of each margin; linear: times one and the sum of them.
   */
  margins: z
    .array(
      z.strictObject({
        variable: nameSchema,
        factors: z.record(z.string(), z.number()).optional(),
        /** Of a number, linear only: what each unit of it adds. */
        slope: z.number().optional(),
        totals: z.record(z.string(), z.number()),
      }),
    )
    .min(1)
    .max(10),
})
export type KeptCalibration = z.infer<typeof keptCalibrationSchema>

export const surveyDesignSchema = z.strictObject({
  /** How many of the population a record stands for. */
  weight: nameSchema,
  /** Crossed with each other they are the strata; none: one stratum. */
  strata: z.array(nameSchema).max(6).default([]),
  /** The clusters drawn first, numbered within strata or over all; none: records were drawn. */
  clusters: z.array(nameSchema).max(6).default([]),
  /** Number of clusters (or records) in the population of the record's stratum: the finite population correction. */
  population: nameSchema.optional(),
  /** independent: each period has a sample of its own · shared: clusters come back, and their figures go together. */
  periods: z.enum(['independent', 'shared']).default('independent'),
  replicates: replicateWeightsSchema.optional(),
  calibrations: z.array(keptCalibrationSchema).max(400).optional(),
})
export type SurveyDesign = z.infer<typeof surveyDesignSchema>

/** Variables a design names. */
export const designVariables = ({ weight, strata, clusters, population, replicates }: SurveyDesign): string[] => [
  weight,
  ...strata,
  ...clusters,
  ...(population === undefined ? [] : [population]),
  ...(replicates?.weights ?? []),
]

/** Variables that hold a calibrated weight of the design. */
export const calibratedWeights = ({ calibrations }: SurveyDesign): Set<string> =>
  new Set((calibrations ?? []).map(({ weight }) => weight))

export const loneClusterRules = ['not_available', 'certainty', 'adjust'] as const

/**
 * Office rule: coefficients of variation, in percent, from which a figure is marked; what a stratum with one cluster
 * means.
 */
export const surveyRuleSchema = z.strictObject({
  caution: z.number().gt(0).max(100).default(15),
  unreliable: z.number().gt(0).max(500).default(30),
  loneCluster: z.enum(loneClusterRules).default('not_available'),
})
export type SurveyRule = z.infer<typeof surveyRuleSchema>
export const usualSurveyRule: SurveyRule = surveyRuleSchema.parse({})

/** Statistics that say how sure another figure of the same table is. */
export const samplingStatistics = [
  'standard_error',
  'coefficient_of_variation',
  'confidence_lower',
  'confidence_upper',
] as const
export type SamplingStatistic = (typeof samplingStatistics)[number]
export const isSamplingStatistic = (statistic: string): statistic is SamplingStatistic =>
  (samplingStatistics as readonly string[]).includes(statistic)
