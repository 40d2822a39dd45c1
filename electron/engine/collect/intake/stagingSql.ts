// The one query an import runs: raw fields in, one row a record out with its values, its reasons to be rejected, its
// flags and notes. In: dataset, scan, where the fields come from, compiled rules, forms of columns. Out: SQL and the
// meaning of its columns. Nothing runs here.
import { sqlText } from '#shared/format/sqlText.ts'
import { literalPattern } from '#engine/workspace/columns/closeOff.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { ColumnForms } from './columnForms.ts'
import { recordProblems } from './fileRecord.ts'
import {
  canMistype,
  cleanedSql,
  isDigitCode,
  isMissingSql,
  lostDigitsSql,
  personKeySql,
  plainSql,
  regainedSql,
  trimmedSql,
  typedSql,
} from './normaliseSql.ts'
import { beyondScaleSql, isCanonicalIn } from './numberSql.ts'
import { repairLayers } from '#engine/collect/rules/repairSql.ts'
import type { RowLogic } from './rowLogic.ts'
import type { FileScan } from './scanFile.ts'

/** Columns beyond the layout that the fast reader still accepts, to call such rows COLUMN_COUNT rather than give up. */
export const overflowColumns = 8
/** Between the raw fields of a record; cannot occur in a file, which has no NUL bytes. */
export const rawSeparator = '\u0000'

export type StagingSource =
  | { kind: 'file'; path: string }
  /**
   * Table of the careful reader (its name is ours): fields f0…, problem, raw. `formed`: a layout has put the texts into
   * form.
   */
  | { kind: 'table'; name: string; rows: number; formed: boolean }

export type StagingColumns = {
  /** Reason of each bit, 32 to a word; bit i of word w is reasons[w * 32 + i]. */
  reasons: string[]
  reasonWords: number
  flags: string[]
  flagWords: number
  /**
   * What happens to a value without rejecting or flagging its row: ODD (not in the agreed form), MISSING_TEXT (a
   * spelling of "none").
   */
  notes: string[]
  noteWords: number
  /**
   * Output order: reason, flag and note words, raw (NULL: not kept by the query), key hash, then these. Text variables
   * are followed by their hash.
   */
  variables: Variable[]
  /** Last, two columns for each repair: what was there before and what is now, NULL where nothing was done. */
  repairs: RowLogic['repairs']
}

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)
/** No text of a file equals this, so an empty field stays distinct from a missing one. */
const neverNull = sqlText('\u0001\u0002no field\u0002\u0001')

const rawFields = (columns: number): string[] => [...names('f', columns), ...names('x', overflowColumns)]

const fileSource = (path: string, columns: number, { delimiter, linesBefore }: FileScan['dialect']): string => {
  const fields = rawFields(columns)
  const types = fields.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  const last = columns - 1
  return `SELECT ${fields.join(', ')}, CASE WHEN x0 IS NOT NULL OR f${last} IS NULL THEN 'COLUMN_COUNT' END AS problem
  FROM read_csv(${sqlText(literalPattern(path))}, columns = {${types}}, auto_detect = false, header = false, skip = ${linesBefore + 1}, delim = ${sqlText(delimiter)}, quote = '"', escape = '"',
    compression = 'none', hive_partitioning = false, filename = false, nullstr = ${neverNull}, null_padding = true, strict_mode = true, max_line_size = 1200000, encoding = 'utf-8')`
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
  /** SQL of the rows that lose to another of the same key: column row_number, reason. */
  losersSql: string | null
  /** SQL of the hash of each sound row's key: column key. */
  keysSql: string
}

export type StagingRequest = {
  dataset: Dataset
  scan: Pick<FileScan, 'header' | 'traits' | 'dialect'>
  source: StagingSource
  logic: RowLogic
  /** Spellings of "no value" for a variable. */
  missing: (variable: Variable) => readonly string[]
  forms: ColumnForms
}

const q = quoteName

/**
 * What a layout has formed need not be cleaned, looked at for its form or for spellings of nothing: a whole number, a
 * number with all its decimals, an ISO day, or a text marked as none of them. Codes with rules of their own, and
 * decimals that a rule asks for, take the long way.
 */
const isFormed = (v: Variable, { source, logic }: Pick<StagingRequest, 'source' | 'logic'>): boolean =>
  source.kind === 'table' &&
  source.formed &&
  v.normalise === 'trim' &&
  v.type !== 'hash' &&
  !logic.decimals.some(({ variable }) => variable.id === v.id)

const formedSql = (v: Variable, field: string, traits: FileScan['traits']): string => {
  if (v.type === 'integer') return `TRY_CAST(${field} AS BIGINT)`
  if (v.type === 'decimal') return `TRY_CAST(replace(${field}, '.', '') AS BIGINT)`
  return v.type === 'date' ? `TRY_CAST(${field} AS DATE)` : trimmedSql(field, traits, v)
}

/** Fields trimmed as t_<id>, cleaned as n_<id> (NULL: no value), with what else of the record is carried along. */
const cleanedRows = ({ dataset, scan, source, missing, formed = [] }: Cleaning): { sql: string; carried: string } => {
  const { header, traits } = scan
  const sourced = dataset.variables.filter((v) => v.source !== null && !formed.includes(v))
  const field = fieldOf(header)
  const from =
    source.kind === 'file' ? fileSource(source.path, header.length, scan.dialect) : `SELECT * FROM ${source.name}`
  const raw = source.kind === 'file' ? rawFields(header.length) : ['raw']
  const carried = ['problem', ...raw, ...new Set(formed.map((v) => field(v)))].join(', ')
  const trims = sourced.map((v) => `, ${trimmedSql(field(v), traits, v)} AS ${q(`t_${v.id}`)}`).join('')
  const trimmed = `SELECT ${carried}, $2::VARCHAR AS ${personKeySql} ${trims} FROM (${from})`
  if (sourced.length === 0) return { sql: trimmed, carried }
  const codes = sourced.filter(isDigitCode)
  const regained = `SELECT * ${codes
    .map((v) => q(`t_${v.id}`))
    .map((text, index) => `, ${regainedSql(text)} AS d${index}, ${lostDigitsSql(text)} AS l${index}`)
    .join('')} FROM (${trimmed})`
  const cleaned = sourced.map((v) => {
    const text = q(`t_${v.id}`)
    const code = codes.indexOf(v)
    const made = code < 0 ? cleanedSql(v, text, 'FALSE') : cleanedSql(v, `d${code}`, `l${code}`)
    return `CASE WHEN ${isMissingSql(text, missing(v))} THEN NULL ELSE ${made} END AS ${q(`n_${v.id}`)}, ${text}`
  })
  const lost = codes.map((v, index) => `, l${index} AS ${q(`l_${v.id}`)}`)
  return {
    sql: `SELECT ${carried}, ${personKeySql}, ${cleaned.join(', ')} ${lost.join('')} FROM (${regained})`,
    carried,
  }
}

type Cleaning = Omit<StagingRequest, 'logic' | 'forms'> & { formed?: readonly Variable[] }

/** SQL name of the raw field of a variable. */
const fieldOf = (header: readonly string[]): ((variable: Variable) => string) => {
  const position = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]))
  return (variable) =>
    `f${position.get((variable.source ?? '').trim().toLowerCase()) ?? fail('DEFINITION_INVALID', { field: variable.id, reason: 'source' })}`
}

/** The cleaned texts of the numbers and dates, for the look at how a column is written. */
export const formTextsSql = (request: Omit<StagingRequest, 'logic' | 'forms'>, ids: readonly string[]): string =>
  `SELECT $1::VARCHAR AS period, ${ids.map((id) => q(`n_${id}`)).join(', ')} FROM (${cleanedRows(request).sql}) WHERE problem IS NULL`

export const stagingQuery = (request: StagingRequest): StagingQuery => {
  const { dataset, scan, source, logic, forms } = request
  const { header } = scan
  const delivered = dataset.variables.filter((v) => v.source !== null)
  const formed = delivered.filter((v) => isFormed(v, request))
  const isFormedHere = new Set(formed)
  const sourced = delivered.filter((v) => !isFormedHere.has(v))
  const field = fieldOf(header)
  const mistypable = sourced.filter(canMistype)
  const numbers = mistypable.filter((v) => v.type !== 'date')
  const decimals = numbers.filter((v) => v.type === 'decimal')
  const cleaned = cleanedRows({ ...request, formed })
  const { carried } = cleaned
  const canonicalOf = (v: Variable): string => isCanonicalIn(v, q(`n_${v.id}`), forms.numbers.get(v.id))
  const plain = `SELECT * ${[
    ...mistypable.map((v) => `${canonicalOf(v)} AS ${q(`c_${v.id}`)}`),
    ...numbers.map(
      (v) => `${plainSql(v, q(`n_${v.id}`), canonicalOf(v), forms.numbers.get(v.id))} AS ${q(`p_${v.id}`)}`,
    ),
  ]
    .map((column) => `, ${column}`)
    .join('')} FROM (${cleaned.sql})`
  const helpers = [
    ...sourced.flatMap((v) => [q(`t_${v.id}`), q(`n_${v.id}`)]),
    ...mistypable.map((v) => q(`c_${v.id}`)),
    ...sourced.filter(isDigitCode).map((v) => q(`l_${v.id}`)),
    ...decimals.map((v) => q(`p_${v.id}`)),
  ]
  const typedOf = (v: Variable): string =>
    typedSql(v, q(`n_${v.id}`), q(`c_${v.id}`), q(`p_${v.id}`), forms.dates.get(v.id) ?? 'day')
  const values = [
    ...helpers,
    ...delivered.map((v) => `${isFormedHere.has(v) ? formedSql(v, field(v), scan.traits) : typedOf(v)} AS ${q(v.id)}`),
  ]
  const typed = `SELECT ${carried}, $1::VARCHAR AS period, ${values.join(', ')} FROM (${plain})`
  // One layer for each derived variable, so that it is computed once and later ones may use it.
  let rows = repairLayers(typed, logic.repairs)
  for (const { variable, sql } of logic.derived) rows = `SELECT *, ${sql} AS ${q(variable.id)} FROM (${rows})`

  const problems = source.kind === 'file' ? recordProblems.slice(0, 2) : recordProblems
  const reasons: string[] = [...problems]
  const conditions: string[] = problems.map((problem) => `problem = ${sqlText(problem)}`)
  const sound = 'problem IS NULL'
  const reject = (reason: string, condition: string): void => {
    reasons.push(reason)
    conditions.push(`${sound} AND ${condition}`)
  }
  /** What stands where a value should be. */
  const textOf = (v: Variable): string => (isFormedHere.has(v) ? field(v) : q(`n_${v.id}`))
  const repaired = new Set(logic.repairs.map((repair) => repair.variable.id))
  // A text that is no value of its type is that whatever a repair puts in its place.
  for (const v of delivered.filter(canMistype))
    reject(`TYPE:${v.id}`, `${textOf(v)} IS NOT NULL AND ${q(repaired.has(v.id) ? `o_${v.id}` : v.id)} IS NULL`)
  for (const v of sourced.filter(isDigitCode)) reject(`DIGITS_LOST:${v.id}`, q(`l_${v.id}`))
  for (const v of dataset.variables.filter((v) => !v.nullable))
    reject(
      `MISSING:${v.id}`,
      `${canMistype(v) && v.source !== null ? textOf(v) : q(v.id)} IS NULL${repaired.has(v.id) ? ` AND ${q(v.id)} IS NULL` : ''}`,
    )
  for (const { rule, sql } of logic.hard) reject(rule.id, `(${sql}) IS FALSE`)
  const flagged = [
    ...logic.soft.map(({ rule, sql }) => [rule.id, `(${sql}) IS FALSE`] as const),
    ...logic.decimals.map(
      ({ rule, variable: v }) =>
        [rule.id, `NOT ${q(`c_${v.id}`)} AND ${beyondScaleSql(q(`p_${v.id}`), v.scale)}`] as const,
    ),
  ]
  const noted = [
    ...mistypable.map((v) => [`ODD:${v.id}`, `NOT ${q(`c_${v.id}`)}`] as const),
    ...sourced.map(
      (v) => [`MISSING_TEXT:${v.id}`, `${q(`t_${v.id}`)} IS NOT NULL AND ${q(`n_${v.id}`)} IS NULL`] as const,
    ),
  ]
  const reasonSql = words(conditions)
  const flagSql = words(flagged.map(([, sql]) => sql))
  const noteSql = words(noted.map(([, sql]) => `${sound} AND ${sql}`))
  const keySql = dataset.key.length === 0 ? '0::UBIGINT' : `hash(${dataset.key.map(q).join(', ')})`
  const outputs = dataset.variables.flatMap((v) => [q(v.id), ...(v.type === 'text' ? [`hash(${q(v.id)})`] : [])])
  const kept = logic.repairs.flatMap((_, index) => [`rb_${index}`, `ra_${index}`])
  // Of a file, the line is put together again only for a row that its content rejects: see rejectedLines.ts for the
  // others.
  const masks = reasonSql.map((_, index) => `m${index}`)
  const raw =
    source.kind === 'file'
      ? `CASE WHEN ${masks.join(' | ')} <> 0 THEN concat_ws(chr(0), ${rawFields(header.length).join(', ')}) END`
      : 'raw'
  const checked = `SELECT *, ${reasonSql.map((reason, index) => `${reason} AS m${index}`).join(', ')} FROM (${rows})`
  const sql = `SELECT ${[...masks, ...flagSql, ...noteSql, raw, keySql, ...outputs, ...kept].join(', ')} FROM (${checked})`

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
  const keysSql = `SELECT ${keySql} AS key FROM (${checked}) WHERE ${masks.map((mask) => `${mask} = 0`).join(' AND ')}`
  return {
    sql,
    losersSql,
    keysSql,
    columns: {
      reasons,
      reasonWords: reasonSql.length,
      flags: flagged.map(([id]) => id),
      flagWords: flagSql.length,
      notes: noted.map(([id]) => id),
      noteWords: noteSql.length,
      variables: dataset.variables,
      repairs: logic.repairs,
    },
  }
}
