// What a column of either dataset seems to hold, judged by its name, role, type and values. In: a column's texts. Out:
// a profile with the kind of field and the reason it is left out, if it is. Never a label of truth used: record numbers
// and group numbers are no evidence.
import { foldWords } from '#shared/format/foldText.ts'
import type { LinkFieldKind } from '#shared/model/linkModel.ts'
import { parseDate, splitForm } from '../compare/prepareValue.ts'

export type SourceColumn = {
  id: string
  /** Header of the delivered file and labels: all that is said about the column. */
  words: string
  role: string
  type: string
  texts: (row: number) => string | null
}

export type LeftOut = 'empty' | 'constant' | 'record_number' | 'group_label' | 'no_overlap' | 'made_of_others'

export type ColumnProfile = {
  id: string
  words: string
  kind: LinkFieldKind
  leftOut: LeftOut | null
  filled: number
  distinct: number
  /** Words a value has on average. */
  tokens: number
  /** Share of values in which a legal form or a school type stands. */
  forms: number
}

const has = (words: string, pattern: RegExp): boolean => pattern.test(words)

const emailName = /\be ?mail\b|thu dien tu/
const phoneName = /\b(phone|tel|telephone|mobile|fax|sdt)\b|dien thoai/
const dateName = /\b(date|dob|birth|birthday|ngay)\b/
const personName =
  /\b(first|given|fore|last|sur|family|full|middle)? ?(name|surname|forename|firstname|lastname|fname|lname|givenname)\b|\bho va ten\b|\bho ten\b|\bho\b|\bten\b|chu ho|author/
const organisationName =
  /\b(site|company|firm|enterprise|organi[sz]ation|business|school|institution|agency|employer|title)\b|truong|doanh nghiep|cong ty|don vi|co so/
const addressName = /\b(address|addr|street|dia chi|duong|so nha)\b/
const postName = /\b(zip|zipcode|post ?code|postal)\b/
const codeName = /\b(id|code|zip|zipcode|post ?code|postal|ma|so|number|no|cccd|cmnd|mst|ssn)\b/
/**
 * A record number says where a record stood in a file, and a group label is the answer itself: neither may be compared.
 */
const recordName =
  /^(unique |row |record |rec |entity |source )?(id|number|no|index|rowid|recid|key|uid|stt)$|^unique id$|^so thu tu$/
export const isRecordName = (words: string): boolean => recordName.test(words)
const labelName = /\b(cluster|truth|gold|label|entity|duplicate|match|group)\b|\btrue id\b/

/** Words of an address on average, at most. */
const longestAddress = 8
const profileSample = 20_000

export const profileColumn = (column: SourceColumn, rows: number): ColumnProfile => {
  const words = foldWords(column.words)
  const step = Math.max(1, Math.floor(rows / profileSample))
  const values = new Map<string, number>()
  let filled = 0
  let looked = 0
  for (let row = 0; row < rows; row += step) {
    looked += 1
    const text = column.texts(row)?.trim()
    if (!text) continue
    filled += 1
    values.set(text, (values.get(text) ?? 0) + 1)
  }
  const shareOf = (test: (value: string) => boolean): number => {
    let hits = 0
    for (const [value, count] of values) if (test(value)) hits += count
    return filled === 0 ? 0 : hits / filled
  }
  let tokenSum = 0
  for (const [value, count] of values) tokenSum += value.split(/\s+/).length * count
  const tokens = filled === 0 ? 0 : tokenSum / filled
  const forms = tokens < 1.5 ? 0 : shareOf((value) => splitForm(foldWords(value)).form !== '')
  const kind = kindOf(column, words, { shareOf, tokens, forms, distinct: values.size, filled })
  const allDistinct = values.size === filled && filled === looked && filled > 1
  const codeLike = kind === 'code' || kind === 'number'
  let leftOut: LeftOut | null = null
  if (filled === 0) leftOut = 'empty'
  else if (values.size === 1) leftOut = 'constant'
  else if (has(words, labelName) && codeLike) leftOut = 'group_label'
  else if (has(words, recordName) && codeLike) leftOut = 'record_number'
  else if (allDistinct && codeLike && column.role !== 'key') leftOut = 'record_number'
  return {
    id: column.id,
    words,
    kind,
    leftOut,
    filled: filled / Math.max(1, looked),
    distinct: values.size,
    tokens,
    forms,
  }
}

type Looked = {
  shareOf: (test: (value: string) => boolean) => number
  tokens: number
  forms: number
  distinct: number
  filled: number
}

const kindOf = (column: SourceColumn, words: string, looked: Looked): LinkFieldKind => {
  const { shareOf, tokens, distinct, filled } = looked
  if (shareOf((value) => value.includes('@')) > 0.7 || has(words, emailName)) return 'email'
  const dates = shareOf((value) => {
    const date = parseDate(value)
    return date > 18_000_000 && date < 21_000_000
  })
  if (column.type === 'date' || dates > 0.8 || (dates > 0.5 && has(words, dateName))) return 'date'
  if (column.type === 'decimal' || shareOf((value) => /^-?\d+[.,]\d+$/.test(value)) > 0.3) return 'number'
  if (shareOf((value) => /^(1[89]|20)\d\d$/.test(value)) > 0.9) return 'number'
  if (has(words, phoneName)) return 'code'
  if (has(words, postName)) return 'code'
  const wholeNumbers = shareOf((value) => /^[\d\s().+-]*\d[\d\s().+-]*$/.test(value))
  if (wholeNumbers > 0.9) return column.type === 'integer' && column.role === 'measure' ? 'number' : 'code'
  const digitsInside = shareOf((value) => /\d/.test(value))
  if (tokens < 1.3 && digitsInside > 0.8) return 'code'
  if (filled > 200 && distinct <= Math.min(40, filled * 0.01)) return 'category'
  if (has(words, addressName)) return 'address'
  // A house number stands at one end of a few words; numbers anywhere in a long text are its own business.
  const numberAtEnd = shareOf((value) => /^\S*\d\S*\s|^\S+\s\S*\d|\s\d\S*$/.test(value))
  if (numberAtEnd > 0.5 && tokens >= 2 && tokens <= longestAddress) return 'address'
  if (tokens < 1.6 && distinct < filled * 0.01 && has(words, codeName)) return 'category'
  if (looked.forms > 0.15) return 'organisation'
  // A bare "name" says nothing of whose: short ones of one or two words read as a person's.
  if (has(words, personName) && words !== 'name' && !has(words, organisationName) && tokens <= 5) return 'person'
  if (tokens <= 2) return 'person'
  return 'text'
}
