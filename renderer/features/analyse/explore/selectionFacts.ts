// Count, sum and mean of the selected cells for the status bar, as in a spreadsheet. In: how a row is read, what is
// selected. Out: facts from the rows read so far, or the question for the engine where not all have been. Never an
// identifier: it is no number; never a sum of different units.
import type { SelectionSums } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { blockCells, crossingOf, disjoint, places } from '../../../components/selection/areas.ts'
import type { Block } from '../../../components/selection/areas.ts'
import type { SelectionFacts } from '../../../components/cube/facts.ts'
import { isNumber } from './cellText.ts'
import type { GridRow } from './pageRows.ts'

const mostCells = 20_000

const oneUnit = (variables: readonly Variable[]): boolean =>
  new Set(variables.map((v) => (v.unit === null ? v.id : v.unit.vi))).size === 1

export const selectionFacts = (
  readRow: (row: number) => GridRow | undefined,
  areas: readonly Block[],
  shown: readonly Variable[],
): SelectionFacts | null => {
  const blocks = disjoint(areas)
  const cells = blocks.reduce((sum, block) => sum + blockCells(block), 0)
  if (cells < 2 || cells > mostCells) return null
  let [count, numbers, sum] = [0, 0, 0]
  const summed = new Set<Variable>()
  for (const block of blocks) {
    const columns = shown.slice(block.left, block.right + 1)
    for (let row = block.top; row <= block.bottom; row += 1) {
      const data = readRow(row)
      if (!data) return null
      for (const v of columns) {
        const value = data.values[v.id]
        if (value === null || value === undefined) continue
        count += 1
        if (!isNumber(v)) continue
        numbers += 1
        sum += Number(value)
        summed.add(v)
      }
    }
  }
  const alike = numbers > 0 && oneUnit([...summed])
  return { count, sum: alike ? sum : null, mean: alike ? sum / numbers : null }
}

export type SumQuestion = { rows: { offset: number; limit: number }[]; variables: string[] }

/**
 * What to ask where the rows selected have not all been read; null: too few, no number, or no common rows and columns.
 */
export const sumQuestion = (areas: readonly Block[], shown: readonly Variable[]): SumQuestion | null => {
  const crossing = crossingOf(areas)
  if (!crossing || areas.reduce((sum, area) => sum + blockCells(area), 0) < 2) return null
  const variables = places(crossing.columns).flatMap((at) => {
    const v = shown[at]
    return v && isNumber(v) && v.codeList === null && v.role !== 'identifier' ? [v.id] : []
  })
  return variables.length === 0
    ? null
    : { rows: crossing.rows.map(({ first, last }) => ({ offset: first, limit: last - first + 1 })), variables }
}

/** The engine's answer: figures counted, summed where they share a unit. */
export const factsFromSums = (sums: SelectionSums, shown: readonly Variable[]): SelectionFacts => {
  const held = sums.filter((s) => s.numbers > 0)
  const numbers = held.reduce((sum, s) => sum + s.numbers, 0)
  const variables = held.flatMap(({ variable }) => shown.find((v) => v.id === variable) ?? [])
  const sum = held.reduce((total, s) => total + Number(s.sum), 0)
  const alike = numbers > 0 && oneUnit(variables)
  return { count: numbers, sum: alike ? sum : null, mean: alike ? sum / numbers : null }
}
