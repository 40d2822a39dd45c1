// A typed expression over the records of a source: SQL for the engine it is in, and a value of one plain record. In: a
// checked expression. Out: both. Never text of a user in SQL: the expression compiler writes it, here is only how
// variables are held.
import { sqlText } from '#shared/format/sqlText.ts'
import type { PlainRecord } from '#engine/process/categories/types.ts'
import { compileExpression, evaluateExpression, variablesOf } from '#shared/expression/index.ts'
import type { CompiledColumn, Typed } from '#shared/expression/index.ts'
import type { VariableRef } from '#shared/model/table.ts'
import type { DictionaryEntry, RecordSource } from '#engine/workspace/columns/source.ts'

/** Dictionaries up to this size are gone through once, so that any condition on one becomes a list of ids. */
const smallDictionary = 20_000

const dictionaryColumn = (source: RecordSource, ref: VariableRef, entries: DictionaryEntry[]): CompiledColumn => {
  const { sql, dataset, variable } = source.column(ref)
  const decode = (codes: readonly string[]): number[] => {
    const wanted = new Set(codes)
    return entries.filter((e) => wanted.has(e.code)).map((e) => e.id)
  }
  const perEntry = (make: (code: string) => string): string =>
    `(SELECT ${make('d.code')} FROM dictionary d WHERE d.dataset = ${sqlText(dataset)} AND d.variable = ${sqlText(variable.id)} AND d.id = ${sql})`
  const held: CompiledColumn = { sql, physical: 'dictionary', decode, textSql: perEntry((code) => code), perEntry }
  return entries.length <= smallDictionary ? { ...held, entries: () => entries } : held
}

export type SourceExpression = {
  reads: VariableRef[]
  sql(source: RecordSource): Promise<string>
  /** Whole and decimal results as scaled bigint, conditions as 1 and 0, dates and text as text. */
  value(record: PlainRecord): string | bigint | null
}

export const sourceExpression = (typed: Typed): SourceExpression => {
  const reads = variablesOf(typed)
  return {
    reads,
    sql: async (source) => {
      const dictionaries = new Map<string, DictionaryEntry[]>()
      if (source.engine === 'duckdb')
        for (const ref of reads)
          if (source.column(ref).physical === 'dictionary') dictionaries.set(ref, await source.dictionary(ref))
      return compileExpression(typed, source.engine, (ref) => {
        const { sql, physical } = source.column(ref)
        const entries = dictionaries.get(ref)
        return entries
          ? dictionaryColumn(source, ref, entries)
          : { sql, physical: physical === 'dictionary' ? 'text' : physical }
      })
    },
    value: (record) => {
      const value = evaluateExpression(typed, Object.fromEntries(reads.map((ref) => [ref, record(ref).value])))
      if (value === null || typeof value === 'string') return value
      return typeof value === 'boolean' ? (value ? 1n : 0n) : BigInt(value)
    },
  }
}
