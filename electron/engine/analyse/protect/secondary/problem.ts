// The mathematics' view of what is to be protected: cells with values, what a reader knows beforehand, how far each
// sensitive cell must stay uncertain, and every relation a reader can add up. Knows neither tables nor rules. Nothing
// here changes a value.

/** Relation r: Σ signs[i] · cell(cells[i]) = 0 for i from starts[r] to starts[r + 1]. */
export type LinearRelations = { starts: Int32Array; cells: Int32Array; signs: Float64Array }

export type Problem = {
  size: number
  value: Float64Array
  /** What anybody knows beforehand: lower ≤ value ≤ upper. */
  lower: Float64Array
  upper: Float64Array
  /** 1: sensitive; withheld and protected to its levels. */
  primary: Uint8Array
  /** A primary must stay possible at value + levelUp and at value − levelDown; 0 asks nothing of that side. */
  levelUp: Float64Array
  levelDown: Float64Array
  /** 1: must be published (or is known to be empty). */
  frozen: Uint8Array
  /** 1: withheld whatever happens: by hand, or because it is published nowhere. */
  forced: Uint8Array
  /** What is lost when the cell is withheld. */
  cost: Float64Array
  relations: LinearRelations
  /** Sub-tables: the relations of one parent and its children in each dimension. Every relation is in at least one. */
  blocks: Int32Array[]
}

export type Direction = 'up' | 'down'
/** A demand: this cell, in this direction, must be able to move by its level. */
export type Demand = { cell: number; direction: Direction }

export const at = (array: ArrayLike<number>, index: number): number => array[index] as number

export const levelOf = (problem: Problem, { cell, direction }: Demand): number =>
  direction === 'up' ? at(problem.levelUp, cell) : at(problem.levelDown, cell)

export const demandsOf = (problem: Problem): Demand[] => {
  const demands: Demand[] = []
  for (let cell = 0; cell < problem.size; cell += 1) {
    if (at(problem.primary, cell) === 0) continue
    if (at(problem.levelUp, cell) > 0) demands.push({ cell, direction: 'up' })
    if (at(problem.levelDown, cell) > 0) demands.push({ cell, direction: 'down' })
  }
  return demands
}

/** Which relations a cell stands in, as one flat list with starts. */
export type Incidence = { starts: Int32Array; relations: Int32Array; signs: Float64Array }

export const incidenceOf = ({ size, relations }: Pick<Problem, 'size' | 'relations'>): Incidence => {
  const starts = new Int32Array(size + 1)
  for (const cell of relations.cells) starts[cell + 1] = at(starts, cell + 1) + 1
  for (let cell = 0; cell < size; cell += 1) starts[cell + 1] = at(starts, cell + 1) + at(starts, cell)
  const of = new Int32Array(relations.cells.length)
  const signs = new Float64Array(relations.cells.length)
  const next = starts.slice()
  for (let r = 0; r + 1 < relations.starts.length; r += 1) {
    for (let i = at(relations.starts, r); i < at(relations.starts, r + 1); i += 1) {
      const place = at(next, at(relations.cells, i))
      of[place] = r
      signs[place] = at(relations.signs, i)
      next[at(relations.cells, i)] = place + 1
    }
  }
  return { starts, relations: of, signs }
}

/** Cells of relations given as lists, packed. */
export const packRelations = (lists: { cells: number[]; signs: number[] }[]): LinearRelations => {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, r) => {
    starts[r + 1] = at(starts, r) + list.cells.length
  })
  const cells = new Int32Array(at(starts, lists.length))
  const signs = new Float64Array(cells.length)
  lists.forEach((list, r) => {
    cells.set(list.cells, at(starts, r))
    signs.set(list.signs, at(starts, r))
  })
  return { starts, cells, signs }
}

/** The cost of what is withheld beyond the sensitive cells, and how many cells that is. */
export const secondariesOf = (problem: Problem, withheld: Uint8Array): { cells: number; cost: number } => {
  let cells = 0
  let cost = 0
  for (let cell = 0; cell < problem.size; cell += 1) {
    if (at(withheld, cell) === 0 || at(problem.primary, cell) === 1 || at(problem.forced, cell) === 1) continue
    cells += 1
    cost += at(problem.cost, cell)
  }
  return { cells, cost }
}
