// Which dataset a header belongs to, and which period a file name speaks of. In: header, name, known layouts. Out: a
// match. Column order is free. Never reads rows, never guesses between two layouts that fit equally.
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { FileScan } from './scanFile.ts'

export const sourceColumns = (dataset: Dataset): string[] =>
  dataset.variables.flatMap((v) => (v.source === null ? [] : [v.source]))

export type HeaderMatch = { dataset: Dataset; missing: string[]; extra: string[] }

const sameName = (name: string): string => name.trim().toLowerCase()

export const matchHeader = (header: readonly string[], dataset: Dataset): HeaderMatch => {
  const wanted = sourceColumns(dataset)
  const given = header.map(sameName)
  const known = new Set(wanted.map(sameName))
  const seen = new Set<string>()
  const extra = header.filter((_, index) => {
    const key = given[index] ?? ''
    const unexpected = !known.has(key) || seen.has(key)
    seen.add(key)
    return unexpected
  })
  return { dataset, missing: wanted.filter((name) => !seen.has(sameName(name))), extra }
}

const fits = (match: HeaderMatch): boolean => match.missing.length === 0 && match.extra.length === 0

/** The layout the header follows exactly; else the nearest one with what is wrong; null when nothing is near. */
export const recogniseLayout = (
  header: readonly string[],
  datasets: readonly Dataset[],
  fileName: string,
): HeaderMatch | null => {
  const matches = datasets.map((dataset) => matchHeader(header, dataset))
  const exact = matches.filter(fits)
  const named = (candidates: HeaderMatch[]): HeaderMatch | undefined =>
    candidates
      .filter((m) => fileName.toLowerCase().startsWith(m.dataset.id))
      .sort((a, b) => b.dataset.id.length - a.dataset.id.length)[0]
  if (exact.length > 0) return exact.length === 1 ? (exact[0] ?? null) : (named(exact) ?? null)
  // Most of the wanted columns are there: say what differs rather than that nothing is known.
  const near = matches.filter(
    (m) =>
      sourceColumns(m.dataset).length - m.missing.length > header.length / 2 &&
      m.missing.length < sourceColumns(m.dataset).length / 2,
  )
  near.sort((a, b) => a.missing.length + a.extra.length - b.missing.length - b.extra.length)
  return named(near) ?? near[0] ?? null
}

const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '))

/** Columns that are not wanted, in words; one without a name by its place. */
const extraColumns = (header: readonly string[], extra: readonly string[]): string => {
  const unnamed = header.flatMap((name, index) => (name === '' ? [`(${index + 1})`] : []))
  return listed([...extra.filter((name) => name !== ''), ...unnamed])
}

const places = (header: readonly string[], name: string): number[] =>
  header.flatMap((own, index) => (own.toLowerCase() === name.toLowerCase() ? [index + 1] : []))

const delimiterNames: Record<string, string> = { ',': ',', ';': ';', '\t': 'Tab', '|': '|' }

/** The dataset of a header; fails LAYOUT_UNKNOWN, LAYOUT_UNNAMED, LAYOUT_TWICE or LAYOUT_MISMATCH. */
export const requireLayout = (
  { path, fileName, header, dialect }: Pick<FileScan, 'path' | 'fileName' | 'header' | 'dialect'>,
  datasets: readonly Dataset[],
  chosen: string | undefined,
): Dataset => {
  const dataset =
    chosen === undefined
      ? undefined
      : (datasets.find((d) => d.id === chosen) ?? fail('DATASET_UNKNOWN', { dataset: chosen }))
  const match = dataset ? matchHeader(header, dataset) : recogniseLayout(header, datasets, fileName)
  if (!match)
    return fail('LAYOUT_UNKNOWN', {
      path,
      columns: header.length,
      delimiter: delimiterNames[dialect.delimiter] ?? dialect.delimiter,
      header: listed(header.slice(0, 8)),
    })
  if (fits(match)) return match.dataset
  const facts = { path, dataset: match.dataset.id, missing: listed(match.missing) }
  const unnamed = header.flatMap((name, index) => (name === '' ? [index + 1] : []))
  if (match.missing.length === 0 && match.extra.every((name) => name === ''))
    return fail('LAYOUT_UNNAMED', { path, dataset: match.dataset.id, column: unnamed.join(', ') })
  const twice = match.extra.find((name) => name !== '' && places(header, name).length > 1)
  if (match.missing.length === 0 && twice !== undefined)
    return fail('LAYOUT_TWICE', {
      path,
      dataset: match.dataset.id,
      column: twice,
      places: places(header, twice).join(', '),
    })
  return fail('LAYOUT_MISMATCH', { ...facts, extra: extraColumns(header, match.extra) })
}

const periodPatterns = {
  school_year: /(?<!\d)(\d{4}-\d{4})(?!\d)/g,
  month: /(?<!\d)(\d{4}-(?:0[1-9]|1[0-2]))(?!\d)(?!-\d{1,2}(?!\d))/g,
  quarter: /(?<!\d)(\d{4}-Q[1-4])(?!\d)/gi,
  year: /(?<!\d)([12]\d{3})(?!\d|-Q)(?!-(?:0[1-9]|1[0-2])(?!\d))/gi,
} as const

/** The periods of the dataset's kind that a file name speaks of, each once. */
export const periodsOfFileName = (fileName: string, dataset: Dataset): Period[] => {
  const found = [...fileName.matchAll(periodPatterns[dataset.periodKind])].map(([, text]) => (text ?? '').toUpperCase())
  return [...new Set(found)].filter((text) => parsePeriod(text)?.kind === dataset.periodKind)
}

/** The period written anywhere in a file name, of the dataset's kind; null when there is none, or more than one. */
export const periodOfFileName = (fileName: string, dataset: Dataset): Period | null => {
  const found = periodsOfFileName(fileName, dataset)
  return found.length === 1 ? (found[0] ?? null) : null
}

/** The given period, or the one of the file name; fails PERIOD_INVALID, PERIOD_AMBIGUOUS or PERIOD_NEEDED. */
export const requirePeriod = (path: string, fileName: string, dataset: Dataset, given: Period | undefined): Period => {
  if (given !== undefined)
    return parsePeriod(given)?.kind === dataset.periodKind
      ? given
      : fail('PERIOD_INVALID', { period: given, dataset: dataset.id, kind: dataset.periodKind })
  const found = periodsOfFileName(fileName, dataset)
  if (found.length > 1) return fail('PERIOD_AMBIGUOUS', { path, periods: found.join(', ') })
  return found[0] ?? fail('PERIOD_NEEDED', { path })
}
