// Groups of records a reader has by subtracting: bands with other bounds, unions of groups that overlap. In: how two
// ways of dividing the same records cut each other into pieces. Out: steps, each a group, groups wholly inside it, and
// what is left over. Pure. A group is known to lie inside another by what categories mean, so pieces are of all
// records, not of single cells.

/** A piece: its category on each side, −1: outside that side. */
export type Piece = { left: number; right: number }

/** whole = parts + rest, as pieces. What is left over may be a part of a later step. */
export type Step = { whole: number[]; parts: number[][]; rest: number[] }

type Side = { of: Int32Array; full: Map<number, number[]>; rest: Map<number, number[]> }

const sideOf = (pieces: readonly Piece[], which: 'left' | 'right'): Side => {
  const full = new Map<number, number[]>()
  pieces.forEach((piece, p) => {
    const category = piece[which]
    if (category < 0) return
    const own = full.get(category)
    if (own === undefined) full.set(category, [p])
    else own.push(p)
  })
  return { of: Int32Array.from(pieces, (piece) => piece[which]), full, rest: new Map(full) }
}

/** Groups of the one side inside what is left of the other's, by the group they lie in. */
const inside = (outer: Side, inner: Side): Map<number, number[][]> => {
  const alive = new Set([...outer.rest.values()].flat())
  const holder = (pieces: readonly number[]): number | null => {
    const [first] = pieces
    if (first === undefined) return null
    const category = outer.of[first] ?? -1
    return category >= 0 && pieces.every((p) => outer.of[p] === category && alive.has(p)) ? category : null
  }
  const found = new Map<number, number[][]>()
  for (const [category, full] of inner.full) {
    const rest = inner.rest.get(category) ?? []
    const part = holder(full) !== null ? full : rest
    const at = holder(part)
    if (at !== null) found.set(at, [...(found.get(at) ?? []), part])
  }
  return found
}

const subtract = (outer: Side, inner: Side): Step[] =>
  [...inside(outer, inner)].flatMap(([category, parts]): Step[] => {
    const whole = outer.rest.get(category) ?? []
    const gone = new Set(parts.flat())
    // The same group on both sides tells nothing new.
    if (parts.length === 1 && gone.size === whole.length) return []
    const rest = whole.filter((p) => !gone.has(p))
    outer.rest.set(category, rest)
    return [{ whole, parts, rest }]
  })

export const setDifferences = (pieces: readonly Piece[]): Step[] => {
  const [left, right] = [sideOf(pieces, 'left'), sideOf(pieces, 'right')]
  const steps: Step[] = []
  for (let more = true; more;) {
    const found = [...subtract(left, right), ...subtract(right, left)]
    steps.push(...found)
    more = found.length > 0
  }
  return steps.some(({ rest }) => rest.length > 0) ? steps : []
}
