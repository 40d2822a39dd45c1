// The order in which measures can be computed, and what must hold of them. In: the measures of a definition. Out: their
// indexes, inputs first. Never a figure: unknown inputs, cycles and senseless combinations fail here, naming the field.
import { fail } from '#shared/model/failure.ts'
import { isRecordMeasure, measureInputs } from '#shared/model/measure.ts'
import type { Measure } from '#shared/model/measure.ts'
import { samplingStatistics } from '#shared/model/survey.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'

/** Statistics whose parts add up over periods, so that a running sum means something. */
const addable = new Set<Measure['statistic']>(['count', 'sum', 'percent', 'share', 'difference'])

/** Figures that are no parts of their total: a share of them says nothing. */
const noParts = new Set<Measure['statistic']>([
  'mean',
  'median',
  'percentile',
  'minimum',
  'maximum',
  'standard_deviation',
  'ratio',
  'rank',
  'growth',
  'index',
  ...samplingStatistics,
])

const refuse = (index: number, field: string, reason: string): never =>
  fail('DEFINITION_INVALID', { field: `measures.${index}.${field}`, reason })

/** Indexes of the measures so that each stands after those it reads. */
export const measureOrder = (measures: readonly Measure[]): number[] => {
  const numbers = new Map<string, number>()
  measures.forEach((measure, i) => {
    if (numbers.has(measure.id)) refuse(i, 'id', `${measure.id}: đã có / is taken`)
    numbers.set(measure.id, i)
  })
  const order: number[] = []
  const state = new Uint8Array(measures.length)
  const visit = (i: number): void => {
    const measure = measures[i]
    if (!measure || state[i] === 2) return
    if (state[i] === 1) refuse(i, 'of', `${measure.id}: tính vòng tròn / is computed from itself`)
    state[i] = 1
    for (const input of measureInputs(measure)) {
      const field = 'numerator' in measure ? (measure.numerator === input ? 'numerator' : 'denominator') : 'of'
      const number = numbers.get(input) ?? refuse(i, field, `${input}: không có chỉ tiêu đo này / no such measure`)
      visit(number)
    }
    state[i] = 2
    order.push(i)
  }
  measures.forEach((_, i) => visit(i))
  measures.forEach((measure, i) => checkMeasure(measures, measure, i, numbers))
  return order
}

const checkMeasure = (
  measures: readonly Measure[],
  measure: Measure,
  index: number,
  numbers: Map<string, number>,
): void => {
  if (measure.inTotals !== undefined && !numbers.has(measure.inTotals))
    refuse(index, 'inTotals', `${measure.inTotals}: không có chỉ tiêu đo này / no such measure`)
  if (isRecordMeasure(measure)) return
  if (
    (measure.statistic === 'percent' || measure.statistic === 'share') &&
    measure.base === 'subtotal' &&
    (measure.over ?? []).length === 0
  ) {
    refuse(index, 'over', 'cần ít nhất một biến / at least one variable is needed')
  }
  if (measure.statistic === 'percent' || measure.statistic === 'share') {
    const input = measures[numbers.get(measure.of) ?? -1]
    if (input && noParts.has(input.statistic))
      refuse(index, 'of', `${measure.of} (${input.statistic}): không tính cơ cấu được / has no parts to take shares of`)
  }
  if (measure.statistic === 'cumulative') {
    const input = measures[numbers.get(measure.of) ?? -1]
    if (input && !addable.has(input.statistic))
      refuse(index, 'of', `${measure.of} (${input.statistic}): không cộng dồn được / cannot be cumulated`)
  }
}

const sortsByValue = (dimension: Dimension): boolean =>
  dimension.sort === 'value_descending' || dimension.sort === 'value_ascending'

/** Measures the cube must carry: those shown, those read by them or sorted by, those standing in totals. */
export const neededMeasures = (
  definition: Pick<TableDefinition, 'rows' | 'columns' | 'layers' | 'measures'>,
): Set<string> => {
  const byId = new Map(definition.measures.map((m) => [m.id, m]))
  const sortedBy = [...definition.rows, ...definition.columns, ...definition.layers].flatMap((d) =>
    sortsByValue(d) && d.sortBy ? [d.sortBy.measure] : [],
  )
  const needed = new Set<string>()
  const need = (id: string): void => {
    const measure =
      byId.get(id) ??
      fail('DEFINITION_INVALID', {
        field: 'sortBy.measure',
        reason: `${id}: không có chỉ tiêu đo này / no such measure`,
      })
    if (needed.has(id)) return
    needed.add(id)
    measureInputs(measure).forEach(need)
    if (measure.inTotals !== undefined) need(measure.inTotals)
  }
  for (const measure of definition.measures) if (measure.hidden !== true) need(measure.id)
  sortedBy.forEach(need)
  return needed
}
