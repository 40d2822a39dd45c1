// Blocking rules that keep nearly all true pairs within a number of pairs. In: prepared fields, sides, a budget. Out:
// rules. How often a key agrees among matches is judged from pairs that agree on nearly everything else; never from a
// label of truth.
import type { LinkKeyPart, LinkRule, LinkTransform } from '#shared/model/linkModel.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { BlockKeys } from '../block/blockKeys.ts'
import { blockKeys } from '../block/blockKeys.ts'
import type { Sides } from '../block/blockRule.ts'
import { blocksOf, countPairs, eachPair } from '../block/blockRule.ts'

const transformsOf: Record<PreparedField['field']['kind'], readonly LinkTransform[]> = {
  person: ['value', 'sorted', 'skeleton', 'prefix3', 'first_token', 'last_token'],
  organisation: ['value', 'tokens', 'prefix5', 'first_token'],
  text: ['value', 'tokens', 'prefix5', 'first_token'],
  address: ['value', 'house_number', 'tokens', 'prefix5'],
  date: ['value', 'year_month', 'month_day', 'year'],
  code: ['value', 'prefix5', 'suffix4', 'prefix3'],
  number: ['value'],
  email: ['value', 'prefix5'],
  form: ['value'],
  category: ['value'],
}

type Part = { key: LinkKeyPart; keys: BlockKeys; field: number }
type Choice = { parts: Part[]; pairs: number }

const sampleRows = 20_000
const seedsMost = 20_000

const mix = (value: number): number => {
  let h = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

const shareKey = (keys: BlockKeys, left: number, right: number): boolean => {
  for (let a = keys.starts[left] as number; a < (keys.starts[left + 1] as number); a += 1)
    for (let b = keys.starts[right] as number; b < (keys.starts[right + 1] as number); b += 1)
      if (keys.keys[a] === keys.keys[b]) return true
  return false
}

export const suggestBlocking = async (
  all: PreparedField[],
  sides: Sides,
  budget: number,
  breathe: () => Promise<void>,
): Promise<LinkRule[]> => {
  // The same share of the rows of both sides, by hash of the row, so that counts of pairs can be scaled up.
  const factor = Math.max(1, sides.rows / sampleRows)
  const chosen: number[] = []
  for (let row = 0; row < sides.rows; row += 1) if (factor === 1 || mix(row) < 2 ** 32 / factor) chosen.push(row)
  const chosenRows = Int32Array.from(chosen)
  const fields =
    factor === 1 ? all : all.map((field) => ({ ...field, ids: chosenRows.map((row) => field.ids[row] as number) }))
  const thinSides: Sides = {
    rows: chosen.length,
    left: chosen.filter((row) => row < sides.left).length,
    within: sides.within,
  }
  const parts: Part[] = []
  for (const [index, field] of fields.entries()) {
    const seen = new Set<string>()
    for (const by of transformsOf[field.field.kind]) {
      const keys = blockKeys(field, by)
      const pairsKey = `${keys.names.length} ${keys.keys.length}`
      if (keys.names.length < 3 || seen.has(pairsKey)) continue
      seen.add(pairsKey)
      parts.push({ key: { field: field.field.id, by }, keys, field: index })
    }
    await breathe()
  }
  const choices: Choice[] = []
  const add = async (of: Part[]): Promise<number> => {
    const blocks = blocksOf(
      of.map((part) => part.keys),
      thinSides,
    )
    const pairs = countPairs(blocks, thinSides) * factor * factor
    if (pairs > 0 && pairs <= budget) choices.push({ parts: of, pairs })
    await breathe()
    return pairs
  }
  const singles = new Map<Part, number>()
  for (const part of parts) singles.set(part, await add([part]))
  const perRule = budget / 6
  const pairCounts = new Map<string, number>()
  for (const [i, one] of parts.entries())
    for (const [k, two] of parts.slice(i + 1).entries()) {
      if (one.field === two.field || Math.min(singles.get(one) ?? 0, singles.get(two) ?? 0) <= perRule / 20) continue
      pairCounts.set(`${i} ${i + 1 + k}`, await add([one, two]))
    }
  // Three parts only where two are not enough to come within the budget.
  for (const [i, one] of parts.entries())
    for (const [k, two] of parts.slice(i + 1).entries()) {
      if ((pairCounts.get(`${i} ${i + 1 + k}`) ?? 0) <= perRule) continue
      for (const three of parts.slice(i + k + 2)) {
        if (three.field === one.field || three.field === two.field || choices.length > 400) continue
        await add([one, two, three])
      }
    }
  const seeds = findSeeds(choices, fields, { sides: thinSides, factor })
  return cover(choices, parts, seeds, { budget, perRule })
}

type Seeds = { left: number[]; right: number[] }

/** Evidence in bits from equal values alone: equal rare ones speak for a match, different ones a little against it. */
const quickWeight = (fields: PreparedField[], left: number, right: number): number => {
  let bits = 0
  let equal = 0
  for (const { ids, share } of fields) {
    const l = ids[left] as number
    const r = ids[right] as number
    if (l === 0 || r === 0) continue
    if (l !== r) bits -= 1.5
    else {
      bits -= Math.log2(share[l] as number)
      equal += 1
    }
  }
  return equal < 2 ? 0 : bits
}

/** Pairs that the tightest rules find and that agree on most other fields: nearly all are matches. */
const findSeeds = (
  choices: Choice[],
  fields: PreparedField[],
  { sides, factor }: { sides: Sides; factor: number },
): Seeds => {
  const seeds: Seeds = { left: [], right: [] }
  const least = Math.log2(Math.max(2, sides.rows * factor)) + 4
  const known = new Set<number>()
  const tight = choices.toSorted((a, b) => a.pairs - b.pairs).slice(0, 60)
  for (const { parts } of tight) {
    if (known.size > seedsMost) break
    const blocks = blocksOf(
      parts.map((part) => part.keys),
      sides,
    )
    eachPair(blocks, sides, (left, right) => {
      const pair = left * sides.rows + right
      if (known.has(pair) || known.size > seedsMost) return
      known.add(pair)
      if (quickWeight(fields, left, right) < least) return
      seeds.left.push(left)
      seeds.right.push(right)
    })
  }
  return seeds
}

const draws = 4000
const pessimism = 0.2

/** Whether the first rule finds all that the second can. */
const finds = (rule: Choice, other: Choice): boolean => rule.parts.every((part) => other.parts.includes(part))

/** Greedy cover of simulated matches: each field's agreement drawn from a seed, independently of the other fields. */
const cover = (
  choices: Choice[],
  parts: Part[],
  seeds: Seeds,
  { budget, perRule }: { budget: number; perRule: number },
): LinkRule[] => {
  const ruleOf = (choice: Choice): LinkRule => ({ keys: choice.parts.map((part) => part.key) })
  const usable = choices.filter((choice) => choice.pairs <= perRule || choice.parts.length === 1)
  if (seeds.left.length < 10)
    return usable
      .toSorted((a, b) => b.pairs - a.pairs)
      .slice(0, 12)
      .map(ruleOf)
  const agreement = parts.map((part) => {
    const of = new Uint8Array(draws)
    for (let draw = 0; draw < draws; draw += 1) {
      const chance = mix(draw * 64 + part.field)
      // Seeds agree more than matches do: in some draws a field is taken to be wrong altogether.
      if (mix(chance) < pessimism * 2 ** 32) continue
      const seed = chance % seeds.left.length
      of[draw] = shareKey(part.keys, seeds.left[seed] as number, seeds.right[seed] as number) ? 1 : 0
    }
    return of
  })
  const partIndex = new Map(parts.map((part, index) => [part, index]))
  const covers = (choice: Choice, draw: number): boolean =>
    choice.parts.every((part) => agreement[partIndex.get(part) as number]?.[draw] === 1)
  const covered = new Float64Array(draws)
  const rules: Choice[] = []
  let spent = 0
  // Each simulated match should be found twice: what one rule misses for a reason unknown here, the other finds.
  const worth = [1, 0.4, 0.2]
  const fieldsOf = (choice: Choice): string => [...new Set(choice.parts.map((part) => part.field))].toSorted().join()
  /** Three rules over the same fields are the same rule told three ways. */
  const often = (choice: Choice): boolean => {
    const fields = fieldsOf(choice)
    return rules.filter((rule) => fieldsOf(rule) === fields).length >= 2
  }
  while (rules.length < 20) {
    let best: Choice | null = null
    let bestGain = 0
    for (const choice of usable) {
      if (spent + choice.pairs > budget || rules.some((rule) => finds(rule, choice)) || often(choice)) continue
      let gain = 0
      for (let draw = 0; draw < draws; draw += 1) if (covers(choice, draw)) gain += worth[covered[draw] as number] ?? 0
      const value = gain / (choice.pairs + budget / 20)
      if (gain > 2 && value > bestGain) {
        best = choice
        bestGain = value
      }
    }
    if (best === null) break
    rules.push(best)
    spent += best.pairs
    for (let draw = 0; draw < draws; draw += 1) if (covers(best, draw)) covered[draw] = (covered[draw] as number) + 1
  }
  return rules.map(ruleOf)
}
