// Similarities of two texts, equal to the last bit to those DuckDB computes. In: folded ASCII texts. Out: a number.
// Never an allocation per pair: these run millions of times.

const matchedLeft = new Uint8Array(4096)
const matchedRight = new Uint8Array(4096)

const jaro = (a: string, b: string): number => {
  const la = Math.min(a.length, 4096)
  const lb = Math.min(b.length, 4096)
  if (la === 0 && lb === 0) return 0
  if (la === 0 || lb === 0) return 0
  if (la === 1 && lb === 1) return a === b ? 1 : 0
  const range = Math.max(0, (Math.max(la, lb) >> 1) - 1)
  matchedLeft.fill(0, 0, la)
  matchedRight.fill(0, 0, lb)
  let common = 0
  for (let i = 0; i < la; i += 1) {
    const code = a.charCodeAt(i)
    const to = Math.min(lb - 1, i + range)
    for (let k = Math.max(0, i - range); k <= to; k += 1) {
      if (matchedRight[k] === 0 && b.charCodeAt(k) === code) {
        matchedLeft[i] = 1
        matchedRight[k] = 1
        common += 1
        break
      }
    }
  }
  if (common === 0) return 0
  let transposed = 0
  let k = 0
  for (let i = 0; i < la; i += 1) {
    if (matchedLeft[i] === 0) continue
    while (matchedRight[k] === 0) k += 1
    if (a.charCodeAt(i) !== b.charCodeAt(k)) transposed += 1
    k += 1
  }
  return (common / la + common / lb + (common - (transposed >> 1)) / common) / 3
}

export const jaroWinkler = (a: string, b: string): number => {
  const similarity = jaro(a, b)
  if (similarity <= 0.7) return similarity
  const most = Math.min(4, a.length, b.length)
  let prefix = 0
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1
  return similarity + prefix * 0.1 * (1 - similarity)
}

/** True when no Jaro–Winkler of these lengths can reach the bound: spares the comparison. */
export const outOfReach = (la: number, lb: number, at: number): boolean => {
  const shorter = Math.min(la, lb)
  const longer = Math.max(la, lb)
  const best = (1 + shorter / longer + 1) / 3
  return best + 0.4 * (1 - best) < at
}

const placeOf = (code: number): number => {
  if (code >= 97 && code <= 122) return code - 97
  return code >= 48 && code <= 57 ? code - 22 : 36
}
export const letterCounts = (text: string): Uint16Array => {
  const counts = new Uint16Array(37)
  for (let i = 0; i < text.length; i += 1) {
    const place = placeOf(text.charCodeAt(i))
    counts[place] = (counts[place] as number) + 1
  }
  return counts
}

/**
 * True when letters in common, wherever they stand, are too few for the bound: long texts are then not compared at all.
 */
export const tooFewCommon = (
  a: Uint16Array,
  b: Uint16Array,
  { la, lb, at }: { la: number; lb: number; at: number },
): boolean => {
  let common = 0
  for (let k = 0; k < 37; k += 1) common += Math.min(a[k] as number, b[k] as number)
  const best = (common / la + common / lb + 1) / 3
  return best + 0.4 * (1 - best) < at
}

const rows: [Uint16Array, Uint16Array] = [new Uint16Array(4097), new Uint16Array(4097)]

/** Levenshtein distance, or at + 1 as soon as it must be larger than at. */
export const levenshtein = (left: string, right: string, at: number): number => {
  const a = left.length <= right.length ? left : right
  const b = left.length <= right.length ? right : left
  if (b.length - a.length > at) return at + 1
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  let la = a.length
  let lb = b.length
  while (la > start && a.charCodeAt(la - 1) === b.charCodeAt(lb - 1)) {
    la -= 1
    lb -= 1
  }
  if (la === start) return lb - start
  let [previous, current] = rows
  for (let j = 0; j <= lb - start; j += 1) previous[j] = j
  for (let i = 1; i <= la - start; i += 1) {
    current[0] = i
    let least = i
    const code = a.charCodeAt(start + i - 1)
    for (let j = 1; j <= lb - start; j += 1) {
      const change = (previous[j - 1] ?? 0) + (code === b.charCodeAt(start + j - 1) ? 0 : 1)
      const value = Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1)
      current[j] = value
      if (value < least) least = value
    }
    if (least > at) return at + 1
    const swap = previous
    previous = current
    current = swap
  }
  return previous[lb - start] ?? at + 1
}

/** One insertion, deletion, substitution or transposition of neighbours at most. */
export const withinOneEdit = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  const shorter = Math.min(a.length, b.length)
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  let la = a.length - 1
  let lb = b.length - 1
  while (la >= start && lb >= start && a.charCodeAt(la) === b.charCodeAt(lb)) {
    la -= 1
    lb -= 1
  }
  const left = la - start + 1
  const right = lb - start + 1
  if (left + right <= 1) return true
  if (left === 1 && right === 1) return true
  return (
    left === 2 &&
    right === 2 &&
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start)
  )
}
