// Builds a repository once for each connection, so that its statements are prepared once. In: a maker. Out: the same,
// remembered. Never keeps a connection alive: the memory is weak.
import type { Database } from 'better-sqlite3'

export const perDatabase = <R>(make: (database: Database) => R): ((database: Database) => R) => {
  const made = new WeakMap<Database, R>()
  return (database) => {
    const known = made.get(database)
    if (known !== undefined) return known
    const repository = make(database)
    made.set(database, repository)
    return repository
  }
}
