// A table definition → the wide one that is computed from records: its record measures, every total that a percentage,
// a collapsed category or a sort needs, nothing of how it is shown. Never a figure; the same wide table for every
// arrangement.
import { fail } from '#shared/model/failure.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { RecordMeasure } from '#shared/model/measure.ts'
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { measureOrder, neededMeasures } from '../derive/deriveOrder.ts'
import { tableShape } from '../plan/tableShape.ts'
import type { TableAxis } from '../plan/tableShape.ts'

/** Totals are 'none' or 'after', sorts 'code'; nothing hidden, collapsed, conditional or noted. */
export type WideDefinition = Omit<TableDefinition, 'measures'> & { measures: RecordMeasure[] }

const sortsByValue = (dimension: Dimension): boolean =>
  dimension.sort === 'value_descending' || dimension.sort === 'value_ascending'

/** Whether some derived measure reads the total of this dimension. */
const isPercentBase = (
  definition: TableDefinition,
  needed: ReadonlySet<string>,
  axis: TableAxis,
  { variable }: Dimension,
): boolean =>
  definition.measures.some((measure) => {
    if (!('base' in measure) || !needed.has(measure.id)) return false
    switch (measure.base) {
      case 'row':
        return axis === 'column'
      case 'column':
        return axis === 'row'
      case 'layer':
        return axis !== 'layer'
      case 'table':
        return true
      case 'parent_row':
        return axis === 'row'
      case 'parent_column':
        return axis === 'column'
      case 'subtotal':
        return measure.over?.includes(variable) === true
      default:
        return measure.base satisfies never
    }
  })

/** Dimensions nested in a collapsed category need their totals. */
const inCollapsed = (block: readonly Dimension[], place: number): boolean =>
  block.slice(0, place).some((outer) => (outer.collapsed ?? []).length > 0)

/** Per dimension of the shape: whether sorting another dimension by value reads it at its total. */
const sortTotals = (definition: TableDefinition): boolean[] => {
  const { dimensions, crossings } = tableShape(definition)
  const wanted = dimensions.map(() => false)
  dimensions.forEach(({ dimension }, d) => {
    if (!sortsByValue(dimension)) return
    const kept = new Set([d])
    for (const part of dimension.sortBy?.address ?? []) {
      if (part.kind === 'total') continue
      const at = dimensions.findIndex(
        (other, o) =>
          o !== d &&
          other.dimension.variable === part.variable &&
          (part.level === undefined || other.dimension.level === part.level),
      )
      if (at >= 0) kept.add(at)
    }
    const crossing = crossings.find((c) => [...kept].every((k) => c.some((part) => part.dimension === k)))
    crossing?.forEach((part) => {
      if (!kept.has(part.dimension)) wanted[part.dimension] = true
    })
  })
  return wanted
}

export const widenDefinition = (definition: TableDefinition): WideDefinition => {
  measureOrder(definition.measures)
  if (definition.measures.every((m) => m.hidden === true))
    fail('DEFINITION_INVALID', { field: 'measures', reason: 'mọi chỉ tiêu đo đều ẩn / all measures are hidden' })
  const needed = neededMeasures(definition)
  const forSort = sortTotals(definition)
  const shape = tableShape(definition)

  const wide = (axis: TableAxis, dimensions: readonly Dimension[]): Dimension[] =>
    axisBlocks(dimensions).flatMap((block, b) =>
      block.map((dimension, place): Dimension => {
        const number = shape.axes[axis][b]?.[place]?.dimension ?? -1
        const total =
          dimension.total !== 'none' ||
          isPercentBase(definition, needed, axis, dimension) ||
          inCollapsed(block, place) ||
          forSort[number] === true
        const { label, totalLabel, missing, missingLabel, empty, level, variable } = dimension
        return {
          variable,
          total: total ? 'after' : 'none',
          sort: 'code',
          ...(level === undefined ? {} : { level }),
          ...(b > 0 && place === 0 ? { stack: true } : {}),
          ...(label === undefined ? {} : { label }),
          ...(totalLabel === undefined ? {} : { totalLabel }),
          ...(missing === undefined ? {} : { missing }),
          ...(missingLabel === undefined ? {} : { missingLabel }),
          ...(empty === undefined ? {} : { empty }),
        }
      }),
    )

  return {
    ...definition,
    rows: wide('row', definition.rows),
    columns: wide('column', definition.columns),
    layers: wide('layer', definition.layers),
    measures: definition.measures.filter((m): m is RecordMeasure => isRecordMeasure(m) && needed.has(m.id)),
    measureAxis: 'column',
    measurePlace: 'inner',
    categoryStatuses: [],
    footnotes: [],
    conditionalFormats: [],
  }
}
