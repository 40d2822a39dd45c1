// A comparison as an expression of DuckDB over prepared values of two records, a and b. In: a comparison. Out: SQL made
// of constants and column names only. Agrees level by level with comparePair.ts; a value never becomes part of the
// text.
import type { LinkComparison, LinkCondition } from '#shared/model/linkModel.ts'

/** Columns of a prepared value, as secondEngine.ts writes them. */
const words = (side: 'a' | 'b'): string => `${side}.tokens`

const firstLetter = (word: string): string => `left(${word}, 1)`
const sameWord = (t: string, o: string): string =>
  `(${firstLetter(t)} = ${firstLetter(o)} AND (${t} = ${o} OR (least(length(${t}), length(${o})) >= 3
    AND NOT regexp_matches(${t}, '[0-9]') AND NOT regexp_matches(${o}, '[0-9]')
    AND (starts_with(${t}, ${o}) OR starts_with(${o}, ${t})
      OR (least(length(${t}), length(${o})) >= 4 AND jaro_winkler_similarity(${t}, ${o}) >= 0.9)))))`

/** Weight of the words of one side that the other side has too. */
const matched = (from: 'a' | 'b', to: 'a' | 'b'): string =>
  `coalesce(list_sum(list_transform(range(1, len(${words(from)}) + 1), i ->
    CASE WHEN len(list_filter(${words(to)}, o -> ${sameWord(`${words(from)}[i]`, 'o')})) > 0 THEN ${from}.weights[i] ELSE 0 END)), 0)`

const total = (side: 'a' | 'b'): string => `coalesce(list_sum(${side}.weights), 0)`

const conditionSql = (condition: LinkCondition): string => {
  switch (condition.is) {
    case 'exact':
      return 'a.id = b.id'
    case 'folded':
      return 'a.folded = b.folded'
    case 'compact':
      return 'a.compact = b.compact'
    case 'sorted':
      return 'a.sorted = b.sorted'
    case 'crosswalk':
      return 'list_has_any(a.becomes, b.becomes)'
    case 'swapped':
      return "(a.other <> '' AND b.other <> '' AND a.folded = b.other AND b.folded = a.other)"
    case 'subset':
      return `(least(len(a.tokens), len(b.tokens)) >= ${condition.tokens} AND
        CASE WHEN len(a.tokens) <= len(b.tokens) THEN list_has_all(b.tokens, a.tokens) ELSE list_has_all(a.tokens, b.tokens) END)`
    case 'initial':
      return '((length(a.compact) = 1 OR length(b.compact) = 1) AND left(a.compact, 1) = left(b.compact, 1))'
    case 'jaro_winkler':
      return `jaro_winkler_similarity(a.folded, b.folded) >= ${condition.at}`
    case 'damerau':
      return 'damerau_levenshtein(a.compact, b.compact) <= 1'
    case 'levenshtein':
      return `levenshtein(a.compact, b.compact) <= ${condition.at}`
    case 'tokens':
      return `((${matched('a', 'b')} + ${matched('b', 'a')})::DOUBLE / (${total('a')} + ${total('b')})) >= ${condition.at}`
    case 'contains':
      return `CASE WHEN ${total('a')} <= ${total('b')} THEN ${matched('a', 'b')}::DOUBLE / ${total('a')}
        ELSE ${matched('b', 'a')}::DOUBLE / ${total('b')} END >= ${condition.at}`
    case 'rare_word':
      return `len(list_filter(range(1, len(a.tokens) + 1), i -> a.records[i] <= ${condition.records} AND list_contains(b.tokens, a.tokens[i]))) > 0`
    case 'house_number':
      return "(a.house <> '' AND a.house = b.house)"
    case 'prefix':
      return `(length(a.compact) >= ${condition.length} AND length(b.compact) >= ${condition.length}
        AND left(a.compact, ${condition.length}) = left(b.compact, ${condition.length}))`
    case 'local_part':
      return 'a.local = b.local'
    case 'day_month_swapped':
      return '(a.date > 0 AND b.date > 0 AND a.date // 10000 = b.date // 10000 AND a.date % 100 = b.date // 100 % 100 AND b.date % 100 = a.date // 100 % 100)'
    case 'same_year':
      return '(a.date > 0 AND a.date // 10000 = b.date // 10000)'
    case 'two_date_parts':
      return `(a.date > 0 AND b.date > 0 AND (a.date % 100 = b.date % 100)::INTEGER
        + (a.date // 100 % 100 = b.date // 100 % 100)::INTEGER + (a.date // 10000 = b.date // 10000)::INTEGER = 2)`
    case 'days':
      return `(a.date > 0 AND b.date > 0 AND abs(a.day - b.day) <= ${condition.at})`
    case 'relative':
      return `abs(a.number - b.number) <= ${condition.at} * greatest(abs(a.number), abs(b.number))`
    case 'absolute':
      return `abs(a.number - b.number) <= ${condition.at}`
    default:
      return condition satisfies never
  }
}

/** Level of the pair: 0 for else, highest for the first listed; ids are 0 where there is nothing. */
export const comparisonSql = (comparison: LinkComparison): string => {
  const highest = comparison.levels.length
  const branches = comparison.levels.map(
    (conditions, index) =>
      `WHEN ${conditions.map((c) => `coalesce(${conditionSql(c)}, false)`).join(' AND ')} THEN ${highest - index}`,
  )
  return `CASE WHEN a.id = 0 OR b.id = 0 THEN -1 ${branches.join(' ')} ELSE 0 END`
}
