// Words both SQL dialects share. Literals are encoded here and nowhere else.

/** A text literal; both engines know no escape but the doubled quote. */
export { sqlText as quoted } from '../format/sqlText.ts'

/** 10^n as written digits; n ≤ 18. */
export const power = (n: number): string => (10n ** BigInt(n)).toString()

/** The largest value that stays below 2^61 when multiplied by 10^n. */
export const wholeLimit = (n: number): string => ((2n ** 61n - 1n) / 10n ** BigInt(n)).toString()

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** The weighted sum of a tax code's first nine digits. */
export const taxSum = (digit: (index: number) => string): string =>
  taxWeights.map((weight, i) => `${weight} * ${digit(i)}`).join(' + ')

/**
 * The same sum of a ten-digit number from its quotients by 10, 100, …: a digit is q(p) − 10·q(p+1), so each quotient is
 * needed once. q(p) is the SQL of the number divided by 10^p, for p from 1 to 9.
 */
export const taxSumOfNumber = (quotient: (power: number) => string): string =>
  taxWeights
    .map((_, i) => {
      const p = i + 1
      const own = taxWeights[9 - p] ?? 0
      const below = p > 1 ? (taxWeights[10 - p] ?? 0) : 0
      return `${own - 10 * below} * ${quotient(p)}`
    })
    .join(' + ')

/**
 * A name for a value used several times: the same text has the same name, so names nested in each other never clash.
 */
export const valueName = (sql: string): string => {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < sql.length; i += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(sql.charCodeAt(i))) * 0x100000001b3n)
  return `value_${hash.toString(36)}`
}
