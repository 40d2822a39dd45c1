// Kept runs in the catalog: list, read, name, remove. In: the catalog. Out: summaries, and the packed body of one run.
// Never a run changed but for its name; never figures in a list.
import type { Database } from 'better-sqlite3'
import type { KeptRun, RunOrigin } from '#shared/contract/production.ts'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'

/** What was told when the run was kept; the rest are columns. */
type Summary = Pick<
  KeptRun,
  'title' | 'status' | 'ranAt' | 'engine' | 'program' | 'cells' | 'measures' | 'deliveries' | 'definition'
>
export type NewRun = Omit<KeptRun, 'id' | 'bytes' | 'keptAt'> & { body: Buffer }
type Row = {
  id: number
  table_id: string
  name: string
  origin: RunOrigin
  period: string
  territory: string
  kept_at: string
  kept_by: string
  summary: string
  bytes: number
}

export type KeptRunRepository = {
  /** Oldest first. */
  list(table?: string): KeptRun[]
  /** Fails RUN_UNKNOWN. */
  get(id: number): KeptRun
  body(id: number): Buffer
  /** The newest run of a table with these parameters. */
  last(table: string, period: string, territory: string): KeptRun | null
  add(run: NewRun): KeptRun
  rename(id: number, name: string): KeptRun
  remove(id: number): KeptRun
}

const columns = 'id, table_id, name, origin, period, territory, kept_at, kept_by, summary, length(body) AS bytes'
const fromRow = (row: Row): KeptRun => ({
  id: row.id,
  table: row.table_id,
  name: row.name,
  origin: row.origin,
  period: row.period,
  territory: row.territory,
  keptAt: row.kept_at,
  keptBy: row.kept_by,
  bytes: row.bytes,
  ...(JSON.parse(row.summary) as Summary),
})

export const keptRunRepository: (catalog: Database) => KeptRunRepository = perDatabase((catalog) => {
  const all = catalog.prepare<[], Row>(`SELECT ${columns} FROM kept_run ORDER BY id`)
  const ofTable = catalog.prepare<[string], Row>(`SELECT ${columns} FROM kept_run WHERE table_id = ? ORDER BY id`)
  const one = catalog.prepare<[number], Row>(`SELECT ${columns} FROM kept_run WHERE id = ?`)
  const bodyOf = catalog.prepare<[number], { body: Buffer }>('SELECT body FROM kept_run WHERE id = ?')
  const newest = catalog.prepare<[string, string, string], Row>(
    `SELECT ${columns} FROM kept_run WHERE table_id = ? AND period = ? AND territory = ? ORDER BY id DESC LIMIT 1`,
  )
  const insert = catalog.prepare(
    'INSERT INTO kept_run (table_id, name, origin, period, territory, kept_at, kept_by, summary, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const setName = catalog.prepare('UPDATE kept_run SET name = ? WHERE id = ?')
  const drop = catalog.prepare('DELETE FROM kept_run WHERE id = ?')

  const get = (id: number): KeptRun => {
    const row = one.get(id)
    return row ? fromRow(row) : fail('RUN_UNKNOWN', { run: id })
  }
  return {
    list: (table) => (table === undefined ? all.all() : ofTable.all(table)).map(fromRow),
    get,
    body: (id) => bodyOf.get(id)?.body ?? fail('RUN_UNKNOWN', { run: id }),
    last: (table, period, territory) => {
      const row = newest.get(table, period, territory)
      return row ? fromRow(row) : null
    },
    add: ({ table, name, origin, period, territory, keptBy, body, ...summary }) => {
      const { lastInsertRowid } = insert.run(
        table,
        name,
        origin,
        period,
        territory,
        new Date().toISOString(),
        keptBy,
        JSON.stringify(summary),
        body,
      )
      return get(Number(lastInsertRowid))
    },
    rename: (id, name) => {
      get(id)
      setName.run(name, id)
      return get(id)
    },
    remove: (id) => {
      const run = get(id)
      drop.run(id)
      return run
    },
  }
})
