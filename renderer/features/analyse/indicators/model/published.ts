// A published series pasted from a sheet or a page: a period and a figure on each line. In: text. Out: figures by period, and the lines that
// could not be read. Never a guess: a figure that reads two ways (1.234) is told, not taken.
import { readFigure } from '#shared/format/readFigure.ts'
import { parsePeriod } from '#shared/model/period.ts'

export type Pasted = { figures: Record<string, number>; unread: string[] }

const romans = ['I', 'II', 'III', 'IV']
const periodIn = (text: string): string | null => {
  const plain = text.trim()
  if (parsePeriod(plain) !== null) return plain
  const month = /^(?:tháng\s*)?(\d{1,2})[/.](\d{4})$/i.exec(plain)
  if (month) return parsed(`${month[2]}-${(month[1] ?? '').padStart(2, '0')}`)
  const quarter = /^(?:quý\s*|q)?(IV|I{1,3}|[1-4])[/\s]+(\d{4})$/i.exec(plain)
  if (!quarter) return null
  const number = romans.indexOf((quarter[1] ?? '').toUpperCase()) + 1 || Number(quarter[1])
  return parsed(`${quarter[2]}-Q${number}`)
}
const parsed = (text: string): string | null => (parsePeriod(text) === null ? null : text)

export const pastedSeries = (text: string): Pasted => {
  const figures: Record<string, number> = {}
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const at = line.search(/[\t;]|\s(?=-?[\d.,]+\s*$)/)
    const period = at < 0 ? null : periodIn(line.slice(0, at))
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
