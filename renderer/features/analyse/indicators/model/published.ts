// A published series pasted from a sheet or a page: a period and a figure on each line. In: text. Out: figures by
// period, and the lines that could not be read. Never a guess: a figure that reads two ways (1.234) is told, not taken.
import { readFigure } from '#shared/format/readFigure.ts'
import { readPeriod } from '#shared/format/readPeriod.ts'

export type Pasted = { figures: Record<string, number>; unread: string[] }

export const pastedSeries = (text: string): Pasted => {
  const figures: Record<string, number> = {}
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const at = line.search(/[\t;]|\s(?=-?[\d.,]+\s*$)/)
    const period = at < 0 ? null : readPeriod(line.slice(0, at))
    const figure = at < 0 ? null : readFigure(line.slice(at + 1))
    if (period === null || figure === null) unread.push(line.trim())
    else figures[period] = figure
  }
  return { figures, unread }
}

export const writtenSeries = (figures: Readonly<Record<string, number>>): string =>
  Object.entries(figures)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, figure]) => `${period}\t${figure}`)
    .join('\n')
