// Where an address lies in a cube. In: a cube, its definition, one choice per dimension. Out: category indexes, the
// cell. Pure.
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { choiceFor } from './cellConditions.ts'
import type { CellChoice } from './cellConditions.ts'
import { tableShape } from '../plan/tableShape.ts'

const isChosen = (category: CubeCategory | undefined, choice: CellChoice): boolean =>
  category !== undefined &&
  category.kind === choice.kind &&
  (choice.kind !== 'value' ||
    (category.code === choice.code && (category.version ?? '') === (choice.version ?? category.version ?? ''))) &&
  (choice.kind !== 'missing' || (choice.code ?? '') === category.code)

/** Category indexes of an address; −1 where there is none such. */
export const placeOf = (cube: Cube, definition: TableDefinition, address: readonly CellChoice[]): number[] => {
  const { dimensions } = tableShape(definition)
  return cube.dimensions.map((d, i) => {
    const choice = choiceFor(address, {
      ref: d.variable,
      dimension: dimensions[i]?.dimension ?? { variable: d.variable, total: 'none', sort: 'code' },
    })
    return d.categories.findIndex((c) => isChosen(c, choice))
  })
}

export const cellAt = (cube: Cube, place: readonly number[]): number =>
  cube.cells.records.findIndex((_, i) => place.every((at, d) => cube.cells.coordinates[d]?.[i] === at))
