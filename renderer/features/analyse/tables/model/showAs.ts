// The quick derived figures of one measure. In: a definition and a measure. Out: the choices with the measure each
// would add, and the edit. A choice the table cannot carry (no time, no second measure) has no measure.
import type { DerivedMeasure } from '#shared/model/measure.ts'
import { samplingStatistics } from '#shared/model/survey.ts'
import type { SamplingStatistic } from '#shared/model/survey.ts'
import type { Measure, TableDefinition } from '#shared/model/table.ts'
import type { TableEdit } from './edit.ts'
import { derivedMeasure } from './measureChoice.ts'
import type { NewMeasure } from './measureChoice.ts'

export const showAsIds = [
  'percent_row',
  'percent_column',
  'percent_layer',
  'percent_table',
  'percent_parent_row',
  'percent_parent_column',
  'share_column',
  'rank',
  'difference',
  'growth',
  'index',
  'cumulative',
  'ratio',
  ...samplingStatistics,
] as const
export type ShowAsId = (typeof showAsIds)[number]
export type ShowAsChoice = { id: ShowAsId; measure: NewMeasure | null; begins: boolean }

const timeVariables = (definition: TableDefinition): boolean =>
  [...definition.rows, ...definition.columns, ...definition.layers].some(
    (d) => d.variable === 'period' || (d.level !== undefined && ['year', 'quarter', 'month'].includes(d.level)),
  )

export const showAsChoices = (
  definition: TableDefinition,
  measure: Measure,
  basePeriod: string | null,
  sampled = false,
): ShowAsChoice[] => {
  const facts = { measures: definition.measures, basePeriod }
  const inTime = timeVariables(definition)
  const isSampling = (id: ShowAsId): id is SamplingStatistic => (samplingStatistics as readonly string[]).includes(id)
  const ids = sampled ? showAsIds : showAsIds.filter((id) => !isSampling(id))
  return ids.map((id): ShowAsChoice => {
    const begins = id === 'share_column' || id === 'difference' || id === 'ratio' || id === 'standard_error'
    if (isSampling(id))
      return { id, begins, measure: measure.statistic === id ? null : derivedMeasure(id, measure.id, facts) }
    if (id.startsWith('percent_'))
      return {
        id,
        begins,
        measure: {
          statistic: 'percent',
          of: measure.id,
          base: id.slice('percent_'.length) as Extract<DerivedMeasure, { statistic: 'percent' }>['base'],
        },
      }
    if (id === 'share_column') return { id, begins, measure: { statistic: 'share', of: measure.id, base: 'column' } }
    const statistic = id as 'rank' | 'difference' | 'growth' | 'index' | 'cumulative' | 'ratio'
    const timed = statistic !== 'rank' && statistic !== 'ratio'
    return { id, begins, measure: timed && !inTime ? null : derivedMeasure(statistic, measure.id, facts) }
  })
}

/** Added right behind the measure it is derived from; instead: that one stays as a helper without a column. */
export const showAsEdit = (definition: TableDefinition, of: string, shown: NewMeasure, instead: boolean): TableEdit => {
  const index = definition.measures.findIndex((m) => m.id === of)
  const add: TableEdit = { type: 'addMeasure', index: index + 1, measure: shown }
  return instead ? { type: 'together', edits: [add, { type: 'removeMeasure', index }] } : add
}
