// Which dimensions a table has and which crossings of blocks it asks for. In: a definition. Out: dimensions each once,
// axes as blocks of indexes into them, crossings. Never data: engine, derived figures and arrangement all number
// dimensions by this.
import type { AxisBlock, CubeAxes } from '#shared/model/cube.ts'
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'

export type TableAxis = 'row' | 'column' | 'layer'
export const tableAxes = ['row', 'column', 'layer'] as const

/**
 * A dimension of the cube. Where several blocks of an axis repeat it, the first says how it is labelled, sorted and
 * hidden.
 */
export type ShapeDimension = {
  axis: TableAxis
  dimension: Dimension
  /** In at least one block its total is asked for. */ total: boolean
}

/**
 * One row block × one column block × one layer block. A set of dimensions not at their total is asked for when each
 * crossing dimension left out of it has `total`.
 */
export type Crossing = { dimension: number; total: boolean }[]

export type TableShape = { dimensions: ShapeDimension[]; axes: CubeAxes; crossings: Crossing[] }

type Shaped = Pick<TableDefinition, 'rows' | 'columns' | 'layers' | 'measureAxis' | 'measurePlace'>

const dimensionsOf = (definition: Shaped, axis: TableAxis): Dimension[] =>
  axis === 'row' ? definition.rows : axis === 'column' ? definition.columns : definition.layers

/** Row blocks × column blocks × layer blocks, from the axes of a definition or of a cube. */
export const crossingsOf = (axes: Pick<CubeAxes, TableAxis>): Crossing[] =>
  axes.row.flatMap((row) =>
    axes.column.flatMap((column) =>
      axes.layer.map((layer): Crossing =>
        [...row, ...column, ...layer].map(({ dimension, total }) => ({ dimension, total: total !== 'none' })),
      ),
    ),
  )

export const tableShape = (definition: Shaped): TableShape => {
  const dimensions: ShapeDimension[] = []
  const blocksOf = (axis: TableAxis): AxisBlock[] => {
    const numbers = new Map<string, number>()
    const blocks = axisBlocks(dimensionsOf(definition, axis)).map((block): AxisBlock =>
      block.map((dimension) => {
        const key = `${dimension.variable}\n${dimension.level ?? ''}`
        const number = numbers.get(key) ?? dimensions.length
        if (number === dimensions.length) {
          numbers.set(key, number)
          dimensions.push({ axis, dimension, total: dimension.total !== 'none' })
        } else {
          const known = dimensions[number]
          if (known) known.total ||= dimension.total !== 'none'
        }
        return { dimension: number, total: dimension.total === 'auto' ? 'after' : dimension.total }
      }),
    )
    return blocks.length > 0 ? blocks : [[]]
  }
  const [row, column, layer] = [blocksOf('row'), blocksOf('column'), blocksOf('layer')]
  const axes: CubeAxes = {
    row,
    column,
    layer,
    measureAxis: definition.measureAxis,
    measurePlace: definition.measurePlace,
  }
  return { dimensions, axes, crossings: crossingsOf(axes) }
}
