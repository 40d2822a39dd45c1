// What was published of this workspace, kept for good. In: the catalog; a table that leaves. Out: releases of a dataset.
// Never a figure: the definition, the state of the records and which cells were withheld say all that a later table must know.
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
})
export type ReleaseColumn = z.output<typeof columnSchema>
export type ReleaseBody = z.output<typeof bodySchema>
export type Release = { id: number; dataset: string; table: string; at: string; by: string; body: ReleaseBody }

export type ReleaseRepository = {
  /** Those that stand, oldest first. */
  of(dataset: string): Release[]
  list(): ReleaseEntry[]
  /** The same table in the same state is one release. */
  add(release: Omit<Release, 'id'>): void
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

export const releaseRepository: (catalog: Database) => ReleaseRepository = perDatabase((catalog) => {
  const standing = catalog.prepare<[string], Row>(
    'SELECT * FROM release WHERE dataset = ? AND withdrawn IS NULL ORDER BY id',
  )
  const all = catalog.prepare<[], Omit<Row, 'body' | 'hash'>>(
    'SELECT id, dataset, table_id, at, by, withdrawn FROM release ORDER BY id DESC',
  )
  const known = catalog.prepare<[string, string]>(
    'SELECT 1 FROM release WHERE dataset = ? AND hash = ? AND withdrawn IS NULL',
  )
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
    list: () => all.all().map(({ table_id, ...entry }) => ({ ...entry, table: table_id })),
    add: ({ dataset, table, at, by, body }) => {
      const text = JSON.stringify(body)
      const hash = createHash('sha256').update(text).digest('hex')
      if (known.get(dataset, hash) === undefined) put.run(dataset, table, at, by, hash, text)
    },
    withdraw: (id, word) => mark.run(word, id).changes > 0,
  }
})
