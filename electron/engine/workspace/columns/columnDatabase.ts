// The DuckDB database of the column sets: one connection helper. In: SQL text built from quoted names and bound values.
// Never text from a user pasted into SQL.

/** Positional ? parameters. */
export type SqlValue = string | number | bigint | boolean | null

export type ColumnDatabase = {
  /** Grows each time the file was opened anew: what was known of its content is known no more. */
  generation(): number
  /** Engine version text, for provenance. */
  version: string
  run(sql: string, parameters?: SqlValue[]): Promise<void>
  /**
   * Row objects in JavaScript values: BIGINT/HUGEINT as bigint, DOUBLE as number, DATE as ISO text. For small results.
   */
  all<T extends Record<string, unknown>>(sql: string, parameters?: SqlValue[]): Promise<T[]>
  /** Columns as arrays, typed arrays where DuckDB gives them (INTEGER, UINTEGER, DOUBLE, BIGINT); for large results. */
  columns(sql: string, parameters?: SqlValue[]): Promise<{ names: string[]; rows: number; data: ArrayLike<unknown>[] }>
  /** Chunks of columns, streamed; stop by returning false. */
  stream(
    sql: string,
    onChunk: (columns: ArrayLike<unknown>[], rows: number) => boolean | Promise<boolean>,
    parameters?: SqlValue[],
  ): Promise<void>
  /** Interrupts what runs now on this connection. */
  interrupt(): void
  /** A further connection on the same database, for work side by side; close it. */
  connection(): Promise<ColumnDatabase>
  /**
   * Removes the file, overwritten, and starts an empty one, under another key where one is given: what it held is made
   * again from the records.
   */
  renew(keyHex: string | null): Promise<void>
  close(): Promise<void>
}

/**
 * "a""b": a quoted identifier. Fails REQUEST_INVALID-free: names were validated by nameSchema, this is the second lock.
 */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
