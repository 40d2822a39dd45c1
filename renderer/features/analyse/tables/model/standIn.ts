// The count a new table begins with stands in for what it will measure: the first measure asked for takes its place.
// In: a step and the table. Out: the step. Never a count that was saved, named or filtered taken away.
import type { TableDefinition } from '#shared/model/table.ts'
import type { TableEdit } from './edit.ts'

export const standIn = (step: TableEdit, { measures }: TableDefinition, everSaved: boolean): TableEdit => {
  const first = measures[0]
  const only = measures.length === 1 && first?.statistic === 'count' && first.label === undefined && !first.filter
  return !everSaved && only && step.type === 'addMeasure' && 'variable' in step.measure
    ? { type: 'replaceMeasure', index: 0, measure: step.measure }
    : step
}
