// Whether words are written like Vietnamese: onset, vowel with at most one tone, coda. In: text. Out: how many words
// fit and do not. Only words with letters beyond ASCII are judged: they are what an encoding can spoil.

const onset = 'ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x'
const vowels =
  'a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oai|oay|oe|oeo|oi|oo|ôi|ơi|ua|uâ|uây|uê|ui|uo|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|iêu|yê|yêu|uâ|oao|ươ'
const coda = 'ng|nh|ch|c|m|n|p|t'
const syllable = new RegExp(`^(?:${onset})?(?:${vowels})(?:${coda})?$`)

/** Tones off, quality marks kept. */
const withoutTones = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')

const toneCount = (word: string): number =>
  (word.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? []).length

export const isSyllable = (word: string): boolean => {
  // A capital inside a word of small letters is no Vietnamese writing.
  if (/\p{Ll}\p{Lu}/u.test(word)) return false
  const lower = word.toLowerCase()
  return toneCount(lower) <= 1 && syllable.test(withoutTones(lower))
}

export const countSyllables = (text: string): { fitting: number; others: number } => {
  let fitting = 0
  let others = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{S}\p{Po}\u0080-\uffff]+/gu)) {
    if (!/[\u0080-\uffff]/.test(word)) continue
    const bare = word.replace(/^[\p{P}\p{S}]+|[.,;:!?"')\]]+$/gu, '')
    if (bare === '') continue
    if (isSyllable(bare)) fitting += 1
    else others += 1
  }
  return { fitting, others }
}
