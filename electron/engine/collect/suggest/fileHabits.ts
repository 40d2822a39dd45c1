// What a file as a whole says of its doubtful columns: number sign, order of dates, language, the period of its name or
// titles. In: an opened table, profiles of its columns, what the user said. Out: habits. Nothing is decided here.
import { basename, extname } from 'node:path'
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'
import { periodBounds } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { FileHabits } from './columnDecision.ts'
import { isVietnamese } from './columnNames.ts'
import type { ColumnProfile } from './columnProfile.ts'
import { periodOfText } from './periodOfText.ts'

export const namedPeriod = (path: string, opened: OpenedTable): Suggestion['period'] => {
  const name = periodOfText(basename(path, extname(path)))
  if (name !== null) return { value: name, from: 'name' }
  for (const title of opened.frame?.titles ?? []) {
    const found = periodOfText(title)
    if (found !== null) return { value: found, from: 'title' }
  }
  return null
}

/** What the clear columns of a file say of the doubtful ones. */
export const habitsOf = (
  opened: OpenedTable,
  profiles: readonly ColumnProfile[],
  path: string,
  given: FileHabits['given'] & { period?: Period | undefined },
): FileHabits => {
  const vietnamese = isVietnamese(opened.table.columns.map((c) => c.name))
  const point = profiles.some((p) => p.onlyPoint > 0 && p.onlyComma === 0)
  const comma = profiles.some((p) => p.onlyComma > 0 && p.onlyPoint === 0)
  const day = profiles.some((p) => p.dayFirst > 0 && p.monthFirst === 0)
  const month = profiles.some((p) => p.monthFirst > 0 && p.dayFirst === 0)
  const number = point === comma ? null : point ? 'point' : 'comma'
  const byDelimiter = number === null && opened.source.delimiter === ';' && !point
  return {
    number: byDelimiter ? 'comma' : number,
    numberByDelimiter: byDelimiter,
    date: day === month ? null : day ? 'dmy' : 'mdy',
    vietnamese,
    spreadsheet: ['xlsx', 'xls', 'xlsb', 'ods'].includes(opened.source.format),
    bounds: periodBounds(given.period ?? namedPeriod(path, opened)?.value ?? ''),
    given: { numbers: given.numbers, dates: given.dates },
  }
}
