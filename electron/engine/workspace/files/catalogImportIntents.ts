// The mark an import leaves before it touches anything and takes away when its delivery stands. In: the catalog. Out:
// intents. One left over on opening is an import that was cut off. Never more than this: cleaning up is
// recoverImports.ts's.
import type { Database } from 'better-sqlite3'
import { perDatabase } from './perDatabase.ts'

export type ImportIntent = {
  id: number
  dataset: string
  period: string
  delivery: number
  fileName: string
  startedAt: string
}

export type ImportIntentRepository = {
  /** `delivery` is the number the new delivery will have (deliveryRepository.nextId). Answers the intent's id. */
  begin(intent: { dataset: string; period: string; delivery: number; fileName: string }): number
  finish(id: number): void
  list(): ImportIntent[]
}

type Row = { id: number; dataset: string; period: string; delivery: number; file_name: string; started_at: string }

export const importIntentRepository: (catalog: Database) => ImportIntentRepository = perDatabase((catalog) => {
  const insert = catalog.prepare(
    'INSERT INTO import_intent (dataset, period, delivery, file_name, started_at) VALUES (?, ?, ?, ?, ?)',
  )
  const drop = catalog.prepare('DELETE FROM import_intent WHERE id = ?')
  const all = catalog.prepare<[], Row>('SELECT * FROM import_intent ORDER BY id')
  return {
    begin: ({ dataset, period, delivery, fileName }) =>
      Number(insert.run(dataset, period, delivery, fileName, new Date().toISOString()).lastInsertRowid),
    finish: (id) => {
      drop.run(id)
    },
    list: () =>
      all.all().map((row) => ({
        id: row.id,
        dataset: row.dataset,
        period: row.period,
        delivery: row.delivery,
        fileName: row.file_name,
        startedAt: row.started_at,
      })),
  }
})
