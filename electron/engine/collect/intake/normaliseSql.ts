// How a raw field becomes a typed value, as DuckDB SQL: the normalisers and types of shared/model/dataset.ts.
// In: SQL of the raw text, a variable. Out: SQL of the cleaned text and of the value. The person key is bound, never written out.
import type { Variable } from '#shared/model/dataset.ts'

/** SQL name of the keyed-hash secret: a column of the staging query, so the key never stands in SQL text. */
export const personKeySql = 'person_key'

const outerSpaces = "' ' || chr(9) || chr(160) || chr(8239) || chr(65279)"

/** What the scan of the bytes found; what is not there need not be looked for in every field. */
export type TextTraits = {
  /** Tabs, no-break spaces or the like: trimming plain spaces is not enough. */
  oddSpaces: boolean
  /** Bytes that only occur in text that is not in Unicode normal form C. */
  maybeDecomposed: boolean
  /** Letters among which Unicode has further spaces (ideographic, en, em …). */
  maybeRareSpaces: boolean
}

export const trimmedSql = (raw: string, { oddSpaces, maybeDecomposed, maybeRareSpaces }: TextTraits): string => {
  const composed = maybeDecomposed ? `nfc_normalize(${raw})` : raw
  if (oddSpaces) return `nullif(trim(${composed}, ${outerSpaces}), '')`
  if (maybeRareSpaces) return `nullif(trim(${composed}), '')`
  // Trimming walks through the letters; two looks at the ends spare it nearly every time.
  return `nullif(CASE WHEN ${composed} LIKE ' %' OR ${composed} LIKE '% ' THEN trim(${composed}) ELSE ${composed} END, '')`
}
const onlyDigits = (text: string): string => `regexp_replace(${text}, '[^0-9]', '', 'g')`
const keyedHex = (text: string): string => `sha256(${personKeySql} || ${text})`

const padded = (text: string, width: number): string =>
  `CASE WHEN length(${text}) < ${width} AND regexp_full_match(${text}, '[0-9]+') THEN lpad(${text}, ${width}, '0') ELSE ${text} END`

/** The forms tax codes come in: lost zero, missing or spaced hyphen, "-000", scientific notation, a personal number instead. */
const taxCode = (text: string): string => {
  const digits = onlyDigits(text)
  const suffixed = (d: string): string =>
    `CASE WHEN right(${d}, 3) = '000' THEN left(${d}, 10) ELSE left(${d}, 10) || '-' || right(${d}, 3) END`
  return `CASE
    WHEN regexp_full_match(${text}, '[0-9]{10}') THEN ${text}
    WHEN regexp_full_match(${text}, '[0-9]+([.][0-9]+)?[Ee][+]?[0-9]{1,2}') THEN lpad(coalesce(CAST(TRY_CAST(TRY_CAST(${text} AS DOUBLE) AS BIGINT) AS VARCHAR), ${text}), 10, '0')
    WHEN regexp_full_match(${text}, '[0-9 .]+') AND length(${digits}) = 12 THEN 'P' || upper(substr(${keyedHex(digits)}, 1, 15))
    WHEN NOT regexp_full_match(${text}, '[0-9 .–-]+') THEN upper(${text})
    WHEN length(${digits}) = 9 THEN '0' || ${digits}
    WHEN length(${digits}) = 10 THEN ${digits}
    WHEN length(${digits}) = 12 THEN ${suffixed(`('0' || ${digits})`)}
    WHEN length(${digits}) = 13 THEN ${suffixed(digits)}
    ELSE ${text} END`
}

/** SQL of the cleaned text: NULL for an empty field. `base` must be the trimmed text of trimmedSql. */
export const cleanedSql = (variable: Variable, base: string): string => {
  switch (variable.normalise) {
    case 'trim':
      return base
    case 'upper':
      return `upper(${base})`
    case 'digits':
      return `CASE WHEN regexp_full_match(${base}, '[0-9]+') THEN ${base} ELSE nullif(${onlyDigits(base)}, '') END`
    case 'pad':
      return variable.width === null ? base : padded(base, variable.width)
    case 'tax_code':
      return taxCode(base)
    case 'person_hash':
      return base
    default:
      return variable.normalise satisfies never
  }
}

const wholeNumber = "'[+-]?[0-9]{1,18}([.]0+)?'"
const decimalNumber = "'[+-]?[0-9]{1,15}([.][0-9]+)?'"

/** SQL of the value from its cleaned text; NULL where the text is not one. Decimals are scaled to whole numbers. */
export const typedSql = (variable: Variable, cleaned: string): string => {
  switch (variable.type) {
    case 'code':
    case 'text':
      return cleaned
    case 'hash':
      // 63 bits, so that the value is a positive BIGINT in both engines.
      return `CAST(CAST('0x' || substr(${keyedHex(cleaned)}, 1, 16) AS UBIGINT) & 9223372036854775807 AS BIGINT)`
    case 'integer':
      // A number that is written as the engine would write it needs no pattern; the pattern is what costs.
      return `CASE WHEN strlen(${cleaned}) <= 18 AND CAST(TRY_CAST(${cleaned} AS BIGINT) AS VARCHAR) = ${cleaned} THEN CAST(${cleaned} AS BIGINT)
        WHEN regexp_full_match(${cleaned}, ${wholeNumber}) THEN TRY_CAST(${cleaned} AS BIGINT) END`
    case 'decimal':
      return `CASE WHEN regexp_full_match(${cleaned}, ${decimalNumber}) THEN CAST(TRY_CAST(${cleaned} AS DECIMAL(${15 + variable.scale}, ${variable.scale})) * ${10 ** variable.scale} AS BIGINT) END`
    case 'date':
      return `CASE WHEN regexp_full_match(${cleaned}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(${cleaned} AS DATE)
        WHEN regexp_full_match(${cleaned}, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}') THEN CAST(try_strptime(${cleaned}, '%d/%m/%Y') AS DATE) END`
    default:
      return variable.type satisfies never
  }
}

/** Whether a non-empty text can fail to be a value. */
export const canMistype = (variable: Variable): boolean =>
  variable.type === 'integer' || variable.type === 'decimal' || variable.type === 'date'
