// Words compared by number against the rule written out letter by letter.
import { expect, test } from 'vitest'
import { jaroWinkler } from './similarity.ts'
import { vocabulary } from './vocabulary.ts'
import type { Vocabulary, WeightedTokens } from './vocabulary.ts'

const plainSame = (a: string, b: string): boolean => {
  if (a === b) return true
  if (a[0] !== b[0] || Math.min(a.length, b.length) < 3 || /\d/.test(a + b)) return false
  if (a.startsWith(b) || b.startsWith(a)) return true
  return Math.min(a.length, b.length) >= 4 && jaroWinkler(a, b) >= 0.9
}
const textOf = (known: Vocabulary, tokens: string[]): WeightedTokens => ({
  tokens,
  ids: Int32Array.from(tokens, known.idOf),
  weights: Int32Array.from(tokens, (_, i) => i + 1),
  records: Int32Array.from(tokens, () => 1),
  total: 0,
})

test('the weight two texts share is that of the plain rule, short texts and long ones', () => {
  let seed = 7
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return (seed >>> 8) % below
  }
  const stems = [
    'nguyen',
    'nguyem',
    'restaurant',
    'restuarant',
    'restaurants',
    'tob165',
    'tob195',
    'an',
    'ans',
    'trung',
    'truong',
    'black',
    'blacks',
    'co',
  ]
  const word = (): string => {
    const stem = stems[next(stems.length)] ?? ''
    const at = next(stem.length + 1)
    return next(3) === 0 ? `${stem.slice(0, at)}${String.fromCharCode(97 + next(26))}${stem.slice(at + 1)}` : stem
  }
  const known = vocabulary()
  for (let round = 0; round < 600; round += 1) {
    const [one, other] = [1 + next(14), 1 + next(14)].map((n) => Array.from({ length: n }, word))
    const [from, to] = [textOf(known, one ?? []), textOf(known, other ?? [])]
    const wanted = from.tokens.reduce(
      (sum, token, i) => sum + (to.tokens.some((o) => plainSame(token, o)) ? i + 1 : 0),
      0,
    )
    expect(known.matchedWeight(from, to), `${from.tokens.join(' ')} / ${to.tokens.join(' ')}`).toBe(wanted)
  }
})
