// The order of names: a < ă < â < b < c < d < đ …, tones only where the letters are the same, then case. As in a
// printed list. In: texts. Out: the texts in order, the same on every machine (no locale of the system). Ends in code
// point order, so it is total.
import { inOrder } from '#shared/model/inOrder.ts'

/** Base letters in the order of the alphabet; foreign letters where a reader expects them. */
const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

const places = new Map<string, { primary: string; tone: string }>()
for (const [index, letter] of [...alphabet].entries()) {
  // Letters stand above digits and signs, whose own code decides.
  for (const [tone, mark] of tones.entries()) {
    places.set((letter + mark).normalize('NFC'), { primary: String.fromCharCode(0x1_000 + index), tone: String(tone) })
  }
}

const keyOf = (text: string): { primary: string; tones: string } => {
  let primary = ''
  let toneKey = ''
  for (const letter of text.normalize('NFC').toLowerCase()) {
    const place = places.get(letter)
    primary += place?.primary ?? letter
    toneKey += place?.tone ?? '0'
  }
  return { primary, tones: toneKey }
}

const less = (a: string, b: string): number => inOrder(a, b)

export const sortVietnamese = (texts: readonly string[]): string[] =>
  texts
    .map((text) => ({ text, key: keyOf(text) }))
    .sort((a, b) => less(a.key.primary, b.key.primary) || less(a.key.tones, b.key.tones) || less(a.text, b.text))
    .map(({ text }) => text)
