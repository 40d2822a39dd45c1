// The words of a field, each once, so that two texts are compared word by word without reading letters again. In:
// words, in order of records. Out: numbers of words, whether two words count as one, the weight of the words two texts
// share. Never an allocation per pair.
import { jaroWinkler, outOfReach } from './similarity.ts'

/** A text as words: their numbers, weights by rarity in hundredths of a nat, and how many records have each. */
export type WeightedTokens = {
  tokens: string[]
  ids: Int32Array
  weights: Int32Array
  records: Int32Array
  total: number
}

export type Vocabulary = {
  idOf(word: string): number
  /** Weight of the words of one text that the other has too; integers, so that no order of adding matters. */
  matchedWeight(from: WeightedTokens, to: WeightedTokens): number
}

/** Bits of the letters of a word; digits and others share what is left. */
const lettersOf = (word: string): number => {
  let bits = 0
  for (let i = 0; i < word.length; i += 1) {
    const letter = word.charCodeAt(i) - 97
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26)
  }
  return bits
}
const countBits = (bits: number): number => {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Jaro–Winkler above which two words are one word misspelt; from it, the letters that must be common. */
const near = 0.9
const leastJaro = (near - 0.4) / 0.6
const remembered = 2_000_000
/** Texts of more words are sorted by first letter before they are compared. */
const fewWords = 8

export const vocabulary = (): Vocabulary => {
  const known = new Map<string, number>()
  const words: string[] = []
  const letters: number[] = []
  /**
   * First letter of a word that may be misspelt; words of digits, and short ones, are equal altogether or not at all:
   * 0.
   */
  let firsts = new Uint16Array(1024)
  let stamps = new Int32Array(1024)
  let stamp = 0
  let memo = new Map<number, boolean>()
  const sorted = new WeakMap<WeightedTokens, Map<number, number[]>>()

  const near90 = (a: number, b: number): boolean => {
    const [one, other] = [words[a] as string, words[b] as string]
    if (one.startsWith(other) || other.startsWith(one)) return true
    const [la, lb] = [one.length, other.length]
    if (la < 4 || lb < 4 || outOfReach(la, lb, near)) return false
    // Letters that only one word has cannot be common: too many of them, and the words are two.
    const [x, y] = [letters[a] as number, letters[b] as number]
    const common = Math.min(la - countBits(x & ~y), lb - countBits(y & ~x))
    if (common / la + common / lb + 1 < 3 * leastJaro) return false
    const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a
    const found = memo.get(key)
    if (found !== undefined) return found
    const same = jaroWinkler(one, other) >= near
    if (memo.size >= remembered) memo = new Map()
    memo.set(key, same)
    return same
  }

  const hasNear = (id: number, to: WeightedTokens): boolean => {
    const first = firsts[id] as number
    if (to.ids.length <= fewWords) {
      for (let k = 0; k < to.ids.length; k += 1) {
        const other = to.ids[k] as number
        if (firsts[other] === first && near90(id, other)) return true
      }
      return false
    }
    for (const other of byFirst(to).get(first) ?? []) if (near90(id, other)) return true
    return false
  }
  /** Of a long text, its words by their first letter. */
  const byFirst = (text: WeightedTokens): Map<number, number[]> => {
    const found = sorted.get(text)
    if (found !== undefined) return found
    const made = Map.groupBy(
      [...new Set(text.ids)].filter((id) => firsts[id] !== 0),
      (id) => firsts[id] as number,
    )
    sorted.set(text, made)
    return made
  }

  return {
    idOf: (word) => {
      const found = known.get(word)
      if (found !== undefined) return found
      const id = words.length
      known.set(word, id)
      words.push(word)
      letters.push(lettersOf(word))
      if (id >= firsts.length) {
        const wider = new Uint16Array(firsts.length * 2)
        wider.set(firsts)
        firsts = wider
      }
      firsts[id] = word.length >= 3 && !/\d/.test(word) ? word.charCodeAt(0) : 0
      return id
    },
    matchedWeight: (from, to) => {
      if (stamps.length < words.length) stamps = new Int32Array(words.length + 1024)
      stamp += 1
      for (let k = 0; k < to.ids.length; k += 1) stamps[to.ids[k] as number] = stamp
      let matched = 0
      for (let i = 0; i < from.ids.length; i += 1) {
        const id = from.ids[i] as number
        if (stamps[id] === stamp) matched += from.weights[i] as number
        else if (firsts[id] !== 0 && hasNear(id, to)) matched += from.weights[i] as number
      }
      return matched
    },
  }
}
