// A link by stages over two sides already read: passes on equal keys, then the model on what is left. In: stages,
// sides. Out: pairs with the stage that found them, what to tell of the run. Never a workspace, never a file: what is
// found is written elsewhere.
import type { LinkReport } from '#shared/model/link.ts'
import type { LinkStages } from '#shared/model/linkModel.ts'
import type { Sides } from './block/blockRule.ts'
import type { PreparedField } from './compare/prepareField.ts'
import { prepareField } from './compare/prepareField.ts'
import type { Allowed, Fitted, Steps } from './model/fitModel.ts'
import { fitModel } from './model/fitModel.ts'
import { probabilityOf } from './model/score.ts'
import type { EarlierRun, FoundPair } from './foundPair.ts'
import { runPasses } from './runPasses.ts'
import { problemTexts } from './model/problemTexts.ts'
import { fieldTexts } from './suggest/suggestStages.ts'
import type { SideColumns } from './suggest/suggestStages.ts'

/** What readers decided of a pair, by place. */
export type DecidedPair = { left: number; right: number; same: boolean }

export type StagesFound = {
  pairs: FoundPair[]
  sides: Sides
  fields: PreparedField[]
  fitted: Fitted | null
  /** Within one dataset: the lowest record of the entity, by record. */
  entity: Int32Array | null
  report: Omit<LinkReport, 'version' | 'secondEngine'>
}

export const prepareFields = async (
  stages: LinkStages,
  left: SideColumns,
  right: SideColumns | null,
  breathe: () => Promise<void>,
): Promise<{ fields: PreparedField[]; sides: Sides }> => {
  const sides: Sides = { rows: left.rows + (right?.rows ?? 0), left: left.rows, within: right === null }
  const fields: PreparedField[] = []
  for (const field of stages.fields) {
    fields.push(prepareField(field, fieldTexts(field, left, right), sides.rows))
    await breathe()
  }
  return { fields, sides }
}

export const weightAt = (probability: number): number => Math.log2(probability / (1 - probability))

const neverRule = (stages: LinkStages, fields: PreparedField[]): Allowed | null => {
  const differing = stages.never
    .map(({ field }) => fields.find((f) => f.field.id === field))
    .filter((f) => f !== undefined)
  if (differing.length === 0) return null
  return (left, right) =>
    differing.every(({ ids, values }) => {
      const a = ids[left] as number
      const b = ids[right] as number
      return a === 0 || b === 0 || values[a]?.folded === values[b]?.folded
    })
}

export const runStages = async (
  stages: LinkStages,
  left: SideColumns,
  right: SideColumns | null,
  steps: Steps,
  { decided = [], earlier = null }: { decided?: readonly DecidedPair[]; earlier?: EarlierRun | null } = {},
): Promise<StagesFound> => {
  const { fields, sides } = await prepareFields(stages, left, right, () => steps.breathe())
  const apart = notApart(neverRule(stages, fields), decided, sides)
  const given = decided.filter(({ same }) => same)
  const kept = (earlier?.pairs ?? []).filter((pair) => apart === null || apart(pair.left, pair.right))
  const isNew = earlier?.isNew ?? null
  const allowed: Allowed | null =
    isNew === null ? apart : (l, r) => (isNew[l] === 1 || isNew[r] === 1) && (apart === null || apart(l, r))
  const passed = await runPasses(
    stages,
    { fields, sides, allowed, given, kept: kept.filter(({ linked }) => linked) },
    () => steps.breathe('blocking'),
  )
  const waiting = kept.filter(({ linked, left: l, right: r }) => !linked && !passed.known(l, r))
  const pairs: FoundPair[] = passed.pairs.map((pair) => ({
    ...pair,
    weight: null,
    probability: null,
    linked: true,
    levels: null,
  }))
  pairs.push(...passed.kept, ...waiting)
  const taken = (row: number): boolean => passed.taken[row] === 1
  const fitted =
    stages.model === null
      ? null
      : await fitModel(
          {
            model: earlier?.parameters ? { ...stages.model, parameters: earlier.parameters } : stages.model,
            isNew,
            fields,
            sides,
            cardinality: stages.cardinality,
            assignment: stages.assignment,
            threshold: weightAt(stages.threshold.link),
            allowed:
              allowed === null && pairs.length === 0
                ? null
                : (l, r) => !taken(l) && !taken(r) && !passed.known(l, r) && (allowed === null || allowed(l, r)),
          },
          steps,
        )
  if (fitted !== null)
    addModelPairs(pairs, fitted, {
      review: weightAt(stages.threshold.review),
      free: (l, r) => !passed.known(l, r) && (allowed === null || allowed(l, r)),
    })
  if (isNew !== null && sides.within) joinGroups(pairs, isNew, sides.rows)
  pairs.sort((a, b) => a.left - b.left || a.right - b.right)
  const entity = sides.within ? entities(pairs, sides.rows) : null
  const told = reportOf(stages, pairs, fitted, fields)
  return {
    pairs,
    sides,
    fields,
    fitted,
    entity,
    report: {
      ...told,
      problems: passed.refused === 0 ? told.problems : [...told.problems, `reader_refused:${passed.refused}`],
      passes: passed.counts,
      entities: countEntities(entity),
    },
  }
}

/** A pair that readers hold to be two is as one of a definite-no rule. */
const notApart = (never: Allowed | null, decided: readonly DecidedPair[], sides: Sides): Allowed | null => {
  const apart = new Set(decided.filter(({ same }) => !same).map(({ left, right }) => left * sides.rows + right))
  if (apart.size === 0) return never
  return (left, right) => !apart.has(left * sides.rows + right) && (never === null || never(left, right))
}

const addModelPairs = (
  pairs: FoundPair[],
  fitted: Fitted,
  { review, free }: { review: number; free: Allowed },
): void => {
  const levels = fitted.patterns.levels.map((pattern) => pattern.join(','))
  fitted.weight.forEach((weight, index) => {
    const linked = fitted.decision.linked[index] === 1
    if (!linked && weight < review) return
    pairs.push({
      left: fitted.left[index] as number,
      right: fitted.right[index] as number,
      stage: 'model',
      weight,
      probability: probabilityOf(weight),
      linked,
      levels: levels[fitted.patterns.of[index] as number] ?? null,
    })
  })
  const doubtful = new Map(pairs.flatMap((pair, place) => (pair.linked ? [] : [[`${pair.left} ${pair.right}`, place]])))
  for (const { left, right, weight } of fitted.decision.implied) {
    // A pair a pass found stands already; one held to be two whose group joins it all the same is not told as linked.
    if (!free(left, right)) continue
    const implied: FoundPair = {
      left,
      right,
      stage: 'group',
      weight,
      probability: probabilityOf(weight),
      linked: true,
      levels: null,
    }
    const place = doubtful.get(`${left} ${right}`)
    if (place === undefined) pairs.push(implied)
    else pairs[place] = implied
  }
}

/**
 * A new record that is one of an entity is one with each of its records, also those it was not compared with: as sure
 * as the weakest link that brought it there.
 */
const joinGroups = (pairs: FoundPair[], isNew: Uint8Array, rows: number): void => {
  const entity = entities(pairs, rows)
  const places = new Map(pairs.map((pair, place) => [pair.left * rows + pair.right, place]))
  const weakest = new Map<number, number>()
  for (const { left, right, linked, weight } of pairs) {
    if (!linked || weight === null || (isNew[left] === 0 && isNew[right] === 0)) continue
    const of = entity[left] as number
    weakest.set(of, Math.min(weight, weakest.get(of) ?? weight))
  }
  const members = Map.groupBy(
    Array.from(entity.keys()).filter((row) => weakest.has(entity[row] as number)),
    (row) => entity[row] as number,
  )
  for (const [of, group] of members)
    for (const [at, left] of group.entries())
      for (const right of group.slice(at + 1)) {
        if (isNew[left] === 0 && isNew[right] === 0) continue
        const place = places.get(left * rows + right)
        if (place !== undefined && pairs[place]?.linked === true) continue
        const weight = weakest.get(of) ?? 0
        const probability = probabilityOf(weight)
        const joined: FoundPair = { left, right, stage: 'group', weight, probability, linked: true, levels: null }
        if (place === undefined) pairs.push(joined)
        else pairs[place] = joined
      }
}

/** Connected by links, whatever the stage that made them. */
const entities = (pairs: FoundPair[], rows: number): Int32Array => {
  const of = Int32Array.from({ length: rows }, (_, row) => row)
  const find = (row: number): number => {
    let at = row
    while (of[at] !== at) at = of[at] as number
    return at
  }
  for (const { left, right, linked } of pairs) {
    if (!linked) continue
    const one = find(left)
    const other = find(right)
    if (one !== other) of[Math.max(one, other)] = Math.min(one, other)
  }
  return of.map((_, row) => find(row))
}

const countEntities = (entity: Int32Array | null): number | null => {
  if (entity === null) return null
  let count = 0
  entity.forEach((lowest, row) => {
    if (lowest === row) count += 1
  })
  return count
}

const [lowestBar, highestBar] = [-30, 60]

const reportOf = (
  stages: LinkStages,
  pairs: FoundPair[],
  fitted: Fitted | null,
  fields: PreparedField[],
): Omit<LinkReport, 'version' | 'secondEngine' | 'passes' | 'entities'> => {
  const bars = highestBar - lowestBar + 1
  const histogram = {
    first: lowestBar,
    pairs: Array.from({ length: bars }, () => 0),
    linked: Array.from({ length: bars }, () => 0),
  }
  let expectedTrue = 0
  let expectedAll = 0
  let count = 0
  fitted?.weight.forEach((weight, index) => {
    const bar = Math.min(bars - 1, Math.max(0, Math.floor(weight) - lowestBar))
    histogram.pairs[bar] = (histogram.pairs[bar] ?? 0) + 1
    const probability = probabilityOf(weight)
    const linked = fitted.decision.linked[index] === 1
    // What was given up for a better partner is held to be no match.
    if (linked || weight < 0) expectedAll += probability
    if (!linked) return
    histogram.linked[bar] = (histogram.linked[bar] ?? 0) + 1
    count += 1
    expectedTrue += probability
  })
  const linked = pairs.filter((pair) => pair.linked).length
  return {
    seed: stages.model?.seed ?? 0,
    rules: fitted?.counts ?? [],
    compared: fitted?.weight.length ?? 0,
    parameters: fitted?.parameters ?? null,
    iterations: fitted?.estimate?.iterations ?? 0,
    problems: problemTexts(fitted?.estimate?.problems ?? [], stages, fields),
    linked,
    review: pairs.length - linked,
    expected: count === 0 ? null : { precision: expectedTrue / count, recall: expectedTrue / expectedAll },
    histogram,
  }
}
