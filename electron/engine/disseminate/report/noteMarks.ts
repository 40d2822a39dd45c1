// Marks of footnotes inside composed text: the number between two characters of private use, so that every writer sets
// it its own way. In: text of a composed block. Out: the text cut at its marks. Pure.

const open = '\u{E000}'
const close = '\u{E001}'
const marked = /\u{E000}(\d+)\u{E001}/u

export const noteMark = (number: number): string => `${open}${number}${close}`

export type MarkedPart = { text: string } | { note: number }

/** Every second part is the number of a note. */
export const markedParts = (text: string): MarkedPart[] =>
  text
    .split(new RegExp(marked.source, 'gu'))
    .map((part, i): MarkedPart => (i % 2 === 0 ? { text: part } : { note: Number(part) }))
    .filter((part) => 'note' in part || part.text !== '')

/** For places that have no footnotes: "… (1)". */
export const plainMarks = (text: string): string => text.replace(new RegExp(marked.source, 'gu'), ' ($1)')
