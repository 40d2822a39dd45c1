// A filter over SQLite records, as SQL where SQLite is quick, else as a function over the few columns it needs.
// In: a filter. Out: WHERE words, or columns and a test of their values. Both mean the same: the back ends agree.
import { evaluateExpression, partsOf, variablesOf } from '#shared/expression/index.ts'
import type { RowValue, Typed } from '#shared/expression/index.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { sqliteCondition } from './exploreFilter.ts'
import type { ExploreFilter } from './exploreFilter.ts'

export type RecordCondition = {
  /** '' or ' AND …' */
  where: string
  /** SQL of further columns to select for `keeps`. */
  columns: string[]
  keeps: ((values: unknown[]) => boolean) | null
}

/** Case mapping is a nest of replacements in SQL, five times slower than the evaluator. */
const mapsLetters = (node: Typed): boolean =>
  (node.op === 'call' && (node.fn === 'fold' || node.fn === 'upper' || node.fn === 'lower')) ||
  partsOf(node).some(mapsLetters)

export const recordCondition = (dataset: Dataset, filter: ExploreFilter | null, periodSql: string): RecordCondition => {
  if (filter === null) return { where: '', columns: [], keeps: null }
  const { typed } = filter
  // Numbers beyond 2^53 would lose digits on the way to the evaluator: SQL keeps them.
  const names = variablesOf(typed)
  const textOnly = names.every(
    (name) =>
      name === periodVariableId ||
      dataset.variables.some((v) => v.id === name && (v.type === 'code' || v.type === 'text' || v.type === 'date')),
  )
  if (!textOnly || !mapsLetters(typed))
    return { where: ` AND ${sqliteCondition(dataset, filter, periodSql)}`, columns: [], keeps: null }
  return {
    where: '',
    columns: names.map((name) => (name === periodVariableId ? periodSql : `s.${quoteName(name)}`)),
    keeps: (values) =>
      evaluateExpression(typed, Object.fromEntries(names.map((name, i) => [name, values[i] as RowValue]))) === true,
  }
}
