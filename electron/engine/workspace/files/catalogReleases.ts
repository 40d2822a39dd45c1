// What was published of this workspace, kept for good. In: the catalog; a table that leaves. Out: releases of a
// dataset. Never a figure but how many stood behind what was shown: that, the definition, the state of the records and
// which cells were withheld say all that a later table must know.
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { ReleaseEntry } from '#shared/contract/protect.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { perDatabase } from './perDatabase.ts'

const columnSchema = z.object({
  /** What is added up: '' records, else a variable and its weight. */
  key: z.string(),
  filter: z.string().nullable(),
  sensitive: z.array(z.string()),
  withheld: z.array(z.string()),
})
const bodySchema = z.object({
  definition: tableDefinitionSchema,
  /** Periods the table could hold, and the deliveries they were made of. */
  periods: z.array(z.string()),
  deliveries: z.array(z.int()),
  links: z.array(z.object({ id: z.string(), runAt: z.string() })),
  /** What it was protected by. */
  rules: z.object({ minimum: z.number(), pPercent: z.number() }),
  columns: z.array(columnSchema),
  /**
   * Absent: its figures stand in what left. `formula`: an indicator that left reads them; who knows the others knows
   * them. `printed`: on standard output; what is printed after it is not protected against it, what goes to a file is.
   */
  told: z.enum(['formula', 'printed']).optional(),
  /**
   * How many respondents stood behind the cells that showed it: what the next state of the records is compared with.
   */
  behind: z.object({ names: z.array(z.string()), counts: z.array(z.number()) }).optional(),
})
export type ReleaseColumn = z.output<typeof columnSchema>
export type ReleaseBody = z.output<typeof bodySchema>
export type Release = { id: number; dataset: string; table: string; at: string; by: string; body: ReleaseBody }
/**
 * A table protected for what leaves, or may leave later. `seen`: the newest entry of the dataset it was protected
 * against.
 */
export type ReleaseDraft = Pick<Release, 'dataset' | 'table' | 'body'> & { seen: number }

/** Where the tables protected in a call are noted. */
export type ReleaseBook = {
  /** What was noted so far, oldest first: a table is protected against those before it. */
  readonly drafts: readonly ReleaseDraft[]
  /** What leaves is printed on standard output. */
  readonly printed?: true
  enter(draft: ReleaseDraft): void
  /** Takes back what was entered since: one of several files that was not written after all. */
  mark(): () => void
}

export type ReleaseRepository = {
  /** Those that stand, oldest first. */
  of(dataset: string): Release[]
  list(): ReleaseEntry[]
  /** Those that stand and are newer than `seen`. */
  since(dataset: string, seen: number): Pick<Release, 'id' | 'table' | 'at'>[]
  /** The newest entry of a dataset; 0: none. */
  newest(dataset: string): number
  /** Whether it stands already. */
  has(draft: Pick<Release, 'dataset' | 'body'>): boolean
  /** The same table in the same state is one release. The number of the new entry; null: it stands already. */
  add(release: Omit<Release, 'id'>): number | null
  /** False where there is none of this number that stands. */
  withdraw(id: number, word: string): boolean
}

type Row = {
  id: number
  dataset: string
  table_id: string
  at: string
  by: string
  hash: string
  body: string
  withdrawn: string | null
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export const releaseRepository: (catalog: Database) => ReleaseRepository = perDatabase((catalog) => {
  const standing = catalog.prepare<[string], Row>(
    'SELECT * FROM release WHERE dataset = ? AND withdrawn IS NULL ORDER BY id',
  )
  const all = catalog.prepare<[], Omit<Row, 'body' | 'hash'> & { told: ReleaseBody['told'] | null }>(
    "SELECT id, dataset, table_id, at, by, withdrawn, json_extract(body, '$.told') AS told FROM release ORDER BY id DESC",
  )
  const known = catalog.prepare<[string, string]>(
    'SELECT 1 FROM release WHERE dataset = ? AND hash = ? AND withdrawn IS NULL',
  )
  const newer = catalog.prepare<[string, number], { id: number; table: string; at: string }>(
    'SELECT id, table_id AS "table", at FROM release WHERE dataset = ? AND id > ? AND withdrawn IS NULL ORDER BY id',
  )
  const last = catalog.prepare<[string], { id: number | null }>('SELECT max(id) AS id FROM release WHERE dataset = ?')
  const put = catalog.prepare('INSERT INTO release (dataset, table_id, at, by, hash, body) VALUES (?, ?, ?, ?, ?, ?)')
  const mark = catalog.prepare('UPDATE release SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL')
  return {
    of: (dataset) =>
      standing.all(dataset).map(({ id, table_id, at, by, body }) => ({
        id,
        dataset,
        table: table_id,
        at,
        by,
        body: bodySchema.parse(JSON.parse(body)),
      })),
    list: () =>
      all.all().map(({ table_id, told, ...entry }) => ({ ...entry, table: table_id, told: told ?? 'published' })),
    since: (dataset, seen) => newer.all(dataset, seen),
    newest: (dataset) => last.get(dataset)?.id ?? 0,
    has: ({ dataset, body }) => known.get(dataset, hashOf(JSON.stringify(body))) !== undefined,
    add: ({ dataset, table, at, by, body }) => {
      const text = JSON.stringify(body)
      const hash = hashOf(text)
      if (known.get(dataset, hash) !== undefined) return null
      return Number(put.run(dataset, table, at, by, hash, text).lastInsertRowid)
    },
    withdraw: (id, word) => mark.run(word, id).changes > 0,
  }
})
