// Old Vietnamese texts as Unicode: TCVN3 (ABC fonts such as .VnTime), and UTF-8 that someone read as Latin. In: texts
// of a sheet with their fonts. Out: a converter for each, and what was found. Never a text that already is Unicode
// changed.

/** What the bytes A1…FE mean in TCVN 5712; Excel stores them as the Latin letters of the same code. */
const tcvn3 = [
  ...'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ',
]
const tcvnMap = new Map(tcvn3.map((letter, i) => [String.fromCodePoint(0xa1 + i), letter]))

/** Letters of Windows-1252 above 127 that are not of Latin-1: 0x80…0x9F. */
const windows1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, i) => [letter, 0x80 + i]),
)

export const fromTcvn3 = (text: string, capitals: boolean): string => {
  const unicode = [...text]
    .map((letter) => tcvnMap.get(letter) ?? letter)
    .join('')
    .normalize('NFC')
  return capitals ? unicode.toUpperCase() : unicode
}

/** UTF-8 bytes shown as Latin letters, put back; null when the text is not that. */
export const fromMisreadUtf8 = (text: string): string | null => {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return null
  const bytes: number[] = []
  for (const letter of text) {
    const byte = windows1252.get(letter) ?? letter.codePointAt(0) ?? 0x100
    if (byte > 0xff) return null
    bytes.push(byte)
  }
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
    return decoded === text ? null : decoded.normalize('NFC')
  } catch {
    return null
  }
}

/** Letters only Unicode Vietnamese has. */
const unicodeVietnamese = /[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]/u
/** Signs that stand for common letters in TCVN3 and hardly occur in any text that is meant to be read. */
const tcvnTelltale = /[¨©ª«¬®µ¶·¸¹»¼½¾ÆÇÐÑÖ×ØÞßæçïðñöø÷þ¡¢£¤¥¦§]/

export type LegacyEncoding = 'tcvn3' | 'utf8_as_latin'
export type LegacyReader = { found: LegacyEncoding | null; convert: (text: string, font: string) => string }

/** By font where it is an ABC font; without such fonts by the letters of the whole sheet. */
export const legacyReader = (texts: Iterable<{ text: string; font: string }>): LegacyReader => {
  const all = [...texts].filter(({ text }) => /\P{ASCII}/u.test(text))
  const byFont = all.some(({ font }) => isAbcFont(font))
  const others = all.filter(({ font }) => !isAbcFont(font))
  const hasUnicode = others.some(({ text }) => unicodeVietnamese.test(text))
  const misread = !hasUnicode && others.some(({ text }) => fromMisreadUtf8(text) !== null)
  const bare =
    !byFont &&
    !hasUnicode &&
    !misread &&
    others.filter(({ text }) => tcvnTelltale.test(text)).length * 3 > others.length
  return {
    found: byFont || bare ? 'tcvn3' : misread ? 'utf8_as_latin' : null,
    convert: (text, font) => {
      if (bare || (isAbcFont(font) && !unicodeVietnamese.test(text)))
        return fromTcvn3(text, isAbcFont(font) && font.trim().endsWith('H'))
      return ((misread ? fromMisreadUtf8(text) : null) ?? text).normalize('NFC')
    },
  }
}

const isAbcFont = (font: string): boolean => /^\.Vn/i.test(font.trim())

const fromUnicode = new Map([...tcvnMap].map(([byte, letter]) => [letter, byte]))
/**
 * For words written into cells that keep their ABC font. Capitals with marks have no place in most of these fonts;
 * small ones stand for them.
 */
export const toTcvn3 = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => fromUnicode.get(letter) ?? fromUnicode.get(letter.toLowerCase()) ?? letter)
    .join('')
