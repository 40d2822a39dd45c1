// Sums between cells of divisions that overlap without nesting: bands of other bounds, unions of groups. In: partitions
// of the atoms with the dimensions that make them. Out: for each place in the other dimensions, lines of groups of
// atoms and what they leave over.
import type { Atoms } from './atoms.ts'
import type { Partition } from './partitions.ts'
import { setDifferences } from './setDifferences.ts'
import type { Piece, Step } from './setDifferences.ts'

export type OverlapLines = { lines: { whole: number[]; parts: number[][] }[]; rests: number[][] }

type Joined = { index: Int32Array; count: number }

/** The category of each atom in several dimensions together, as a number. */
const joined = (atoms: Atoms, dimensions: readonly string[]): Joined => {
  const index = new Int32Array(atoms.count)
  let count = 1
  for (const name of dimensions) {
    const column = atoms.categories.get(name)?.index ?? []
    const known = new Map<number, number>()
    const width = (atoms.categories.get(name)?.keys.length ?? 0) + 1
    for (let atom = 0; atom < index.length; atom += 1) {
      const key = (index[atom] ?? 0) * width + (column[atom] ?? 0)
      const at = known.get(key) ?? known.size
      known.set(key, at)
      index[atom] = at
    }
    count = known.size
  }
  return { index, count }
}

const piecesOf = (left: Partition, right: Partition, a: Joined, b: Joined): { pieces: Piece[]; of: Int32Array } => {
  const pieces: Piece[] = []
  const known = new Map<number, number>()
  const of = Int32Array.from(left.cells, (cell, atom) => {
    const own = cell < 0 ? -1 : (a.index[atom] ?? -1)
    const other = (right.cells[atom] ?? -1) < 0 ? -1 : (b.index[atom] ?? -1)
    if (own < 0 && other < 0) return -1
    const key = (own + 1) * (b.count + 1) + other + 1
    const at = known.get(key) ?? pieces.length
    if (!known.has(key)) pieces.push({ left: own, right: other })
    known.set(key, at)
    return at
  })
  return { pieces, of }
}

const linesAt = (steps: readonly Step[], own: ReadonlyMap<number, number[]>): OverlapLines => {
  const atomsIn = (pieces: readonly number[]): number[] => pieces.flatMap((p) => own.get(p) ?? [])
  const found = steps.flatMap(({ whole, parts, rest }) => {
    const [all, left] = [atomsIn(whole), atomsIn(rest)]
    const inside = [...parts.map(atomsIn), left].filter((atoms) => atoms.length > 0)
    return all.length === 0 || inside.length < 2 ? [] : [{ line: { whole: all, parts: inside }, rest: left }]
  })
  return {
    lines: found.map(({ line }) => line),
    rests: found.flatMap(({ rest }) => (rest.length === 0 ? [] : [rest])),
  }
}

export const overlapLines = function* (partitions: readonly Partition[], atoms: Atoms): Generator<OverlapLines> {
  // Sets of one table divide the same records: what two dimensions are to each other is found once.
  const found = new Map<string, { steps: Step[]; of: Int32Array }>()
  for (const [i, left] of partitions.entries()) {
    for (const right of partitions.slice(i + 1)) {
      const common = left.over.filter((name) => right.over.includes(name))
      const [a, b] = [left, right].map(({ over }) => over.filter((name) => !common.includes(name)))
      if (a === undefined || b === undefined || a.length === 0 || b.length === 0) continue
      const key = JSON.stringify([left.sheet, a, right.sheet, b])
      let known = found.get(key)
      if (known === undefined) {
        const { pieces, of } = piecesOf(left, right, joined(atoms, a), joined(atoms, b))
        known = { steps: setDifferences(pieces), of }
        found.set(key, known)
      }
      const { steps, of } = known
      if (steps.length === 0) continue
      const place = joined(atoms, common)
      const byPlace = new Map<number, Map<number, number[]>>()
      for (let atom = 0; atom < atoms.count; atom += 1) {
        const [at, piece] = [place.index[atom] ?? 0, of[atom] ?? -1]
        if (piece < 0) continue
        const own = byPlace.get(at) ?? new Map<number, number[]>()
        byPlace.set(at, own)
        const inPiece = own.get(piece)
        if (inPiece === undefined) own.set(piece, [atom])
        else inPiece.push(atom)
      }
      for (const own of byPlace.values()) yield linesAt(steps, own)
    }
  }
}
