// Which dataset a header belongs to, and which period a file name speaks of. In: header, name, known layouts. Out: a match.
// Column order is free. Never reads rows, never guesses between two layouts that fit equally.
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

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

const listed = (names: string[]): string => (names.length === 0 ? '–' : names.join(', '))

/** The dataset of a header; fails LAYOUT_UNKNOWN or LAYOUT_MISMATCH. */
export const requireLayout = (
  path: string,
  fileName: string,
  header: readonly string[],
  datasets: readonly Dataset[],
  chosen: string | undefined,
): Dataset => {
  const dataset =
    chosen === undefined
      ? undefined
      : (datasets.find((d) => d.id === chosen) ?? fail('DATASET_UNKNOWN', { dataset: chosen }))
  const match = dataset ? matchHeader(header, dataset) : recogniseLayout(header, datasets, fileName)
  if (!match) return fail('LAYOUT_UNKNOWN', { path })
  if (!fits(match))
    return fail('LAYOUT_MISMATCH', {
      path,
      dataset: match.dataset.id,
      missing: listed(match.missing),
      extra: listed(match.extra),
    })
  return match.dataset
}

const periodPatterns = {
  school_year: /(?<!\d)(\d{4}-\d{4})(?!\d)/,
  month: /(?<!\d)(\d{4}-(?:0[1-9]|1[0-2]))(?!\d|-\d)/,
  quarter: /(?<!\d)(\d{4}-Q[1-4])(?!\d)/i,
  year: /(?<!\d)(\d{4})(?!\d|-\d|-Q)/i,
} as const

/** The period written anywhere in a file name, of the dataset's kind; null when there is none. */
export const periodOfFileName = (fileName: string, dataset: Dataset): Period | null => {
  const text = periodPatterns[dataset.periodKind].exec(fileName)?.[1]?.toUpperCase()
  return text !== undefined && parsePeriod(text)?.kind === dataset.periodKind ? text : null
}

/** The given period, or the one of the file name; fails PERIOD_INVALID or PERIOD_NEEDED. */
export const requirePeriod = (path: string, fileName: string, dataset: Dataset, given: Period | undefined): Period => {
  if (given === undefined) return periodOfFileName(fileName, dataset) ?? fail('PERIOD_NEEDED', { path })
  if (parsePeriod(given)?.kind !== dataset.periodKind)
    return fail('PERIOD_INVALID', { period: given, dataset: dataset.id, kind: dataset.periodKind })
  return given
}
