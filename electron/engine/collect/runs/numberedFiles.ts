// Files of one run that are numbered beyond twelve beside their year (survey_01_2024 … survey_34_2024): provinces or
// teams, not months. In: paths. Out: the year of each such file. A run of twelve or fewer says nothing, and each name
// is read by itself.
import { basename } from 'node:path'
import type { Period } from '#shared/model/period.ts'

const year = '(?:19[5-9]\\d|20\\d\\d)'
const before = new RegExp(`^(.*?)(?<!\\d)(\\d{2})[-_. ](${year})(?!\\d)(.*)$`)
const after = new RegExp(`^(.*?)(?<!\\d)(${year})[-_. ](\\d{2})(?!\\d)(.*)$`)

type Numbered = { series: string; number: number; year: Period }

const numberedOf = (name: string): Numbered | null => {
  const first = before.exec(name)
  if (first) {
    const [, start = '', number = '', of = '', end = ''] = first
    return { series: `${start}|${of}|${end}`, number: Number(number), year: of }
  }
  const last = after.exec(name)
  if (!last) return null
  const [, start = '', of = '', number = '', end = ''] = last
  return { series: `${start}|${of}|${end}`, number: Number(number), year: of }
}

export const yearsOfNumbered = (paths: readonly string[]): ReadonlyMap<string, Period> => {
  const found = paths.flatMap((path) => {
    const numbered = numberedOf(basename(path).replace(/\.[a-z0-9]{1,7}$/i, ''))
    return numbered ? [{ path, ...numbered }] : []
  })
  const beyond = new Set(found.filter(({ number }) => number === 0 || number > 12).map(({ series }) => series))
  return new Map(found.filter(({ series }) => beyond.has(series)).map((one) => [one.path, one.year]))
}
