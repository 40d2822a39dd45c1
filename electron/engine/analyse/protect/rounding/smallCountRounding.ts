// Small counts rounded where they arise: an inner cell of 1 to base − 1 becomes 0 or the base, everything above is
// added up again. All sums are kept and no published count is small. In: counts and relations. Out: counts, as near the
// true ones as exchanging finds. The same input gives the same counts.
import { at } from '../secondary/problem.ts'
import type { LinearRelations } from '../secondary/problem.ts'

export type SmallCounts = { values: Float64Array; rounded: number }

/** The relation that says what each total is made of: the first in which it is the total. */
const partsOf = (size: number, relations: LinearRelations): Int32Array => {
  const made = new Int32Array(size).fill(-1)
  for (let r = 0; r + 1 < relations.starts.length; r += 1) {
    const from = at(relations.starts, r)
    const total = at(relations.cells, from)
    if (at(relations.signs, from) < 0 && at(made, total) < 0) made[total] = r
  }
  return made
}

/** Every cell above each inner cell, and how often it is in it. */
const aboveOf = (size: number, relations: LinearRelations, made: Int32Array): Map<number, number[]> => {
  const innerOf: (number[] | null)[] = Array.from({ length: size }, () => null)
  const inner = (cell: number): number[] => {
    const known = innerOf[cell]
    if (known !== null && known !== undefined) return known
    const r = at(made, cell)
    const own: number[] = []
    innerOf[cell] = own
    if (r < 0) own.push(cell)
    else
      for (let i = at(relations.starts, r) + 1; i < at(relations.starts, r + 1); i += 1)
        for (const part of inner(at(relations.cells, i))) own.push(part)
    return own
  }
  const above = new Map<number, number[]>()
  for (let cell = 0; cell < size; cell += 1)
    for (const part of inner(cell)) {
      const list = above.get(part)
      if (list === undefined) above.set(part, [cell])
      else list.push(cell)
    }
  return above
}

const mostSweeps = 30

export const smallCountsRounded = (values: Float64Array, relations: LinearRelations, base: number): SmallCounts => {
  const size = values.length
  const made = partsOf(size, relations)
  const above = aboveOf(size, relations, made)
  const small: number[] = []
  for (let cell = 0; cell < size; cell += 1)
    if (at(made, cell) < 0 && at(values, cell) > 0 && at(values, cell) < base) small.push(cell)
  const rounded = values.slice()
  const off = new Float64Array(size)
  const move = (cell: number, by: number): void => {
    for (const total of above.get(cell) ?? []) {
      rounded[total] = at(rounded, total) + by
      off[total] = at(off, total) + by
    }
  }
  /** How much nearer the sums come, squared, when an inner cell moves so far. */
  const gain = (cell: number, by: number): number => {
    let better = 0
    for (const total of above.get(cell) ?? []) better -= by * (2 * at(off, total) + by)
    return better
  }
  const isUp = new Map<number, boolean>()
  // The largest first: they are the likeliest to be rounded up.
  small.sort((a, b) => at(values, b) - at(values, a) || a - b)
  for (const cell of small) {
    const down = -at(values, cell)
    const up = base - at(values, cell)
    const goesUp = gain(cell, up) > gain(cell, down)
    move(cell, goesUp ? up : down)
    isUp.set(cell, goesUp)
  }
  for (let sweep = 0, better = true; better && sweep < mostSweeps; sweep += 1) {
    better = false
    for (const cell of small) {
      const by = isUp.get(cell) === true ? -base : base
      if (gain(cell, by) <= 1e-9) continue
      move(cell, by)
      isUp.set(cell, by > 0)
      better = true
    }
    // One up for one down in the same line: the line's sum stays.
    for (let r = 0; r + 1 < relations.starts.length; r += 1) {
      const members: number[] = []
      for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1)
        if (isUp.has(at(relations.cells, i))) members.push(at(relations.cells, i))
      for (const first of members)
        for (const second of members) {
          if (isUp.get(first) !== true || isUp.get(second) !== false) continue
          const one = gain(first, -base)
          move(first, -base)
          if (one + gain(second, base) > 1e-9) {
            move(second, base)
            isUp.set(first, false)
            isUp.set(second, true)
            better = true
          } else move(first, base)
        }
    }
  }
  return { values: rounded, rounded: small.length }
}
