// Count, sum and mean of the selected figures, for the status bar. In: cube, layout, blocks. Out: facts.
// A sum of different measures would mean nothing, so there is none.
import { cellNumber } from '#shared/format/cell.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { disjoint } from '../selection/areas.ts'
import type { Block } from '../selection/areas.ts'

export type SelectionFacts = { count: number; sum: number | null; mean: number | null }

export const factsOf = (cube: Cube, layout: TableLayout, areas: readonly Block[]): SelectionFacts => {
  let count = 0
  let sum = 0
  const measures = new Set<number>()
  for (const block of disjoint(areas)) {
    for (let r = block.top; r <= block.bottom; r += 1) {
      for (let c = block.left; c <= block.right; c += 1) {
        const cell = layout.rows[r]?.cells[c]
        const measure = cell && cube.measures[cell.measure]
        const value = cell && measure ? cellNumber(cell, measure) : null
        if (cell === undefined || value === null) continue
        count += 1
        sum += value
        measures.add(cell.measure)
      }
    }
  }
  const alike = measures.size === 1 && count > 0
  return { count, sum: alike ? sum : null, mean: alike ? sum / count : null }
}
