// An aggregate in parts, as it is composed by clicking, and as text, as it is computed. In: text or parts. Out: the
// other. Never a text changed that cannot be taken apart: then there are no parts.
import { ExpressionProblem, parseAggregate } from '#shared/expression/index.ts'

export const aggregateStatistics = ['count', 'sum', 'mean', 'median', 'distinct'] as const
export type AggregateStatistic = (typeof aggregateStatistics)[number]
export type AggregateParts = { statistic: AggregateStatistic; argument: string; where: string | null }

export const aggregateParts = (text: string): AggregateParts | null => {
  try {
    const { statistic, argumentText, whereText } = parseAggregate(text)
    const known = aggregateStatistics.find((s) => s === statistic)
    return known === undefined ? null : { statistic: known, argument: argumentText ?? '', where: whereText }
  } catch (thrown) {
    if (thrown instanceof ExpressionProblem) return null
    throw thrown
  }
}

export const aggregateText = ({ statistic, argument, where }: AggregateParts): string => {
  const made = statistic === 'count' ? 'count()' : `${statistic}(${argument})`
  return where === null || where.trim() === '' ? made : `${made} where ${where.trim()}`
}
