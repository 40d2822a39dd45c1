// How much came of each dataset over its periods, and the last change. In: datasets and deliveries. Out: one line a dataset, those that
// moved most first. A period that was not delivered is a gap, never zero.
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { layMatrices } from './matrix.ts'

export type Movement = {
  dataset: DatasetSummary
  /** Accepted rows by period, oldest first; null: not delivered. */
  series: (number | null)[]
  last: { period: string; rows: number }
  /** Against the period before, as a share; null where that was not delivered or empty. */
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
    const before = own.at(-2)?.delivery?.rowsAccepted ?? 0
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
