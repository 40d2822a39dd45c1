// One series out of a table of published figures. Pure. In: columns and rows as read, what was chosen. Out: figures by
// period, or what has to be chosen first. Never a guess: two columns of figures, a category not chosen, a period twice
// are asked about or told.
import type { PublishedReading } from '#shared/contract/indicators.ts'
import { readFigure } from '#shared/format/readFigure.ts'
import { readPeriod } from '#shared/format/readPeriod.ts'

/** A number the file itself tells as one is not read as people write it. */
export type SeriesCell = string | { number: string } | null
export type SeriesTable = { columns: string[]; rows: SeriesCell[][] }
export type Choices = { value?: string | undefined; pick: Readonly<Record<string, string>> }
export type Series = Pick<PublishedReading, 'values' | 'value' | 'dimensions' | 'figures' | 'ready' | 'unread'>

const textOf = (cell: SeriesCell | undefined): string =>
  cell === null || cell === undefined ? '' : (typeof cell === 'string' ? cell : cell.number).trim()
const isMissing = (cell: SeriesCell | undefined): boolean => /^(|-|–|…|\.{1,6}|:|x|n\/a)$/i.test(textOf(cell))
const figureOf = (cell: SeriesCell | undefined): number | null => {
  if (typeof cell !== 'object' || cell === null) return readFigure(textOf(cell))
  const value = Number(cell.number)
  return Number.isFinite(value) ? value : null
}

/** Periods as columns become rows: a column of periods and one of figures. */
const unpivoted = ({ columns, rows }: SeriesTable): SeriesTable => {
  const over = columns.flatMap((name, at) => (readPeriod(name) === null ? [] : [at]))
  if (over.length < 2) return { columns, rows }
  const kept = columns.flatMap((_, at) => (over.includes(at) ? [] : [at]))
  return {
    columns: [...kept.map((at) => columns[at] ?? ''), '#period', '#value'],
    rows: rows.flatMap((row) =>
      over.map((at) => [...kept.map((k) => row[k] ?? null), columns[at] ?? '', row[at] ?? null]),
    ),
  }
}

const column = ({ rows }: SeriesTable, at: number): SeriesCell[] => rows.map((row) => row[at] ?? null)

/** The columns of nothing but periods, the narrowest kind of period last. */
const periodColumns = (table: SeriesTable): number[] =>
  table.columns.flatMap((_, at) => {
    const cells = column(table, at).filter((cell) => !isMissing(cell))
    return cells.length > 0 && cells.every((cell) => readPeriod(textOf(cell)) !== null) ? [at] : []
  })

/** Beside what cannot be read most of a column of figures is figures. */
const isFigures = (cells: readonly SeriesCell[]): boolean => {
  const there = cells.filter((cell) => !isMissing(cell))
  return there.length > 0 && there.filter((cell) => figureOf(cell) !== null).length * 2 > there.length
}

const distinct = (cells: readonly SeriesCell[]): string[] => [...new Set(cells.map(textOf))]

type Found = { table: SeriesTable; period: number; values: number[]; others: number[] }

const found = (given: SeriesTable): Found | null => {
  const table = unpivoted(given)
  const made = table.columns.indexOf('#period')
  const periods = made >= 0 ? [made] : periodColumns(table)
  // A column headed as one of periods wins over years that happen to be figures.
  const named = periods.filter((at) => /kỳ|năm|tháng|quý|period|time|year|month|quarter/i.test(table.columns[at] ?? ''))
  const period = (named.length > 0 ? named : periods)[0]
  if (period === undefined) return null
  const rest = table.columns.flatMap((_, at) => (at === period ? [] : [at]))
  const values = rest.filter((at) => table.columns[at] === '#value' || (made < 0 && isFigures(column(table, at))))
  return { table, period, values, others: rest.filter((at) => !values.includes(at)) }
}

export const publishedSeries = (given: SeriesTable, { value, pick }: Choices): Series | null => {
  const parts = found(given)
  if (parts === null) return null
  const { table, period, values } = parts
  const name = (at: number): string => table.columns[at] ?? ''
  const chosenValue = values.length === 1 ? values[0] : values.find((at) => name(at) === value)
  const dimensions = parts.others.flatMap((at) => {
    const categories = distinct(column(table, at))
    if (categories.length < 2) return []
    const asked = pick[name(at)]
    return [
      { at, column: name(at), categories, chosen: asked !== undefined && categories.includes(asked) ? asked : null },
    ]
  })
  const ready = chosenValue !== undefined && dimensions.every(({ chosen }) => chosen !== null)
  const figures: Record<string, number> = {}
  const unread: string[] = []
  for (const row of ready ? table.rows : []) {
    if (!dimensions.every(({ at, chosen }) => textOf(row[at]) === chosen)) continue
    const cell = row[chosenValue ?? -1]
    if (isMissing(cell)) continue
    const at = readPeriod(textOf(row[period]))
    const figure = figureOf(cell)
    if (at === null || figure === null || (figures[at] !== undefined && figures[at] !== figure))
      unread.push([textOf(row[period]), textOf(cell)].join(' '))
    else figures[at] = figure
  }
  return {
    values: values.map(name).filter((text) => text !== '#value'),
    value: chosenValue === undefined || name(chosenValue) === '#value' ? null : name(chosenValue),
    dimensions: dimensions.map(({ column: named, categories, chosen }) => ({ column: named, categories, chosen })),
    figures,
    ready,
    unread,
  }
}
