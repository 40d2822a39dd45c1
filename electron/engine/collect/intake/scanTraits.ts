// What kinds of letters a block of bytes may hold, so that the cleaning of fields does only what the file needs. In:
// blocks of UTF-8. Out: traits. Single bytes are looked for first: they are found at the speed of memory, and most
// files have none of them.
import type { TextTraits } from './normaliseSql.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text)
const noBreakSpace = bytesOf('\u00a0')
const softHyphen = bytesOf('\u00ad')
const narrowNoBreakSpace = bytesOf('\u202f')
/** Zero-width space, joiners and marks of direction; word joiner. */
const zeroWidth = bytesOf('\u200b').subarray(0, 2)
const wordJoiner = bytesOf('\u2060')
const byteOrderMark = bytesOf('\ufeff')
const fullWidth = bytesOf('\uff10').subarray(0, 2)
const minus = bytesOf('\u2212')
const oghamSpace = bytesOf('\u1680')
/** Ohm, Kelvin and Angstrom signs: the only letters of their block that normal form C replaces. */
const letterlike = bytesOf('\u2126').subarray(0, 2)
/** Control characters that files are seen to hold; NUL is refused. */
const controls = [0x01, 0x02, 0x03, 0x07, 0x08, 0x0b, 0x0c, 0x0e, 0x0f, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x7f]

export const noTraits = (): TextTraits => ({
  oddSpaces: false,
  maybeDecomposed: false,
  maybeRareSpaces: false,
  controls: false,
  invisible: false,
  fullWidth: false,
})

/** Of text that was decoded from something else, all may be there. */
export const allTraits = (): TextTraits => ({
  oddSpaces: true,
  maybeDecomposed: true,
  maybeRareSpaces: true,
  controls: true,
  invisible: true,
  fullWidth: true,
})

/** `from`: where the text begins, after a byte order mark. */
export const lookForTraits = (block: Buffer, from: number, traits: TextTraits): void => {
  const mayBeSign = block.includes(0xe2)
  const mayBeLatin = block.includes(0xc2)
  const mayBeWide = block.includes(0xef, from)
  traits.oddSpaces ||=
    block.includes(0x09) ||
    (mayBeLatin && block.includes(noBreakSpace)) ||
    (mayBeSign && block.includes(narrowNoBreakSpace))
  traits.maybeRareSpaces ||= mayBeSign || block.includes(0xe3) || block.includes(oghamSpace)
  // 0xcc and 0xcd begin the combining marks and nothing else that Vietnamese or English text has.
  traits.maybeDecomposed ||= block.includes(0xcc) || block.includes(0xcd) || (mayBeSign && block.includes(letterlike))
  traits.invisible ||=
    (mayBeSign && (block.includes(zeroWidth) || block.includes(wordJoiner))) ||
    (mayBeLatin && block.includes(softHyphen)) ||
    (mayBeWide && block.includes(byteOrderMark, from))
  traits.fullWidth ||= (mayBeWide && block.includes(fullWidth, from)) || (mayBeSign && block.includes(minus))
  traits.controls ||= controls.some((byte) => block.includes(byte))
}

// Control characters but tab and line ends; what is looked for here must be written as escapes.
const anyOdd =
  // oxlint-disable-next-line no-control-regex -- controls are what is looked for
  /[\u0300-\u036f\u0001-\u0009\u000b\u000c\u000e-\u001f\u007f\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u2126\u212a\u212b\u2212\u3000\ufeff\uff0b-\uff19]/
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const controlLetter = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** The same of a text that is decoded already. */
export const lookForTextTraits = (text: string, traits: TextTraits): void => {
  if (!anyOdd.test(text)) return
  traits.oddSpaces ||= /[\t\u00a0\u202f]/.test(text)
  traits.maybeRareSpaces ||= /[\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]/.test(text)
  traits.maybeDecomposed ||= /[\u0300-\u036f\u2126\u212a\u212b]/.test(text)
  traits.invisible ||= /[\u00ad\u200b-\u200f\u2060\ufeff]/.test(text)
  traits.fullWidth ||= /[\u2212\uff0b-\uff19]/.test(text)
  traits.controls ||= controlLetter.test(text)
}
