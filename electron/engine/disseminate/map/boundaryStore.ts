// Boundaries kept in the workspace, compressed, with the hash of the file they came from. In: the catalog. Out: sets of
// boundaries. Never a file format, never two sets of one name.
import type { Database } from 'better-sqlite3'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { BoundarySummary } from '#shared/contract/pictures.ts'
import type { BoundarySet, Feature } from '#shared/map/boundaries.ts'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'

type Row = { id: string; summary: string; body: Buffer }

export type BoundaryStore = {
  list(): BoundarySummary[]
  /** Fails MAP_UNKNOWN. */
  get(id: string): BoundarySet
  save(summary: BoundarySummary, features: Feature[]): void
  remove(id: string): void
}

export const boundaryStore: (catalog: Database) => BoundaryStore = perDatabase((catalog) => {
  const all = catalog.prepare<[], Pick<Row, 'summary'>>('SELECT summary FROM map_boundaries ORDER BY id')
  const one = catalog.prepare<[string], Row>('SELECT id, summary, body FROM map_boundaries WHERE id = ?')
  const put = catalog.prepare('INSERT OR REPLACE INTO map_boundaries (id, summary, body) VALUES (?, ?, ?)')
  const drop = catalog.prepare('DELETE FROM map_boundaries WHERE id = ?')
  let last: { summary: string; set: BoundarySet } | null = null
  return {
    list: () => all.all().map((row) => JSON.parse(row.summary) as BoundarySummary),
    get: (id) => {
      const row = one.get(id)
      if (!row) return fail('MAP_UNKNOWN', { id })
      if (last?.summary === row.summary) return last.set
      const { title } = JSON.parse(row.summary) as BoundarySummary
      const set = { id, title, features: JSON.parse(gunzipSync(row.body).toString('utf8')) as Feature[] }
      last = { summary: row.summary, set }
      return set
    },
    save: (summary, features) => {
      put.run(summary.id, JSON.stringify(summary), gzipSync(JSON.stringify(features)))
    },
    remove: (id) => {
      if (drop.run(id).changes === 0) fail('MAP_UNKNOWN', { id })
    },
  }
})
