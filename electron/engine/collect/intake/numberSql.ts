// Numbers and dates from text, as DuckDB SQL, in a form decided for the column. In: SQL of a cleaned text. Out: SQL of
// plain text (point as decimal sign, nothing between thousands), NULL where the text is not a number in this form.
// Nothing is rounded here.
import type { Variable } from '#shared/model/dataset.ts'
import type { DateForm, NumberForm } from './columnForms.ts'

const space = '[ \u00a0\u202f]'
const matches = (text: string, pattern: string): string => `regexp_full_match(${text}, '${pattern}')`
const without = (text: string, signs: string): string => `regexp_replace(${text}, '${signs}', '', 'g')`

/** Shapes of texts, each apart from the others; onePoint and oneComma are the doubtful ones. */
export const shapePatterns = {
  whole: '-?[0-9]{1,18}',
  decimalPoint:
    '-?([0-9]*[.][0-9]{1,2}|[0-9]*[.][0-9]{4,}|0[.][0-9]{3}|[.][0-9]{3}|0[0-9]+[.][0-9]{3}|[0-9]{4,}[.][0-9]{3})',
  decimalComma: '-?([0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,}|0,[0-9]{3}|0[0-9]+,[0-9]{3}|[0-9]{4,},[0-9]{3})',
  thousandPoints: '-?[0-9]{1,3}([.][0-9]{3}){2,}|-?[0-9]{1,3}([.][0-9]{3})+,[0-9]+',
  thousandCommas: '-?[0-9]{1,3}(,[0-9]{3}){2,}|-?[0-9]{1,3}(,[0-9]{3})+[.][0-9]+',
  onePoint: '-?[1-9][0-9]{0,2}[.][0-9]{3}',
  oneComma: '-?[1-9][0-9]{0,2},[0-9]{3}',
  spaces: `-?[0-9]{1,3}(${space}[0-9]{3})+([.,][0-9]+)?`,
} as const

/** The one sign before the digits, digits and signs in their plain form. */
export const tidyNumber = (text: string): string =>
  `CASE WHEN ${text}[1] = '+' THEN substr(${text}, 2) ELSE ${text} END`

/** The text as this engine would write the number: no pattern is needed for such a one. */
export const isCanonical = (variable: Variable, text: string): string => {
  if (variable.type === 'integer')
    return `(strlen(${text}) <= 18 AND CAST(TRY_CAST(${text} AS BIGINT) AS VARCHAR) IS NOT DISTINCT FROM ${text})`
  if (variable.type === 'decimal')
    // In a column of three decimals a number without them is a question: 1.500 beside 250.
    return matches(
      text,
      `-?[0-9]{1,${18 - variable.scale}}([.][0-9]{${variable.scale}})${variable.scale === 3 ? '' : '?'}`,
    )
  return matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
}

/**
 * Canonical in a column that is written in this form: a point that parts thousands, or may do so, is no canonical
 * number.
 */
export const isCanonicalIn = (variable: Variable, text: string, form: NumberForm | undefined): string => {
  const canonical = isCanonical(variable, text)
  if (variable.type !== 'decimal' || form === undefined || form === 'point') return canonical
  if (form === 'comma') return `(${canonical} AND NOT contains(${text}, '.'))`
  return variable.scale === 3 ? `(${canonical} AND NOT ${matches(text, shapePatterns.onePoint)})` : canonical
}

const pointed = (text: string): string => `replace(${without(text, `[.]|${space}`)}, ',', '.')`
const uncommaed = (text: string): string => without(text, `,|${space}`)

/**
 * Plain text of a number in the agreed form, not canonical: a sign, fewer or more decimals. The forms of other texts
 * are looked at later.
 */
export const agreedNumberSql = (text: string, whole: boolean): string =>
  // A point and three digits in a whole number are never the part before the point.
  `CASE WHEN ${matches(text, whole ? '[+-]?[0-9]{1,18}([.](0{1,2}|0{4,}))?' : '[+-]?[0-9]*[.]?[0-9]+')} THEN ltrim(${text}, '+') END`

/** Plain text of a number that is not canonical, in a form decided for its column. */
export const plainNumberSql = (raw: string, form: NumberForm, whole: boolean): string => {
  const text = tidyNumber(raw)
  const cases: [string, string][] = [['whole', text]]
  const readsPoint = form !== 'comma'
  const readsComma = form !== 'point'
  if (readsPoint) cases.push(['decimalPoint', text], ['thousandCommas', uncommaed(text)])
  if (readsComma) cases.push(['decimalComma', pointed(text)], ['thousandPoints', pointed(text)])
  if (form === 'point') cases.push(['oneComma', uncommaed(text)])
  // A point and three digits in a whole number are never the part before the point.
  if (form === 'point' && !whole) cases.push(['onePoint', text])
  if (form === 'comma') cases.push(['onePoint', pointed(text)])
  if (form === 'comma' && !whole) cases.push(['oneComma', pointed(text)])
  cases.push(['spaces', `replace(${without(text, space)}, ',', '.')`])
  const branches = cases.map(
    ([shape, sql]) => `WHEN ${matches(text, shapePatterns[shape as keyof typeof shapePatterns])} THEN ${sql}`,
  )
  return `CASE ${branches.join(' ')} END`
}

/**
 * The whole number of units of 10^-scale in a plain text; NULL beyond 64 bits. What stands beyond the scale is rounded
 * half away.
 */
export const scaledSql = (plain: string, scale: number): string =>
  `TRY_CAST(replace(CAST(TRY_CAST(${plain} AS DECIMAL(38, ${scale})) AS VARCHAR), '.', '') AS BIGINT)`

export const canonicalValueSql = (variable: Variable, text: string): string => {
  if (variable.type === 'integer') return `CAST(${text} AS BIGINT)`
  const { scale } = variable
  return `CASE WHEN contains(${text}, '.') THEN TRY_CAST(replace(${text}, '.', '') AS BIGINT) ELSE TRY_CAST(TRY_CAST(${text} AS BIGINT)::HUGEINT * ${10 ** scale} AS BIGINT) END`
}

/** Digits other than zero beyond the scale, in a plain text. */
export const beyondScaleSql = (plain: string, scale: number): string =>
  `regexp_matches(${plain}, '[.][0-9]{${scale}}[0-9]*[1-9]')`

const slashed = '[0-9]{1,2}([/.-])[0-9]{1,2}([/.-])[0-9]{4}'
/** RE2 knows no back reference: the two signs are compared apart. */
export const isSlashed = (text: string): string => `(${matches(text, slashed)})`
const parts = (text: string): string => `regexp_replace(${text}, '[.-]', '/', 'g')`
export const datePart = (text: string, part: 1 | 2): string =>
  `TRY_CAST(split_part(${parts(text)}, '/', ${part}) AS INTEGER)`
export const dateRead = (text: string, order: 'day' | 'month'): string =>
  `CAST(try_strptime(${parts(text)}, '${order === 'day' ? '%d/%m/%Y' : '%m/%d/%Y'}') AS DATE)`

export const slashedDateSql = (text: string, form: DateForm): string => {
  if (form !== 'unsure') return dateRead(text, form)
  const day = dateRead(text, 'day')
  const month = dateRead(text, 'month')
  return `CASE WHEN ${day} IS NULL OR ${day} = ${month} THEN ${month} WHEN ${month} IS NULL THEN ${day} END`
}
