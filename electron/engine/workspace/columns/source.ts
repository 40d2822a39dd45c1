// Where tabulation reads from: the relation and the column expressions of a dataset, alone or across a link, in either
// engine. In: a workspace, a dataset, the variables used. Out: SQL fragments made of quoted names only. Never a query
// run here.
import type { Variable } from '#shared/model/dataset.ts'
import type { VariableRef } from '#shared/model/table.ts'

/** How a variable is physically held, which decides how it is grouped, filtered and labelled. */
export type PhysicalKind =
  /** DuckDB: UINTEGER id into the dictionary. SQLite: text code. Missing is NULL. */
  | 'dictionary'
  /** BIGINT scaled by 10^variable.scale in both engines. */
  | 'integer'
  /** DuckDB DATE, SQLite ISO text. */
  | 'date'
  /** BIGINT keyed hash in both. */
  | 'hash'
  /** Plain text in both engines: never stored, the result of an expression variable. */
  | 'text'

export type SourceColumn = {
  ref: VariableRef
  variable: Variable
  /** Dataset the variable belongs to (the right one across a link). */
  dataset: string
  physical: PhysicalKind
  /** SQL expression valid with `from`: `s."province"`. */
  sql: string
}

export type DictionaryEntry = { id: number; code: string; version: string | null }

export type RecordSource = {
  engine: 'duckdb' | 'sqlite'
  dataset: string
  /** Paths of links used, each after those it leads through (variableRef.ts). */
  links: readonly string[]
  /** FROM item(s), without the word FROM. */
  from: string
  /** SQL of the record's row id in the left dataset. */
  rowId: string
  column(ref: VariableRef): SourceColumn
  /**
   * Entries of a dictionary column: DuckDB ids, their codes and (dated lists) versions. In SQLite the id is not used;
   * version is held in a companion column, see versionSql.
   */
  dictionary(ref: VariableRef): Promise<DictionaryEntry[]>
  /** SQLite only: SQL giving the code-list version of the record for a dated variable, else null. */
  versionSql(ref: VariableRef): string | null
  /**
   * DuckDB, linked: the same records before they meet what they are linked to. Records grouped by `keys` in `left`
   * (aliased `s`) and then joined by `right` (given what the keys are called after grouping) give what grouping `from`
   * gives, at the price of a join per group.
   */
  halves: { left: string; keys: readonly string[]; right(keys: readonly string[]): string } | null
  /** Linked variables of which no linked record lacks a value: NULL means not linked. */
  complete?: ReadonlySet<string>
  /** By path: SQL that is true when the record has a match. */
  matched: ReadonlyMap<string, string>
}

/** Aliases that stand only for what is linked: SQL without any of them needs no join. */
export const readsLinked = (sql: string | null | undefined): boolean => /\blink\d+\./.test(sql ?? '')
