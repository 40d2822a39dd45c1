// The pairs that will be compared: the union of the blocking rules, each pair once, with the first rule that found it.
// In: rules, prepared fields, a budget. Out: pairs in order. Never more than the budget: refused before a pair is made.
import { fail } from '#shared/model/failure.ts'
import type { LinkRule } from '#shared/model/linkModel.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { BlockKeys } from './blockKeys.ts'
import { blockKeys } from './blockKeys.ts'
import type { Blocks, LargeBlock, Sides } from './blockRule.ts'
import { blocksOf, countPairs, eachPair, largestBlocks } from './blockRule.ts'

export type CandidatePairs = { left: Int32Array; right: Int32Array; rule: Uint8Array }
export type RuleCount = { pairs: number; added: number; largest: LargeBlock[] }

export type KeyCache = (field: string, by: LinkRule['keys'][number]['by']) => BlockKeys
export const keyCache = (fields: PreparedField[]): KeyCache => {
  const known = new Map<string, BlockKeys>()
  return (id, by) => {
    const name = `${id} ${by}`
    const found = known.get(name)
    if (found) return found
    const field = fields.find((f) => f.field.id === id) ?? fail('VARIABLE_UNKNOWN', { variable: id, dataset: 'link' })
    const made = blockKeys(field, by)
    known.set(name, made)
    return made
  }
}

export const ruleBlocks = (rule: LinkRule, keys: KeyCache, sides: Sides): Blocks =>
  blocksOf(
    rule.keys.map((key) => keys(key.field, key.by)),
    sides,
  )

const ruleRoom = 64

export const candidatePairs = async (
  rules: LinkRule[],
  {
    fields,
    sides,
    budget,
    isNew = null,
    breathe,
  }: {
    fields: PreparedField[]
    sides: Sides
    budget: number
    isNew?: Uint8Array | null
    breathe: () => Promise<void>
  },
): Promise<{ pairs: CandidatePairs; counts: RuleCount[] }> => {
  const keys = keyCache(fields)
  const counts: RuleCount[] = []
  const byRule: Blocks[] = []
  for (const rule of rules) {
    const blocks = ruleBlocks(rule, keys, sides)
    byRule.push(blocks)
    counts.push({ pairs: countPairs(blocks, sides), added: 0, largest: largestBlocks(blocks, sides, 5) })
    await breathe()
  }
  const total = counts.reduce((sum, count) => sum + count.pairs, 0)
  if (total > budget) {
    const worst = counts
      .flatMap((count, rule) => count.largest.map((block) => ({ ...block, rule: rule + 1 })))
      .toSorted((a, b) => b.pairs - a.pairs)
      .slice(0, 5)
    return fail('LINK_TOO_MANY_PAIRS', {
      pairs: total,
      budget,
      rules: counts.map((count, rule) => `${rule + 1}: ${count.pairs}`).join(', '),
      blocks: worst.map((block) => `${block.rule}: “${block.key}” ${block.pairs}`).join('; '),
    })
  }
  // Beyond that the number below would be rounded, and pairs would become other pairs.
  if (sides.rows * sides.rows * ruleRoom > Number.MAX_SAFE_INTEGER)
    return fail('LINK_TOO_MANY_RECORDS', {
      records: sides.rows,
      most: Math.floor(Math.sqrt(Number.MAX_SAFE_INTEGER / ruleRoom)),
    })
  // (left, right, rule) in one number: sorting brings the same pairs together, the earliest rule first.
  const packed = new Float64Array(total)
  let place = 0
  for (const [rule, blocks] of byRule.entries()) {
    eachPair(blocks, sides, (left, right) => {
      if (isNew !== null && isNew[left] === 0 && isNew[right] === 0) return
      packed[place] = (left * sides.rows + right) * ruleRoom + rule
      place += 1
    })
    await breathe()
  }
  const made = packed.subarray(0, place).sort()
  await breathe()
  return { pairs: unpack(made, sides, counts), counts }
}

const unpack = (packed: Float64Array, sides: Sides, counts: RuleCount[]): CandidatePairs => {
  let distinct = 0
  let before = -1
  for (const value of packed) {
    const pair = Math.floor(value / ruleRoom)
    if (pair === before) continue
    before = pair
    packed[distinct] = value
    distinct += 1
  }
  const left = new Int32Array(distinct)
  const right = new Int32Array(distinct)
  const rule = new Uint8Array(distinct)
  for (let index = 0; index < distinct; index += 1) {
    const value = packed[index] as number
    const pair = Math.floor(value / ruleRoom)
    const l = Math.floor(pair / sides.rows)
    left[index] = l
    right[index] = pair - l * sides.rows
    rule[index] = value - pair * ruleRoom
    const count = counts[rule[index] as number]
    if (count) count.added += 1
  }
  return { left, right, rule }
}
