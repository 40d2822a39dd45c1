// When each delivery is to be destroyed, and that it was. In: the catalog. Out: dates and certificates. Never a date
// without who set it and why.
import type { Database } from 'better-sqlite3'
import { perDatabase } from './perDatabase.ts'

export type RetentionRow = {
  delivery: number
  destroy_by: string
  set_by: string
  reason: string
  destroyed_at: string | null
  certificate: string | null
}

const statements = perDatabase((catalog: Database) => ({
  one: catalog.prepare<[number], RetentionRow>('SELECT * FROM retention WHERE delivery = ?'),
  all: catalog.prepare<[], RetentionRow>('SELECT * FROM retention'),
  set: catalog.prepare(
    `INSERT INTO retention (delivery, destroy_by, set_by, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (delivery) DO UPDATE SET destroy_by = excluded.destroy_by, set_by = excluded.set_by, reason = excluded.reason`,
  ),
  destroyed: catalog.prepare(
    `INSERT INTO retention (delivery, destroy_by, set_by, reason, destroyed_at, certificate) VALUES (@delivery, @at, @by, @reason, @at, @certificate)
     ON CONFLICT (delivery) DO UPDATE SET destroyed_at = @at, certificate = @certificate`,
  ),
}))

export const retentionRepository = (catalog: Database) => {
  const { one, all, set, destroyed } = statements(catalog)
  return {
    find: (delivery: number): RetentionRow | null => one.get(delivery) ?? null,
    list: (): RetentionRow[] => all.all(),
    set: (delivery: number, destroyBy: string, by: string, reason: string): void =>
      void set.run(delivery, destroyBy, by, reason),
    destroyed: (told: { delivery: number; at: string; by: string; reason: string; certificate: string }): void =>
      void destroyed.run(told),
  }
}
