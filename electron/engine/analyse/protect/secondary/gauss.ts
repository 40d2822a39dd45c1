// A pattern by elimination: publishes cells from the most valuable down, and withholds each that would let a sensitive
// cell be computed from those published. In: a problem, an order. Out: a pattern from which no sensitive cell follows
// by adding and subtracting. It knows nothing of intervals: what it makes is audited and repaired like any other.
// Exact: computed modulo a prime.
import { at } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Pace } from './pace.ts'

/** Products of two residues stay below 2^53. */
const prime = 67_108_859

const inverse = (value: number): number => {
  let [a, b] = [value, prime]
  let [x, y] = [1, 0]
  while (b !== 0) {
    const q = Math.floor(a / b)
    ;[a, b] = [b, a - q * b]
    ;[x, y] = [y, x - q * y]
  }
  return ((x % prime) + prime) % prime
}

type Column = Map<number, number>

/** Every cell as a sum of cells that are no sums, and the relations that remain between those. */
const columnsOf = (problem: Problem): { columns: Column[]; extra: Column[] } => {
  const { relations, size } = problem
  const definedBy = new Int32Array(size).fill(-1)
  const count = relations.starts.length - 1
  for (let r = 0; r < count; r += 1) {
    const parent = at(relations.cells, at(relations.starts, r))
    if (at(relations.signs, at(relations.starts, r)) < 0 && at(definedBy, parent) < 0) definedBy[parent] = r
  }
  const columns: (Column | null)[] = Array.from({ length: size }, () => null)
  const build = (cell: number, path: Set<number>): Column => {
    const known = columns[cell]
    if (known !== null && known !== undefined) return known
    const r = at(definedBy, cell)
    const column: Column = new Map()
    if (r < 0 || path.has(cell)) column.set(cell, 1)
    else {
      path.add(cell)
      for (let i = at(relations.starts, r) + 1; i < at(relations.starts, r + 1); i += 1)
        for (const [row, value] of build(at(relations.cells, i), path)) {
          const sum = ((column.get(row) ?? 0) + value * at(relations.signs, i) + prime) % prime
          if (sum === 0) column.delete(row)
          else column.set(row, sum)
        }
      path.delete(cell)
    }
    columns[cell] = column
    return column
  }
  const all = Array.from({ length: size }, (_, cell) => build(cell, new Set()))
  const extra: Column[] = []
  for (let r = 0; r < count; r += 1) {
    if (at(definedBy, at(relations.cells, at(relations.starts, r))) === r) continue
    const sum: Column = new Map()
    for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1)
      for (const [row, value] of all[at(relations.cells, i)] ?? []) {
        const total = ((((sum.get(row) ?? 0) + value * at(relations.signs, i)) % prime) + prime) % prime
        if (total === 0) sum.delete(row)
        else sum.set(row, total)
      }
    if (sum.size > 0) extra.push(sum)
  }
  return { columns: all, extra }
}

/** Publishing order: what must be published, then the dearest first. */
export const gaussPattern = async (problem: Problem, weight: Float64Array, pace: Pace): Promise<Uint8Array> => {
  const { columns, extra } = columnsOf(problem)
  const pivots = new Map<number, Column>()
  const subtract = (from: Column, row: number, by: Column): void => {
    const factor = from.get(row) ?? 0
    if (factor === 0) return
    for (const [r, value] of by) {
      const next = ((((from.get(r) ?? 0) - ((factor * value) % prime)) % prime) + prime) % prime
      if (next === 0) from.delete(r)
      else from.set(r, next)
    }
  }
  const reduced = (column: Column): Column => {
    const work = new Map(column)
    for (const row of column.keys()) if (pivots.has(row)) subtract(work, row, pivots.get(row) as Column)
    for (let again = true; again;) {
      again = false
      for (const row of Array.from(work.keys())) {
        const pivot = pivots.get(row)
        if (pivot === undefined || !work.has(row)) continue
        subtract(work, row, pivot)
        again = true
      }
    }
    return work
  }
  const sensitive = new Map<number, Column>()
  for (let cell = 0; cell < problem.size; cell += 1)
    if (at(problem.primary, cell) === 1 && at(problem.levelUp, cell) + at(problem.levelDown, cell) > 0)
      sensitive.set(cell, new Map(columns[cell]))
  const publish = (column: Column, even: boolean): boolean => {
    const work = reduced(column)
    if (work.size === 0) return true
    // The row in which fewest sensitive cells would have to be changed keeps everything sparse.
    let row = -1
    let fewest = Infinity
    for (const r of work.keys()) {
      let users = 0
      for (const own of sensitive.values()) if (own.has(r)) users += 1
      if (users < fewest) [row, fewest] = [r, users]
    }
    const scale = inverse(work.get(row) ?? 1)
    const pivot: Column = new Map([...work].map(([r, value]) => [r, (value * scale) % prime]))
    const changed: [number, Column][] = []
    for (const [cell, own] of sensitive) {
      if (!own.has(row)) continue
      const next = new Map(own)
      subtract(next, row, pivot)
      if (next.size === 0 && !even) return false
      if (next.size > 0) changed.push([cell, next])
      else sensitive.delete(cell)
    }
    for (const [cell, next] of changed) sensitive.set(cell, next)
    pivots.set(row, pivot)
    return true
  }
  for (const column of extra) publish(column, true)
  const withheld = new Uint8Array(problem.size)
  const candidates: number[] = []
  for (let cell = 0; cell < problem.size; cell += 1) {
    if (at(problem.primary, cell) === 1 || at(problem.forced, cell) === 1) withheld[cell] = 1
    else if (at(problem.frozen, cell) === 1) publish(columns[cell] ?? new Map(), true)
    else candidates.push(cell)
  }
  candidates.sort((a, b) => at(weight, b) - at(weight, a) || at(problem.value, b) - at(problem.value, a) || a - b)
  for (const cell of candidates) {
    await pace.step()
    if (!publish(columns[cell] ?? new Map(), false)) withheld[cell] = 1
  }
  return withheld
}
