// Which periods a table shows, and how another choice is made: by what the table hides where figures look back in time,
// else by its filter. In: definition and the dataset's periods. Out: the choice, an edit. Never a period chosen that
// was not delivered.
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Temporality } from '#shared/model/dataset.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { addsUp } from '#shared/model/totals.ts'
import { conditionOn, filterText, filterTree, withCondition } from '../../explore/model/filterTree.ts'
import type { DimensionPlace, TableEdit } from './edit.ts'
import { axes } from './edit.ts'

const lookBack = new Set(['difference', 'growth', 'index', 'cumulative'])

/** Where the period itself, not a level of it, stands in the table. */
export const periodPlace = (definition: TableDefinition): DimensionPlace | null => {
  for (const axis of axes) {
    const index = definition[axis].findIndex((d) => d.variable === periodVariableId && d.level === undefined)
    if (index >= 0) return { axis, index }
  }
  return null
}

const looksBack = (definition: TableDefinition): boolean =>
  definition.measures.some((m) => !isRecordMeasure(m) && lookBack.has(m.statistic))

/** Null: the filter says something of the period that is no list. */
export const chosenPeriods = (definition: TableDefinition, periods: readonly string[]): string[] | null => {
  const root = filterTree(definition.filter)
  const listed = conditionOn(root, periodVariableId, ['in'])
  const speaks = definition.filter?.includes(periodVariableId) === true
  if (speaks && listed === null) return null
  const place = periodPlace(definition)
  const hidden = place ? (definition[place.axis][place.index]?.hidden ?? []) : []
  return periods.filter((p) => (listed === null || listed.values.includes(p)) && !hidden.includes(p))
}

export const choosePeriods = (
  definition: TableDefinition,
  periods: readonly string[],
  chosen: readonly string[],
): TableEdit => {
  const all = chosen.length === 0 || chosen.length === periods.length
  const place = periodPlace(definition)
  const root = filterTree(definition.filter)
  const filter = (values: readonly string[] | null): TableEdit => ({
    type: 'setFilter',
    filter: filterText(
      withCondition(
        root,
        periodVariableId,
        ['in'],
        values && { kind: 'condition', variable: periodVariableId, operator: 'in', values: [...values] },
      ),
      new Map([[periodVariableId, { type: 'code' }]]),
    ),
  })
  if (!place) return filter(all ? null : chosen)
  const byHiding = looksBack(definition)
  const kept = (definition[place.axis][place.index]?.hidden ?? []).filter((key) => !periods.includes(key))
  const hidden = [...kept, ...(all || !byHiding ? [] : periods.filter((p) => !chosen.includes(p)))]
  return {
    type: 'together',
    edits: [
      filter(all || byHiding ? null : chosen),
      {
        type: 'setDimension',
        place,
        // A total would still hold what is hidden.
        change: { hidden, ...(byHiding && !all ? { total: 'none' as const } : {}) },
      },
    ],
  }
}

/** Whether figures counted at a date are added up over several periods: no such sum means anything. */
export const addsStocks = (
  definition: TableDefinition,
  temporality: Temporality | undefined,
  chosen: readonly string[] | null,
): boolean =>
  temporality === 'stock' &&
  (chosen === null || chosen.length > 1) &&
  addsUp(definition.measures) &&
  ![...definition.rows, ...definition.columns, ...definition.layers].some((d) => d.variable === periodVariableId)
