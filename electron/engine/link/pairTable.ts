// The pairs of a link in links.sqlite: pair_<link>(left_row, right_row). In: pairs in order of the left row. Out: a table that
// takes the place of the old one on commit. Never half of the pairs: all happens in one transaction the caller ends.
import type { Database } from 'better-sqlite3'
import { quoteName } from '../columns/columnDatabase.ts'

export const pairTableName = (link: string): string => `pair_${link}`

const rowsAStatement = 400

export type PairWriter = {
  write(left: ArrayLike<unknown>, right: ArrayLike<unknown>, rows: number): void
  /** Replaces the old table and commits. */
  commit(): void
  rollback(): void
}

export const openPairWriter = (links: Database, link: string): PairWriter => {
  const working = quoteName(`pairing_${link}`)
  const current = quoteName(pairTableName(link))
  links.exec('BEGIN IMMEDIATE')
  links.exec(`DROP TABLE IF EXISTS ${working}; CREATE TABLE ${working} (left_row INTEGER PRIMARY KEY, right_row INTEGER NOT NULL) STRICT`)
  const insertOf = (rows: number) => links.prepare(`INSERT INTO ${working} VALUES ${Array.from({ length: rows }, () => '(?,?)').join(',')}`)
  const insertMany = insertOf(rowsAStatement)
  const insertOne = insertOf(1)
  const values: unknown[] = Array.from({ length: rowsAStatement * 2 })
  let held = 0
  return {
    write: (left, right, rows) => {
      for (let row = 0; row < rows; row += 1) {
        values[held * 2] = left[row]
        values[held * 2 + 1] = right[row]
        held += 1
        if (held === rowsAStatement) {
          insertMany.run(values)
          held = 0
        }
      }
    },
    commit: () => {
      for (let row = 0; row < held; row += 1) insertOne.run(values[row * 2], values[row * 2 + 1])
      links.exec(`DROP TABLE IF EXISTS ${current}; ALTER TABLE ${working} RENAME TO ${quoteName(pairTableName(link))}; COMMIT`)
    },
    rollback: () => {
      if (links.inTransaction) links.exec('ROLLBACK')
    },
  }
}

export const pairCount = (links: Database, link: string): number | null => {
  const exists = links.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(pairTableName(link)) !== undefined
  return exists ? Number(links.prepare(`SELECT count(*) FROM ${quoteName(pairTableName(link))}`).pluck().get()) : null
}
