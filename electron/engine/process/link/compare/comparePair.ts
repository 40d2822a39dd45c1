// Compares two records on one field: which level of agreement holds. In: prepared fields, a comparison. Out: a function
// of two records that answers the level (0 else, highest exact) or -1 where a side is empty. Agrees pair by pair with
// conditionSql.ts.
import { fail } from '#shared/model/failure.ts'
import type { LinkComparison, LinkCondition } from '#shared/model/linkModel.ts'
import type { PreparedField } from './prepareField.ts'
import type { PreparedValue } from './prepareValue.ts'
import type { WeightedTokens } from './vocabulary.ts'
import { jaroWinkler, letterCounts, levenshtein, outOfReach, tooFewCommon, withinOneEdit } from './similarity.ts'

export type Compare = (left: number, right: number) => number

type Test = (a: number, b: number, left: number, right: number) => boolean

/** Letters of both texts from which counting them first is cheaper than comparing. */
const longTexts = 60

/** What is costly is computed once for a pair, whatever the number of levels that ask. */
type PairMemo = { a: number; b: number; similarity: number; dice: number; contained: number }

const tokenSimilarities = (field: PreparedField, memo: PairMemo): void => {
  if (memo.dice >= 0) return
  const left = field.words[memo.a]
  const right = field.words[memo.b]
  if (!left || !right) {
    memo.dice = 0
    memo.contained = 0
    return
  }
  const forth = field.vocabulary.matchedWeight(left, right)
  const back = forth === 0 ? 0 : field.vocabulary.matchedWeight(right, left)
  memo.dice = (forth + back) / (left.total + right.total)
  memo.contained = left.total <= right.total ? forth / left.total : back / right.total
}

const shareRareWord = (a: WeightedTokens | undefined, b: WeightedTokens | undefined, most: number): boolean => {
  if (!a || !b) return false
  for (let i = 0; i < a.ids.length; i += 1)
    if ((a.records[i] as number) <= most && b.ids.includes(a.ids[i] as number)) return true
  return false
}

const isSubset = (a: PreparedValue, b: PreparedValue, least: number): boolean => {
  const shorter = a.tokens.length <= b.tokens.length ? a.tokens : b.tokens
  const longer = shorter === a.tokens ? b.tokens : a.tokens
  return shorter.length >= least && shorter.every((token) => longer.includes(token))
}

const isInitial = (a: PreparedValue, b: PreparedValue): boolean =>
  (a.compact.length === 1 || b.compact.length === 1) && a.compact.charCodeAt(0) === b.compact.charCodeAt(0)

const dayOf = (date: number): number =>
  Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000

const sameParts = (a: number, b: number): number =>
  (a % 100 === b % 100 ? 1 : 0) +
  (Math.floor(a / 100) % 100 === Math.floor(b / 100) % 100 ? 1 : 0) +
  (Math.floor(a / 10_000) === Math.floor(b / 10_000) ? 1 : 0)

const dayMonthSwapped = (a: number, b: number): boolean =>
  Math.floor(a / 10_000) === Math.floor(b / 10_000) &&
  a % 100 === Math.floor(b / 100) % 100 &&
  b % 100 === Math.floor(a / 100) % 100

const testOf = (condition: LinkCondition, field: PreparedField, fields: PreparedField[], memo: PairMemo): Test => {
  const value = (id: number): PreparedValue => field.values[id] as PreparedValue
  switch (condition.is) {
    case 'exact':
      return (a, b) => a === b
    case 'folded':
      return (a, b) => value(a).folded === value(b).folded
    case 'compact':
      return (a, b) => value(a).compact === value(b).compact
    case 'sorted':
      return (a, b) => value(a).sorted === value(b).sorted
    case 'crosswalk': {
      const becomes = new Map(
        Object.entries(field.field.crosswalk ?? {}).map(([code, news]) => [
          code.toLowerCase(),
          news.map((n) => n.toLowerCase()),
        ]),
      )
      const setOf = (text: string): string[] => becomes.get(text) ?? [text]
      return (a, b) => {
        const right = setOf(value(b).compact)
        return setOf(value(a).compact).some((code) => right.includes(code))
      }
    }
    case 'swapped': {
      const other = fields.find((f) => f.field.id === condition.with)
      if (!other) return fail('VARIABLE_UNKNOWN', { variable: condition.with, dataset: field.field.id })
      return (a, b, left, right) => {
        const otherLeft = other.ids[left] ?? 0
        const otherRight = other.ids[right] ?? 0
        return (
          otherLeft > 0 &&
          otherRight > 0 &&
          value(a).folded === other.values[otherRight]?.folded &&
          value(b).folded === other.values[otherLeft]?.folded
        )
      }
    }
    case 'subset':
      return (a, b) => isSubset(value(a), value(b), condition.tokens)
    case 'initial':
      return (a, b) => isInitial(value(a), value(b))
    case 'jaro_winkler': {
      const counts: (Uint16Array | undefined)[] = []
      const countsOf = (id: number): Uint16Array => (counts[id] ??= letterCounts(value(id).folded))
      const farApart = (a: number, b: number, at: number): boolean =>
        tooFewCommon(countsOf(a), countsOf(b), { la: value(a).folded.length, lb: value(b).folded.length, at })
      return (a, b) => {
        if (memo.similarity < 0) {
          const left = value(a).folded
          const right = value(b).folded
          if (outOfReach(left.length, right.length, condition.at)) return false
          if (left.length + right.length > longTexts && farApart(a, b, condition.at)) return false
          memo.similarity = jaroWinkler(left, right)
        }
        return memo.similarity >= condition.at
      }
    }
    case 'damerau':
      return (a, b) => withinOneEdit(value(a).compact, value(b).compact)
    case 'levenshtein':
      return (a, b) => levenshtein(value(a).compact, value(b).compact, condition.at) <= condition.at
    case 'tokens':
      return () => {
        tokenSimilarities(field, memo)
        return memo.dice >= condition.at
      }
    case 'contains':
      return () => {
        tokenSimilarities(field, memo)
        return memo.contained >= condition.at
      }
    case 'rare_word':
      return (a, b) => shareRareWord(field.words[a], field.words[b], condition.records)
    case 'house_number':
      return (a, b) => value(a).houseNumber !== '' && value(a).houseNumber === value(b).houseNumber
    case 'prefix':
      return (a, b) =>
        value(a).compact.length >= condition.length &&
        value(b).compact.length >= condition.length &&
        value(a).compact.slice(0, condition.length) === value(b).compact.slice(0, condition.length)
    case 'local_part':
      return (a, b) => value(a).local === value(b).local
    case 'day_month_swapped':
      return (a, b) => value(a).date > 0 && value(b).date > 0 && dayMonthSwapped(value(a).date, value(b).date)
    case 'same_year':
      return (a, b) => value(a).date > 0 && Math.floor(value(a).date / 10_000) === Math.floor(value(b).date / 10_000)
    case 'two_date_parts':
      return (a, b) => value(a).date > 0 && value(b).date > 0 && sameParts(value(a).date, value(b).date) === 2
    case 'days':
      return (a, b) =>
        value(a).date > 0 && value(b).date > 0 && Math.abs(dayOf(value(a).date) - dayOf(value(b).date)) <= condition.at
    case 'relative':
      return (a, b) => {
        const left = Math.abs(value(a).number)
        const right = Math.abs(value(b).number)
        return Math.abs(value(a).number - value(b).number) <= condition.at * Math.max(left, right)
      }
    case 'absolute':
      return (a, b) => Math.abs(value(a).number - value(b).number) <= condition.at
    default:
      return condition satisfies never
  }
}

/** Fails VARIABLE_UNKNOWN for a field that is not prepared. */
export const compareOn = (comparison: LinkComparison, fields: PreparedField[]): Compare => {
  const field =
    fields.find((f) => f.field.id === comparison.field) ??
    fail('VARIABLE_UNKNOWN', { variable: comparison.field, dataset: 'link' })
  const memo: PairMemo = { a: 0, b: 0, similarity: -1, dice: -1, contained: -1 }
  const levels = comparison.levels.map((conditions) =>
    conditions.map((condition) => testOf(condition, field, fields, memo)),
  )
  const highest = levels.length
  const { ids } = field
  const sameIsHighest = comparison.levels[0]?.every(({ is }) => is === 'exact' || is === 'folded' || is === 'compact')
  return (left, right) => {
    const a = ids[left] as number
    const b = ids[right] as number
    if (a === 0 || b === 0) return -1
    if (a === b && sameIsHighest) return highest
    memo.a = a
    memo.b = b
    memo.similarity = -1
    memo.dice = -1
    for (let index = 0; index < levels.length; index += 1) {
      const tests = levels[index] as Test[]
      let holds = true
      for (const test of tests) {
        if (!test(a, b, left, right)) {
          holds = false
          break
        }
      }
      if (holds) return highest - index
    }
    return 0
  }
}
