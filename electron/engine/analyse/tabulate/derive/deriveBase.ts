// The place a percentage is taken of. In: the shape of a table and a base. Out: a function from a place to the place of
// its base. Never a figure. Which dimensions stand at their totals decides; each combination is worked out once.
import type { CubeDimension } from '#shared/model/cube.ts'
import type { DerivedMeasure } from '#shared/model/measure.ts'
import type { TableAxis, TableShape } from '../plan/tableShape.ts'

type Percent = Extract<DerivedMeasure, { statistic: 'percent' | 'share' }>

/** Puts the base's place into `to`; false when the cube has no total to stand at. */
export type BaseFinder = (from: ArrayLike<number>, to: Int32Array) => boolean

export const baseFinder = (dimensions: readonly CubeDimension[], shape: TableShape, measure: Percent): BaseFinder => {
  const totals = dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const onAxis = (axis: TableAxis): number[] => dimensions.flatMap((d, i) => (d.axis === axis ? [i] : []))
  const known = new Map<number, Int32Array>()

  /** The innermost dimension of an axis not at its total, in the first block that has all those not at theirs. */
  const innermost = (axis: TableAxis, open: (d: number) => boolean): number[] => {
    const standing = onAxis(axis).filter(open)
    const block = shape.axes[axis].find((b) => standing.every((d) => b.some((part) => part.dimension === d)))
    const last = block?.map((part) => part.dimension).findLast(open)
    return last === undefined ? [] : [last]
  }
  const summedOver = (open: (d: number) => boolean): number[] => {
    switch (measure.base) {
      case 'row':
        return onAxis('column')
      case 'column':
        return onAxis('row')
      case 'layer':
        return [...onAxis('row'), ...onAxis('column')]
      case 'table':
        return dimensions.map((_, i) => i)
      case 'parent_row':
        return innermost('row', open)
      case 'parent_column':
        return innermost('column', open)
      case 'subtotal':
        return dimensions.flatMap((d, i) => (measure.over?.includes(d.variable) === true ? [i] : []))
      default:
        return measure.base satisfies never
    }
  }
  return (from, to) => {
    let pattern = 0
    for (let d = 0; d < to.length; d += 1) {
      to[d] = from[d] ?? 0
      if (from[d] !== totals[d]) pattern |= 1 << d
    }
    let over = known.get(pattern)
    if (!over) {
      const open = (d: number): boolean => from[d] !== totals[d]
      over = Int32Array.from(summedOver(open).filter(open))
      known.set(pattern, over)
    }
    for (let i = 0; i < over.length; i += 1) {
      const d = over[i] ?? 0
      const total = totals[d] ?? -1
      if (total < 0) return false
      to[d] = total
    }
    return true
  }
}
