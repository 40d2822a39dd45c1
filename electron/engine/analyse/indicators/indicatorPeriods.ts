// Periods of an indicator: delivered in part, not delivered, and what may be read of another period: the same parts, a
// code that held then. In: inputs with their deliveries, places without a figure. Out: headings, reasons, notes. Never
// a figure.
import { bilingual as b } from '#shared/model/text.ts'
import { formatPeriodShort, partialInWords, periodLabel } from '#shared/format/time.ts'
import { deliveredParts, partialPeriod } from '#shared/model/coverage.ts'
import type { CubeCategory, PartialPeriod } from '#shared/model/cube.ts'
import { periodsBetween } from '#shared/model/coverage.ts'
import { gapReasons, gapWords } from '#shared/model/indicatorGap.ts'
import type { IndicatorGap } from '#shared/model/indicatorGap.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { IndicatorInput } from './inputTypes.ts'

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

/**
 * All periods from the first to the last where inputs go by what was delivered; those found where one goes by a date of
 * its records.
 */
export const periodsOf = (inputs: readonly IndicatorInput[]): Period[] => {
  const found = [...new Set(inputs.flatMap((i) => i.periods))].sort()
  const byDelivery = (input: IndicatorInput): boolean =>
    input.made ? input.made.inputs.every(byDelivery) : input.delivered !== undefined
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined || !inputs.every(byDelivery)) return found
  return [...new Set([...found, ...periodsBetween(first, last)])].sort()
}

/** Whether one period of an input may be set against another, in a place of these categories. */
export const isComparable = (
  { delivered, made }: IndicatorInput,
  now: Period,
  then: Period,
  categories: readonly CubeCategory[],
): boolean => {
  if (made) return made.inputs.every((input) => isComparable(input, now, then, categories))
  if (delivered === undefined) return true
  const same = (a: readonly number[], c: readonly number[]): boolean =>
    a.length === c.length && a.every((part, i) => part === c[i])
  if (!same(deliveredParts(now, delivered), deliveredParts(then, delivered))) return false
  return categories.every(
    ({ valid }) =>
      valid === undefined || same(deliveredParts(now, delivered, valid), deliveredParts(then, delivered, valid)),
  )
}

/** More periods than this are told by the first and the last. */
const listed = 6
const periodList = (periods: readonly Period[], language: 'vi' | 'en'): string => {
  const short = (period: Period | undefined): string => formatPeriodShort(period ?? '', language)
  if (periods.length <= listed) return periods.map(short).join(', ')
  return `${short(periods[0])} … ${short(periods.at(-1))} (${periods.length})`
}

const partialNote = (periods: readonly CubeCategory[]): Bilingual[] => {
  const partial = periods.flatMap(({ code, partial: part }) => (part ? [{ code, words: partialInWords(part) }] : []))
  if (partial.length === 0) return []
  const told = (language: 'vi' | 'en'): string =>
    partial.map((p) => `${formatPeriodShort(p.code, language)}: ${p.words[language]}`).join('; ')
  return [b(`Kỳ chưa đủ dữ liệu: ${told('vi')}.`, `Periods in part: ${told('en')}.`)]
}

/** One note for each reason (and input) for which some figure is not available. */
export const indicatorNotes = (periods: readonly CubeCategory[], gaps: readonly IndicatorGap[]): Bilingual[] => {
  const reasons = gapReasons.filter((reason) => reason !== 'withheld')
  const notes = reasons.flatMap((reason) => {
    const of = gaps.filter((gap) => gap.reason === reason)
    return [...new Set(of.map((gap) => gap.input ?? ''))].toSorted().map((input) => {
      const when = [...new Set(of.flatMap((gap) => ((gap.input ?? '') === input ? [gap.period] : [])))].toSorted()
      const name = input === '' ? '' : ` (${input})`
      const words = gapWords[reason]
      return b(
        `Không có số ở ${periodList(when, 'vi')}: ${words.vi}${name}.`,
        `Not available in ${periodList(when, 'en')}: ${words.en}${name}.`,
      )
    })
  })
  return [...partialNote(periods), ...notes]
}
