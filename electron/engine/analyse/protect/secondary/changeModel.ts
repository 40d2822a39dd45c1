// The attacker's linear program over a set of withheld cells: how far they can move while all else stands still. In: a
// problem and the cells that may move. Out: changes that reach open demands, entered in the book. Moves are scaled by
// the level asked for, so that a village and a nation are computed with the same number of digits.
import { demandOf, keyOf } from './demands.ts'
import type { DemandBook } from './demands.ts'
import { createLinearModel } from './linearSolver.ts'
import type { LinearModel, LinearSolver, Rows } from './linearSolver.ts'
import { at, levelOf } from './problem.ts'
import type { Demand, Incidence, Problem } from './problem.ts'
import type { Witness } from './witness.ts'

/** No cell has to move further than so many levels to prove one: a bound only makes proofs harder, never wrong. */
const farthest = 1e5
/** Levels this far apart are not computed in one scale. */
const bandWidth = 1e3
/** Moves below this share of a level are rounding. */
const negligible = 1e-7

export type ChangeModel = {
  /** Tries many demands at once, then (where `singly`) each of the rest alone; what is reached is entered. */
  prove(keys: number[], book: DemandBook, singly: boolean): void
  /** The farthest move of a cell in a direction, in units of `scale`; null: the solver gave up. */
  reach(demand: Demand, scale: number): { move: number; witness: Witness } | null
  /** Whether a cell stands still although it is in the model. */
  hold(cell: number, held: boolean): void
  has(cell: number): boolean
  readonly size: number
  /** Linear programs solved so far. */
  solved(): number
  dispose(): void
}

const rowsOver = (incidence: Incidence, cells: Int32Array): Rows => {
  const rowOf = new Map<number, { columns: number[]; values: number[] }>()
  for (let column = 0; column < cells.length; column += 1) {
    const cell = at(cells, column)
    for (let k = at(incidence.starts, cell); k < at(incidence.starts, cell + 1); k += 1) {
      const relation = at(incidence.relations, k)
      const row = rowOf.get(relation) ?? { columns: [], values: [] }
      rowOf.set(relation, row)
      row.columns.push(column)
      row.values.push(at(incidence.signs, k))
    }
  }
  const rows = [...rowOf.values()]
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, r) => {
    starts[r + 1] = at(starts, r) + row.columns.length
  })
  const columns = new Int32Array(at(starts, rows.length))
  const values = new Float64Array(columns.length)
  rows.forEach((row, r) => {
    columns.set(row.columns, at(starts, r))
    values.set(row.values, at(starts, r))
  })
  return { starts, columns, values }
}

export const createChangeModel = (
  solver: LinearSolver,
  problem: Problem,
  incidence: Incidence,
  cells: Int32Array,
): ChangeModel => {
  const count = cells.length
  const columnOf = new Map<number, number>()
  cells.forEach((cell, column) => columnOf.set(cell, column))
  const rows = rowsOver(incidence, cells)
  const rowCount = rows.starts.length - 1
  const lower = new Float64Array(count)
  const upper = new Float64Array(count)
  let model: LinearModel | null = null
  let solved = 0
  const still = new Uint8Array(count)

  let boundsChanged = true
  let scaleNow = 0
  const bound = (column: number): void => {
    const cell = at(cells, column)
    const down = at(problem.value, cell) - at(problem.lower, cell)
    const up = at(problem.upper, cell) - at(problem.value, cell)
    const moves = at(still, column) === 0
    lower[column] = moves ? -Math.min(Math.max(0, down / scaleNow), farthest) : 0
    upper[column] = moves ? Math.min(Math.max(0, up / scaleNow), farthest) : 0
  }
  const boundsAt = (scale: number): void => {
    if (scale === scaleNow) return
    scaleNow = scale
    boundsChanged = true
    for (let column = 0; column < count; column += 1) bound(column)
  }
  const ready = (): LinearModel => {
    if (model !== null) {
      // A basis survives costs better than bounds: they are set only where they change.
      if (boundsChanged) model.setBounds(lower, upper)
      boundsChanged = false
      return model
    }
    boundsChanged = false
    const zero = new Float64Array(rowCount)
    const costs = new Float64Array(count)
    const input = { columns: count, rows, rowLower: zero, rowUpper: zero, costs, lower, upper }
    model = createLinearModel(solver, { ...input, method: 'primal' })
    return model
  }
  const solution = (now: LinearModel, scale: number): Witness | null => {
    solved += 1
    const found = now.solve()
    if (found === null) return null
    const moved: number[] = []
    for (let column = 0; column < count; column += 1)
      if (Math.abs(at(found.values, column)) > negligible) moved.push(column)
    return {
      cells: Int32Array.from(moved, (column) => at(cells, column)),
      moves: Float64Array.from(moved, (column) => at(found.values, column) * scale),
    }
  }

  /** Demands of like size, from the smallest: each band in its own scale. */
  const bandsOf = (keys: number[]): { scale: number; keys: number[] }[] => {
    const sorted = keys
      .filter((key) => columnOf.has(demandOf(key).cell))
      .map((key) => ({ key, level: levelOf(problem, demandOf(key)) }))
      .sort((a, b) => a.level - b.level || a.key - b.key)
    const bands: { scale: number; keys: number[] }[] = []
    for (const { key, level } of sorted) {
      const last = bands.at(-1)
      // The same scale for like levels: what the solver knows of one demand serves the next.
      const scale = bandWidth ** Math.floor(Math.log(level) / Math.log(bandWidth))
      if (last === undefined || scale > last.scale) bands.push({ scale, keys: [key] })
      else last.keys.push(key)
    }
    return bands
  }

  /** Maximises how many open demands of one direction are reached together; true while that helps. */
  const together = (now: LinearModel, book: DemandBook, keys: number[], scale: number, sign: 1 | -1): boolean => {
    const open = keys.filter((key) => book.open.has(key) && (key % 2 === 0 ? 1 : -1) === sign)
    if (open.length < 2) return false
    const costs = new Float64Array(count)
    for (const key of open) {
      const demand = demandOf(key)
      const column = columnOf.get(demand.cell) ?? 0
      const level = levelOf(problem, demand) / scale
      costs[column] = -sign / level
      if (sign > 0) now.setColumnBounds(column, at(lower, column), Math.min(at(upper, column), level))
      else now.setColumnBounds(column, Math.max(at(lower, column), -level), at(upper, column))
    }
    now.setCosts(costs)
    const found = solution(now, scale)
    for (const key of open) {
      const column = columnOf.get(demandOf(key).cell) ?? 0
      now.setColumnBounds(column, at(lower, column), at(upper, column))
    }
    return found !== null && book.enter(found) > open.length * 0.02
  }

  const reach: ChangeModel['reach'] = (demand, scale) => {
    const column = columnOf.get(demand.cell)
    if (column === undefined) return { move: 0, witness: { cells: new Int32Array(0), moves: new Float64Array(0) } }
    boundsAt(scale)
    const now = ready()
    const costs = new Float64Array(count)
    costs[column] = demand.direction === 'up' ? -1 : 1
    now.setCosts(costs)
    const found = solution(now, scale)
    if (found === null) return null
    const place = found.cells.indexOf(demand.cell)
    return { move: place < 0 ? 0 : Math.abs(at(found.moves, place)) / scale, witness: found }
  }

  return {
    size: count,
    has: (cell) => columnOf.has(cell),
    hold(cell, held) {
      const column = columnOf.get(cell)
      if (column === undefined) return
      still[column] = held ? 1 : 0
      if (scaleNow === 0) return
      bound(column)
      if (model !== null && !boundsChanged) model.setColumnBounds(column, at(lower, column), at(upper, column))
    },
    solved: () => solved,
    reach,
    prove(keys, book, singly) {
      for (const band of bandsOf(keys)) {
        boundsAt(band.scale)
        const now = ready()
        for (const sign of [1, -1] as const) while (together(now, book, band.keys, band.scale, sign));
        if (!singly) continue
        let cleared = false
        for (const key of band.keys) {
          if (!book.open.has(key)) continue
          if (!cleared) now.setCosts(new Float64Array(count))
          cleared = true
          const demand = demandOf(key)
          const column = columnOf.get(demand.cell) ?? 0
          const level = levelOf(problem, demand) / band.scale
          const up = demand.direction === 'up'
          now.setColumnBounds(
            column,
            up ? at(lower, column) : Math.max(at(lower, column), -level),
            up ? Math.min(at(upper, column), level) : at(upper, column),
          )
          now.setCost(column, up ? -1 : 1)
          const found = solution(now, band.scale)
          now.setCost(column, 0)
          now.setColumnBounds(column, at(lower, column), at(upper, column))
          if (found !== null) book.enter(found)
        }
      }
    },
    dispose: () => model?.dispose(),
  }
}

export const keysOf = (demands: Demand[]): number[] => demands.map(keyOf)
