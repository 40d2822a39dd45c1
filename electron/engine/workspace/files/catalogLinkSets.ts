// The link sets of a workspace: what each link found and whether data changed since. In: the catalog. Out: link sets.
// Never pairs.
import type { Database } from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { linkSetSchema } from '#shared/model/link.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { perDatabase } from './perDatabase.ts'

export type LinkSetRepository = {
  list(): LinkSet[]
  /** Links whose left side is the dataset: their variables can stand in its tables. */
  from(dataset: string): LinkSet[]
  /** Fails LINK_UNKNOWN. */
  get(id: string): LinkSet
  find(id: string): LinkSet | null
  save(linkSet: LinkSet): void
  remove(id: string): void
  /** Marks the links that have the dataset on either side; answers those newly stale. */
  markStale(dataset: string): string[]
  /** Marks one link, if it was ever run. */
  setStale(id: string): void
}

type Row = { id: string; stale: number; body: string }
const fromRow = (row: Row): LinkSet => ({ ...linkSetSchema.parse(JSON.parse(row.body)), stale: row.stale === 1 })

export const linkSetRepository: (catalog: Database) => LinkSetRepository = perDatabase((catalog) => {
  const all = catalog.prepare<[], Row>('SELECT id, stale, body FROM link_set ORDER BY id')
  const from = catalog.prepare<[string], Row>('SELECT id, stale, body FROM link_set WHERE left_dataset = ? ORDER BY id')
  const one = catalog.prepare<[string], Row>('SELECT id, stale, body FROM link_set WHERE id = ?')
  const put = catalog.prepare(
    'INSERT OR REPLACE INTO link_set (id, left_dataset, right_dataset, stale, body) VALUES (?, ?, ?, ?, ?)',
  )
  const drop = catalog.prepare('DELETE FROM link_set WHERE id = ?')
  const mark = catalog.prepare<[string, string], { id: string }>(
    'UPDATE link_set SET stale = 1 WHERE stale = 0 AND (left_dataset = ? OR right_dataset = ?) RETURNING id',
  )
  const markOne = catalog.prepare('UPDATE link_set SET stale = 1 WHERE id = ?')
  const find = (id: string): LinkSet | null => {
    const row = one.get(id)
    return row ? fromRow(row) : null
  }
  return {
    list: () => all.all().map(fromRow),
    from: (dataset) => from.all(dataset).map(fromRow),
    find,
    get: (id) => find(id) ?? fail('LINK_UNKNOWN', { link: id }),
    save: (linkSet) => {
      const { definition } = linkSet
      put.run(definition.id, definition.left, definition.right, linkSet.stale ? 1 : 0, JSON.stringify(linkSet))
    },
    remove: (id) => {
      drop.run(id)
    },
    markStale: (dataset) => mark.all(dataset, dataset).map((row) => row.id),
    setStale: (id) => {
      markOne.run(id)
    },
  }
})
