// How figures are spread: quartiles (type 2 of Hyndman and Fan, as the tables'), whiskers, classes of a histogram.
// In: figures. Out: what is drawn. Never a figure that is missing counted as zero.

/** The value below which a share of the figures lies; the mean of the two middle ones where it falls between. */
export const quantileOf = (sorted: number[], share: number): number => {
  const at = sorted.length * share
  const index = Math.floor(at)
  const value = sorted[Math.min(index, sorted.length - 1)] ?? 0
  return at === index && index > 0 ? ((sorted[index - 1] ?? value) + value) / 2 : value
}

export type BoxFigures = {
  low: number
  q1: number
  median: number
  q3: number
  high: number
  outside: number[]
  count: number
}

/** Whiskers reach to the last figure within one and a half times the box; what lies outside is drawn by itself. */
export const boxFigures = (values: number[]): BoxFigures | null => {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantileOf(sorted, share)) as [number, number, number]
  const reach = 1.5 * (q3 - q1)
  const inside = sorted.filter((v) => v >= q1 - reach && v <= q3 + reach)
  return {
    low: inside[0] ?? q1,
    high: inside.at(-1) ?? q3,
    q1,
    median,
    q3,
    outside: sorted.filter((v) => v < q1 - reach || v > q3 + reach),
    count: values.length,
  }
}

export type Bin = { from: number; to: number; count: number }

/** Classes of equal round width, the lower bound inside (the last class holds both). */
export const histogramBins = (values: number[]): Bin[] => {
  if (values.length === 0) return []
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)]
  if (low === high) return [{ from: low, to: high, count: values.length }]
  const spread = 2 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) * values.length ** (-1 / 3)
  const fewest = Math.ceil(Math.log2(values.length)) + 1
  const wanted = spread > 0 ? Math.ceil((high - low) / spread) : fewest
  const rough = (high - low) / Math.min(30, Math.max(fewest, wanted))
  const unit = 10 ** Math.floor(Math.log10(rough))
  const width = ([1, 2, 2.5, 5, 10].find((k) => k * unit >= rough * 0.999_999) ?? 10) * unit
  const start = Math.floor(low / width + 1e-9)
  const count = Math.max(1, Math.floor((high - start * width) / width - 1e-9) + 1)
  const bins = Array.from({ length: count }, (_, i) => ({
    from: Number(((start + i) * width).toPrecision(12)),
    to: Number(((start + i + 1) * width).toPrecision(12)),
    count: 0,
  }))
  for (const value of values) {
    const bin = bins.findLast((b) => value >= b.from) ?? bins[0]
    if (bin) bin.count += 1
  }
  return bins
}
