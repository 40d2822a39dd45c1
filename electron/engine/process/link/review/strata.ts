// The pairs of a link by how they were found and how sure the model was, with a random sample of each. In: the evidence
// of a run. Out: strata. The sample is the pairs of lowest hash: it does not depend on the order of records, nor on
// what was read before.
import type { Database } from 'better-sqlite3'
import type { ReviewStratum } from '#shared/model/linkReview.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { probabilityOf } from '../model/score.ts'
import { evidenceTableName } from '../evidenceTable.ts'

export type SampledPair = { left: number; right: number; hash: number }
export type Stratum = Pick<ReviewStratum, 'id' | 'kind' | 'from' | 'to'> & {
  pairs: number
  /** Sum of the model's probabilities: where answers are expected to differ most, more are asked for. */
  expected: number
  /** In order of their hash. */
  sample: SampledPair[]
}

const sampleSize = 2_000
const bands: readonly (readonly [number | null, number | null])[] = [
  [null, 0],
  [0, 5],
  [5, 10],
  [10, null],
]

/** A well-mixed 32-bit hash of two row numbers (the finaliser of MurmurHash3). */
export const pairHash = (left: number, right: number): number => {
  let h = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

type Found = { left_row: number; right_row: number; stage: string; weight: number | null; linked: number }

const bandOf = (weight: number): number =>
  bands.findIndex(([from, to]) => (from === null || weight >= from) && (to === null || weight < to))

const stratumOf = (pair: Found): Pick<Stratum, 'id' | 'kind' | 'from' | 'to'> => {
  if (pair.stage === 'reader') return { id: 'reader', kind: 'reader', from: null, to: null }
  if (pair.weight === null) return { id: 'pass', kind: 'pass', from: null, to: null }
  const kind = pair.linked === 1 ? 'linked' : 'waiting'
  const band = bandOf(pair.weight)
  const [from, to] = bands[band] ?? [null, null]
  return { id: `${kind}${band}`, kind, from, to }
}

export const strataOf = (links: Database, link: string): Stratum[] => {
  const strata = new Map<string, Stratum>()
  const rows = links
    .prepare<[], Found>(`SELECT left_row, right_row, stage, weight, linked FROM ${quoteName(evidenceTableName(link))}`)
    .iterate()
  for (const pair of rows) {
    const named = stratumOf(pair)
    let stratum = strata.get(named.id)
    if (!stratum) {
      stratum = { ...named, pairs: 0, expected: 0, sample: [] }
      strata.set(named.id, stratum)
    }
    stratum.pairs += 1
    stratum.expected += pair.weight === null ? 1 : probabilityOf(pair.weight)
    keepLowest(stratum.sample, {
      left: pair.left_row,
      right: pair.right_row,
      hash: pairHash(pair.left_row, pair.right_row),
    })
  }
  for (const stratum of strata.values()) {
    stratum.sample.sort((a, b) => a.hash - b.hash || a.left - b.left || a.right - b.right)
    stratum.sample.length = Math.min(stratum.sample.length, sampleSize)
  }
  return [...strata.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Keeps at most twice the sample, so that sorting is rare. */
const keepLowest = (sample: SampledPair[], pair: SampledPair): void => {
  sample.push(pair)
  if (sample.length < 2 * sampleSize) return
  sample.sort((a, b) => a.hash - b.hash)
  sample.length = sampleSize
}
