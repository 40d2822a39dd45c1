// One period put for another in the words of a heading or a title. In: text or runs, both periods. Out: the new words.
// Never a word changed that does not name the period.
import { parsePeriod } from '#shared/model/period.ts'
import { toTcvn3 } from './legacyText.ts'
import { rewriteRuns } from './runXml.ts'

export const replacePeriod = (text: string, from: string, to: string): string => {
  const [before, after] = [parsePeriod(from), parsePeriod(to)]
  if (!before || !after || before.kind !== after.kind) return text
  const year = (value: string) => value.replace(new RegExp(`(?<!\\d)${before.year}(?!\\d)`, 'g'), String(after.year))
  if (before.kind === 'year') return year(text)
  if (before.kind === 'school_year') {
    return text.replace(
      new RegExp(
        `(?<!\\d)${before.year}(\\s?[-–/]\\s?)(${before.year + 1}|${String(before.year + 1).slice(2)})(?!\\d)`,
        'g',
      ),
      (_, dash: string, second: string) =>
        `${after.year}${dash}${second.length === 2 ? String(after.year + 1).slice(2) : after.year + 1}`,
    )
  }
  if (before.kind === 'quarter') {
    const numerals = ['', 'I', 'II', 'III', 'IV']
    return year(
      text.replace(/((?:quý|quarter|q)\s?)(IV|III|II|I|[1-4])(?![a-z0-9])/gi, (whole, word: string, part: string) =>
        part === numerals[before.part]
          ? word + (numerals[after.part] ?? '')
          : part === String(before.part)
            ? word + String(after.part)
            : whole,
      ),
    )
  }
  return year(
    text.replace(
      new RegExp(
        `((?:tháng|month|t)\\s?)0?${before.part}(?!\\d)|(?<![\\d/])0?${before.part}(?=\\s?/\\s?${before.year})`,
        'gi',
      ),
      (_, word: string | undefined) => `${word ?? ''}${after.part}`,
    ),
  )
}

/** The same in the runs of a rich text: their fonts stay. */
export const replacePeriodInRuns = (xml: string, from: string, to: string): string =>
  rewriteRuns(xml, { words: (text) => replacePeriod(text, from, to) })

/** Text as the cell's font shows it. */
export const inFont = (text: string, font: string): string => (/^\.Vn/i.test(font) ? toTcvn3(text) : text)
