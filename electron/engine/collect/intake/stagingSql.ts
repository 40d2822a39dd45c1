// The one query an import runs: raw fields in, one row a record out with its values, its reasons to be rejected and its flags.
// In: dataset, header order, where the fields come from, compiled rules. Out: SQL and the meaning of its columns. Nothing runs here.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { recordProblems } from './fileRecord.ts'
import { canMistype, cleanedSql, personKeySql, trimmedSql, typedSql } from './normaliseSql.ts'
import type { RowLogic } from './rowLogic.ts'
import type { FileScan } from './scanFile.ts'

/** Columns beyond the layout that the fast reader still accepts, to call such rows COLUMN_COUNT rather than give up. */
export const overflowColumns = 8
/** Between the raw fields of a record; cannot occur in a file, which has no NUL bytes. */
export const rawSeparator = '\u0000'

export type StagingSource =
  | { kind: 'file'; path: string }
  /** Table of the careful reader (its name is ours): fields f0…, problem, raw. */
  | { kind: 'table'; name: string; rows: number }

export type StagingColumns = {
  /** Reason of each bit, 32 to a word; bit i of word w is reasons[w * 32 + i]. */
  reasons: string[]
  reasonWords: number
  flags: string[]
  flagWords: number
  /** Output order: reason words, flag words, raw (NULL: not kept by the query), key hash, then these. Text variables are followed by their hash. */
  variables: Variable[]
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)
/** No text of a file equals this, so an empty field stays distinct from a missing one. */
const neverNull = literal('\u0001\u0002no field\u0002\u0001')

const rawFields = (columns: number): string[] => [...names('f', columns), ...names('x', overflowColumns)]

const fileSource = (path: string, columns: number): string => {
  const fields = rawFields(columns)
  const types = fields.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  const last = columns - 1
  return `SELECT ${fields.join(', ')}, CASE WHEN x0 IS NOT NULL OR f${last} IS NULL THEN 'COLUMN_COUNT' END AS problem
  FROM read_csv(${literal(path)}, columns = {${types}}, auto_detect = false, header = false, skip = 1, delim = ',', quote = '"', escape = '"',
    nullstr = ${neverNull}, null_padding = true, strict_mode = true, max_line_size = 1200000, encoding = 'utf-8')`
}

const word = (conditions: string[]): string =>
  conditions.length === 0
    ? '0::UINTEGER'
    : conditions
        .map((condition, bit) => `CASE WHEN ${condition} THEN ${(1 << bit) >>> 0}::UINTEGER ELSE 0::UINTEGER END`)
        .join(' | ')

const words = (conditions: string[]): string[] => {
  const made: string[] = []
  for (let at = 0; at < conditions.length; at += 32) made.push(word(conditions.slice(at, at + 32)))
  return made
}

export type StagingQuery = {
  sql: string
  columns: StagingColumns
  /** SQL of the rows that lose to another of the same key: column row_number, reason. */ losersSql: string | null
}

export const stagingQuery = (
  dataset: Dataset,
  { header, traits }: Pick<FileScan, 'header' | 'traits'>,
  source: StagingSource,
  logic: RowLogic,
): StagingQuery => {
  const position = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]))
  const sourced = dataset.variables.filter((v) => v.source !== null)
  const field = (variable: Variable): string =>
    `f${position.get((variable.source ?? '').trim().toLowerCase()) ?? fail('DEFINITION_INVALID', { field: variable.id, reason: 'source' })}`
  const q = quoteName

  const from = source.kind === 'file' ? fileSource(source.path, header.length) : `SELECT * FROM ${source.name}`
  const carried = ['problem', ...(source.kind === 'file' ? rawFields(header.length) : ['raw'])].join(', ')
  const trimmed = `SELECT ${carried}, $2::VARCHAR AS ${personKeySql}, ${sourced.map((v) => `${trimmedSql(field(v), traits)} AS ${q(`t_${v.id}`)}`).join(', ')} FROM (${from})`
  const cleaned = `SELECT ${carried}, ${personKeySql}, ${sourced.map((v) => `${cleanedSql(v, q(`t_${v.id}`))} AS ${q(`n_${v.id}`)}`).join(', ')} FROM (${trimmed})`
  const mistypable = sourced.filter(canMistype)
  const typed = `SELECT ${carried}, $1::VARCHAR AS period${mistypable.map((v) => `, ${q(`n_${v.id}`)}`).join('')},
    ${sourced.map((v) => `${typedSql(v, q(`n_${v.id}`))} AS ${q(v.id)}`).join(', ')} FROM (${cleaned})`
  // One layer for each derived variable, so that it is computed once and later ones may use it.
  let rows = typed
  for (const { variable, sql } of logic.derived) rows = `SELECT *, ${sql} AS ${q(variable.id)} FROM (${rows})`

  const problems = source.kind === 'file' ? recordProblems.slice(0, 2) : recordProblems
  const reasons: string[] = [...problems]
  const conditions: string[] = problems.map((problem) => `problem = ${literal(problem)}`)
  const sound = 'problem IS NULL'
  for (const v of mistypable) {
    reasons.push(`TYPE:${v.id}`)
    conditions.push(`${sound} AND ${q(`n_${v.id}`)} IS NOT NULL AND ${q(v.id)} IS NULL`)
  }
  for (const v of dataset.variables.filter((v) => !v.nullable)) {
    reasons.push(`MISSING:${v.id}`)
    conditions.push(`${sound} AND ${q(canMistype(v) && v.source !== null ? `n_${v.id}` : v.id)} IS NULL`)
  }
  for (const { rule, sql } of logic.hard) {
    reasons.push(rule.id)
    conditions.push(`${sound} AND (${sql}) IS FALSE`)
  }
  const flags = logic.soft.map(({ rule }) => rule.id)
  const reasonSql = words(conditions)
  const flagSql = words(logic.soft.map(({ sql }) => `(${sql}) IS FALSE`))
  const keySql = dataset.key.length === 0 ? '0::UBIGINT' : `hash(${dataset.key.map(q).join(', ')})`
  const values = dataset.variables.flatMap((v) => [q(v.id), ...(v.type === 'text' ? [`hash(${q(v.id)})`] : [])])
  // Of a file, the line is put together again only for a row that its content rejects: see rejectedLines.ts for the others.
  const masks = reasonSql.map((_, index) => `m${index}`)
  const raw =
    source.kind === 'file'
      ? `CASE WHEN ${masks.join(' | ')} <> 0 THEN concat_ws(chr(0), ${rawFields(header.length).join(', ')}) END`
      : 'raw'
  const checked = `SELECT *, ${reasonSql.map((reason, index) => `${reason} AS m${index}`).join(', ')} FROM (${rows})`
  const sql = `SELECT ${[...masks, ...flagSql, raw, keySql, ...values].join(', ')} FROM (${checked})`

  const latest = dataset.latestBy
  const partition = `PARTITION BY ${dataset.key.map(q).join(', ')}`
  const losersSql =
    latest === null || dataset.key.length === 0
      ? null
      : `
    SELECT row_number, CASE WHEN ${q(latest)} IS DISTINCT FROM first_value(${q(latest)}) OVER ranked THEN 1 ELSE 0 END::UTINYINT AS superseded
    FROM (SELECT row_number() OVER () AS row_number, ${[...dataset.key, latest].map(q).join(', ')}, ${reasonSql.map((w, i) => `(${w}) AS m${i}`).join(', ')} FROM (${rows}))
    WHERE ${reasonSql.map((_, i) => `m${i} = 0`).join(' AND ')}
    WINDOW ranked AS (${partition} ORDER BY ${q(latest)} DESC NULLS LAST, row_number)
    QUALIFY row_number() OVER ranked > 1 ORDER BY row_number`
  return {
    sql,
    losersSql,
    columns: { reasons, reasonWords: reasonSql.length, flags, flagWords: flagSql.length, variables: dataset.variables },
  }
}
