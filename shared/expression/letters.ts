// Vietnamese letters for upper, lower and fold. One table for all back ends, since each engine has its own idea of
// case. Only ASCII and Vietnamese letters change; every other character stays. Texts are NFC (intake and lexer see to
// it).

const families: readonly (readonly [string, string])[] = [
  ['a', 'àáảãạăằắẳẵặâầấẩẫậ'],
  ['e', 'èéẻẽẹêềếểễệ'],
  ['i', 'ìíỉĩị'],
  ['o', 'òóỏõọôồốổỗộơờớởỡợ'],
  ['u', 'ùúủũụưừứửữự'],
  ['y', 'ỳýỷỹỵ'],
  ['d', 'đ'],
]

const asciiLower = 'abcdefghijklmnopqrstuvwxyz'
const marked = families.map(([, letters]) => letters).join('')
const plain = families.map(([base, letters]) => base.repeat(letters.length)).join('')

export type LetterMap = { from: string; to: string }

/** Beyond ASCII only: engines change ASCII letters alike. */
export const vietnamese = {
  upper: { from: marked, to: marked.toUpperCase() },
  lower: { from: marked.toUpperCase(), to: marked },
  fold: { from: marked + marked.toUpperCase(), to: plain + plain },
} satisfies Record<string, LetterMap>

export const ascii = {
  upper: { from: asciiLower, to: asciiLower.toUpperCase() },
  lower: { from: asciiLower.toUpperCase(), to: asciiLower },
  fold: { from: asciiLower.toUpperCase(), to: asciiLower },
} satisfies Record<string, LetterMap>

const mapOf = (name: 'upper' | 'lower' | 'fold'): Map<string, string> => {
  const from = ascii[name].from + vietnamese[name].from
  const to = ascii[name].to + vietnamese[name].to
  return new Map([...from].map((letter, i) => [letter, to[i] ?? letter]))
}
const maps = { upper: mapOf('upper'), lower: mapOf('lower'), fold: mapOf('fold') }

export const mapLetters = (name: 'upper' | 'lower' | 'fold', text: string): string => {
  let out = ''
  for (const letter of text) out += maps[name].get(letter) ?? letter
  return out
}
