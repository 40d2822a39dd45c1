// Readers' answers about pairs of a link, kept in links.sqlite: judgement_<link>. In: a pair, a reader, an answer. Out:
// answers by pair. A record is known by its delivery and row number, so an answer never slips to another record that
// got its row id.
import type { Database } from 'better-sqlite3'
import type { ReviewAnswer } from '#shared/model/linkReview.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'

export const judgementTableName = (link: string): string => `judgement_${link}`

export type Judgement = {
  left: number
  right: number
  leftMark: string
  rightMark: string
  reader: string
  answer: ReviewAnswer
  /** Given to settle a disagreement: it stands above the others. */
  settles: boolean
  at: string
}

const hasJudgements = (links: Database, link: string): boolean =>
  links.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(judgementTableName(link)) !==
  undefined

type Row = Omit<Judgement, 'settles'> & { settles: number }

/** In the order they were given. */
export const readJudgements = (links: Database, link: string): Judgement[] => {
  if (!hasJudgements(links, link)) return []
  const rows = links
    .prepare<[], Row>(
      `SELECT left_row AS "left", right_row AS "right", left_mark AS leftMark, right_mark AS rightMark, reader, answer,
         settles, at FROM ${quoteName(judgementTableName(link))} ORDER BY number`,
    )
    .all()
  return rows.map((row) => ({ ...row, settles: row.settles === 1 }))
}

/** A reader's second answer about a pair takes the place of the first. */
export const writeJudgement = (links: Database, link: string, judgement: Judgement): void => {
  const table = quoteName(judgementTableName(link))
  links.transaction(() => {
    links.exec(`CREATE TABLE IF NOT EXISTS ${table} (number INTEGER PRIMARY KEY, left_row INTEGER NOT NULL,
      right_row INTEGER NOT NULL, left_mark TEXT NOT NULL, right_mark TEXT NOT NULL, reader TEXT NOT NULL,
      answer TEXT NOT NULL, settles INTEGER NOT NULL, at TEXT NOT NULL,
      UNIQUE (left_mark, right_mark, reader, settles)) STRICT`)
    links
      .prepare(
        `INSERT OR REPLACE INTO ${table} (left_row, right_row, left_mark, right_mark, reader, answer, settles, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        judgement.left,
        judgement.right,
        judgement.leftMark,
        judgement.rightMark,
        judgement.reader,
        judgement.answer,
        judgement.settles ? 1 : 0,
        judgement.at,
      )
  })()
}

/** Takes back the reader's latest answer. Null: there is none. */
export const removeLastJudgement = (
  links: Database,
  link: string,
  reader: string,
): { left: number; right: number } | null => {
  if (!hasJudgements(links, link)) return null
  return (
    links
      .prepare<[string], { left: number; right: number }>(
        `DELETE FROM ${quoteName(judgementTableName(link))} WHERE number =
           (SELECT max(number) FROM ${quoteName(judgementTableName(link))} WHERE reader = ?)
         RETURNING left_row AS "left", right_row AS "right"`,
      )
      .get(reader) ?? null
  )
}
