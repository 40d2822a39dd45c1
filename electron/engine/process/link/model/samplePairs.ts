// Random pairs by a hash of the seed: what agreement looks like by chance. In: the sides, a seed, how many. Out: pairs,
// the same for the same seed on any machine. Never a pair of a record with itself; all pairs where there are no more
// than asked for.
import type { Sides } from '../block/blockRule.ts'

const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

export const possiblePairs = (sides: Sides): number =>
  sides.within ? (sides.rows * (sides.rows - 1)) / 2 : sides.left * (sides.rows - sides.left)

export const samplePairs = (sides: Sides, most: number, seed: number): { left: Int32Array; right: Int32Array } => {
  const possible = possiblePairs(sides)
  const count = Math.min(possible, most)
  const left = new Int32Array(count)
  const right = new Int32Array(count)
  if (possible <= most) {
    let place = 0
    for (let l = 0; l < (sides.within ? sides.rows : sides.left); l += 1) {
      for (let r = sides.within ? l + 1 : sides.left; r < sides.rows; r += 1) {
        left[place] = l
        right[place] = r
        place += 1
      }
    }
    return { left, right }
  }
  const rightRows = sides.rows - sides.left
  for (let place = 0, draw = 0; place < count; draw += 1) {
    const one = mix(mix(draw * 2 + 1) ^ mix(seed))
    const two = mix(mix(draw * 2 + 2) ^ mix(seed + 0x51ed270b))
    const a = one % (sides.within ? sides.rows : sides.left)
    const b = sides.within ? two % sides.rows : sides.left + (two % rightRows)
    if (a === b) continue
    left[place] = Math.min(a, b)
    right[place] = Math.max(a, b)
    place += 1
  }
  return { left, right }
}
