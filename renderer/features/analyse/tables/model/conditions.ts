// Conditions of the expression language put together from picked codes. In: a variable and codes. Out: text of the
// language.
import { sqlText } from '#shared/format/sqlText.ts'

export const conditionOf = (ref: string, codes: readonly string[]): string =>
  codes.length === 1 ? `${ref} = ${sqlText(codes[0] ?? '')}` : `${ref} in (${codes.map(sqlText).join(', ')})`

/** Both must hold; an `or` in what was there keeps its meaning by parentheses. */
export const joinConditions = (old: string, added: string): string => {
  const kept = old.trim()
  if (kept === '') return added
  return /\bor\b/i.test(kept.replace(/'(?:[^']|'')*'/g, '')) ? `(${kept}) and ${added}` : `${kept} and ${added}`
}
