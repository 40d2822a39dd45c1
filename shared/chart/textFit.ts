// How wide a text is and where it breaks, without a font or a DOM, so that engine and screen place labels alike.
// In: text, size in pixels. Out: widths (an upper estimate for our fonts) and lines. Never a measured font.

/** Advance in em, a little generous: a label that fits here fits on paper. */
const advance = (base: string): number => {
  if (/[\s.,:;'’|!ijlI()[\]-]/.test(base)) return 0.32
  if (/[ftr/]/.test(base)) return 0.42
  if (/[mwMW%@]/.test(base)) return 0.92
  if (/[A-ZĐ]/.test(base)) return 0.72
  if (/\d/.test(base)) return 0.62
  return base > '\u2e80' ? 1 : 0.6
}

export const textWidth = (text: string, fontSize: number): number => {
  let em = 0
  // Diacritics add no width: count the base letters only.
  for (const character of text.normalize('NFD')) if (!/\p{M}/u.test(character)) em += advance(character)
  return em * fontSize
}

/** Shortened to the width with "…" at the end; whole when it fits. */
export const truncateText = (text: string, width: number, fontSize: number): string => {
  if (textWidth(text, fontSize) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** Lines of whole words no wider than `width`; the last of `maxLines` is shortened when the text is longer. */
export const wrapText = (text: string, width: number, fontSize: number, maxLines = 3): string[] => {
  const lines: string[] = []
  let line = ''
  const words = text.trim().split(/\s+/)
  for (const [w, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, fontSize) > width) {
      if (lines.length === maxLines - 1) {
        lines.push(truncateText([line, ...words.slice(w)].join(' '), width, fontSize))
        return lines
      }
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(truncateText(line, width, fontSize))
  return lines
}
