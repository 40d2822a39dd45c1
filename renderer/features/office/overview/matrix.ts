// Deliveries laid out as dataset × period. In: datasets and deliveries. Out: the periods of each kind and the state of
// each place. A period is "missing" when it lies between two that came.
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { parsePeriod, shiftPeriod } from '#shared/model/period.ts'

export type MatrixCell = {
  period: string
  state: 'received' | 'rejects' | 'missing' | 'none'
  delivery: Delivery | null
}
export type MatrixRow = { dataset: DatasetSummary; cells: MatrixCell[] }
export type Matrix = { kind: string; periods: string[]; rows: MatrixRow[] }

/** Above this share of rejected rows a delivery deserves a look. */
export const rejectShare = 0.02

/** Rows rejected for a fault: an amended return that supersedes an earlier one is no fault. */
const faulty = (delivery: Delivery): number =>
  delivery.rowsRejected - delivery.counts.filter((c) => c.reason === 'SUPERSEDED').reduce((sum, c) => sum + c.rows, 0)

const between = (first: string, last: string): string[] => {
  const periods = [first]
  for (let period = first; period !== last && periods.length < 240;) {
    const next = shiftPeriod(period, 1)
    if (next === null) break
    periods.push(next)
    period = next
  }
  return periods
}

export const layMatrices = (datasets: readonly DatasetSummary[], deliveries: readonly Delivery[]): Matrix[] => {
  const current = deliveries.filter((d) => d.state === 'current')
  const kinds = [...new Set(current.flatMap((d) => parsePeriod(d.period)?.kind ?? []))]
  return kinds.map((kind) => {
    const ofKind = current.filter((d) => parsePeriod(d.period)?.kind === kind)
    const sorted = ofKind.map((d) => d.period).toSorted()
    const periods = between(sorted[0] ?? '', sorted.at(-1) ?? '')
    const rows = datasets
      .filter((dataset) => ofKind.some((d) => d.dataset === dataset.id))
      .map((dataset): MatrixRow => {
        const mine = ofKind.filter((d) => d.dataset === dataset.id)
        const own = mine.map((d) => d.period).toSorted()
        return {
          dataset,
          cells: periods.map((period): MatrixCell => {
            const delivery = mine.findLast((d) => d.period === period) ?? null
            if (delivery)
              return {
                period,
                delivery,
                state:
                  delivery.rowsRead > 0 && faulty(delivery) / delivery.rowsRead > rejectShare ? 'rejects' : 'received',
              }
            return { period, delivery, state: period > (own[0] ?? '') ? 'missing' : 'none' }
          }),
        }
      })
    return { kind, periods, rows }
  })
}
