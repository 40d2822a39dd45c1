// Figures in classes: as many in each (quantiles), equally wide, natural breaks (the least spread within classes), or
// the user's own. In: figures, a method. Out: bounds, counts, the class of a figure. Never an empty class of quantiles
// or natural breaks, never a missing figure.
import { ckmeans } from 'simple-statistics'
import type { ClassMethod } from '../model/map.ts'

export type Classes = {
  /** From the least to the greatest: one more than classes. */
  bounds: number[]
  counts: number[]
  /** A figure at a bound stands in the class above it; the greatest in the last. */
  classOf: (value: number) => number
}

const quantileBounds = (sorted: number[], classes: number): number[] =>
  Array.from({ length: classes + 1 }, (_, i) => {
    const at = Math.min(sorted.length - 1, Math.round((sorted.length * i) / classes))
    return i === classes ? (sorted.at(-1) ?? 0) : (sorted[at] ?? 0)
  })

const jenksBounds = (sorted: number[], classes: number): number[] => {
  const groups = ckmeans(sorted, Math.min(classes, new Set(sorted).size))
  return [...groups.map((g) => g[0] ?? 0), sorted.at(-1) ?? 0]
}

const distinct = (bounds: number[]): number[] => bounds.filter((b, i) => i === 0 || b > (bounds[i - 1] ?? -Infinity))

export const makeClasses = (values: number[], method: ClassMethod, classes: number, own: number[] = []): Classes => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)]
  const made = {
    quantiles: () => quantileBounds(sorted, classes),
    jenks: () => (sorted.length === 0 ? [] : jenksBounds(sorted, classes)),
    equal: () =>
      Array.from({ length: classes + 1 }, (_, i) => (i === classes ? high : low + ((high - low) * i) / classes)),
    own: () => {
      const inside = own.toSorted((a, b) => a - b)
      return [Math.min(low, inside[0] ?? low), ...inside, Math.max(high, inside.at(-1) ?? high)]
    },
  }[method]()
  const found = distinct(made)
  const bounds = found.length < 2 ? [low, high] : found
  const last = bounds.length - 2
  const classOf = (value: number): number => {
    let index = 0
    while (index < last && value >= (bounds[index + 1] ?? Infinity)) index += 1
    return index
  }
  const counts = Array.from({ length: last + 1 }, () => 0)
  for (const value of values) {
    const at = classOf(value)
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { bounds, counts, classOf }
}
