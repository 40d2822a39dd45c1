// Where a dimension that does not say shows its total: after its categories, but not over the periods of what is
// counted at a date. In: a definition, its dataset. Out: the definition with every total said. Never a total that was
// asked for taken away.
import { periodVariableId } from './dataset.ts'
import type { Temporality } from './dataset.ts'
import { isRecordMeasure } from './measure.ts'
import type { Measure } from './measure.ts'
import type { Dimension, TableDefinition } from './table.ts'

/** Figures that add records up: of what is counted at a date they have no total over time. */
export const addsUp = (measures: readonly Measure[]): boolean =>
  measures.some((m) => isRecordMeasure(m) && (m.statistic === 'count' || m.statistic === 'sum'))

export const usualTotal = (
  { variable }: Pick<Dimension, 'variable'>,
  measures: readonly Measure[],
  temporality: Temporality | undefined,
): 'none' | 'after' => (temporality === 'stock' && variable === periodVariableId && addsUp(measures) ? 'none' : 'after')

export const withTotals = (
  definition: TableDefinition,
  { temporality }: { temporality?: Temporality | undefined },
): TableDefinition => {
  const said = (dimension: Dimension): Dimension =>
    dimension.total === 'auto'
      ? { ...dimension, total: usualTotal(dimension, definition.measures, temporality) }
      : dimension
  const all = [...definition.rows, ...definition.columns, ...definition.layers]
  if (all.every((d) => d.total !== 'auto')) return definition
  return {
    ...definition,
    rows: definition.rows.map(said),
    columns: definition.columns.map(said),
    layers: definition.layers.map(said),
  }
}
