// The clerical review against known truth: answers of readers who know it, what the estimate says, what the next run
// makes of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReviewRound, ReviewStratum } from '#shared/model/linkReview.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { qualityOf } from '#test/support/link/quality.ts'
import { vietnamesePersons } from '#test/support/link/vietnamesePersons.ts'
import { exportPairs } from '../exportPairs.ts'
import { runLink } from '../runLink.ts'
import { suggestLink } from '../suggestLink.ts'
import { agreePairs } from './agreePairs.ts'
import { estimateAccuracy } from './estimateAccuracy.ts'
import { judgePair, reviewState, takeBackJudgement } from './reviewLink.ts'

const persons = vietnamesePersons(5, 1500)
let bench: CsvWorkspace
let link = ''
let definition: LinkDefinition
/** Row ids in order of delivery: the entity of each is known. */
const entityOf = (row: number): string => persons.truth[row - 1] ?? ''
const as = (user: string): EngineContext => ({ ...bench.context, user })

beforeAll(async () => {
  bench = await csvWorkspace()
  await bench.take('persons', persons.table)
  definition = (await suggestLink(bench.context, { left: 'persons', right: null }, job)).definition
  link = definition.id
  await runLink(bench.context, definition, job)
}, 60_000)
afterAll(() => bench.close())

const readOne = (user: string, round: ReviewRound = 'first', wrong = false): boolean => {
  const { pair } = reviewState(as(user), { link, round })
  if (pair === null) return false
  const same = entityOf(pair.left) === entityOf(pair.right)
  const answer = same === wrong ? 'different' : 'same'
  judgePair(as(user), { link, round, left: pair.left, right: pair.right, answer })
  return true
}

const stratum = (pairs: number, same: number, different: number, kind: ReviewStratum['kind']): ReviewStratum => ({
  id: kind,
  kind,
  from: null,
  to: null,
  pairs,
  same,
  different,
  unsure: 0,
})

describe('the estimate', () => {
  test('weighs answers by the size of their stratum', () => {
    const { precision, recall } = estimateAccuracy([
      stratum(900, 50, 0, 'pass'),
      stratum(100, 30, 20, 'linked'),
      stratum(200, 5, 45, 'waiting'),
    ])
    expect(precision?.value).toBeCloseTo((900 + 60) / 1000, 12)
    expect(recall?.value).toBeCloseTo(960 / 980, 12)
    expect(precision?.low).toBeGreaterThan(0.88)
    expect(precision?.high).toBeLessThan(0.99)
  })

  test('is not available where nobody read a stratum, and has no width where all was read', () => {
    expect(estimateAccuracy([stratum(10, 0, 0, 'linked')]).precision).toBeNull()
    const whole = estimateAccuracy([stratum(10, 8, 2, 'linked')]).precision
    expect(whole).toEqual({ value: 0.8, low: 0.8, high: 0.8 })
    expect(estimateAccuracy([stratum(10, 8, 2, 'linked'), stratum(5, 0, 0, 'waiting')]).recall).toBeNull()
  })

  test('answers all alike are not held to be certain', () => {
    const { precision } = estimateAccuracy([stratum(10_000, 20, 0, 'linked')])
    expect(precision?.value).toBe(1)
    expect(precision?.low).toBeLessThan(0.95)
  })
})

describe('readers', () => {
  const given = (reader: string, answer: 'same' | 'different' | 'unsure', settles = false, left = 1) => ({
    left,
    right: 2,
    leftMark: '1:1',
    rightMark: '1:2',
    reader,
    answer,
    settles,
    at: '2026-01-01',
  })

  test('who differ leave the pair open until it is settled; one who is unsure does not decide', () => {
    const answerOf = (...all: ReturnType<typeof given>[]) => agreePairs(all).pairs.get('1 2')?.answer
    expect(answerOf(given('a', 'same'), given('b', 'different'))).toBeNull()
    expect(answerOf(given('a', 'same'), given('b', 'different'), given('c', 'different', true))).toBe('different')
    expect(answerOf(given('a', 'unsure'), given('b', 'same'))).toBe('same')
    expect(answerOf(given('a', 'unsure'))).toBe('unsure')
  })

  test("kappa is Cohen's: 20 and 15 of 50 agreed, 5 and 10 not, is 0.4", () => {
    const pairs = (n: number, from: number, a: 'same' | 'different', b: 'same' | 'different') =>
      Array.from({ length: n }, (_, i) => [given('a', a, false, from + i), given('b', b, false, from + i)]).flat()
    const all = [
      ...pairs(20, 0, 'same', 'same'),
      ...pairs(5, 100, 'same', 'different'),
      ...pairs(10, 200, 'different', 'same'),
      ...pairs(15, 300, 'different', 'different'),
    ]
    expect(agreePairs(all).kappa).toBeCloseTo(0.4, 12)
  })
})

describe('a review', () => {
  test('shows no score before the answer, and parts that add up to the weight after it', () => {
    const { pair, accuracy } = reviewState(as('lan'), { link, round: 'first' })
    expect(Object.keys(pair ?? {}).toSorted()).toEqual(['fields', 'left', 'right'])
    expect(accuracy.precision).toBeNull()
    const score = judgePair(as('lan'), {
      link,
      round: 'first',
      left: pair?.left ?? 0,
      right: pair?.right ?? 0,
      answer: 'same',
    })
    const { parts, weight } = score
    if (parts !== null) {
      const sum = parts.prior + parts.rarity + parts.fields.reduce((total, part) => total + part.weight, 0)
      expect(sum).toBeCloseTo(weight ?? Number.NaN, 8)
    }
    expect(takeBackJudgement(as('lan'), { link })).toEqual({ left: pair?.left, right: pair?.right })
    expect(takeBackJudgement(as('lan'), { link })).toBeNull()
    expect(reviewState(as('lan'), { link, round: 'first' }).pair).toEqual(pair)
  })

  test('a pair the link does not hold is refused', () => {
    const refused = (): unknown =>
      judgePair(as('lan'), { link, round: 'first', left: 1, right: 999_999, answer: 'same' })
    expect(() => refused()).toThrow()
    try {
      refused()
    } catch (thrown) {
      expect(toFailureValue(thrown).code).toBe('REVIEW_PAIR_UNKNOWN')
    }
  })

  test('of a few hundred pairs tells the accuracy that the truth says', async () => {
    for (let i = 0; i < 150; i += 1) if (!readOne('lan')) break
    const { accuracy, strata } = reviewState(as('lan'), { link, round: 'first' })
    const path = join(bench.folder, 'pairs.csv')
    await exportPairs(bench.context, { link, path }, job)
    const truth = qualityOf(path, persons.truth, null)
    expect(accuracy.precision?.low).toBeLessThanOrEqual(truth.precision)
    expect(accuracy.precision?.high).toBeGreaterThanOrEqual(truth.precision)
    const read = strata.map(({ same, different }) => same + different)
    for (const [index, { pairs }] of strata.entries()) expect(read[index]).toBeGreaterThanOrEqual(Math.min(5, pairs))
    expect(accuracy.sinceRun).toBe(accuracy.answered)
  })

  test('a second reader sees what another read, not what he answered; a disagreement is settled by a third', () => {
    const before = reviewState(as('mai'), { link, round: 'second' })
    expect(before.pair).not.toBeNull()
    readOne('mai', 'second', true)
    const { accuracy } = reviewState(as('lan'), { link, round: 'disagreement' })
    expect(accuracy.disagreements).toBe(1)
    readOne('ha', 'disagreement')
    expect(reviewState(as('lan'), { link, round: 'disagreement' }).accuracy.disagreements).toBe(0)
  })

  test('the next run links what readers held to be one and nothing they held to be two', async () => {
    const judged = new Map<string, boolean>()
    const evidence = bench.workspace
      .links()
      .prepare<[], { left_row: number; right_row: number; answer: string }>(
        `SELECT left_row, right_row, answer FROM "judgement_${link}" WHERE reader = 'lan'`,
      )
      .all()
    for (const { left_row, right_row, answer } of evidence) judged.set(`${left_row},${right_row}`, answer === 'same')
    const set = await runLink(bench.context, definition, job)
    expect(set.report?.passes[0]).toEqual({ id: 'reader', pairs: [...judged.values()].filter(Boolean).length })
    const path = join(bench.folder, 'after.csv')
    await exportPairs(bench.context, { link, path }, job)
    const linked = new Set(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 2).join(',')),
    )
    for (const [pair, same] of judged) expect([pair, linked.has(pair)]).toEqual([pair, same])
    const { accuracy } = reviewState(as('lan'), { link, round: 'first' })
    expect(accuracy.sinceRun).toBe(0)
  }, 60_000)

  test('answers about records that were delivered anew are lost, and counted', async () => {
    const shorter = { ...persons.table, rows: persons.table.rows.slice(1) }
    await bench.take('persons', shorter)
    expect(() => reviewState(as('lan'), { link, round: 'first' })).toThrow('LINK_STALE')
    await runLink(bench.context, definition, job)
    const { accuracy } = reviewState(as('lan'), { link, round: 'first' })
    expect(accuracy.answered).toBe(0)
    expect(accuracy.lost).toBeGreaterThan(0)
  }, 60_000)
})
