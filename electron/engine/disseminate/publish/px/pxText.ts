// PX syntax: quoted text, long text over several lines, lists that break only after commas. In: text and keys. Out:
// lines of a PX file. A text can hold no quotation mark and no control character: quotation marks become apostrophes,
// the rest spaces. Never a cut text.
const lineLimit = 200

/** One line of text: NFC, no quotation marks, no control characters. */
export const pxLine = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('"', "'")
    .replace(/\p{Cc}+/gu, ' ')

/** Text of several lines: PX writes a new line as #, so that sign itself becomes its full-width form. */
export const pxNote = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => pxLine(line).replaceAll('#', '＃'))
    .join('#')

const quotedParts = (text: string): string[] => {
  const parts: string[] = []
  // By code points: a letter outside the basic plane is never cut in two.
  let part = ''
  for (const letter of text) {
    if (part.length + letter.length > lineLimit) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].map((p) => `"${p}"`)
}

export const pxKey = (keyword: string, language: string | null, names: readonly string[] = []): string =>
  `${keyword}${language === null ? '' : `[${language}]`}${names.length > 0 ? `(${names.map((n) => `"${n}"`).join(',')})` : ''}`

export const pxEntry = (key: string, text: string): string => {
  const parts = quotedParts(text)
  // A long key keeps its line to itself: names in parentheses are never broken.
  const start = key.length + (parts[0]?.length ?? 0) > lineLimit + 2 ? `${key}=\r\n` : `${key}=`
  return `${start}${parts.join('\r\n')};\r\n`
}
export const pxWord = (key: string, word: string | number): string => `${key}=${word};\r\n`

/** `first` stands before the list, unquoted: TLIST(A1). */
export const pxList = (key: string, items: readonly string[], first?: string): string => {
  const lines: string[] = []
  let line = `${key}=`
  const all = [...(first === undefined ? [] : [first]), ...items.map((item) => `"${item}"`)]
  all.forEach((item, i) => {
    const text = i < all.length - 1 ? `${item},` : `${item};`
    if (line.length + text.length > lineLimit) {
      lines.push(line)
      line = ''
    }
    line += text
  })
  lines.push(line)
  return `${lines.join('\r\n')}\r\n`
}
