// A column kept as text: a code when it groups, else words; names, addresses and personal numbers protected. In:
// profile, hints of the name. Out: a decision. Its texts are never changed.
import type { Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { base } from './columnDecision.ts'
import type { ColumnDecision } from './columnDecision.ts'
import type { NameHint } from './columnNames.ts'
import { answered } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'

/** Spellings that are no word of any text column; the others may be an answer there. */
const neverWords = /^(na|n\/a|#n\/a|nan|null|#null!|<na>|##n\/a##|\\n|\(null\)|n\.a\.|\.{1,3}|…|-{1,2}|–|—|\?|:)$/i
const few = (p: ColumnProfile): boolean => {
  if (p.values === null) return false
  const filled = answered(p)
  return p.values.size <= 30 || p.values.size <= filled * 0.5
}

/** Text kept as it is: a code when it groups, else words. */
export const asText = (
  p: ColumnProfile,
  hints: ReadonlySet<NameHint>,
  reason: Bilingual,
  confidence: number,
  code = false,
): ColumnDecision => {
  const short = p.longest <= 64 && p.letters / Math.max(1, p.texts) <= 40
  const twoLetters =
    p.values !== null && [...p.values.keys()].filter((v) => /^[A-Z]{2}$/.test(v)).length > p.values.size * 0.8
  const missing = [...p.missing.keys()].filter(
    (text) => neverWords.test(text) && !(twoLetters && /^[A-Z]{2}$/.test(text)),
  )
  const grouping = code || (short && few(p))
  const role: Variable['role'] = grouping ? 'classification' : 'text'
  const decided: ColumnDecision = {
    ...base(p),
    missing,
    type: grouping ? 'code' : short ? 'code' : 'text',
    role: code && p.unique === true ? 'key' : role,
    reason,
    confidence,
  }
  if (p.shortYears > 0 && p.shortYears === answered(p)) return { ...decided, ask: true, confidence: 0.4 }
  return protectedText(decided, p, hints)
}

/** Names, addresses, telephone and personal numbers never stand open. */
const protectedText = (decided: ColumnDecision, p: ColumnProfile, hints: ReadonlySet<NameHint>): ColumnDecision => {
  const values = p.values === null ? [] : [...p.values.keys()].slice(0, 500)
  const emails = values.filter((v) => /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(v)).length
  const identifier = (vi: string, en: string): ColumnDecision => ({
    ...decided,
    type: 'text',
    role: 'identifier',
    sensitivity: 'personal',
    normalise: 'trim',
    reason: bilingual(vi, en),
  })
  if ((values.length > 0 && emails > values.length * 0.8) || hints.has('email'))
    return identifier('là địa chỉ thư điện tử', 'holds e-mail addresses')
  if (hints.has('personName') && p.words > p.numbers) return identifier('là tên người', 'holds names of persons')
  const phones = values.filter((v) => /^(\+|0|84)[\d ().-]{7,18}$/.test(v)).length
  if (hints.has('phone') && values.length > 0 && phones > values.length * 0.6)
    return identifier('là số điện thoại', 'holds telephone numbers')
  if (hints.has('address') && p.words > p.numbers) return identifier('là địa chỉ', 'holds addresses')
  if (hints.has('personNumber') && p.longest <= 20)
    return identifier('là số giấy tờ của người', 'holds personal numbers')
  return decided
}
