// The rows of a view in their order: arithmetic over the ranges of deliveries, or a list of row ids, four bytes each.
// In: deliveries or row ids. Out: the row ids of any page at once. Never a record.
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'

export type RowOrder = {
  length: number
  /** Bytes held. */
  bytes: number
  slice(offset: number, limit: number): number[]
}

/** Accepted rows of a delivery are one run of row ids, so position k needs no list. */
export const orderOfDeliveries = (
  deliveries: readonly Pick<StoredDelivery, 'firstRow' | 'rowsAccepted'>[],
): RowOrder => {
  const ranges = deliveries.filter((d) => d.rowsAccepted > 0).map((d) => ({ first: d.firstRow, rows: d.rowsAccepted }))
  return {
    length: ranges.reduce((total, r) => total + r.rows, 0),
    bytes: 0,
    slice: (offset, limit) => {
      const ids: number[] = []
      let start = 0
      for (const { first, rows } of ranges) {
        for (let k = Math.max(offset, start); k < Math.min(start + rows, offset + limit); k += 1)
          ids.push(first + k - start)
        start += rows
      }
      return ids
    },
  }
}

export const orderOfRowIds = (rowIds: Int32Array): RowOrder => ({
  length: rowIds.length,
  bytes: rowIds.byteLength,
  slice: (offset, limit) => Array.from(rowIds.subarray(offset, offset + limit)),
})
