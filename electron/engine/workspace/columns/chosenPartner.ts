// A link with a choice of partners, as the dataset a table sees behind it. In: the linked dataset, a choice. Out: its
// variables, each label saying what is meant; where the choice cannot be met a failure. Never a variable that a sum or
// a count has no meaning for.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { choiceWords, partnerRecords, segmentOf, sharedKind } from '#shared/model/partnerChoice.ts'
import type { PartnerChoice, PartnerScope, PartnerStatistic } from '#shared/model/partnerChoice.ts'
import { parsePeriod, periodAtLevel } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { isInColumnSet } from './columnSet.ts'

/** Further decimals of a mean, rounded half away from zero, and how many there may be in all. */
const meanDecimals = 2
const mostDecimals = 6
export const meanScale = (scale: number): number => Math.max(scale, Math.min(mostDecimals, scale + meanDecimals))

const isNumber = ({ type }: Variable): boolean => type === 'integer' || type === 'decimal'

const withWords = (label: Bilingual, choice: PartnerChoice): Bilingual => {
  const words = choiceWords(choice)
  return { vi: `${label.vi} (${words.vi})`, en: `${label.en} (${words.en})` }
}

const figureOf = (variable: Variable, statistic: PartnerStatistic): Variable[] => {
  if (statistic === 'count')
    return [{ ...variable, role: 'measure', type: 'integer', scale: 0, unit: null, codeList: null, normalise: 'trim' }]
  if (statistic === 'minimum' || statistic === 'maximum')
    return isNumber(variable) || variable.type === 'date' ? [variable] : []
  if (!isNumber(variable)) return []
  return [statistic === 'mean' ? { ...variable, type: 'decimal', scale: meanScale(variable.scale) } : variable]
}

/** How many partners there are, whatever they say. */
const recordsOf = ({ recordLabel, variables }: Dataset): Variable[] =>
  variables.some((v) => v.id === partnerRecords)
    ? []
    : [
        {
          id: partnerRecords,
          source: null,
          label: recordLabel,
          role: 'measure',
          type: 'integer',
          scale: 0,
          unit: null,
          codeList: null,
          sensitivity: 'none',
          normalise: 'trim',
          width: null,
          derived: null,
          nullable: true,
          group: null,
        },
      ]

export const chosenDataset = (right: Dataset, choice: PartnerChoice): Dataset => {
  const { statistic } = choice
  const variables =
    statistic === null
      ? right.variables
      : right.variables.filter(isInColumnSet).flatMap((variable) => figureOf(variable, statistic))
  const all = statistic === 'count' ? [...recordsOf(right), ...variables] : variables
  return { ...right, variables: all.map((variable) => ({ ...variable, label: withWords(variable.label, choice) })) }
}

/** Fails where the periods of the two sides cannot be compared as the choice asks. */
export const checkChoice = (link: string, left: Dataset, right: Dataset, choice: PartnerChoice): void => {
  const { scope } = choice
  if (typeof scope === 'string' && scope !== 'same_period') return
  const other = scope === 'same_period' ? left.periodKind : (parsePeriod(scope.period)?.kind ?? 'year')
  const shared = sharedKind(other, right.periodKind)
  // Records of a year are not of one of its months.
  if (shared === null || (scope !== 'same_period' && shared !== other))
    fail('LINK_CHOICE_PERIOD', { link: segmentOf(link, choice), kind: right.periodKind })
}

/** Whether a delivery's records can be meant, whatever record they are linked to. */
export const inScope = (scope: PartnerScope, period: Period): boolean =>
  typeof scope === 'string' || periodAtLevel(period, parsePeriod(scope.period)?.kind ?? 'year') === scope.period

/** The period in which two records are of the same: a month and its year meet in the year. */
export const meetingPeriod = (kinds: { left: PeriodKind; right: PeriodKind }, period: Period): Period | null => {
  const shared = sharedKind(kinds.left, kinds.right)
  return shared === null ? null : periodAtLevel(period, shared)
}

/** Choices offered where several partners are met, simplest first; `periods`: those delivered of the right side. */
export const offeredChoices = (left: Dataset, right: Dataset, periods: readonly Period[]): PartnerChoice[] => {
  const several = new Set(periods).size > 1
  const sums: PartnerChoice[] = (['sum', 'count', 'mean', 'minimum', 'maximum'] as const).map((statistic) => ({
    scope: 'all',
    statistic,
  }))
  if (!several) return sums
  const same: PartnerChoice[] =
    sharedKind(left.periodKind, right.periodKind) === null
      ? []
      : ([null, 'sum', 'count'] as const).map((statistic) => ({ scope: 'same_period', statistic }))
  const newest = [...new Set(periods)].sort().slice(-newestPeriods).reverse()
  return [
    ...same,
    { scope: 'latest', statistic: null },
    ...sums,
    ...newest.map((period): PartnerChoice => ({ scope: { period }, statistic: null })),
  ]
}
const newestPeriods = 3
