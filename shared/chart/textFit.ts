// How wide a text is and where it breaks, without a font or a DOM, so that engine and screen place labels alike.
// In: text, size in pixels. Out: widths (an upper estimate for our fonts) and lines. Never a measured font.

/** Advances of printable ASCII from space to "~" in our font, in thousandths of the size: regular, then bold. */
const regular = [
  260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
  760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
  564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
  551, 380, 572,
]
const bold = [
  260, 282, 479, 646, 572, 902, 750, 266, 339, 339, 542, 572, 285, 320, 281, 415, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 572, 281, 285, 572, 572, 572, 477, 898, 692, 665, 642, 732, 560, 549, 724, 765, 389, 331, 664, 559, 943,
  813, 791, 621, 791, 656, 551, 577, 756, 650, 967, 670, 626, 579, 331, 415, 331, 572, 411, 365, 599, 632, 516, 632,
  597, 387, 632, 650, 299, 298, 620, 298, 975, 650, 625, 632, 632, 447, 502, 434, 650, 571, 856, 578, 571, 493, 394,
  551, 394, 572,
]
/** The horn of ơ and ư is the one sign above or below a letter that makes it wider. */
const horn = '\u031B'
/** Other fonts stand in where ours is not loaded yet. */
const slack = 1.02

const advance = (character: string, widths: number[]): number => {
  if (character === horn) return 0.075
  if (/\p{M}/u.test(character)) return 0
  const known = widths[(character.codePointAt(0) ?? 0) - 32]
  if (known !== undefined) return known / 1000
  if (/[đ“”·–]/.test(character)) return 0.65
  return character > '\u2e80' ? 1 : 0.86
}

/** An upper estimate for our font. */
export const textWidth = (text: string, fontSize: number, isBold = false): number => {
  const widths = isBold ? bold : regular
  let em = 0
  for (const character of text.normalize('NFD')) em += advance(character, widths)
  return em * fontSize * slack
}

/** Shortened to the width with "…" at the end; whole when it fits. */
export const truncateText = (text: string, width: number, fontSize: number, isBold = false): string => {
  if (textWidth(text, fontSize, isBold) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize, isBold) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** Lines of whole words no wider than `width`; the last of `maxLines` is shortened when the text is longer. */
export const wrapText = (text: string, width: number, fontSize: number, maxLines = 3, isBold = false): string[] => {
  const lines: string[] = []
  let line = ''
  const words = text.trim().split(/\s+/)
  for (const [w, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, fontSize, isBold) > width) {
      if (lines.length === maxLines - 1) {
        lines.push(truncateText([line, ...words.slice(w)].join(' '), width, fontSize, isBold))
        return lines
      }
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(truncateText(line, width, fontSize, isBold))
  return lines
}

/** Length of what all texts begin with, back to the start of a word. */
const commonStart = (texts: readonly string[]): number => {
  const [first = '', ...rest] = texts
  let length = 0
  while (length < first.length && rest.every((text) => text[length] === first[length])) length += 1
  return first.lastIndexOf(' ', length) + 1
}

/** What is left of a text when its beginning is told by a few words only: "Sản xuất … thuốc trừ sâu". */
const withoutMiddle = (text: string, start: number, kept: number): string => {
  const head = text.slice(0, start).trim().split(/\s+/).slice(0, kept).join(' ')
  return head === '' ? text : `${head} … ${text.slice(start)}`
}

/** Texts cut in the middle: as much of what they share as leaves room for all that tells them apart. */
const toldApart = (texts: readonly string[], shorten: (text: string) => string): string[] => {
  const start = commonStart(texts)
  const tries = [8, 6, 5, 4, 3, 2, 1, 0].map((kept) =>
    texts.map((text) => shorten(kept === 0 ? `… ${text.slice(start)}` : withoutMiddle(text, start, kept))),
  )
  const distinct = tries.filter((labels) => new Set(labels).size === labels.length)
  const whole = distinct.find((labels) => labels.every((label) => !label.endsWith('…')))
  return whole ?? distinct[0] ?? tries.at(-1) ?? []
}

/**
 * Shortened labels that no longer tell their texts apart are shortened in the middle instead, where the texts are the
 * same; those that still read alike get a number. `shorten` gives a text its room.
 */
export const distinctLabels = (texts: readonly string[], shorten: (text: string) => string): string[] => {
  const labels = texts.map(shorten)
  const alike = (of: readonly string[]): number[][] => {
    const groups = new Map<string, number[]>()
    of.forEach((label, i) => groups.set(label, [...(groups.get(label) ?? []), i]))
    return [...groups.values()].filter((group) => new Set(group.map((i) => texts[i])).size > 1)
  }
  // Texts of a group that still read alike have more in common: once more with that.
  for (let pass = 0; pass < 3; pass += 1)
    for (const group of alike(labels)) {
      const told = toldApart(
        group.map((i) => texts[i] ?? ''),
        shorten,
      )
      group.forEach((i, n) => {
        labels[i] = told[n] ?? ''
      })
    }
  for (const group of alike(labels))
    group.forEach((i, n) => {
      labels[i] = shorten(`(${n + 1}) ${texts[i] ?? ''}`)
    })
  return labels
}
