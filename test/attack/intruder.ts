// An intruder with a published table in hand. In: cells with codes, figures where published, the sums he knows of. Out:
// for every withheld cell the smallest and largest value that fits. Imports nothing of what protected the table.
import loadHighs from 'highs'

export type PublishedCell = { codes: string[]; value: number | null }
/** In dimension d the parent is the sum of the children. */
export type KnownSum = { dimension: number; parent: string; children: string[] }

const text = (coefficient: number, cell: number): string => `${coefficient < 0 ? '-' : '+'} x${cell}`

export const intrude = async (
  cells: readonly PublishedCell[],
  sums: readonly KnownSum[],
): Promise<Map<number, [number, number]>> => {
  const highs = await loadHighs()
  const at = new Map(cells.map((cell, i) => [cell.codes.join('\u0000'), i]))
  const rows: string[] = []
  for (const { dimension, parent, children } of sums) {
    cells.forEach((cell, total) => {
      if (cell.codes[dimension] !== parent) return
      const parts = children.flatMap((child) => {
        const place = at.get(cell.codes.map((code, d) => (d === dimension ? child : code)).join('\u0000'))
        return place === undefined ? [] : [place]
      })
      let known = 0
      const unknown: string[] = []
      for (const [place, sign] of [...parts.map((p) => [p, 1] as const), [total, -1] as const]) {
        const value = cells[place]?.value ?? null
        if (value === null) unknown.push(text(sign, place))
        else known += sign * value
      }
      if (unknown.length > 0) rows.push(`${unknown.join(' ')} = ${-Number(known.toPrecision(12))}`)
    })
  }
  const withheld = cells.flatMap((cell, i) => (cell.value === null ? [i] : []))
  const constraints = rows.map((row, r) => ` c${r}: ${row}`).join('\n')
  const bounds = withheld.map((cell) => ` x${cell} >= 0`).join('\n')
  const best = (sense: 'Minimize' | 'Maximize', cell: number): number => {
    const problem = `${sense}\n obj: x${cell}\nSubject To\n${constraints}\nBounds\n${bounds}\nEnd\n`
    const answer = highs.solve(problem, { output_flag: false, presolve: 'off' })
    if (answer.Status === 'Optimal') return answer.ObjectiveValue
    return sense === 'Maximize' ? Infinity : 0
  }
  return new Map(withheld.map((cell) => [cell, [best('Minimize', cell), best('Maximize', cell)]]))
}
