// What adding and subtracting gives away: hidden cells that some combination of published sums determines exactly. In:
// relations and a pattern. Out: those cells. Pure; the figures do not matter, only which cells are added up to which.
import { membersOf } from '#engine/analyse/protect/relations.ts'
import type { Relations } from '#engine/analyse/protect/relations.ts'

/** Arithmetic modulo a prime below 2^26: products stay exact in doubles. */
const prime = 67_108_859
const modulo = (n: number): number => ((n % prime) + prime) % prime
const inverse = (n: number): number => {
  let [result, base] = [1, n]
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}

/** Hidden cells that hang together; more than this are not solved, the single relations still hold. */
export const solvedCells = 3000

type Row = Map<number, number>

const addTimes = (row: Row, factor: number, from: Row): void => {
  for (const [cell, value] of from) {
    const sum = modulo((row.get(cell) ?? 0) + factor * value)
    if (sum === 0) row.delete(cell)
    else row.set(cell, sum)
  }
}

/** Relations with hidden cells, gathered into parts that share no hidden cell. */
const parts = ({ count, cells, starts, of, ofStarts }: Relations, pattern: Uint8Array): number[][] => {
  const seen = new Uint8Array(count)
  const found: number[][] = []
  const isTouched = (relation: number): boolean => {
    for (let i = starts[relation] as number; i < (starts[relation + 1] as number); i++)
      if (pattern[cells[i] as number] !== 0) return true
    return false
  }
  for (let start = 0; start < count; start++) {
    if (seen[start] || !isTouched(start)) continue
    const part = [start]
    seen[start] = 1
    for (const relation of part) {
      for (let i = starts[relation] as number; i < (starts[relation + 1] as number); i++) {
        const cell = cells[i] as number
        if (pattern[cell] === 0) continue
        for (let o = ofStarts[cell] as number; o < (ofStarts[cell + 1] as number); o++) {
          const other = of[o] as number
          if (seen[other]) continue
          seen[other] = 1
          part.push(other)
        }
      }
    }
    found.push(part)
  }
  return found
}

/** Gauss–Jordan: what is left of a row is its pivot in terms of free cells; a row of one entry is a known value. */
const solve = (rows: Row[]): number[] => {
  const byPivot = new Map<number, Row>()
  /** Which pivot rows mention a free cell. */
  const mentions = new Map<number, Set<number>>()
  const note = (pivot: number, row: Row): void => {
    for (const cell of row.keys()) {
      if (cell === pivot) continue
      const known = mentions.get(cell)
      if (known) known.add(pivot)
      else mentions.set(cell, new Set([pivot]))
    }
  }
  for (const row of rows) {
    // A pivot row holds no other pivot, so what is added while going through needs no second look.
    for (const cell of row.keys()) {
      const solved = byPivot.get(cell)
      if (solved) addTimes(row, prime - (row.get(cell) ?? 0), solved)
    }
    let pivot = -1
    for (const cell of row.keys())
      if (pivot < 0 || (mentions.get(cell)?.size ?? 0) < (mentions.get(pivot)?.size ?? 0)) pivot = cell
    if (pivot < 0) continue
    const scale = inverse(row.get(pivot) ?? 1)
    for (const [cell, value] of row) row.set(cell, (value * scale) % prime)
    for (const other of mentions.get(pivot) ?? []) {
      const known = byPivot.get(other)
      if (!known?.has(pivot)) continue
      addTimes(known, prime - (known.get(pivot) ?? 0), row)
      note(other, known)
    }
    mentions.delete(pivot)
    byPivot.set(pivot, row)
    note(pivot, row)
  }
  return [...byPivot].flatMap(([cell, row]) => (row.size === 1 ? [cell] : []))
}

/** Known before a row is made of it: a part of millions of cells is not solved. */
const hangsTooWide = (relations: Relations, part: readonly number[], pattern: Uint8Array): boolean => {
  const hidden = new Set<number>()
  for (const relation of part) {
    for (const cell of membersOf(relations, relation)) if (pattern[cell] !== 0) hidden.add(cell)
    if (hidden.size > solvedCells) return true
  }
  return false
}

export const determinedCells = (relations: Relations, pattern: Uint8Array): number[] =>
  parts(relations, pattern)
    .flatMap((part) => {
      if (hangsTooWide(relations, part, pattern)) return []
      const rows = part.map((relation): Row => {
        const members = membersOf(relations, relation)
        const total = members.at(-1)
        return new Map(
          [...members].filter((cell) => pattern[cell] !== 0).map((cell) => [cell, cell === total ? prime - 1 : 1]),
        )
      })
      return solve(rows)
    })
    .sort((a, b) => a - b)
