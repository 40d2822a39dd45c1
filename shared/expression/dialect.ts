// How a variable is held and how an engine writes SQL, as the compiler asks for both. Types only.
import type { CoreFunction, Typed } from './typed.ts'

export type CompiledColumn = {
  sql: string
  /**
   * text: plain code text · dictionary: an id whose code must be looked up · integer: scaled · date: DATE or ISO text ·
   * hash.
   */
  physical: 'text' | 'dictionary' | 'integer' | 'date' | 'hash'
  /** Dictionary: ids of these codes, in every version; codes not present are left out. Serves = and in. */
  decode?(codes: readonly string[]): readonly number[]
  /**
   * Dictionary: all its entries, when few enough to go through; then any condition on this one variable becomes a list
   * of ids.
   */
  entries?(): readonly { id: number; code: string }[]
  /** Dictionary: SQL of the code text, when neither serves. */
  textSql?: string
  /**
   * Dictionary, for columns computed for each record rather than conditions on them: SQL of something made of the code,
   * once for each entry; null where the id is.
   */
  perEntry?(make: (code: string) => string): string
}

export type Columns = (name: string) => CompiledColumn

export type Dialect = {
  constant(node: Extract<Typed, { op: 'constant' }>): string
  /** Number constants inside comparisons, where the engine may fit them to the column's width. */
  bareNumber(value: bigint): string
  text(value: string): string
  /** A small whole number as the width whole numbers have elsewhere. */
  integer(sql: string): string
  /** SQL of one function; may pass its range (an overflow) where `guarded` functions are concerned. */
  call(fn: CoreFunction, args: string[], parameters: number[], safe: boolean): string
  /** Null where an exact chain overflowed. */
  guardExact(sql: string): string
  /** Null where a real chain left the finite numbers. */
  guardReal(sql: string): string
  /** A value a formula needs several times, without writing a long one several times. */
  twice(sql: string, use: (value: string) => string): string
  false: string
  true: string
}
