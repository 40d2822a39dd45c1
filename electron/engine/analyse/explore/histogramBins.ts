// Bins with edges a reader finds sensible: steps of 1, 2 or 5 times a power of ten, or whole days, weeks, months and
// years. In: the smallest and largest value. Out: at most twenty bins covering both, and how a value finds its bin.
// Never data.

const maximumBins = 20

export type Bins = {
  /** Lower edge of each bin, and after the last its upper edge. */
  edges: string[]
  /** SQL of the bin's index for a value. */
  indexSql(value: string): string
}

const floorTo = (value: bigint, step: bigint): bigint => {
  const down = value - (((value % step) + step) % step)
  return down
}

/** Bins of whole numbers (scaled decimals included); `text` writes an edge. */
export const numberBins = (low: bigint, high: bigint, text: (value: bigint) => string): Bins => {
  let power = 1n
  for (;;) {
    for (const factor of [1n, 2n, 5n]) {
      const step = power * factor
      const start = floorTo(low, step)
      const count = Number((high - start) / step) + 1
      if (count <= maximumBins) {
        return {
          edges: Array.from({ length: count + 1 }, (_, i) => text(start + BigInt(i) * step)),
          // Dividing HUGEINTs is forty times slower: only where the distance does not fit 64 bits.
          indexSql: (value) =>
            `((${high - start < 2n ** 63n && start > -(2n ** 63n) ? value : `${value}::HUGEINT`} - (${start})) // ${step})::INTEGER`,
        }
      }
    }
    power *= 10n
  }
}

const day = 86_400_000
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / day
const isoDay = (number: number): string => new Date(number * day).toISOString().slice(0, 10)
const monthNumber = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1
const isoMonth = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}-01`

const steps: { unit: 'day' | 'month'; size: number }[] = [
  { unit: 'day', size: 1 },
  { unit: 'day', size: 7 },
  { unit: 'month', size: 1 },
  { unit: 'month', size: 3 },
  { unit: 'month', size: 6 },
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => ({ unit: 'month' as const, size: years * 12 })),
]
/** Day 4 of the count was a Monday: weeks begin there. */
const monday = 4

export const dateBins = (low: string, high: string): Bins => {
  for (const { unit, size } of steps) {
    const number = unit === 'day' ? dayNumber : monthNumber
    const offset = unit === 'day' && size === 7 ? monday : 0
    const start = Math.floor((number(low) - offset) / size) * size + offset
    const count = Math.floor((number(high) - start) / size) + 1
    if (count > maximumBins) continue
    return {
      edges: Array.from({ length: count + 1 }, (_, i) => (unit === 'day' ? isoDay : isoMonth)(start + i * size)),
      indexSql: (value) =>
        unit === 'day'
          ? `(date_diff('day', DATE '1970-01-01', ${value}) - (${start})) // ${size}`
          : `(year(${value}) * 12 + month(${value}) - 1 - (${start})) // ${size}`,
    }
  }
  return { edges: ['0001-01-01', '9999-12-31'], indexSql: () => '0' }
}
