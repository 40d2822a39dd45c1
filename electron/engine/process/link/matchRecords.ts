// Finds for every left record the right record with equal keys, inside DuckDB. In: a connection, keys. Out: temporary
// tables, counts. Codes are compared once per distinct code, not once per row. Never a written table, never a row in
// JavaScript.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetTable } from '#engine/workspace/columns/columnSet.ts'
import type { MatchSql } from '#engine/workspace/columns/linkedTable.ts'
import type { LinkKey } from './linkKeys.ts'

export type MatchCounts = {
  leftRows: number
  matchedRows: number
  missingKeyRows: number
  ambiguousRows: number
  rightRows: number
  rightMatchedRows: number
}

/** "2025-2026" → "2024-2025", "2025-03" → "2024-03", "2025" → "2024". */
const yearBefore = (code: string): string => {
  const year = `(TRY_CAST(left(${code}, 4) AS INTEGER) - 1)::VARCHAR`
  const rest = `CASE WHEN regexp_matches(${code}, '^[0-9]{4}-[0-9]{4}$') THEN '-' || left(${code}, 4) ELSE substr(${code}, 5) END`
  return `CASE WHEN regexp_matches(${code}, '^[0-9]{4}') THEN ${year} || ${rest} END`
}

/**
 * Key text as it is compared; NULL when there is nothing to compare. P…: the keyed hash that stands for a personal
 * number.
 */
const normalised = (code: string, normalise: LinkKey['normalise'], side: 'left' | 'right'): string => {
  if (normalise === 'year_before' && side === 'left') return yearBefore(code)
  return normalise !== 'first10'
    ? `nullif(${code}, '')`
    : `CASE WHEN starts_with(${code}, 'P') THEN ${code} WHEN regexp_matches(${code}, '^[0-9]{10}') THEN left(${code}, 10) END`
}

/** A left code without any counterpart: a key that is there but cannot match. */
const noCounterpart = -1

export const matchRecords = async (
  database: ColumnDatabase,
  { left, right, keys }: { left: string; right: string; keys: LinkKey[] },
  between: () => void,
): Promise<{ counts: MatchCounts; sql: MatchSql; furtherSql: string }> => {
  const leftTable = quoteName(columnSetTable(left))
  const rightTable = quoteName(columnSetTable(right))

  // Each distinct code of both sides gets the number of its normalised text: codes of several list versions meet in it.
  for (const [index, key] of keys.entries()) {
    if (key.compare === 'value') continue
    await database.run(
      `CREATE OR REPLACE TEMP TABLE right_key_${index} AS
      SELECT id, text, min(id) OVER (PARTITION BY text)::BIGINT AS key
      FROM (SELECT id, ${normalised('code', key.normalise, 'right')} AS text FROM dictionary WHERE dataset = ? AND variable = ?) WHERE text IS NOT NULL`,
      [right, key.right],
    )
    await database.run(
      `CREATE OR REPLACE TEMP TABLE left_key_${index} AS
      SELECT l.id, coalesce(r.key, ${noCounterpart}) AS key
      FROM (SELECT id, ${normalised('code', key.normalise, 'left')} AS text FROM dictionary WHERE dataset = ? AND variable = ?) AS l
      LEFT JOIN (SELECT DISTINCT text, key FROM right_key_${index}) AS r ON r.text = l.text WHERE l.text IS NOT NULL`,
      [left, key.left],
    )
    between()
  }
  const side = (name: 'left' | 'right', alias: string) => ({
    joins: keys
      .map((key, index) =>
        key.compare === 'text'
          ? `LEFT JOIN ${name}_key_${index} AS ${alias}${index} ON ${alias}${index}.id = ${alias}.${quoteName(key[name])}`
          : '',
      )
      .join(' '),
    columns: keys.map((key, index) =>
      key.compare === 'text' ? `${alias}${index}.key` : `${alias}.${quoteName(key[name])}`,
    ),
  })
  const leftSide = side('left', 'l')
  const rightSide = side('right', 'r')
  const named = (columns: string[]): string => columns.map((column, index) => `${column} AS k${index}`).join(', ')
  const all = (columns: string[], test: string): string => columns.map((column) => `${column} ${test}`).join(' AND ')
  const keyNames = keys.map((_, index) => `k${index}`)

  // One row for each key of the right side; the lowest row stands for all that share it.
  await database.run(`CREATE OR REPLACE TEMP TABLE match AS
    SELECT ${named(rightSide.columns)}, min(r.row_id)::UINTEGER AS right_row, count(*) AS candidates
    FROM ${rightTable} AS r ${rightSide.joins} WHERE ${all(rightSide.columns, 'IS NOT NULL')} GROUP BY ${keyNames.join(', ')}`)
  between()
  // Counting by key before joining: a million keys instead of twenty million records.
  const counted = await database.all<Record<keyof MatchCounts, bigint | number | null>>(`
    WITH keyed AS (SELECT ${named(leftSide.columns)}, sum(n)::BIGINT AS n
      FROM (SELECT ${keys.map((key) => quoteName(key.left)).join(', ')}, count(*) AS n FROM ${leftTable} GROUP BY ALL) AS l ${leftSide.joins} GROUP BY ${keyNames.join(', ')})
    SELECT coalesce(sum(n), 0)::BIGINT AS leftRows,
      coalesce(sum(n) FILTER (m.right_row IS NOT NULL), 0)::BIGINT AS matchedRows,
      coalesce(sum(n) FILTER (${keyNames.map((k) => `keyed.${k} IS NULL`).join(' OR ')}), 0)::BIGINT AS missingKeyRows,
      coalesce(sum(n) FILTER (m.candidates > 1), 0)::BIGINT AS ambiguousRows,
      (SELECT count(*) FROM ${rightTable})::BIGINT AS rightRows,
      count(m.right_row)::BIGINT AS rightMatchedRows
    FROM keyed LEFT JOIN match AS m ON ${keyNames.map((k) => `m.${k} = keyed.${k}`).join(' AND ')}`)
  between()
  const row = counted[0]
  const number = (name: keyof MatchCounts): number => Number(row?.[name] ?? 0)
  return {
    counts: {
      leftRows: number('leftRows'),
      matchedRows: number('matchedRows'),
      missingKeyRows: number('missingKeyRows'),
      ambiguousRows: number('ambiguousRows'),
      rightRows: number('rightRows'),
      rightMatchedRows: number('rightMatchedRows'),
    },
    // Only of keys that some left record has: a file of lines may repeat keys by the million that nobody looks up.
    furtherSql: `WITH asked AS (SELECT DISTINCT ${named(leftSide.columns)} FROM ${leftTable} AS l ${leftSide.joins} WHERE ${all(leftSide.columns, 'IS NOT NULL')}),
      several AS (SELECT m.* FROM match AS m SEMI JOIN asked ON ${keyNames.map((k) => `m.${k} = asked.${k}`).join(' AND ')} WHERE m.candidates > 1)
      SELECT m.right_row::UINTEGER AS anchor, r.row_id::UINTEGER AS right_row
      FROM (SELECT r.row_id, ${named(rightSide.columns)} FROM ${rightTable} AS r ${rightSide.joins}) AS r
      JOIN several AS m ON ${keyNames.map((k) => `m.${k} = r.${k}`).join(' AND ')} WHERE r.row_id <> m.right_row ORDER BY anchor, right_row`,
    sql: {
      tables: [
        'match AS m',
        ...keys.flatMap((key, index) => (key.compare === 'text' ? [`left_key_${index} AS l${index}`] : [])),
      ].join(', '),
      condition: [
        ...keys.flatMap((key, index) => (key.compare === 'text' ? [`l${index}.id = l.${quoteName(key.left)}`] : [])),
        ...leftSide.columns.map((column, index) => `m.k${index} = ${column}`),
      ].join(' AND '),
      rightRow: 'm.right_row',
    },
  }
}
