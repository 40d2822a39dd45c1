// The nearest known name to a misspelt one. In: the word and the known names. Out: one of them or null.

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}

/** At most a third of the letters may differ; ties go to the first in the list, so the answer is stable. */
export const suggest = (word: string, names: Iterable<string>): string | null => {
  const lower = word.toLowerCase().slice(0, 128)
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(lower.length / 3)) + 1
  for (const name of names) {
    const d = name === lower ? 0 : distance(lower, name)
    if (d < bestDistance) {
      best = name
      bestDistance = d
    }
  }
  return best
}

/** " Có phải là “x”?" / " Did you mean “x”?", or nothing. */
export const didYouMean = (word: string, names: Iterable<string>): { vi: string; en: string } => {
  const found = suggest(word, names)
  return found === null ? { vi: '', en: '' } : { vi: ` Có phải là “${found}”?`, en: ` Did you mean “${found}”?` }
}
