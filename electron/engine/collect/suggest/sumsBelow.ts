// Records that are sums of the records below them, as in tables by region and province: added up, they count twice. In:
// rows of numbers in order. Out: the lines of such rows, where they account for the whole table; else none. Nothing is
// left out for it: somebody is asked.

type Row = { line: number; figures: number[] }
export type SumFinder = { add: (line: number, figures: number[] | null) => void; lines: () => number[] }

const rowLimit = 5000

/** Exact but for what adding binary fractions leaves. */
const equal = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, index) => Math.abs(value - (b[index] ?? 0)) <= Math.abs(value) * 1e-9 + 1e-9)
const beyond = (a: readonly number[], b: readonly number[]): boolean =>
  a.some((value, index) => value > (b[index] ?? 0) * (1 + 1e-9) + 1e-9)

/** For each row the place after what it is the sum of; the place after itself where it is no sum. */
const endsOf = (rows: readonly Row[]): number[] => {
  const ends = rows.map((_, index) => index + 1)
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const wanted = rows[at]?.figures ?? []
    let sum = wanted.map(() => 0)
    let next = at + 1
    let parts = 0
    while (next < rows.length) {
      const figures = rows[next]?.figures ?? []
      sum = sum.map((value, index) => value + (figures[index] ?? 0))
      parts += 1
      next = ends[next] ?? next + 1
      if (parts >= 2 && equal(wanted, sum)) {
        ends[at] = next
        break
      }
      if (beyond(sum, wanted)) break
    }
  }
  return ends
}

export const createSumFinder = (): SumFinder => {
  let rows: Row[] | null = []
  return {
    add: (line, figures) => {
      if (rows === null) return
      const usable =
        figures !== null && figures.every((n) => Number.isFinite(n) && n >= 0) && figures.some((n) => n > 0)
      if (!usable || rows.length >= rowLimit) rows = null
      else rows.push({ line, figures })
    },
    lines: () => {
      if (rows === null || rows.length < 5) return []
      const ends = endsOf(rows)
      const sums = rows.flatMap((row, index) => ((ends[index] ?? 0) > index + 1 ? [{ ...row, index }] : []))
      // By chance a small number is the sum of the next two; hardly ever do such sums cover every row of a table.
      let at = 0
      let covered = 0
      while (at < rows.length) {
        const end = ends[at] ?? at + 1
        if (end > at + 1) covered += end - at
        at = end
      }
      if (covered < rows.length * 0.9 || sums.length < 2) return []
      return sums.map(({ line }) => line)
    },
  }
}
