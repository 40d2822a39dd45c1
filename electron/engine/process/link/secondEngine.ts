// The levels of compared pairs, computed again by DuckDB from the same prepared values. In: pairs, fields, comparisons.
// Out: how many pairs were looked at and which levels differed. Never an answer used for the link: it is a second
// opinion. Names go through temporary tables in memory only, dropped at the end; never into a column set.
import type { LinkComparison } from '#shared/model/linkModel.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { compareOn } from './compare/comparePair.ts'
import { comparisonSql } from './compare/conditionSql.ts'
import type { PreparedField } from './compare/prepareField.ts'

export type SecondOpinion = {
  pairs: number
  different: { field: string; left: number; right: number; first: number; second: number }[]
}

const dayOf = (date: number): number =>
  date === 0 ? 0 : Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000

const valueRow = (field: PreparedField, row: number, swapWith: PreparedField | null): unknown => {
  const id = field.ids[row] as number
  const value = field.values[id]
  const becomes = field.field.crosswalk ?? {}
  const code = value?.compact ?? ''
  const known = Object.entries(becomes).find(([from]) => from.toLowerCase() === code)?.[1]
  return {
    id,
    folded: value?.folded ?? '',
    compact: code,
    sorted: value?.sorted ?? '',
    tokens: value?.tokens ?? [],
    weights: [...(field.words[id]?.weights ?? [])],
    records: [...(field.words[id]?.records ?? [])],
    house: value?.houseNumber ?? '',
    local: value?.local ?? '',
    date: value?.date ?? 0,
    day: dayOf(value?.date ?? 0),
    number: value === undefined || Number.isNaN(value.number) ? null : value.number,
    becomes: known?.map((to) => to.toLowerCase()) ?? [code],
    other: swapWith === null ? '' : (swapWith.values[swapWith.ids[row] as number]?.folded ?? ''),
  }
}

const shape = `[{"id":"INTEGER","folded":"VARCHAR","compact":"VARCHAR","sorted":"VARCHAR","tokens":["VARCHAR"],"weights":["INTEGER"],"records":["INTEGER"],
"house":"VARCHAR","local":"VARCHAR","date":"INTEGER","day":"INTEGER","number":"DOUBLE","becomes":["VARCHAR"],"other":"VARCHAR"}]`

export const secondOpinion = async (
  database: ColumnDatabase,
  comparisons: LinkComparison[],
  fields: PreparedField[],
  pairs: [number, number][],
): Promise<SecondOpinion> => {
  const different: SecondOpinion['different'] = []
  for (const comparison of comparisons) {
    const field = fields.find((f) => f.field.id === comparison.field)
    if (field === undefined || pairs.length === 0) continue
    const swap = comparison.levels.flat().find((condition) => condition.is === 'swapped')
    const swapWith = swap ? (fields.find((f) => f.field.id === swap.with) ?? null) : null
    const compare = compareOn(comparison, fields)
    const side = (which: 0 | 1): string => JSON.stringify(pairs.map((pair) => valueRow(field, pair[which], swapWith)))
    const levels = await database.all<{ level: number }>(
      `SELECT ${comparisonSql(comparison)}::INTEGER AS level FROM (
        SELECT unnest(from_json(?::JSON, '${shape}')) AS a, unnest(from_json(?::JSON, '${shape}')) AS b, unnest(range(${pairs.length})) AS n) ORDER BY n`,
      [side(0), side(1)],
    )
    pairs.forEach(([left, right], index) => {
      const first = compare(left, right)
      const second = levels[index]?.level ?? Number.NaN
      if (first !== second) different.push({ field: comparison.field, left, right, first, second })
    })
  }
  return { pairs: pairs.length, different }
}
