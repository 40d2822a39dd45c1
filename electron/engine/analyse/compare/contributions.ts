// What each delivery gives to each cell: the table once more with the delivery as a dimension. A dataset has one
// current delivery for each period, so the period a record came in names its delivery. In: a definition. Out: the
// definition to tabulate, or null.
import type { Cube, CubeDimension } from '#shared/model/cube.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Measure } from '#shared/model/measure.ts'
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'

/** Records of different deliveries are different records: these add up over deliveries whatever else is asked. */
export const addsUp = (measure: Measure): boolean => measure.statistic === 'count' || measure.statistic === 'sum'

const isPeriod = ({ variable, level }: Pick<Dimension, 'variable' | 'level'>): boolean =>
  variable === periodVariableId && level === undefined

/** The axis the delivery is laid on: one where the table itself does not have it. */
const freeAxis = (definition: TableDefinition): 'layers' | 'columns' | 'rows' | null =>
  (['layers', 'columns', 'rows'] as const).find((axis) => !definition[axis].some(isPeriod)) ?? null

const counted = ({ variable, level, stack, total, missing }: Dimension): Dimension => ({
  variable,
  total,
  sort: 'code',
  ...(level === undefined ? {} : { level }),
  ...(stack === undefined ? {} : { stack }),
  ...(missing === undefined ? {} : { missing }),
})

const countedMeasure = (measure: Measure): Measure => {
  const { inTotals: _inTotals, hidden: _hidden, label: _label, unit: _unit, ...rest } = measure
  return rest as Measure
}

/** Null where no measure adds up, or no axis is free. */
export const contributionDefinition = (definition: TableDefinition): TableDefinition | null => {
  const measures = definition.measures.filter(addsUp).map(countedMeasure)
  const axis = freeAxis(definition)
  if (measures.length === 0 || axis === null) return null
  const delivery: Dimension = { variable: periodVariableId, total: 'none', sort: 'code' }
  const axes = {
    rows: definition.rows.map(counted),
    columns: definition.columns.map(counted),
    layers: definition.layers.map(counted),
  }
  const blocks = axisBlocks(axes[axis])
  axes[axis] = blocks.length === 0 ? [delivery] : blocks.flatMap((block) => [...block, delivery])
  const { source: _source, ...rest } = definition
  return {
    ...rest,
    ...axes,
    measures,
    measureAxis: 'column',
    measurePlace: 'inner',
    notes: [],
    footnotes: [],
    conditionalFormats: [],
    categoryStatuses: [],
  }
}

const axisNames = { layers: 'layer', columns: 'column', rows: 'row' } as const

/** Which dimension of a contribution cube is the delivery's. */
export const deliveryDimension = (cube: Cube, definition: TableDefinition): number => {
  const axis = freeAxis(definition)
  return axis === null ? -1 : cube.dimensions.findIndex((d: CubeDimension) => d.axis === axisNames[axis] && isPeriod(d))
}
