// A table's filter, ready for each engine: SQL for DuckDB and SQLite, or a function over plain records. In: the expression text.
// Never text of a user in SQL: the expression compiler writes it; here only says how each variable is held.
import { checkCondition, compileExpression, evaluateExpression, parseExpression, scopeOf, variablesOf } from '#shared/expression/index.ts'
import type { CompiledColumn, Scope, Typed } from '#shared/expression/index.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { isInColumnSet } from '../columns/columnSet.ts'
import type { DictionaryEntry, RecordSource } from '../columns/source.ts'
import type { PlainRecord } from './evaluate.ts'
import type { TableModel } from './model.ts'

export type Filter = {
  text: string
  variables: VariableRef[]
  sql(source: RecordSource): Promise<string>
  accepts(record: PlainRecord): boolean
}

/** Dictionaries up to this size are gone through once, so that any condition becomes a list of ids. */
const smallDictionary = 20_000

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const duckdbColumn = (source: RecordSource, ref: VariableRef, entries: DictionaryEntry[] | undefined): CompiledColumn => {
  const { sql, physical, dataset, variable } = source.column(ref)
  if (physical !== 'dictionary' || !entries) return { sql, physical }
  const decode = (codes: readonly string[]): number[] => {
    const wanted = new Set(codes)
    return entries.filter((e) => wanted.has(e.code)).map((e) => e.id)
  }
  const textSql = `(SELECT d.code FROM dictionary d WHERE d.dataset = ${literal(dataset)} AND d.variable = ${literal(variable.id)} AND d.id = ${sql})`
  return entries.length <= smallDictionary ? { sql, physical, decode, entries: () => entries, textSql } : { sql, physical, decode, textSql }
}

const compileFor = async (typed: Typed, source: RecordSource, variables: VariableRef[]): Promise<string> => {
  if (source.engine === 'sqlite') {
    return compileExpression(typed, 'sqlite', (ref) => {
      const { sql, physical } = source.column(ref)
      return { sql, physical: physical === 'dictionary' ? 'text' : physical }
    })
  }
  const dictionaries = new Map<string, DictionaryEntry[]>()
  for (const ref of variables) if (source.column(ref).physical === 'dictionary') dictionaries.set(ref, await source.dictionary(ref))
  return compileExpression(typed, 'duckdb', (ref) => duckdbColumn(source, ref, dictionaries.get(ref)))
}

/** What a condition on records of the dataset may speak of: no identifiers or texts, which no column set holds. */
export const tableScope = (model: TableModel): Scope => scopeOf(
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
)

/** The filter of a definition, or null without one; fails EXPRESSION_INVALID with the place. */
export const prepareFilter = (model: TableModel, text: string | null): Filter | null => {
  if (text === null || text.trim() === '') return null
  const typed = checkCondition(parseExpression(text), tableScope(model))
  const variables = variablesOf(typed)
  return {
    text, variables,
    sql: (source) => compileFor(typed, source, variables),
    accepts: (record) => evaluateExpression(typed, Object.fromEntries(variables.map((ref) => [ref, record(ref).value]))) === true,
  }
}

