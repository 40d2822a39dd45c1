// Looks through the texts of the columns that are not in their agreed form, and says how many are of each shape. In: a
// source, columns. Out: the forms these columns are written in; fails DATE_ORDER_ASK where dates can be read both ways
// and nothing tells.
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase, SqlValue } from '#engine/workspace/columns/columnDatabase.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { periodBounds } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { dateForms, isAgreed, numberForm } from './columnForms.ts'
import type { ColumnForms, DateForm, DateShapes, NumberForm, NumberShapes } from './columnForms.ts'
import {
  canonicalValueSql,
  datePart,
  dateRead,
  isCanonical,
  isSlashed,
  shapePatterns,
  tidyNumber,
} from './numberSql.ts'
import { formTextsSql } from './stagingSql.ts'
import type { StagingRequest } from './stagingSql.ts'

/** What the user said of the file, which decides before its texts do. */
export type GivenForms = { numbers?: NumberForm | undefined; dates?: 'day' | 'month' | undefined }

const numberConditions = (v: Variable): Record<keyof NumberShapes, string> => {
  const raw = quoteName(`n_${v.id}`)
  const text = tidyNumber(raw)
  const is = (shape: keyof typeof shapePatterns): string => `regexp_full_match(${text}, '${shapePatterns[shape]}')`
  const value =
    v.type === 'integer'
      ? `CASE WHEN ${isCanonical(v, raw)} THEN ${canonicalValueSql(v, raw)} END`
      : `TRY_CAST(${text} AS BIGINT)`
  const odd = `NOT regexp_full_match(right(${text}, 3), '000')`
  return {
    below1000: `${is('whole')} AND abs(${value}) BETWEEN 1 AND 999`,
    from1000: `${is('whole')} AND abs(${value}) >= 1000`,
    // 12.0 says so too, 0.000 does not.
    decimalPoint: is('decimalPoint'),
    decimalComma: is('decimalComma'),
    thousandPoints: is('thousandPoints'),
    thousandCommas: is('thousandCommas'),
    onePoint: is('onePoint'),
    onePointOdd: `${is('onePoint')} AND ${odd}`,
    oneComma: is('oneComma'),
    oneCommaOdd: `${is('oneComma')} AND ${odd}`,
    spaces: is('spaces'),
  }
}

const dateConditions = (
  v: Variable,
  { first, last }: { first: string; last: string },
): Record<keyof DateShapes, string> => {
  const text = quoteName(`n_${v.id}`)
  const slashed = isSlashed(text)
  const [one, two] = [datePart(text, 1), datePart(text, 2)]
  const either = `${slashed} AND ${one} BETWEEN 1 AND 12 AND ${two} BETWEEN 1 AND 12 AND ${one} <> ${two}`
  const within = (order: 'day' | 'month'): string =>
    `${either} AND ${dateRead(text, order)} BETWEEN DATE '${first}' AND DATE '${last}'`
  return {
    dayFirst: `${slashed} AND ${one} BETWEEN 13 AND 31 AND ${two} BETWEEN 1 AND 12`,
    monthFirst: `${slashed} AND ${one} BETWEEN 1 AND 12 AND ${two} BETWEEN 13 AND 31`,
    either,
    inPeriodDayFirst: within('day'),
    inPeriodMonthFirst: within('month'),
  }
}

const countsSql = (prefix: number, conditions: Record<string, string>): string =>
  Object.entries(conditions)
    .map(([name, condition]) => `count(*) FILTER (WHERE ${condition})::DOUBLE AS "${prefix}_${name}"`)
    .join(', ')

export type LookRequest = {
  connection: ColumnDatabase
  staging: Omit<StagingRequest, 'logic' | 'forms'>
  parameters: SqlValue[]
  period: Period
  /** Variables some of whose texts are not in the agreed form. */
  odd: ReadonlySet<string>
  given: GivenForms
}

export const lookAtForms = async ({
  connection,
  staging,
  parameters,
  period,
  odd,
  given,
}: LookRequest): Promise<ColumnForms> => {
  const variables = staging.dataset.variables.filter((v) => odd.has(v.id))
  const numbers = variables.filter((v) => v.type === 'integer' || v.type === 'decimal')
  const dates = variables.filter((v) => v.type === 'date')
  const bounds =
    periodBounds(period) ??
    fail('PERIOD_INVALID', { period, dataset: staging.dataset.id, kind: staging.dataset.periodKind })
  const asked = [...numbers, ...dates]
  const columns = [
    ...numbers.map((v, index) => countsSql(index, numberConditions(v))),
    ...dates.map((v, index) => countsSql(numbers.length + index, dateConditions(v, bounds))),
  ]
  if (asked.length === 0) return { numbers: new Map(), dates: new Map() }
  const texts = formTextsSql(
    staging,
    asked.map((v) => v.id),
  )
  const [row = {}] = await connection.all<Record<string, number>>(
    `SELECT ${columns.join(', ')} FROM (${texts})`,
    parameters,
  )
  const shapesAt = <T extends Record<string, number>>(at: number): T => {
    const found = Object.entries(row).filter(([name]) => name.startsWith(`${at}_`))
    return Object.fromEntries(found.map(([name, count]) => [name.slice(String(at).length + 1), count])) as T
  }
  const numberForms = new Map<string, NumberForm>()
  for (const [index, v] of numbers.entries()) {
    const shapes = shapesAt<NumberShapes>(index)
    const scale = v.type === 'decimal' ? v.scale : 0
    const form = given.numbers ?? numberForm(scale, shapes)
    if (!isAgreed(scale, shapes, form)) numberForms.set(v.id, form)
  }
  const shapes = new Map(dates.map((v, index) => [v.id, shapesAt<DateShapes>(numbers.length + index)]))
  const dateOrders = new Map<string, DateForm>()
  for (const [id, form] of dateForms(shapes)) {
    const order = given.dates ?? form
    if (order === 'ask') await ask(connection, staging, parameters, id)
    else if (order !== 'day') dateOrders.set(id, order)
  }
  return { numbers: numberForms, dates: dateOrders }
}

/** Says which column, with a date of it read both ways. */
const ask = async (
  connection: ColumnDatabase,
  staging: LookRequest['staging'],
  parameters: SqlValue[],
  id: string,
): Promise<never> => {
  const text = quoteName(`n_${id}`)
  const [example] = await connection.all<{ text: string; day: string; month: string }>(
    `SELECT ${text} AS text, strftime(${dateRead(text, 'day')}, '%d/%m/%Y') AS day, strftime(${dateRead(text, 'month')}, '%d/%m/%Y') AS month
      FROM (${formTextsSql(staging, [id])}) WHERE ${isSlashed(text)} AND ${dateRead(text, 'day')} <> ${dateRead(text, 'month')} LIMIT 1`,
    parameters,
  )
  const column = staging.dataset.variables.find((v) => v.id === id)?.source ?? id
  return fail('DATE_ORDER_ASK', {
    column,
    text: example?.text ?? '',
    day: example?.day ?? '',
    month: example?.month ?? '',
  })
}
