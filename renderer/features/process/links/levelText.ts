// What a level of a comparison says, in words; what the parameters of a run say of it. In: a definition, a report. Out:
// rows to show. Never an estimate of its own: every figure is the report's.
import type { LinkReport } from '#shared/model/link.ts'
import type { LinkCondition, LinkStages } from '#shared/model/linkModel.ts'
import type { Translate } from '../../../i18n/index.ts'

const decimalComma = (at: number, language: string): string =>
  language === 'vi' ? String(at).replace('.', ',') : String(at)

const conditionText = (condition: LinkCondition, t: Translate, language: string): string =>
  t(`condition.${condition.is}`, {
    ...('at' in condition ? { at: decimalComma(condition.at, language) } : {}),
    ...('with' in condition ? { with: condition.with } : {}),
    ...('records' in condition ? { records: condition.records } : {}),
    ...('length' in condition ? { length: condition.length } : {}),
  })

export type WeightRow = { field: string; text: string; m: number; u: number; weight: number; first: boolean }

/** Levels of all comparisons from the closest down, "otherwise" last. */
export const weightRows = (
  stages: LinkStages,
  report: LinkReport,
  { t, language }: { t: Translate; language: string },
): WeightRow[] =>
  (stages.model?.comparisons ?? []).flatMap((comparison, k) => {
    const given = report.parameters?.comparisons[k]
    if (given === undefined) return []
    const highest = comparison.levels.length
    return [...comparison.levels, null].map((conditions, index): WeightRow => {
      const level = highest - index
      const m = given.m[level] ?? 0
      const u = given.u[level] ?? 1
      return {
        field: comparison.field,
        text: conditions?.map((c) => conditionText(c, t, language)).join(' + ') ?? t('otherwise'),
        m,
        u,
        weight: Math.log2(m / u),
        first: index === 0,
      }
    })
  })

export const weightOf = (probability: number): number => Math.log2(probability / (1 - probability))

/** Pairs in the bars at or above each threshold; a bar the threshold falls into counts to the side of its middle. */
export const atThresholds = (
  { histogram }: LinkReport,
  link: number,
  review: number,
): { linked: number; review: number } => {
  let linked = 0
  let waiting = 0
  histogram.pairs.forEach((pairs, bar) => {
    const middle = histogram.first + bar + 0.5
    if (middle >= weightOf(link)) linked += pairs
    else if (middle >= weightOf(review)) waiting += pairs
  })
  return { linked, review: waiting }
}
