// Where two texts differ, word by word. In: two texts. Out: the words of each, with those the other lacks marked.
// Words are compared in lower case; a word counts as often as it stands there.
export type MarkedWord = {
  /** Its place among the words: one may stand there twice. */
  place: number
  word: string
  differs: boolean
}

const marked = (own: readonly string[], other: readonly string[]): MarkedWord[] => {
  const left = new Map<string, number>()
  for (const word of other) left.set(word.toLocaleLowerCase(), (left.get(word.toLocaleLowerCase()) ?? 0) + 1)
  return own.map((word, place) => {
    const key = word.toLocaleLowerCase()
    const many = left.get(key) ?? 0
    left.set(key, many - 1)
    return { place, word, differs: many <= 0 }
  })
}

export const textDifference = (left: string, right: string): [MarkedWord[], MarkedWord[]] => {
  const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
  return [marked(words(left), words(right)), marked(words(right), words(left))]
}
