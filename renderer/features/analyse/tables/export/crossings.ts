// The crossings of a table in the order in which the engine numbers them from 1: layers outermost, then rows, then
// columns. In: definition, how a dimension is called. Out: a name for each. Pure.
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'

const blocks = (dimensions: readonly Dimension[]): Dimension[][] =>
  dimensions.length === 0 ? [[]] : axisBlocks(dimensions)

export const crossingsOf = (
  { layers, rows, columns }: Pick<TableDefinition, 'layers' | 'rows' | 'columns'>,
  nameOf: (dimension: Dimension) => string,
): string[] =>
  blocks(layers).flatMap((layer) =>
    blocks(rows).flatMap((row) =>
      blocks(columns).map((column) => [...layer, ...row, ...column].map(nameOf).join(' × ') || '–'),
    ),
  )
