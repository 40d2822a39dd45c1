// What follows from counts: shares, running sums, changes of shares. In: counts. Out: numbers for a table. Never a
// count of its own.
import type { CountedValue, CrossCounts, PeriodDistribution } from '#shared/contract/explore.ts'

export type FrequencyRow = CountedValue & { share: number; running: number; runningShare: number }

/** Shares of the records that have a value, running down the list as it stands. */
export const frequencyRows = (values: readonly CountedValue[], known: number): FrequencyRow[] => {
  let running = 0
  return values.map((value) => {
    running += value.records
    return {
      ...value,
      share: known > 0 ? value.records / known : 0,
      running,
      runningShare: known > 0 ? running / known : 0,
    }
  })
}

export type CrossShow = 'records' | 'row' | 'column' | 'total'
/** A figure of a cross table: the count itself or its share; null where there is nothing to divide by. */
export const crossFigure = (
  counts: Pick<CrossCounts, 'rows' | 'columns' | 'records'>,
  count: number,
  row: number,
  column: number,
  show: CrossShow,
): number | null => {
  if (show === 'records') return count
  const base =
    show === 'row' ? counts.rows[row]?.records : show === 'column' ? counts.columns[column]?.records : counts.records
  return base ? count / base : null
}

export type PeriodRow = PeriodDistribution['bars'][number] & {
  fromShare: number | null
  nowShare: number | null
  points: number | null
  change: number | null
}
/** Shares of the records with a value in each period, their difference, and the relative change of the count. */
export const periodRows = ({ from, to, bars }: Pick<PeriodDistribution, 'from' | 'to' | 'bars'>): PeriodRow[] => {
  const [before, after] = [from.records - from.missing, to.records - to.missing]
  return bars.map((bar) => {
    const fromShare = before > 0 ? bar.from / before : null
    const nowShare = after > 0 ? bar.now / after : null
    return {
      ...bar,
      fromShare,
      nowShare,
      points: fromShare === null || nowShare === null ? null : nowShare - fromShare,
      change: bar.from > 0 ? bar.now / bar.from - 1 : null,
    }
  })
}
