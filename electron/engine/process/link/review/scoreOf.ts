// Why a link thought what it did of a pair: the prior, each comparison's weight, the rarity of the values. In: the kept
// evidence, the parameters of the run. Out: a score whose parts add up to its weight. Never a figure the run did not
// use.
import type { Database } from 'better-sqlite3'
import type { LinkSet } from '#shared/model/link.ts'
import type { ReviewScore } from '#shared/model/linkReview.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { evidenceTableName } from '../evidenceTable.ts'

type Row = { stage: string; weight: number | null; probability: number | null; linked: number; levels: string | null }

/** Evidence of a run before levels were kept has none. */
const keepsLevels = (links: Database, table: string): boolean =>
  links.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = 'levels'").get(table) !== undefined

const partsOf = ({ weight, levels }: Row, set: LinkSet): ReviewScore['parts'] => {
  const { parameters } = set.report ?? {}
  const comparisons = set.definition.stages?.model?.comparisons ?? []
  if (weight === null || levels === null || !parameters) return null
  const prior = Math.log2(parameters.prior / (1 - parameters.prior))
  const fields = levels.split(',').map((text, index) => {
    const level = Number(text)
    const given = parameters.comparisons[index]
    const [m, u] = [given?.m[level] ?? 1, given?.u[level] ?? 1]
    // Nothing was compared where a side is empty: no evidence either way.
    return { field: comparisons[index]?.field ?? '', level, weight: level < 0 ? 0 : Math.log2(m / u) }
  })
  return { prior, fields, rarity: weight - prior - fields.reduce((sum, part) => sum + part.weight, 0) }
}

export const scoreOf = (
  links: Database,
  set: LinkSet,
  { left, right }: { left: number; right: number },
): Omit<ReviewScore, 'answer'> | null => {
  const table = evidenceTableName(set.definition.id)
  const levels = keepsLevels(links, table) ? 'levels' : 'NULL AS levels'
  const row = links
    .prepare<[number, number], Row>(
      `SELECT stage, weight, probability, linked, ${levels} FROM ${quoteName(table)} WHERE left_row = ? AND right_row = ?`,
    )
    .get(left, right)
  if (!row) return null
  const { stage, weight, probability } = row
  return { left, right, stage, weight, probability, linked: row.linked === 1, parts: partsOf(row, set) }
}
