// Proposes a link of two datasets, or within one, from names, roles, types and values: fields, passes, blocking,
// comparisons, cardinality. In: the columns of both sides. Out: stages and what was left out and why. Never a label of
// truth, never a weight.
import type { Cardinality, LinkComparison, LinkField, LinkStages } from '#shared/model/linkModel.ts'
import { fail } from '#shared/model/failure.ts'
import type { Sides } from '../block/blockRule.ts'
import { prepareField } from '../compare/prepareField.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import { fitModel } from '../model/fitModel.ts'
import type { Fitted, Steps } from '../model/fitModel.ts'
import { possiblePairs } from '../model/samplePairs.ts'
import type { ColumnProfile, LeftOut, SourceColumn } from './columnProfile.ts'
import { profileColumn } from './columnProfile.ts'
import { madeOfOthers } from './madeOfOthers.ts'
import { comparisonFor } from './comparisonFor.ts'
import { pairColumns } from './pairColumns.ts'
import { suggestBlocking } from './suggestBlocking.ts'
import { suggestPasses } from './suggestPasses.ts'

export type SideColumns = { columns: SourceColumn[]; rows: number }
export type Suggestion = { stages: LinkStages; leftOut: { side: 'left' | 'right'; variable: string; why: LeftOut }[] }

/** Pairs compared for each record, and the bounds of what is proposed altogether. */
const pairsARecord = 4
const [leastPairs, mostPairs] = [1_000_000, 4_000_000]
/** Fewer linked records than this share in groups of three and more: each record has at most one partner. */
const rareGroups = 0.05
const mutualLeast = 0.8
/** Likely partners of a record of the smaller side on average beyond which they are no partners. */
const mostPartners = 4

export const fieldTexts =
  (field: LinkField, left: SideColumns, right: SideColumns | null) =>
  (row: number): string | null => {
    const side = right !== null && row >= left.rows ? right : left
    const at = side === left ? row : row - left.rows
    const ids = side === left ? field.left : field.right
    let joined: string | null = null
    for (const id of ids) {
      const text = side.columns.find((column) => column.id === id)?.texts(at) ?? null
      if (text !== null) joined = joined === null ? text : `${joined} ${text}`
    }
    return joined
  }

export const suggestStages = async (
  left: SideColumns,
  right: SideColumns | null,
  steps: Steps,
): Promise<Suggestion> => {
  const sides: Sides = { rows: left.rows + (right?.rows ?? 0), left: left.rows, within: right === null }
  const leftProfiles = profilesOf(left, right)
  const rightProfiles = right === null ? leftProfiles : profilesOf(right, left)
  const paired =
    right === null
      ? leftProfiles.filter((profile) => profile.leftOut === null).map((profile) => ({ left: profile, right: profile }))
      : pairColumns({ ...left, profiles: leftProfiles }, { ...right, profiles: rightProfiles })
  const described = paired.flatMap(fieldsOf)
  if (described.length === 0) return fail('LINK_NOTHING_COMPARABLE')
  const fields: PreparedField[] = []
  for (const { field } of described) {
    fields.push(prepareField(field, fieldTexts(field, left, right), sides.rows))
    await steps.breathe()
  }
  const comparisons = fields.map((field) => compareField(field, described))
  const possible = possiblePairs(sides)
  const budget = Math.min(possible, Math.min(mostPairs, Math.max(leastPairs, pairsARecord * sides.rows)))
  const passes = right === null ? [] : suggestPasses(fields, described, sides)
  const blocking = await suggestBlocking(fields, sides, budget, () => steps.breathe('blocking'))
  if (blocking.length === 0) return fail('LINK_NOTHING_COMPARABLE')
  const stages: LinkStages = {
    fields: fields.map(({ field }) => field),
    cardinality: 'many_to_many',
    passes,
    never: [],
    model: { blocking, comparisons, budget: Math.max(1000, Math.ceil(budget * 2)), sample: 400_000, seed: 1 },
    threshold: { link: 0.5, review: 0.1 },
    assignment: 'exact',
  }
  stages.cardinality = await suggestCardinality(stages, fields, sides, steps)
  return { stages, leftOut: leftOutOf(leftProfiles, rightProfiles, paired, right !== null) }
}

/**
 * A whole beside its parts is left out only where the other side has the parts too; else the whole may be all they
 * share.
 */
const profilesOf = (side: SideColumns, other: SideColumns | null): ColumnProfile[] => {
  const made = madeOfOthers(side.columns, side.rows)
  const madeThere = other === null ? made : madeOfOthers(other.columns, other.rows)
  return side.columns.map((column) => {
    const profile = profileColumn(column, side.rows)
    const left = made.has(column.id) && madeThere.has(column.id) && profile.leftOut === null
    return left ? { ...profile, leftOut: 'made_of_others' } : profile
  })
}

type Described = { field: LinkField; profile: ColumnProfile }

/** The name of an enterprise or a school makes two fields: its core, and its legal form or school type. */
const fieldsOf = ({ left, right }: { left: ColumnProfile; right: ColumnProfile }): Described[] => {
  const kind = left.kind === right.kind || left.filled >= right.filled ? left.kind : right.kind
  const field: LinkField = { id: left.id, kind, left: [left.id], right: [right.id] }
  const main: Described = { field, profile: left }
  if (kind !== 'organisation') return [main]
  return [main, { field: { ...field, id: `${left.id}_form`.slice(0, 63), kind: 'form' }, profile: left }]
}

const partOfName = /\b(first|given|fore|last|sur|family|middle)? ?(name|surname|forename)\b|\bho\b|\bten\b/

const compareField = (field: PreparedField, described: Described[]): LinkComparison => {
  const names = described.filter(({ field, profile }) => field.kind === 'person' && partOfName.test(profile.words))
  const other =
    names.length === 2 && field.field.kind === 'person' && names.some((n) => n.field.id === field.field.id)
      ? names.find((n) => n.field.id !== field.field.id)
      : undefined
  let length = 0
  for (const value of field.values) length += value.compact.length
  return comparisonFor(field.field, other?.field.id ?? null, length / Math.max(1, field.values.length - 1))
}

/**
 * What a first run shows: partners that are nearly always single are declared so, and the doubtful second ones fall
 * away.
 */
const suggestCardinality = async (
  stages: LinkStages,
  fields: PreparedField[],
  sides: Sides,
  steps: Steps,
): Promise<Cardinality> => {
  if (stages.model === null) return 'many_to_many'
  const fitted = await fitModel(
    {
      model: stages.model,
      fields,
      sides,
      cardinality: 'many_to_many',
      assignment: 'exact',
      threshold: 0,
      allowed: null,
    },
    steps,
  )
  return sides.within ? withinCardinality(fitted) : betweenCardinality(fitted)
}

const withinCardinality = ({ decision }: Fitted): Cardinality => {
  const sizes = new Map<number, number>()
  decision.entity?.forEach((lowest) => sizes.set(lowest, (sizes.get(lowest) ?? 0) + 1))
  let linked = 0
  let inGroups = 0
  for (const size of sizes.values()) {
    if (size > 1) linked += size
    if (size > 2) inGroups += size
  }
  return inGroups <= linked * rareGroups ? 'one_to_one' : 'many_to_many'
}

/** Surest partner of each record among the pairs that speak for a match; the lowest of equally sure ones. */
const surest = (ends: Int32Array, partners: Int32Array, weight: Float64Array): Map<number, number> => {
  const best = new Map<number, number>()
  ends.forEach((record, pair) => {
    if ((weight[pair] as number) <= 0) return
    const known = best.get(record)
    if (known !== undefined) {
      const better = (weight[pair] as number) - (weight[known] as number)
      if (better < 0 || (better === 0 && (partners[pair] as number) > (partners[known] as number))) return
    }
    best.set(record, pair)
  })
  return best
}

/**
 * Where nearly every record of a side is the surest partner of its own surest partner, the side has one partner each.
 */
const betweenCardinality = ({ left, right, weight }: Fitted): Cardinality => {
  const ofLeft = surest(left, right, weight)
  const ofRight = surest(right, left, weight)
  let mutual = 0
  for (const pair of ofLeft.values()) if (ofRight.get(right[pair] as number) === pair) mutual += 1
  const leftSingle = mutual >= ofRight.size * mutualLeast
  const rightSingle = mutual >= ofLeft.size * mutualLeast
  if (leftSingle && rightSingle) return 'one_to_one'
  if (leftSingle) return 'many_to_one'
  if (rightSingle) return 'one_to_many'
  // A register may hold some things twice; hardly one holds each of them many times. What looks so are records merely
  // alike.
  let likely = 0
  for (const bits of weight) if (bits > 0) likely += 1
  const partners = likely / Math.max(1, Math.min(ofLeft.size, ofRight.size))
  return partners > mostPartners ? 'one_to_one' : 'many_to_many'
}

const leftOutOf = (
  left: ColumnProfile[],
  right: ColumnProfile[],
  paired: { left: ColumnProfile; right: ColumnProfile }[],
  two: boolean,
): Suggestion['leftOut'] => {
  const side = (name: 'left' | 'right', profiles: ColumnProfile[]): Suggestion['leftOut'] =>
    profiles
      .filter((profile) => !paired.some((pair) => pair[name] === profile))
      .map((profile) => ({ side: name, variable: profile.id, why: profile.leftOut ?? 'no_overlap' }))
  return [...side('left', left), ...(two ? side('right', right) : [])]
}
