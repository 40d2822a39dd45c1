// Old Vietnamese letters as Unicode: TCVN3 (the ABC fonts) and VNI. In: the bytes of a text as Latin letters of the
// same code. Out: Unicode in normal form C. Never a text that already is Unicode: the caller has found out.

/** What the bytes A1…FE mean in TCVN 5712-3. */
const tcvn3Letters = [
  ...'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ',
]
const tcvn3Map = new Map(tcvn3Letters.map((letter, index) => [String.fromCharCode(0xa1 + index), letter]))

/** Capitals with marks have no codes of their own: a font shows them. In a word of capitals they are capitals. */
const capitals = (text: string): string =>
  text.replace(/[\p{L}]+/gu, (word) =>
    (word.match(/[A-Z]/g)?.length ?? 0) >= 2 && !/[a-z]/.test(word) ? word.toUpperCase() : word,
  )

export const fromTcvn3Bytes = (latin: string): string =>
  capitals(latin.replace(/[\u00a1-\u00fe]/g, (letter) => tcvn3Map.get(letter) ?? letter).normalize('NFC'))

/** VNI writes a mark as a letter of its own after the vowel; some letters have a code of their own. */
const vniMarks: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const vniAlone: Record<string, string> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}
const upper = (pairs: Record<string, string>): [string, string][] =>
  Object.entries(pairs).flatMap(([from, to]): [string, string][] => [
    [from, to],
    [from.toUpperCase(), to.toUpperCase()],
  ])
const marks = new Map(upper(vniMarks))
const alone = new Map(upper(vniAlone))
/** Which vowels take which marks: the circumflex family only a, e, o; the breve family only a. */
const takes = (vowel: string, mark: string): boolean => {
  const plain = vowel.normalize('NFD').charAt(0).toLowerCase()
  if (mark.startsWith('\u0302')) return 'aeo'.includes(plain) && plain === vowel.toLowerCase()
  if (mark.startsWith('\u0306')) return vowel.toLowerCase() === 'a'
  return 'aeouyơư'.includes(vowel.toLowerCase())
}

export const fromVniBytes = (latin: string): string => {
  let out = ''
  let last = ''
  for (const letter of latin) {
    const mark = marks.get(letter)
    if (mark !== undefined && last !== '' && takes(last, mark)) {
      out += mark
      last = ''
      continue
    }
    const own = alone.get(letter) ?? letter
    out += own
    last = /[aeouyơư]/i.test(own) ? own : ''
  }
  return out.normalize('NFC')
}
