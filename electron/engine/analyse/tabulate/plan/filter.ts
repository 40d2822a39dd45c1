// A table's filter, ready for each engine: SQL for DuckDB and SQLite, or a function over plain records. In: the
// expression text. Never text of a user in SQL: the expression compiler writes it.
import type { PlainRecord } from '#engine/process/categories/types.ts'
import { checkCondition, parseExpression, scopeOf, variablesOf } from '#shared/expression/index.ts'
import type { Scope, Typed } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Period } from '#shared/model/period.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { withMadeVariables } from './madeInFilters.ts'
import { sourceExpression } from '#engine/process/variables/sourceExpression.ts'
import type { TableModel } from './model.ts'

export type Filter = {
  text: string
  variables: VariableRef[]
  sql(source: RecordSource): Promise<string>
  accepts(record: PlainRecord): boolean
  /** False where the filter leaves out every record of this period by what it says of the period alone. */
  keepsPeriod(period: Period): boolean
}

/** The conditions that must all hold. */
const conjuncts = (typed: Typed): Typed[] => (typed.op === 'and' ? typed.operands.flatMap(conjuncts) : [typed])

const periodTest = (typed: Typed): ((period: Period) => boolean) => {
  const tests = conjuncts(typed)
    .filter((part) => variablesOf(part).every((ref) => ref === periodVariableId))
    .map(sourceExpression)
  return (period) => {
    const record: PlainRecord = () => ({ value: period, version: null, matched: true })
    return tests.every((test) => test.value(record) === 1n)
  }
}

/** What a condition on records of the dataset may speak of: no identifiers or texts, which no column set holds. */
export const tableScope = (model: TableModel): Scope =>
  scopeOf(
    model.dataset.variables.filter(isInColumnSet),
    model.links.map((link) => ({ id: link.id, variables: link.right.variables.filter(isInColumnSet) })),
    {
      // Records of several periods stand side by side: a code is known when some version has it.
      known: (list) => {
        const versions = model.lists.versions(list)
        return versions.length === 0 ? null : new Set(versions.flatMap((v) => v.items.map((i) => i.code)))
      },
      lookup: () => null,
    },
    (path) => model.link(path)?.right.variables.filter(isInColumnSet) ?? null,
  )

/** The filter of a definition, or null without one; fails EXPRESSION_INVALID with the place. */
export const prepareFilter = (
  model: TableModel,
  text: string | null,
  own: readonly DerivedVariable[] = [],
): Filter | null => {
  if (text === null || text.trim() === '') return null
  // A variable of the table comes before one of the workspace with its name; a stored one before both.
  const made = new Map([...model.variables, ...own].map((v) => [v.id, v]))
  for (const { id } of model.dataset.variables) made.delete(id)
  const typed = checkCondition(withMadeVariables(parseExpression(text), made), tableScope(model))
  const { reads, sql, value } = sourceExpression(typed)
  return { text, variables: reads, sql, accepts: (record) => value(record) === 1n, keepsPeriod: periodTest(typed) }
}
