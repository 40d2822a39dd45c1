// The pairs of a link in links.sqlite: pair_<link>(left_row, right_row), and further_<link> of right rows that share a
// key. In: pairs in order of the left row. Out: a table that takes the place of the old one on commit. Never half of
// the pairs: all happens in one transaction the caller ends.
import type { Database } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { furtherTableName } from '#engine/workspace/columns/furtherPartners.ts'
import { pairLogTable } from '#engine/workspace/records/recordTables.ts'

export const pairTableName = (link: string): string => `pair_${link}`

const rowsAStatement = 400

export type PairWriter = {
  /** `right`: the paired row, 0 for none. */
  write(left: ArrayLike<number>, right: ArrayLike<number>, rows: number): void
  /**
   * By keys: right rows beyond the first that share its key, in order. Called also without any: then all partners are
   * known.
   */
  writeFurther(anchors: ArrayLike<number>, rows: ArrayLike<number>, count: number): void
  /** Replaces the old tables, notes when it was made, and commits. */
  commit(runAt: string): void
  rollback(): void
}

export const openPairWriter = (links: Database, link: string): PairWriter => {
  const working = quoteName(`pairing_${link}`)
  const current = quoteName(pairTableName(link))
  links.exec('BEGIN IMMEDIATE')
  links.exec(
    `DROP TABLE IF EXISTS ${working}; CREATE TABLE ${working} (left_row INTEGER PRIMARY KEY, right_row INTEGER NOT NULL) STRICT`,
  )
  const furtherWorking = quoteName(`furthering_${link}`)
  const furtherCurrent = quoteName(furtherTableName(link))
  links.exec(`DROP TABLE IF EXISTS ${furtherWorking}; CREATE TABLE ${furtherWorking}
    (anchor INTEGER NOT NULL, right_row INTEGER NOT NULL, PRIMARY KEY (anchor, right_row)) STRICT, WITHOUT ROWID`)
  const insertFurther = links.prepare(`INSERT INTO ${furtherWorking} VALUES (?, ?)`)
  // Left rows mostly follow one another: then only their first is bound, and binding is what an insert costs.
  const insertRun = links.prepare(`INSERT INTO ${working} SELECT s.b + v.column1, v.column2
    FROM (SELECT ? AS b) AS s CROSS JOIN (VALUES ${Array.from({ length: rowsAStatement }, (_, k) => `(${k},?)`).join(',')}) AS v WHERE v.column2 > 0`)
  const insertOne = links.prepare(`INSERT INTO ${working} VALUES (?, ?)`)
  const values: number[] = Array.from({ length: rowsAStatement + 1 }, () => 0)
  return {
    write: (left, right, rows) => {
      let from = 0
      while (from < rows) {
        const first = left[from] ?? 0
        if (from + rowsAStatement <= rows && left[from + rowsAStatement - 1] === first + rowsAStatement - 1) {
          values[0] = first
          for (let k = 0; k < rowsAStatement; k += 1) values[k + 1] = right[from + k] ?? 0
          insertRun.run(values)
          from += rowsAStatement
        } else {
          if ((right[from] ?? 0) > 0) insertOne.run(first, right[from])
          from += 1
        }
      }
    },
    writeFurther: (anchors, rows, count) => {
      for (let at = 0; at < count; at += 1) insertFurther.run(anchors[at], rows[at])
    },
    commit: (runAt) => {
      links.exec(
        `DROP TABLE IF EXISTS ${furtherCurrent}; ALTER TABLE ${furtherWorking} RENAME TO ${quoteName(furtherTableName(link))};
        DROP TABLE IF EXISTS ${current}; ALTER TABLE ${working} RENAME TO ${quoteName(pairTableName(link))};
        CREATE TABLE IF NOT EXISTS ${pairLogTable} (link TEXT PRIMARY KEY, run_at TEXT NOT NULL) STRICT`,
      )
      links.prepare(`INSERT OR REPLACE INTO ${pairLogTable} (link, run_at) VALUES (?, ?)`).run(link, runAt)
      links.exec('COMMIT')
    },
    rollback: () => {
      if (links.inTransaction) links.exec('ROLLBACK')
    },
  }
}

export const pairCount = (links: Database, link: string): number | null => {
  const exists =
    links.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(pairTableName(link)) !==
    undefined
  return exists
    ? Number(
        links
          .prepare(`SELECT count(*) FROM ${quoteName(pairTableName(link))}`)
          .pluck()
          .get(),
      )
    : null
}
