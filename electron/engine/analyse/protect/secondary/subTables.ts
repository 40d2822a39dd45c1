// Finds what to withhold beside the sensitive cells: sub-table by sub-table, the cheapest change that gives each
// withheld cell its room; whatever it moves is withheld too, and every sub-table that holds it is looked at again until
// nothing is new. In: a problem and a pattern (changed in place). Out: demands no sub-table could meet. Same input,
// same pattern.
import { createLinearModel } from './linearSolver.ts'
import type { LinearModel, LinearSolver } from './linearSolver.ts'
import { at } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Pace } from './pace.ts'

export type SubTableOptions = {
  /** What withholding a cell counts for in the search. */
  weight: Float64Array
  /** The share of the room it gave that a cell withheld for another must have in the other sub-tables. */
  share: number
}

type Task = { cell: number; up: boolean; level: number }

type Block = {
  cells: Int32Array
  columnOf: Map<number, number>
  model: LinearModel | null
  lower: Float64Array
  upper: Float64Array
  costs: Float64Array
  rowCount: number
  rows: { starts: Int32Array; columns: Int32Array; values: Float64Array }
  tasks: Task[]
  queued: boolean
}

/** A change is never asked to be larger than so many levels anywhere. */
const farthest = 1e4
const negligible = 1e-7
/** Prices are not spread over less of a level than this. */
const leastReach = 1e-3
const leastMove = 0.1

const blockOf = (problem: Problem, relations: Int32Array): Block => {
  const columnOf = new Map<number, number>()
  const cells: number[] = []
  const starts = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const relation of relations) {
    for (let i = at(problem.relations.starts, relation); i < at(problem.relations.starts, relation + 1); i += 1) {
      const cell = at(problem.relations.cells, i)
      let column = columnOf.get(cell)
      if (column === undefined) {
        column = cells.length
        columnOf.set(cell, column)
        cells.push(cell)
      }
      const sign = at(problem.relations.signs, i)
      columns.push(column * 2, column * 2 + 1)
      values.push(sign, -sign)
    }
    starts.push(columns.length)
  }
  return {
    cells: Int32Array.from(cells),
    columnOf,
    model: null,
    lower: new Float64Array(cells.length * 2),
    upper: new Float64Array(cells.length * 2),
    costs: new Float64Array(cells.length * 2),
    rowCount: relations.length,
    rows: {
      starts: Int32Array.from(starts),
      columns: Int32Array.from(columns),
      values: Float64Array.from(values),
    },
    tasks: [],
    queued: false,
  }
}

export const withholdBySubTables = async (
  solver: LinearSolver,
  problem: Problem,
  withheld: Uint8Array,
  { weight, share }: SubTableOptions,
  pace: Pace,
): Promise<Task[]> => {
  const blocks = problem.blocks.map((relations) => blockOf(problem, relations))
  const blocksOf: number[][] = Array.from({ length: problem.size }, () => [])
  blocks.forEach((block, b) => {
    for (const cell of block.cells) blocksOf[cell]?.push(b)
  })
  /** How far the cell was moved to protect others. */
  const needed = new Float64Array(problem.size)
  const met = blocks.map(() => new Map<number, number>())
  const unmet: Task[] = []
  const queue: number[] = []
  const enqueue = (b: number): void => {
    const block = blocks[b]
    if (block === undefined || block.queued) return
    block.queued = true
    queue.push(b)
  }

  const ask = (b: number, task: Task): void => {
    const block = blocks[b]
    if (block === undefined || task.level <= 0) return
    block.tasks.push(task)
    enqueue(b)
  }

  const freeCost = 1e-4
  const ready = (block: Block): LinearModel => {
    if (block.model !== null) return block.model
    const zero = new Float64Array(block.rowCount)
    block.model = createLinearModel(solver, {
      columns: block.cells.length * 2,
      rows: block.rows,
      rowLower: zero,
      rowUpper: zero,
      costs: block.costs,
      lower: block.lower,
      upper: block.upper,
      method: 'dual',
    })
    return block.model
  }

  /**
   * A cell is withheld whole or not at all: the price of moving it by one level is what withholding costs, spread over
   * as much of a level as it can move, or as it did move in a first look. How many published cells that look moved.
   */
  const price = (block: Block, moved: Float64Array | null): number => {
    let fresh = 0
    for (let column = 0; column < block.cells.length; column += 1) {
      const cell = at(block.cells, column)
      const free = at(withheld, cell) === 1
      const [up, down] = [column * 2, column * 2 + 1]
      const move = moved === null ? 0 : Math.abs(at(moved, up) - at(moved, down))
      if (!free && move > negligible) fresh += 1
      for (const k of [up, down]) {
        const reach = moved === null || free ? Math.max(leastReach, at(block.upper, k)) : leastMove + move
        block.costs[k] = (free ? freeCost : at(weight, cell)) / Math.min(1, reach)
      }
    }
    return fresh
  }

  const keyOf = (task: Task): number => task.cell * 2 + (task.up ? 0 : 1)
  /** The change, entered as met for every task of the block that it reaches as it is or turned round. */
  const credit = (b: number, block: Block, moves: Float64Array): void => {
    const known = met[b]
    if (known === undefined) return
    let turned = true
    for (let column = 0; column < block.cells.length && turned; column += 1) {
      const cell = at(block.cells, column)
      const move = -at(moves, column)
      if (move < 0 && -move > at(problem.value, cell) - at(problem.lower, cell)) turned = false
      if (move > 0 && move > at(problem.upper, cell) - at(problem.value, cell)) turned = false
    }
    for (let column = 0; column < block.cells.length; column += 1) {
      const move = at(moves, column)
      if (move === 0) continue
      const cell = at(block.cells, column)
      const key = cell * 2 + (move > 0 ? 0 : 1)
      known.set(key, Math.max(known.get(key) ?? 0, Math.abs(move)))
      if (turned) known.set(key ^ 1, Math.max(known.get(key ^ 1) ?? 0, Math.abs(move)))
    }
  }

  const meet = (b: number, block: Block, task: Task): boolean => {
    const own = block.columnOf.get(task.cell)
    if (own === undefined) return true
    const { level } = task
    for (let column = 0; column < block.cells.length; column += 1) {
      const cell = at(block.cells, column)
      const fixed = at(problem.frozen, cell) === 1 && at(withheld, cell) === 0
      const up = (at(problem.upper, cell) - at(problem.value, cell)) / level
      const down = (at(problem.value, cell) - at(problem.lower, cell)) / level
      block.upper[column * 2] = fixed ? 0 : Math.min(Math.max(0, up), farthest)
      block.upper[column * 2 + 1] = fixed ? 0 : Math.min(Math.max(0, down), farthest)
    }
    block.lower[own * 2 + (task.up ? 0 : 1)] = 1
    block.upper[own * 2 + (task.up ? 0 : 1)] = 1
    block.upper[own * 2 + (task.up ? 1 : 0)] = 0
    const model = ready(block)
    model.setBounds(block.lower, block.upper)
    price(block, null)
    model.setCosts(block.costs)
    let found = model.solve()
    // What moves little is dear by what it moves: a second look leaves it out where others can take its part.
    if (found !== null && price(block, found.values) > 1) {
      model.setCosts(block.costs)
      found = model.solve() ?? found
    }
    block.lower[own * 2 + (task.up ? 0 : 1)] = 0
    if (found === null) return false
    const moves = new Float64Array(block.cells.length)
    for (let column = 0; column < block.cells.length; column += 1) {
      const move = at(found.values, column * 2) - at(found.values, column * 2 + 1)
      if (Math.abs(move) > negligible) moves[column] = move * level
    }
    for (let column = 0; column < block.cells.length; column += 1) {
      const move = at(moves, column)
      const cell = at(block.cells, column)
      if (move === 0 || at(withheld, cell) === 1) continue
      withheld[cell] = 1
      needed[cell] = Math.max(at(needed, cell), Math.abs(move))
      const room = at(needed, cell) * share
      for (const other of blocksOf[cell] ?? []) {
        const there = blocks[other]
        if (there === undefined) continue
        if (other === b) continue
        ask(other, { cell, up: true, level: Math.min(room, at(problem.upper, cell) - at(problem.value, cell)) })
        ask(other, { cell, up: false, level: Math.min(room, at(problem.value, cell) - at(problem.lower, cell)) })
      }
    }
    credit(b, block, moves)
    return true
  }

  blocks.forEach((block, b) => {
    for (const cell of block.cells) {
      if (at(problem.primary, cell) === 1) {
        ask(b, { cell, up: true, level: at(problem.levelUp, cell) })
        ask(b, { cell, up: false, level: at(problem.levelDown, cell) })
      }
    }
  })
  let solved = 0
  try {
    for (let head = 0; head < queue.length; head += 1) {
      const b = at(queue, head)
      const block = blocks[b]
      if (block === undefined) continue
      block.queued = false
      const tasks = block.tasks.sort((x, y) => y.level - x.level || x.cell - y.cell || Number(y.up) - Number(x.up))
      block.tasks = []
      for (const task of tasks) {
        if ((met[b]?.get(keyOf(task)) ?? 0) >= task.level * (1 - 1e-9)) continue
        await pace.step()
        solved += 1
        pace.done(solved)
        if (!meet(b, block, task)) unmet.push(task)
      }
      // Models of many sub-tables at once would fill the solver's memory.
      if (blocks.length > 400 && block.model !== null) {
        block.model.dispose()
        block.model = null
      }
    }
  } finally {
    for (const block of blocks) block.model?.dispose()
  }
  return unmet
}
