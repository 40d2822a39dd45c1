// The period that a text speaks of: a file name, a title above a table. In: text. Out: a period, or none where several
// or none are named.
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { foldWords } from '#shared/format/foldText.ts'

const year = '(?:19[5-9]|20\\d)\\d'

const patterns: [RegExp, (m: RegExpExecArray) => string][] = [
  [new RegExp(`(?<!\\d)(${year})\\s*[-–_]\\s*(${year})(?!\\d)`), (m) => `${m[1]}-${m[2]}`],
  [new RegExp(`(?<!\\d)(${year})[-_ ]?[qQ]([1-4])(?!\\d)`), (m) => `${m[1]}-Q${m[2]}`],
  [new RegExp(`(?<![A-Za-z])[qQ]([1-4])[-_ /]?(${year})(?!\\d)`), (m) => `${m[2]}-Q${m[1]}`],
  [new RegExp(`(?<!\\d)(${year})[-_.](0[1-9]|1[0-2])(?![-_.]?\\d)`), (m) => `${m[1]}-${m[2]}`],
  [new RegExp(`(?<!\\d)(0[1-9]|1[0-2])[-_.](${year})(?!\\d)`), (m) => `${m[2]}-${m[1]}`],
  [new RegExp(`(?<!\\d)(${year})(?!\\d)`), (m) => m[1] ?? ''],
]

export const periodOfText = (text: string): Period | null => {
  const plain = foldWords(text)
  const month = /thang (\d{1,2}) nam ((?:19|20)\d\d)/.exec(plain)
  if (month) return `${month[2]}-${String(month[1]).padStart(2, '0')}`
  const quarter = /quy (i{1,3}|iv|[1-4]) nam ((?:19|20)\d\d)/.exec(plain)
  if (quarter) {
    const number = { i: 1, ii: 2, iii: 3, iv: 4 }[quarter[1] ?? ''] ?? Number(quarter[1])
    return `${quarter[2]}-Q${number}`
  }
  for (const [pattern, made] of patterns) {
    const found = pattern.exec(text)
    if (!found) continue
    const period = made(found)
    if (parsePeriod(period) === null) continue
    // Two different years are no period.
    const years = new Set([...text.matchAll(new RegExp(`(?<!\\d)${year}(?!\\d)`, 'g'))].map((m) => m[0]))
    return /^\d{4}$/.test(period) && years.size > 1 ? null : period
  }
  return null
}
