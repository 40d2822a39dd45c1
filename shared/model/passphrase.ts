// Whether a passphrase is strong enough to keep records of people. In: the text and words that are easily guessed of
// its owner. Out: what is weak about it, or null. Never a rule of composition ("one digit"): length, variety and not
// being well known.

export const shortestPassphrase = 12
const fewestSigns = 6

/** What people take first, here and elsewhere, without spaces and signs. */
const wellKnown = [
  'password',
  'passphrase',
  'matkhau',
  'qwerty',
  'asdfgh',
  'abcdef',
  '123456',
  '654321',
  '111111',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'thongke',
  'tongcucthongke',
  'cucthongke',
  'vietnam',
  'administrator',
  'admin',
  'letmein',
  'welcome',
  'statdesk',
  'hanoi',
]

export type PassphraseWeakness = 'short' | 'same' | 'known' | 'name'

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** The text without each of the words, and without runs like 2345 or aaaa: what is left is what must be guessed. */
const unpredictable = (text: string, words: readonly string[]): string => {
  let left = text
  for (const word of words.toSorted((a, b) => b.length - a.length)) left = left.replaceAll(word, '')
  return [...left]
    .filter((sign, at, all) => {
      const before = all[at - 1]
      return before === undefined || Math.abs((sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1
    })
    .join('')
}

export const passphraseWeakness = (passphrase: string, about: readonly string[] = []): PassphraseWeakness | null => {
  const signs = [...passphrase.normalize('NFC')]
  if (signs.length < shortestPassphrase) return 'short'
  if (new Set(signs).size < fewestSigns) return 'same'
  const text = folded(passphrase)
  const own = about.flatMap((words) => [folded(words), ...words.split(/\s+/).map(folded)]).filter((w) => w.length > 3)
  // What has no Latin letters or digits is judged by its length and variety alone.
  if (text.length < shortestPassphrase / 2) return null
  if (unpredictable(text, own).length < fewestSigns) return 'name'
  return unpredictable(text, wellKnown).length < fewestSigns ? 'known' : null
}
