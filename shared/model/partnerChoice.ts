// Which of the records that a link leads to is meant, written after the link's name: "declarations__sum.revenue" over
// all of them, "statements__same_period.assets", "statements__latest.assets", "declarations__2024__sum.revenue". In:
// one step of a path. Out: link and choice. Never two words of one kind, never a further step after a sum: nothing
// single is left to start from.
import { parsePeriod } from './period.ts'
import type { Period, PeriodKind } from './period.ts'
import type { Bilingual } from './text.ts'

export const partnerStatistics = ['sum', 'count', 'mean', 'minimum', 'maximum'] as const
export type PartnerStatistic = (typeof partnerStatistics)[number]
/**
 * all · of the last period it has any of · of the record's own period, or the year (quarter) it lies in · of one
 * period.
 */
export type PartnerScope = 'all' | 'latest' | 'same_period' | { period: Period }
/** Without a statistic one record is met: of several in the scope the first. */
export type PartnerChoice = { scope: PartnerScope; statistic: PartnerStatistic | null }

const mark = '__'
const isStatistic = (word: string): word is PartnerStatistic => partnerStatistics.some((known) => known === word)

const scopeOf = (word: string): PartnerScope | null => {
  if (word === 'latest' || word === 'same_period') return word
  const period = word.replace('_q', '-Q').replace('_', '-')
  return parsePeriod(period) === null ? null : { period }
}
const wordOf = (scope: PartnerScope): string =>
  typeof scope === 'string' ? scope : scope.period.replace('-Q', '_q').replace('-', '_')

/** A step as it is written; a link whose own name ends like a choice is read as one. */
export const stepOf = (segment: string): { link: string; choice: PartnerChoice | null } => {
  const [link = segment, ...words] = segment.split(mark)
  const statistic = words.at(-1) ?? ''
  const told = isStatistic(statistic) ? statistic : null
  const scopes = told === null ? words : words.slice(0, -1)
  const scope = scopes.length === 0 ? 'all' : scopeOf(scopes.join(mark))
  if (words.length === 0 || scope === null || link === '') return { link: segment, choice: null }
  return { link, choice: { scope, statistic: told } }
}

export const segmentOf = (link: string, { scope, statistic }: PartnerChoice): string =>
  [link, ...(scope === 'all' ? [] : [wordOf(scope)]), ...(statistic === null ? [] : [statistic])].join(mark)

/** "Number of records" of a count, where a dataset has no variable of that name. */
export const partnerRecords = 'records'

const calendar: readonly PeriodKind[] = ['month', 'quarter', 'year']

/**
 * The kind of period in which a record and what it is linked to can be of the same: the coarser; null: neither holds
 * the other.
 */
export const sharedKind = (left: PeriodKind, right: PeriodKind): PeriodKind | null => {
  if (left === right) return left
  const [a, b] = [calendar.indexOf(left), calendar.indexOf(right)]
  return a < 0 || b < 0 ? null : (calendar[Math.max(a, b)] ?? null)
}

const scopeWords = (scope: PartnerScope): Bilingual => {
  if (scope === 'all') return { vi: 'mọi bản ghi khớp', en: 'all matching records' }
  if (scope === 'latest') return { vi: 'kỳ mới nhất', en: 'latest period' }
  if (scope === 'same_period') return { vi: 'cùng kỳ', en: 'same period' }
  return { vi: `kỳ ${scope.period}`, en: `period ${scope.period}` }
}
const statisticWords: Record<PartnerStatistic, Bilingual> = {
  sum: { vi: 'tổng', en: 'sum' },
  count: { vi: 'số bản ghi', en: 'number' },
  mean: { vi: 'bình quân', en: 'mean' },
  minimum: { vi: 'nhỏ nhất', en: 'minimum' },
  maximum: { vi: 'lớn nhất', en: 'maximum' },
}

/** "sum, same period". */
export const choiceWords = ({ scope, statistic }: PartnerChoice): Bilingual => {
  const [of, by] = [scopeWords(scope), statistic === null ? null : statisticWords[statistic]]
  return by === null ? of : { vi: `${by.vi}, ${of.vi}`, en: `${by.en}, ${of.en}` }
}
