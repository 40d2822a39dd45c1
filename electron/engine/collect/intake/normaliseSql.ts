// How a raw field becomes a typed value, as DuckDB SQL: the normalisers and types of shared/model/dataset.ts. In: SQL
// of the raw text, a variable. Out: SQL of the cleaned text and of the value. The person key is bound, never written
// out.
import type { Variable } from '#shared/model/dataset.ts'
import type { DateForm, NumberForm } from './columnForms.ts'
import {
  agreedNumberSql,
  canonicalValueSql,
  isSlashed,
  plainNumberSql,
  scaledSql,
  slashedDateSql,
} from './numberSql.ts'

/** SQL name of the keyed-hash secret: a column of the staging query, so the key never stands in SQL text. */
export const personKeySql = 'person_key'

const outerSpaces = "' ' || chr(9) || chr(160) || chr(8239)"
/** Line ends belong to a text that has several lines. */
const controlLetters = Array.from({ length: 31 }, (_, index) => index + 1)
  .filter((code) => code !== 10 && code !== 13)
  .map((code) => `chr(${code})`)
  .join(' || ')
const invisibleLetters = [0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff, 0xad]
  .map((c) => `chr(${c})`)
  .join(' || ')

/** What the scan of the bytes found; what is not there need not be looked for in every field. */
export type TextTraits = {
  /** Tabs, no-break spaces or the like: trimming plain spaces is not enough. */
  oddSpaces: boolean
  /** Bytes that only occur in text that is not in Unicode normal form C. */
  maybeDecomposed: boolean
  /** Letters among which Unicode has further spaces (ideographic, en, em …). */
  maybeRareSpaces: boolean
  /** Control characters: they are no part of a field's ends. */
  controls: boolean
  /** Zero-width letters, marks of direction, soft hyphens. */
  invisible: boolean
  /** Digits and signs of the width of ideographs; the minus sign. */
  fullWidth: boolean
}

const plainDigits = (raw: string): string => `translate(${raw}, '０１２３４５６７８９．，－＋／−', '0123456789.,-+/-')`

export const trimmedSql = (raw: string, traits: TextTraits, variable: Variable): string => {
  let text = traits.maybeDecomposed ? `nfc_normalize(${raw})` : raw
  if (traits.invisible) text = `translate(${text}, ${invisibleLetters}, '')`
  if (traits.fullWidth && variable.type !== 'text') text = plainDigits(text)
  if (traits.controls) return `nullif(trim(trim(${text}), ${outerSpaces} || ${controlLetters} || chr(127)), '')`
  if (traits.oddSpaces) return `nullif(trim(${text}, ${outerSpaces}), '')`
  if (traits.maybeRareSpaces || traits.invisible || traits.fullWidth) return `nullif(trim(${text}), '')`
  // Trimming walks through the letters; two looks at the ends spare it nearly every time.
  return `nullif(CASE WHEN ${text} LIKE ' %' OR ${text} LIKE '% ' THEN trim(${text}) ELSE ${text} END, '')`
}
const onlyDigits = (text: string): string => `regexp_replace(${text}, '[^0-9]', '', 'g')`
const keyedHex = (text: string): string => `sha256(${personKeySql} || ${text})`

const padded = (text: string, width: number): string =>
  `CASE WHEN length(${text}) < ${width} AND regexp_full_match(${text}, '[0-9]+') THEN lpad(${text}, ${width}, '0') ELSE ${text} END`

/** A code that a spreadsheet or a data frame made a number of: 79.0, 1.00065E+08. */
const pointZero = '[0-9]+[.]0+'
const exponent = '[0-9]+([.,][0-9]+)?[Ee][+-]?[0-9]{1,3}'
/** Digits are lost when the exponent asks for more of them than are written. */
const exponentDigits = (text: string): string => `regexp_replace(split_part(upper(${text}), 'E', 1), '[.,]', '')`
const exponentIsWhole = (text: string): string =>
  `(${`regexp_full_match(${text}, '[0-9][.,][0-9]+[Ee][+]?[0-9]{1,2}')`} AND length(${exponentDigits(text)}) = TRY_CAST(split_part(upper(${text}), 'E', 2) AS INTEGER) + 1)`

/** Identifiers of digits: those that such damage can reach. */
export const isDigitCode = ({ normalise }: Variable): boolean =>
  normalise === 'tax_code' || normalise === 'pad' || normalise === 'digits' || normalise === 'person_hash'

/** Whether the code was written as a power of ten and digits of it are lost: it cannot be known any more. */
export const lostDigitsSql = (text: string): string =>
  `(contains(upper(${text}), 'E') AND regexp_full_match(${text}, '${exponent}') AND regexp_matches(${text}, '[.,+]') AND NOT ${exponentIsWhole(text)})`

/** The digits of a code again, where nothing of it is lost. */
export const regainedSql = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '[0-9]+') THEN ${text}
    WHEN regexp_full_match(${text}, '${pointZero}') THEN split_part(${text}, '.', 1)
    WHEN contains(upper(${text}), 'E') AND ${exponentIsWhole(text)} THEN ${exponentDigits(text)}
    ELSE ${text} END`

/** The forms tax codes come in: lost zero, missing or spaced hyphen, "-000", a personal number instead. */
const taxCode = (text: string, lost: string): string => {
  const digits = onlyDigits(text)
  const suffixed = (d: string): string =>
    `CASE WHEN right(${d}, 3) = '000' THEN left(${d}, 10) ELSE left(${d}, 10) || '-' || right(${d}, 3) END`
  return `CASE
    WHEN regexp_full_match(${text}, '[0-9]{10}') THEN ${text}
    WHEN ${lost} THEN upper(${text})
    WHEN regexp_full_match(${text}, '[0-9 .]+') AND length(${digits}) = 12 THEN 'P' || upper(substr(${keyedHex(digits)}, 1, 15))
    WHEN NOT regexp_full_match(${text}, '[0-9 .–-]+') THEN upper(${text})
    WHEN length(${digits}) = 9 THEN '0' || ${digits}
    WHEN length(${digits}) = 10 THEN ${digits}
    WHEN length(${digits}) = 12 THEN ${suffixed(`('0' || ${digits})`)}
    WHEN length(${digits}) = 13 THEN ${suffixed(digits)}
    ELSE ${text} END`
}

/** Personal numbers begin with zeros, which spreadsheets drop: ten or eleven digits are one that lost them. */
const personCode = (text: string): string =>
  `CASE WHEN length(${text}) BETWEEN 10 AND 11 AND regexp_full_match(${text}, '[0-9]+') THEN lpad(${text}, 12, '0') ELSE ${text} END`

/**
 * What stands for "no value": the spellings of the workspace, but for those that are codes of the variable's list.
 * Looked for in one text of all spellings: a list of values would become a join.
 */
export const isMissingSql = (text: string, spellings: readonly string[]): string => {
  if (spellings.length === 0) return 'FALSE'
  const longest = Math.max(...spellings.map((s) => Buffer.byteLength(s)))
  const sign = '\u0001'
  const listed = `'${sign}${spellings.map((s) => s.toLowerCase().replaceAll("'", "''")).join(sign)}${sign}'`
  // Most fields begin with a digit, and no spelling does: they are not compared any further.
  const digits = spellings.some((s) => /^[0-9:]/.test(s)) ? '' : `WHEN ${text} >= '0' AND ${text} < ':' THEN FALSE `
  return `CASE ${digits}WHEN strlen(${text}) > ${longest} THEN FALSE ELSE contains(${listed}, chr(1) || lower(${text}) || chr(1)) END`
}

/**
 * SQL of the cleaned text. `base`: the trimmed text; of a code of digits what regainedSql made of it, and whether
 * digits of it are lost.
 */
export const cleanedSql = (variable: Variable, base: string, lost: string): string => {
  switch (variable.normalise) {
    case 'trim':
      return base
    case 'upper':
      return `upper(${base})`
    case 'digits':
      return `CASE WHEN regexp_full_match(${base}, '[0-9]+') OR ${lost} THEN ${base} ELSE coalesce(nullif(${onlyDigits(base)}, ''), ${base}) END`
    case 'pad':
      return variable.width === null ? base : padded(base, variable.width)
    case 'tax_code':
      return taxCode(base, lost)
    case 'person_hash':
      return personCode(base)
    default:
      return variable.normalise satisfies never
  }
}

/** SQL of the plain text of a number: as it stands where it is canonical, put into plain form where it can be read. */
export const plainSql = (
  variable: Variable,
  cleaned: string,
  canonical: string,
  form: NumberForm | undefined,
): string => {
  const whole = variable.type === 'integer'
  const other = form === undefined ? agreedNumberSql(cleaned, whole) : plainNumberSql(cleaned, form, whole)
  return `CASE WHEN ${canonical} THEN ${cleaned} ELSE ${other} END`
}

/** SQL of the value from its cleaned text; NULL where the text is not one. Decimals are scaled to whole numbers. */
export const typedSql = (
  variable: Variable,
  cleaned: string,
  canonical: string,
  plain: string,
  form: DateForm,
): string => {
  switch (variable.type) {
    case 'code':
    case 'text':
      return cleaned
    case 'hash':
      // 63 bits, so that the value is a positive BIGINT in both engines.
      return `CAST(CAST('0x' || substr(${keyedHex(cleaned)}, 1, 16) AS UBIGINT) & 9223372036854775807 AS BIGINT)`
    case 'integer':
      return `CASE WHEN ${canonical} THEN ${canonicalValueSql(variable, cleaned)}
        WHEN NOT contains(${plain}, '.') OR regexp_matches(${plain}, '[.](0{0,2}|0{4,})$') THEN TRY_CAST(split_part(${plain}, '.', 1) AS BIGINT) END`
    case 'decimal':
      return `CASE WHEN ${canonical} THEN ${canonicalValueSql(variable, cleaned)} ELSE ${scaledSql(plain, variable.scale)} END`
    case 'date':
      return `CASE WHEN ${canonical} THEN TRY_CAST(${cleaned} AS DATE) WHEN ${isSlashed(cleaned)} THEN ${slashedDateSql(cleaned, form)} END`
    default:
      return variable.type satisfies never
  }
}

/** Whether a non-empty text can fail to be a value. */
export const canMistype = (variable: Variable): boolean =>
  variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'date'
