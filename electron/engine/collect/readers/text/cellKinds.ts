// What a piece of text looks like on its own: number, date, nothing, words. In: text. Out: a kind. The one place where
// the shapes are written down; which number or date it is in its column is decided elsewhere (suggest/columnForms.ts).

export type CellKind = 'empty' | 'missing' | 'number' | 'date' | 'text'

/** Spellings of "no answer" that are no words of any column. Case does not matter. */
const missingSpellings = new Set([
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '.',
  '-',
  '--',
  '–',
  '—',
  '..',
  '...',
  '…',
  '?',
  ':',
  '\\n',
  '#null!',
  '<na>',
  'missing',
  'không có',
  'ko có',
  'chưa rõ',
  'không rõ',
  'không xác định',
  'n.a.',
  '(null)',
  '##n/a##',
  '#div/0!',
  '#ref!',
  '#value!',
  '#name?',
  '#num!',
])
export const isMissingSpelling = (text: string): boolean => missingSpellings.has(text.trim().toLowerCase())

const number =
  /^([+-]|- )?(\d{1,3}([.,  \u00a0\u202f']\d{3})+|\d{1,2}(,\d{2})+,\d{3}|\d+)([.,]\d*)?([eE][+-]?\d{1,3})?%?$|^[+-]?[.,]\d+$|^\(\d[\d.,]*\)$|^\d[\d.,]*-$/
const date =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?)?$|^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})( \d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?$/

/** An amount with its unit looks like the number it is, not like a word that heads a column. */
const amount = /^[+-]?[$€£₫]\s?[\d.,]+$|^[+-]?[$€£₫]?\d[\d.,\s]*\s?(%|đ|₫|vnd|vnđ|usd|đồng|nghìn|ngàn|triệu|tỷ|tỉ)$/i

/** Most cells of most files: told without a pattern. */
export const isDigits = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return text.length > 0
}

export const kindOfText = (text: string): CellKind => {
  const bare = text.trim()
  if (bare === '') return 'empty'
  if (isDigits(bare)) return 'number'
  if (amount.test(bare)) return 'number'
  const first = bare.charCodeAt(0)
  if (first < 58 || first === 0x2212 || first === 0x2013) {
    if (number.test(bare.replace(/^[\u2212\u2013]/, '-'))) return 'number'
    if (date.test(bare)) return 'date'
  }
  return isMissingSpelling(bare) ? 'missing' : 'text'
}
