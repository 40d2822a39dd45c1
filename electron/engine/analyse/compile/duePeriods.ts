// Which periods of an indicator's own kind a request for periods means. In: periods asked, the kind, the periods there
// are. Out: periods. A year means its quarters and months, and the school year that begins in it; never a coarser
// period than was asked.
import { parsePeriod, periodAtLevel } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'

const means = (asked: Period, period: Period): boolean => {
  if (asked === period) return true
  const [wide, own] = [parsePeriod(asked), parsePeriod(period)]
  if (wide === null || own === null) return false
  if (own.kind === 'school_year') return wide.kind === 'year' && wide.year === own.year
  return periodAtLevel(period, wide.kind) === asked
}

/** Asked by name although the indicator has no such period: kept, so that it is told as missing. */
export const duePeriods = (asked: readonly Period[], kind: PeriodKind, there: readonly Period[]): Period[] => [
  ...new Set(
    asked.flatMap((period) => {
      if (parsePeriod(period)?.kind === kind) return [period]
      return there.filter((own) => means(period, own))
    }),
  ),
]
