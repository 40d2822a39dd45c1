// The deterministic passes, strict ones first: pairs with equal keys. In: passes, prepared fields, cardinality. Out:
// pairs with their pass, and the records that later stages leave alone. Never a pair over a key that repeats where the
// pass asks for unique ones.
import { fail } from '#shared/model/failure.ts'
import type { LinkPass, LinkStages } from '#shared/model/linkModel.ts'
import { keyCache } from './block/candidatePairs.ts'
import type { Blocks, Sides } from './block/blockRule.ts'
import { blocksOf, countPairs, eachPair } from './block/blockRule.ts'
import type { PreparedField } from './compare/prepareField.ts'
import type { FoundPair } from './foundPair.ts'
import type { Allowed } from './model/fitModel.ts'

export type PassedPairs = {
  pairs: { left: number; right: number; stage: string }[]
  /** 1 for a record that may have no further partner. */
  taken: Uint8Array
  known: (left: number, right: number) => boolean
  counts: { id: string; pairs: number }[]
  /** Pairs readers hold to be one that the cardinality does not allow. */
  refused: number
  /** Of the pairs kept from an earlier run, those that the cardinality still allows. */
  kept: FoundPair[]
}

/** A pass that pairs more than this is no key but a blocking rule. */
const mostPairs = 50_000_000

export const runPasses = async (
  stages: LinkStages,
  {
    fields,
    sides,
    allowed,
    given,
    kept = [],
  }: {
    fields: PreparedField[]
    sides: Sides
    allowed: Allowed | null
    /** What readers hold to be one comes before every pass. */
    given: readonly { left: number; right: number }[]
    /** Linked by an earlier run, and left as they are. */
    kept?: readonly FoundPair[]
  },
  breathe: () => Promise<void>,
): Promise<PassedPairs> => {
  const keys = keyCache(fields)
  const pairs: PassedPairs['pairs'] = []
  const taken = new Uint8Array(sides.rows)
  const known = new Set<number>()
  const counts: PassedPairs['counts'] = []
  const take = (left: number, right: number, stage: string): void => {
    known.add(left * sides.rows + right)
    pairs.push({ left, right, stage })
    if (stages.cardinality === 'one_to_one' || stages.cardinality === 'many_to_one') taken[left] = 1
    if (stages.cardinality === 'one_to_one' || stages.cardinality === 'one_to_many') taken[right] = 1
  }
  // The declared cardinality holds for readers too: of two answers that cannot both be, the first stands and the other
  // is counted.
  for (const { left, right } of given) if (taken[left] === 0 && taken[right] === 0) take(left, right, 'reader')
  const refused = given.length - pairs.length
  const standing = kept.filter(({ left, right, stage }) => {
    if (known.has(left * sides.rows + right) || taken[left] === 1 || taken[right] === 1) return false
    take(left, right, stage)
    pairs.pop()
    return true
  })
  if (given.length > 0) counts.push({ id: 'reader', pairs: pairs.length })
  for (const pass of stages.passes) {
    const blocks = blocksOf(
      pass.keys.map(({ field, by }) => keys(field, by)),
      sides,
    )
    const possible = countPairs(blocks, sides)
    if (possible > mostPairs) return fail('LINK_PASS_NOT_A_KEY', { pass: pass.id, pairs: possible })
    const before = pairs.length
    for (const [left, right] of passPairs(pass, blocks, sides, taken)) {
      if (known.has(left * sides.rows + right) || (allowed !== null && !allowed(left, right))) continue
      if (taken[left] === 1 || taken[right] === 1) continue
      take(left, right, pass.id)
    }
    counts.push({ id: pass.id, pairs: pairs.length - before })
    await breathe()
  }
  return { pairs, taken, known: (left, right) => known.has(left * sides.rows + right), counts, refused, kept: standing }
}

/** In order of records, so that where a key repeats the lowest ones pair first. */
const passPairs = (pass: LinkPass, blocks: Blocks, sides: Sides, taken: Uint8Array): [number, number][] => {
  const found: [number, number][] = []
  if (pass.repeated === 'many') eachPair(blocks, sides, (left, right) => found.push([left, right]))
  else {
    for (let block = 0; block + 1 < blocks.starts.length; block += 1) {
      const lefts: number[] = []
      const rights: number[] = []
      for (let at = blocks.starts[block] as number; at < (blocks.starts[block + 1] as number); at += 1) {
        const record = blocks.records[at] as number
        if (taken[record] === 1) continue
        if (sides.within || record < sides.left) lefts.push(record)
        else rights.push(record)
      }
      const pair = sides.within ? lefts : [...lefts, ...rights]
      const single = sides.within ? lefts.length === 2 : lefts.length === 1 && rights.length === 1
      if (single) found.push([pair[0] as number, pair[1] as number])
    }
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
}
