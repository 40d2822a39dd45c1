// Small named texts kept with the workspace, keys of the column sets among them. In: the catalog. Out: texts.
// Never settings of the window or the user; those are the host's.
import type { Database } from 'better-sqlite3'
import { perDatabase } from './perDatabase.ts'

export type SettingRepository = {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

export const settingRepository: (catalog: Database) => SettingRepository = perDatabase((catalog) => {
  const one = catalog.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const put = catalog.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
  const drop = catalog.prepare('DELETE FROM setting WHERE key = ?')
  return {
    get: (key) => one.get(key)?.value ?? null,
    set: (key, value) => {
      put.run(key, value)
    },
    remove: (key) => {
      drop.run(key)
    },
  }
})
