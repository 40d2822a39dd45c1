// All pairs of a link by stages in links.sqlite, with how each was found: evidence_<link>. In: pairs as row ids. Out:
// the table, made anew in the caller's transaction; the one before it stays as evidence_<link>~before until the next
// run. Never half of the pairs.
import type { Database } from 'better-sqlite3'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'

export const evidenceTableName = (link: string): string => `evidence_${link}`
export const evidenceBeforeName = (link: string): string => `evidence_${link}~before`

export type EvidenceRow = {
  left: number
  right: number
  stage: string
  weight: number | null
  probability: number | null
  linked: boolean
  /** Level of each comparison, by commas; null where the pair was not compared. */
  levels: string | null
}

export const hasEvidence = (links: Database, table: string): boolean =>
  links.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined

export type LinkChange = { kept: number; added: number; removed: number }
/** Linked pairs of one table that the other has not linked. */
export const linkedOnlyIn = (table: string, other: string): string =>
  `FROM ${quoteName(table)} p WHERE p.linked = 1 AND NOT EXISTS (SELECT 1 FROM ${quoteName(other)} o
   WHERE o.left_row = p.left_row AND o.right_row = p.right_row AND o.linked = 1)`

/** Null: there was no run before. */
export const changeSinceBefore = (links: Database, link: string): LinkChange | null => {
  const [now, before] = [evidenceTableName(link), evidenceBeforeName(link)]
  if (!hasEvidence(links, before)) return null
  const count = (sql: string): number => Number(links.prepare(`SELECT count(*) ${sql}`).pluck().get())
  const added = count(linkedOnlyIn(now, before))
  return {
    added,
    removed: count(linkedOnlyIn(before, now)),
    kept: count(`FROM ${quoteName(now)} WHERE linked = 1`) - added,
  }
}

/** Within a transaction of links.sqlite. */
export const writeEvidence = (links: Database, link: string, rows: Iterable<EvidenceRow>): void => {
  const current = quoteName(evidenceTableName(link))
  const before = quoteName(evidenceBeforeName(link))
  links.exec(`DROP TABLE IF EXISTS ${before}`)
  if (hasEvidence(links, evidenceTableName(link))) links.exec(`ALTER TABLE ${current} RENAME TO ${before}`)
  links.exec(`CREATE TABLE ${current} (left_row INTEGER NOT NULL, right_row INTEGER NOT NULL, stage TEXT NOT NULL,
    weight REAL, probability REAL, linked INTEGER NOT NULL, levels TEXT, PRIMARY KEY (left_row, right_row)) STRICT, WITHOUT ROWID`)
  const insert = links.prepare(`INSERT INTO ${current} VALUES (?, ?, ?, ?, ?, ?, ?)`)
  for (const row of rows)
    insert.run(row.left, row.right, row.stage, row.weight, row.probability, row.linked ? 1 : 0, row.levels)
}
