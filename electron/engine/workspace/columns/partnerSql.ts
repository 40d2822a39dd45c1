// SQL of a step across a link on which a choice of partners is made. In: the step, which deliveries are its. Out: joins
// for DuckDB, joins and values for SQLite. Never a partner of a delivery that came after the link was run, never two
// rows for one record.
import { sqlText } from '#shared/format/sqlText.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { PartnerChoice, PartnerStatistic } from '#shared/model/partnerChoice.ts'
import { partnerRecords } from '#shared/model/partnerChoice.ts'
import type { Period } from '#shared/model/period.ts'
import { quoteName } from './columnDatabase.ts'
import { inScope, meetingPeriod } from './chosenPartner.ts'
import { columnSetTable } from './columnSet.ts'

export type SideDeliveries = readonly { id: number; period: Period }[]
export type PartnerStep = {
  link: string
  choice: PartnerChoice
  /** Partners stand by the first of them (keys), or by the record itself (stages). */
  by: 'first' | 'record'
  /** Within one dataset a record has one partner: the first of its entity. */
  within: boolean
  from: { alias: string; dataset: Dataset }
  to: { alias: string; dataset: Dataset }
  /** The linked dataset as it is stored. */
  stored: Dataset
  /** Deliveries the run knew. */
  deliveries: { from: SideDeliveries; to: SideDeliveries }
}

const [anchorName, atName, rankName, topName, rowName] = ['..anchor', '..at', '..rank', '..top', '..row'].map(quoteName)

/** CASE over deliveries; without any there is nothing to tell apart. */
const byDelivery = (column: string, deliveries: SideDeliveries, sqlOf: (period: Period) => string | null): string => {
  const groups = Map.groupBy(deliveries, ({ period }) => sqlOf(period))
  const branches = [...groups].flatMap(([sql, of]) =>
    sql === null ? [] : [`WHEN ${column} IN (${of.map(({ id }) => id).join(', ')}) THEN ${sql}`],
  )
  return branches.length === 0 ? 'NULL' : `(CASE ${branches.join(' ')} END)`
}

const meetingSql = (step: PartnerStep, side: 'from' | 'to', alias: string): string => {
  const kinds = { left: step.from.dataset.periodKind, right: step.stored.periodKind }
  return byDelivery(`${alias}."delivery_id"`, step.deliveries[side], (period) => {
    const meeting = meetingPeriod(kinds, period)
    return meeting === null ? null : sqlText(meeting)
  })
}
const rankSql = ({ deliveries }: PartnerStep, alias: string): string => {
  const order = [...new Set(deliveries.to.map(({ period }) => period))].sort()
  return byDelivery(`${alias}."delivery_id"`, deliveries.to, (period) => String(order.indexOf(period)))
}
/** Of the deliveries that can be meant; none: no record is. */
const meantSql = ({ choice, deliveries }: PartnerStep, alias: string): string => {
  const ids = deliveries.to.filter(({ period }) => inScope(choice.scope, period)).map(({ id }) => id)
  return ids.length === 0 ? 'FALSE' : `${alias}."delivery_id" IN (${ids.join(', ')})`
}

/** A mean rounded half away from zero, by whole numbers alone; `times`: 10 to the power of its further decimals. */
const meanSql = (sum: string, count: string, times: number, divide: string): string => {
  const rest = `abs(${sum}) % ${count}`
  const rounded = `((${rest}) * ${2 * times} + ${count}) ${divide} (2 * ${count})`
  return `CASE WHEN ${count} > 0 THEN (CASE WHEN ${sum} < 0 THEN -1 ELSE 1 END) * ((abs(${sum}) ${divide} ${count}) * ${times} + ${rounded}) END`
}

const figureSql = (
  engine: 'duckdb' | 'sqlite',
  statistic: PartnerStatistic,
  { value, more }: { value: string; more: number },
): string => {
  const exact = (sql: string): string => (engine === 'duckdb' ? `(${sql})::BIGINT` : sql)
  if (statistic === 'sum') return exact(`sum(${value})`)
  if (statistic === 'count') return exact(`count(${value})`)
  if (statistic === 'mean')
    return exact(meanSql(`sum(${value})`, `count(${value})`, 10 ** more, engine === 'duckdb' ? '//' : '/'))
  return statistic === 'minimum' ? `min(${value})` : `max(${value})`
}

const isStored = ({ stored }: PartnerStep, { id }: Variable): boolean => stored.variables.some((v) => v.id === id)

const figureOf = (step: PartnerStep, engine: 'duckdb' | 'sqlite', variable: Variable, alias: string): string => {
  const own = step.stored.variables.find((v) => v.id === variable.id)
  const value = isStored(step, variable) || variable.id !== partnerRecords ? variable.id : 'row_id'
  const more = own === undefined ? 0 : Math.max(0, variable.scale - own.scale)
  return figureSql(engine, step.choice.statistic ?? 'count', { value: `${alias}.${quoteName(value)}`, more })
}

/** Each partner with the record, or the first partner, by which it is found. */
const duckdbPartners = (step: PartnerStep, further: string): string => {
  const right = quoteName(columnSetTable(step.stored.id))
  const columns = [
    ...(step.choice.scope === 'same_period' ? [`${meetingSql(step, 'to', 'r')} AS ${atName}`] : []),
    ...(step.choice.scope === 'latest' ? [`${rankSql(step, 'r')} AS ${rankName}`] : []),
    'r.*',
  ].join(', ')
  const meant = meantSql(step, 'r')
  if (step.by === 'first')
    return `SELECT coalesce(f.anchor, r.row_id) AS ${anchorName}, ${columns} FROM ${right} r LEFT JOIN ${further} f ON f.right_row = r.row_id WHERE ${meant}`
  return `SELECT f.anchor AS ${anchorName}, ${columns} FROM ${further} f JOIN ${right} r ON r.row_id = f.right_row WHERE ${meant}`
}

/** `further`: the table of partners in DuckDB. */
export const duckdbPartnerJoin = (step: PartnerStep, further: string): string => {
  const { choice, from, to } = step
  const row = `${from.alias}.${quoteName(`${step.link}.row_id`)}`
  const anchor = step.by === 'first' ? row : `CASE WHEN ${row} IS NOT NULL THEN ${from.alias}."row_id" END`
  const all = duckdbPartners(step, further)
  const meant =
    choice.scope === 'latest'
      ? `SELECT * FROM (SELECT *, max(${rankName}) OVER (PARTITION BY ${anchorName}) AS ${topName} FROM (${all})) WHERE ${rankName} = ${topName}`
      : all
  const same = choice.scope === 'same_period'
  const keys = [anchorName, ...(same ? [atName] : [])].join(', ')
  const on = (alias: string): string =>
    `${alias}.${anchorName} = ${anchor}${same ? ` AND ${alias}.${atName} = ${meetingSql(step, 'from', from.alias)}` : ''}`
  if (choice.statistic === null) {
    const pick = `${to.alias}_pick`
    return ` LEFT JOIN (SELECT ${keys}, min(m.row_id) AS ${rowName} FROM (${meant}) m GROUP BY ${keys}) ${pick} ON ${on(pick)}
      LEFT JOIN ${quoteName(columnSetTable(step.stored.id))} ${to.alias} ON ${to.alias}.row_id = ${pick}.${rowName}`
  }
  const figures = to.dataset.variables.map((v) => `${figureOf(step, 'duckdb', v, 'm')} AS ${quoteName(v.id)}`)
  return ` LEFT JOIN (SELECT ${[keys, 'min(m.row_id) AS row_id', ...figures].join(', ')} FROM (${meant}) m GROUP BY ${keys}) ${to.alias} ON ${on(to.alias)}`
}

export type SqlitePartners = { join: string; rowId: string; value(variable: Variable): string }

/** `pairs`: the alias under which the pair of the record is joined; `table`: the records of the linked dataset. */
export const sqlitePartners = (step: PartnerStep, pairs: string, table: string): SqlitePartners => {
  const { choice, link, to, from } = step
  const further =
    step.by === 'first'
      ? `SELECT f.right_row FROM links.${quoteName(`further_${link}`)} f WHERE f.anchor = ${pairs}.right_row`
      : `SELECT f.right_row FROM links.${quoteName(`evidence_${link}`)} f WHERE f.left_row = ${pairs}.left_row AND f.linked = 1`
  const meant = (alias: string): string =>
    [
      step.within
        ? `${alias}.row_id = ${pairs}.right_row`
        : `(${alias}.row_id = ${pairs}.right_row OR (${pairs}.right_row IS NOT NULL AND ${alias}.row_id IN (${further})))`,
      meantSql(step, alias),
      ...(choice.scope === 'same_period'
        ? [`${meetingSql(step, 'to', alias)} = ${meetingSql(step, 'from', from.alias)}`]
        : []),
    ].join(' AND ')
  const newest =
    choice.scope === 'latest'
      ? ` AND ${rankSql(step, 'c')} = (SELECT max(${rankSql(step, 'd')}) FROM ${table} d WHERE ${meant('d')})`
      : ''
  const over = (sql: string): string => `(SELECT ${sql} FROM ${table} c WHERE ${meant('c')}${newest})`
  if (choice.statistic === null)
    return {
      join: ` LEFT JOIN ${table} ${to.alias} ON ${to.alias}.row_id = ${over('min(c.row_id)')}`,
      rowId: `${to.alias}."row_id"`,
      value: (variable) => `${to.alias}.${quoteName(variable.id)}`,
    }
  const rowId = over('min(c.row_id)')
  return {
    join: '',
    rowId,
    // Nothing is counted where nobody is met, as in the other engine.
    value: (variable) =>
      choice.statistic === 'count'
        ? `(CASE WHEN ${rowId} IS NOT NULL THEN ${over(figureOf(step, 'sqlite', variable, 'c'))} END)`
        : over(figureOf(step, 'sqlite', variable, 'c')),
  }
}
