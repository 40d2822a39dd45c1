// Periods of an indicator that were delivered in part, and what may be read of another period: the same parts, a code that held then.
// In: inputs with their deliveries. Out: headings, reasons, notes. Never a figure.
import { formatPeriodShort, partialInWords, periodLabel } from '#shared/format/time.ts'
import { deliveredParts, partialPeriod } from '#shared/model/coverage.ts'
import type { CubeCategory, PartialPeriod } from '#shared/model/cube.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { IndicatorInput } from './indicatorInputs.ts'

const b = (vi: string, en: string): Bilingual => ({ vi, en })

/** The part of a period that every input has at most; null where all are whole. */
const leastPartial = (period: Period, inputs: readonly IndicatorInput[]): PartialPeriod | null => {
  let least: PartialPeriod | null = null
  for (const { delivered } of inputs) {
    const partial = delivered === undefined ? null : partialPeriod(period, delivered)
    if (partial !== null && (least === null || partial.delivered / partial.of < least.delivered / least.of))
      least = partial
  }
  return least
}

export const periodCategory = (code: Period, inputs: readonly IndicatorInput[]): CubeCategory => {
  const [label, partial] = [periodLabel(code), leastPartial(code, inputs)]
  if (partial === null) return { code, kind: 'value', label }
  const words = partialInWords(partial)
  return { code, kind: 'value', label: b(`${label.vi} (${words.vi})`, `${label.en} (${words.en})`), partial }
}

/** Whether one period of an input may be set against another, in a place of these categories. */
export const isComparable = (
  { delivered }: IndicatorInput,
  now: Period,
  then: Period,
  categories: readonly CubeCategory[],
): boolean => {
  if (delivered === undefined) return true
  const same = (a: readonly number[], c: readonly number[]): boolean =>
    a.length === c.length && a.every((part, i) => part === c[i])
  if (!same(deliveredParts(now, delivered), deliveredParts(then, delivered))) return false
  return categories.every(
    ({ valid }) =>
      valid === undefined || same(deliveredParts(now, delivered, valid), deliveredParts(then, delivered, valid)),
  )
}

export const indicatorNotes = (periods: readonly CubeCategory[], refused: ReadonlySet<Period>): Bilingual[] => {
  const partial = periods.flatMap(({ code, partial: part }) => (part ? [{ code, words: partialInWords(part) }] : []))
  const names = (language: 'vi' | 'en'): string =>
    [...refused]
      .sort()
      .map((p) => formatPeriodShort(p, language))
      .join(', ')
  return [
    ...(partial.length > 0
      ? [
          b(
            `Kỳ chưa đủ dữ liệu: ${partial.map((p) => `${formatPeriodShort(p.code, 'vi')}: ${p.words.vi}`).join('; ')}.`,
            `Periods in part: ${partial.map((p) => `${formatPeriodShort(p.code, 'en')}: ${p.words.en}`).join('; ')}.`,
          ),
        ]
      : []),
    ...(refused.size > 0
      ? [
          b(
            `Không so sánh được với kỳ trước ở: ${names('vi')} (dữ liệu hoặc danh mục của hai kỳ không như nhau).`,
            `Not compared with an earlier period in: ${names('en')} (data or code list of the two differ).`,
          ),
        ]
      : []),
  ]
}
