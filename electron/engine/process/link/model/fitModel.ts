// The whole probabilistic stage: compare, estimate, weigh, decide. In: prepared fields, a model, the sides. Out:
// weighed pairs, the decision, the parameters and all that is told of the run. The same input gives the same output to
// the last bit.
import type { Cardinality, LinkComparison, LinkModel, LinkParameters } from '#shared/model/linkModel.ts'
import type { RuleCount } from '../block/candidatePairs.ts'
import { candidatePairs } from '../block/candidatePairs.ts'
import type { Sides } from '../block/blockRule.ts'
import { partnerWeights } from '../cluster/partnerWeights.ts'
import { decideLinks } from '../cluster/decideLinks.ts'
import type { Decision } from '../cluster/decideLinks.ts'
import { compareOn } from '../compare/comparePair.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { Estimate } from './estimate.ts'
import type { Evidence } from './levelShares.ts'
import { estimate, maximise, sampleMatches } from './estimate.ts'
import type { Patterns } from './patterns.ts'
import { patternsOf } from './patterns.ts'
import { surePairs } from './surePairs.ts'
import { possiblePairs, samplePairs } from './samplePairs.ts'
import type { Scorer } from './score.ts'
import { probabilityOf, scorer } from './score.ts'
import type { ValueFrequency } from './valueFrequency.ts'
import { entityWeights, valueFrequency } from './valueFrequency.ts'

export type Steps = {
  /** Lets others run and stops a cancelled job. */
  breathe: (phase?: 'blocking' | 'comparing' | 'estimating', done?: number, total?: number) => Promise<void>
}

export type Fitted = {
  left: Int32Array
  right: Int32Array
  rule: Uint8Array
  weight: Float64Array
  patterns: Patterns
  decision: Decision
  parameters: LinkParameters
  estimate: Estimate | null
  counts: RuleCount[]
  scorer: Scorer
}

export type Allowed = (left: number, right: number) => boolean

const refinements = 2

type Fit = {
  model: LinkModel
  fields: PreparedField[]
  sides: Sides
  cardinality: Cardinality
  assignment: 'greedy' | 'exact'
  threshold: number
  allowed: Allowed | null
  /** Only pairs with a record so marked are made. */
  isNew?: Uint8Array | null
}

export const fitModel = async (fit: Fit, { breathe }: Steps): Promise<Fitted> => {
  const { model, fields, sides } = fit
  const found = await candidatePairs(model.blocking, {
    fields,
    sides,
    budget: model.budget,
    isNew: fit.isNew ?? null,
    breathe: () => breathe('blocking'),
  })
  const pairs = fit.allowed === null ? found.pairs : keepAllowed(found.pairs, fit.allowed)
  const compares = model.comparisons.map((comparison) => ({
    compare: compareOn(comparison, fields),
    levels: comparison.levels.length + 1,
  }))
  const patterns = await patternsOf(pairs, compares, (done) => breathe('comparing', done, pairs.left.length))
  const common = { ...pairs, patterns, counts: found.counts }
  const weigh = (scores: Scorer): Float64Array => weightsOf(scores, pairs, patterns)
  const decide = (weight: Float64Array): Decision =>
    decideLinks({ ...pairs, weight }, sides, {
      cardinality: fit.cardinality,
      threshold: fit.threshold,
      assignment: fit.assignment,
    })
  const amongPartners = (weight: Float64Array, { linked }: Decision): Float64Array =>
    partnerWeights({ ...pairs, weight }, sides, {
      cardinality: fit.cardinality,
      linked: linked.reduce((sum, one) => sum + one, 0),
    })
  if (model.parameters !== undefined) {
    const first = scorer(model.comparisons, fields, model.parameters, [])
    const scores = withFrequencies(model.comparisons, fields, model.parameters, pairs, weigh(first), sides)
    const own = weigh(scores)
    const weight = amongPartners(own, decide(own))
    return { ...common, weight, decision: decide(weight), parameters: model.parameters, estimate: null, scorer: scores }
  }
  const sample = await patternsOf(samplePairs(sides, model.sample, model.seed), compares, (done) =>
    breathe('estimating', done, model.sample),
  )
  const levels = compares.map((compared) => compared.levels)
  const records = sides.within ? sides.rows : Math.min(sides.left, sides.rows - sides.left)
  const evidence: Evidence = {
    candidates: patterns,
    sample,
    levels,
    possible: possiblePairs(sides),
    records,
    between: !sides.within,
    sure: surePairs(pairs, { candidates: patterns, sample }, { levels, rows: sides.rows, records }),
  }
  const estimated = estimate(evidence)
  await breathe('estimating')
  let { parameters } = estimated
  let scores = scorer(model.comparisons, fields, parameters, [])
  let weight = weigh(scores)
  for (let round = 0; round < 2; round += 1) {
    scores = withFrequencies(model.comparisons, fields, parameters, pairs, weight, sides)
    weight = weigh(scores)
  }
  // What the declared cardinality and the groups say of the pairs goes back into the parameters.
  for (let round = 0; round < refinements; round += 1) {
    await breathe('estimating')
    const decision = decide(amongPartners(weight, decide(weight)))
    parameters = maximise(evidence, matchedPatterns(decision, patterns), sampleMatches(parameters, sample))
    const certain = Float64Array.from(decision.linked)
    scores = scorer(
      model.comparisons,
      fields,
      parameters,
      frequencies(
        model.comparisons,
        fields,
        entityWeights(pairs, (pair) => certain[pair] as number, sides.rows),
      ),
    )
    weight = weigh(scores)
  }
  await breathe('estimating')
  weight = amongPartners(weight, decide(amongPartners(weight, decide(weight))))
  return { ...common, weight, decision: decide(weight), parameters, estimate: estimated, scorer: scores }
}

type Pairs = { left: Int32Array; right: Int32Array; rule: Uint8Array }

const keepAllowed = (pairs: Pairs, allowed: Allowed): Pairs => {
  const kept: number[] = []
  for (let pair = 0; pair < pairs.left.length; pair += 1)
    if (allowed(pairs.left[pair] as number, pairs.right[pair] as number)) kept.push(pair)
  return {
    left: Int32Array.from(kept, (pair) => pairs.left[pair] as number),
    right: Int32Array.from(kept, (pair) => pairs.right[pair] as number),
    rule: Uint8Array.from(kept, (pair) => pairs.rule[pair] as number),
  }
}

const weightsOf = (scores: Scorer, pairs: Pairs, patterns: Patterns): Float64Array => {
  const weight = new Float64Array(pairs.left.length)
  for (let pair = 0; pair < weight.length; pair += 1)
    weight[pair] = scores.score(
      patterns.levels[patterns.of[pair] as number] as Int8Array,
      pairs.left[pair] as number,
      pairs.right[pair] as number,
    )
  return weight
}

const frequencies = (
  comparisons: LinkComparison[],
  fields: PreparedField[],
  weights: Float64Array,
): (ValueFrequency | null)[] =>
  comparisons.map((comparison) => {
    const field = fields.find((f) => f.field.id === comparison.field)
    return field && comparison.frequency.some((strength) => strength > 0) ? valueFrequency(field, weights) : null
  })

const withFrequencies = (
  comparisons: LinkComparison[],
  fields: PreparedField[],
  parameters: LinkParameters,
  pairs: Pairs,
  weight: Float64Array,
  sides: Sides,
): Scorer =>
  scorer(
    comparisons,
    fields,
    parameters,
    frequencies(
      comparisons,
      fields,
      entityWeights(pairs, (pair) => probabilityOf(weight[pair] as number), sides.rows),
    ),
  )

/** Pairs of each pattern that are linked, those their group joins included where they were compared. */
const matchedPatterns = (decision: Decision, patterns: Patterns): Float64Array => {
  const matched = new Float64Array(patterns.levels.length)
  decision.linked.forEach((linked, pair) => {
    if (linked === 1) matched[patterns.of[pair] as number] = (matched[patterns.of[pair] as number] as number) + 1
  })
  return matched
}
