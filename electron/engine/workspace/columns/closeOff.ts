// Shuts a DuckDB instance off from the machine once it is set up: no file but those named, no setting changed any more.
// In: a connection of the instance, paths, folders. Out: nothing. Never opened again: an instance that needs more is
// another instance.
import { sqlText } from '#shared/format/sqlText.ts'
import type { DuckDBConnection } from '@duckdb/node-api'

const list = (texts: readonly string[]): string => `[${texts.map(sqlText).join(', ')}]`

/** A name is never a pattern: what DuckDB's readers would expand stands in brackets. */
export const literalPattern = (path: string): string =>
  path.replace(process.platform === 'win32' ? /[[*?]/g : /[[*?\\]/g, (sign) => (sign === '\\' ? '\\\\' : `[${sign}]`))

export const closeOff = async (
  connection: DuckDBConnection,
  { paths, folders }: { paths: readonly string[]; folders: readonly string[] },
): Promise<void> => {
  // The right is asked for the name as the reader is given it, and for the file it finds.
  const names = [...new Set(paths.flatMap((path) => [path, literalPattern(path)]))]
  if (names.length > 0) await connection.run(`SET allowed_paths = ${list(names)}`)
  if (folders.length > 0) await connection.run(`SET allowed_directories = ${list(folders)}`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
}
