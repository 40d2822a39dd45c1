// The most frequent values of a measure or date, and how many different ones there are. In: records. Out: at most
// twenty, counted. Never a guess: with too many different values only those are told that cannot have been missed, and
// their number is not.
import type { VariableProfile } from '#shared/contract/responses.ts'
import type { Selection } from './selection.ts'

type Top = Pick<VariableProfile, 'distinct' | 'top'>
const topValues = 20

/** Grouping more values than this would take the memory of the whole machine. */
const groupedValues = 500_000
/**
 * Beyond it, values that make up at least this share are looked for in a sample and then counted. A share of 2 % is
 * seen some 400 times in 20,000 rows; that it is seen less than three times does not happen. The sample is the same
 * every time.
 */
const frequentShare = 0.02
const sampleRows = 20_000

export const topOfValues = async (
  { database, from, where, rowId }: Pick<Selection, 'database' | 'from' | 'where' | 'rowId'>,
  sql: string,
  shown: (value: bigint | string) => string,
  limit = groupedValues,
): Promise<Top> => {
  const known = `${where}${where ? ' AND' : ' WHERE'} ${sql} IS NOT NULL`
  const [about] = await database.all<{ about: bigint; n: bigint }>(
    `SELECT approx_count_distinct(${sql}) AS about, count(*) AS n FROM ${from}${known}`,
  )
  const listed = (rows: { value: bigint | string; n: bigint }[]): Top['top'] =>
    rows.map((r) => ({ code: shown(r.value), label: null, records: Number(r.n) }))
  if (Number(about?.about ?? 0) <= limit) {
    const rows = await database.all<{ value: bigint | string; n: bigint; distinct_values: bigint }>(
      `WITH counted AS (SELECT ${sql} AS value, count(*)::BIGINT AS n FROM ${from}${known} GROUP BY 1)` +
        ` SELECT value, n, count(*) OVER () AS distinct_values FROM counted ORDER BY n DESC, value LIMIT ${topValues}`,
    )
    return { distinct: Number(rows[0]?.distinct_values ?? 0), top: listed(rows) }
  }
  const total = Number(about?.n ?? 0)
  const sample = `SELECT ${sql} AS value FROM ${from}${known} AND hash(${rowId}) % ${Math.max(1, Math.floor(total / sampleRows))} = 0`
  const seen = await database.all<{ value: string }>(
    `SELECT value::VARCHAR AS value FROM (${sample}) GROUP BY value HAVING count(*) >= 3`,
  )
  const values = seen.map(({ value }) => (/^-?\d+$/.test(value) ? value : `DATE '${value}'`))
  if (values.length === 0) return { distinct: null, top: [] }
  const rows = await database.all<{ value: bigint | string; n: bigint }>(
    `SELECT ${sql} AS value, count(*)::BIGINT AS n FROM ${from}${known} AND ${sql} IN (${values.join(', ')}) GROUP BY 1 HAVING count(*) >= ${Math.ceil(total * frequentShare)} ORDER BY n DESC, value LIMIT ${topValues}`,
  )
  return { distinct: null, top: listed(rows) }
}
