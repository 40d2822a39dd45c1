// How much came of each dataset over its periods, and the last change. In: datasets and deliveries. Out: one line a
// dataset, those that moved most first. A period that was not delivered is a gap, never zero.
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { shiftPeriod } from '#shared/model/period.ts'
import { layMatrices } from './matrix.ts'

export type Movement = {
  dataset: DatasetSummary
  /** Accepted rows by period, oldest first; null: not delivered. */
  series: (number | null)[]
  last: { period: string; rows: number }
  /**
   * Against the same period a year before, as a share; null where that was not delivered or empty. Never against the
   * month before: quarterly declarations come every third month, and would seem to have grown by hundreds of percent.
   */
  change: number | null
}

export const movementsOf = (datasets: readonly DatasetSummary[], deliveries: readonly Delivery[]): Movement[] => {
  const rows = layMatrices(datasets, deliveries).flatMap((matrix) => matrix.rows)
  const moved = rows.flatMap(({ dataset, cells }): Movement[] => {
    const from = cells.findIndex((cell) => cell.delivery !== null)
    const to = cells.findLastIndex((cell) => cell.delivery !== null)
    const own = cells.slice(from, to + 1)
    const last = own.at(-1)
    if (!last?.delivery) return []
    const now = last.delivery.rowsAccepted
    const yearBefore = shiftPeriod(last.period, -1, 'year')
    const before = own.find((cell) => cell.period === yearBefore)?.delivery?.rowsAccepted ?? 0
    return [
      {
        dataset,
        series: own.map((cell) => cell.delivery?.rowsAccepted ?? null),
        last: { period: last.period, rows: now },
        change: before > 0 ? now / before - 1 : null,
      },
    ]
  })
  return moved.toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
}
