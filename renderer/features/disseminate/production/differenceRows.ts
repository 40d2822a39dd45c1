// The cells of a difference report as rows of a grid: places in words, figures as numbers to sort by and as text to
// read. Pure.
import { changeParts } from '#shared/contract/production.ts'
import type { ChangePart, DifferenceCell, DifferenceReport } from '#shared/contract/production.ts'
import { formatCell } from '#shared/format/cell.ts'
import { formatDouble } from '#shared/format/number.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Language } from '#shared/model/text.ts'

export type DifferenceFigure = { number: number | null; text: string }
export type DifferenceRow = {
  id: string
  cell: DifferenceCell
  places: string[]
  measure: string
  before: DifferenceFigure
  after: DifferenceFigure
  change: DifferenceFigure
  percent: DifferenceFigure
  parts: DifferenceFigure[] | null
}

const signed = (text: string, number: number): string => (number > 0 ? `+${text}` : text)

/** Parts that occur anywhere in the report; others get no column. */
export const partsShown = (report: DifferenceReport): ChangePart[] =>
  changeParts.filter((_, p) =>
    [...report.totals, ...report.cells].some(({ parts }) => parts !== null && Number(parts[p] ?? 0) !== 0),
  )

export const differenceRow = (
  report: DifferenceReport,
  cell: DifferenceCell,
  id: string,
  language: Language,
  totalWord: string,
): DifferenceRow => {
  const measure = report.measures[cell.measure] ?? {
    exact: true,
    scale: 0,
    decimals: 0,
    power: 0,
    label: { vi: '', en: '' },
  }
  const numberOf = (value: Exact | null): number | null =>
    value === null ? null : measure.exact ? exactToNumber(value, measure.scale) : Number(value)
  const change = (value: Exact | null): DifferenceFigure => {
    const number = numberOf(value)
    return number === null || value === null
      ? { number: null, text: '…' }
      : { number, text: signed(formatCell({ value, status: 'value' }, measure, language), number) }
  }
  return {
    id,
    cell,
    measure: measure.label[language],
    places: cell.coordinates.map((c, d) => {
      const category = report.dimensions[d]?.categories[c]
      return category === undefined || category.key === '#total' ? totalWord : category.label[language]
    }),
    before: {
      number: numberOf(cell.before),
      text: formatCell({ value: cell.before, status: cell.beforeStatus }, measure, language),
    },
    after: {
      number: numberOf(cell.after),
      text: formatCell({ value: cell.after, status: cell.afterStatus }, measure, language),
    },
    change: change(cell.change),
    percent:
      cell.percent === null
        ? { number: null, text: '…' }
        : { number: cell.percent, text: signed(formatDouble(cell.percent, { decimals: 1 }, language), cell.percent) },
    parts: cell.parts === null ? null : cell.parts.map(change),
  }
}
