// Totals typed or pasted from a sheet, a code and a figure on each line. In: text. Out: totals by code, and the lines
// that could not be read. Never a guess: a figure that reads two ways is told, not taken; a code twice is told too.
import { readFigure } from '#shared/format/readFigure.ts'

export type PastedTotals = { totals: Record<string, number>; unread: string[] }

export const pastedTotals = (text: string): PastedTotals => {
  const totals: Record<string, number> = {}
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const at = line.search(/[\t;]|\s(?=-?[\d.,]+\s*$)/)
    const code = line.slice(0, Math.max(0, at)).trim()
    const figure = at < 0 ? null : readFigure(line.slice(at + 1))
    if (code === '' || figure === null || figure < 0 || totals[code] !== undefined) unread.push(line.trim())
    else totals[code] = figure
  }
  return { totals, unread }
}
