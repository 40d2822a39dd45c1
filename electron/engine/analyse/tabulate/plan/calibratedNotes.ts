// What a table must say of calibrated weights: of which periods it has none, and where the records are no longer those
// that were calibrated. In: a model, the periods and weights read. Out: notes. Never a weight changed.
import { formatPeriod } from '#shared/format/time.ts'
import type { Measure } from '#shared/model/table.ts'
import type { Period } from '#shared/model/period.ts'
import { calibratedWeights } from '#shared/model/survey.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { TableModel } from './model.ts'

const listOf = (periods: readonly Period[], language: 'vi' | 'en'): string =>
  periods.map((period) => formatPeriod(period, language)).join(', ')

const uncalibrated = (weight: string, periods: readonly Period[]): Bilingual =>
  bilingual(
    `Quyền số hiệu chỉnh “${weight}” không có cho ${listOf(periods, 'vi')}: bản ghi của các kỳ đó có quyền số bằng 0.`,
    `There is no calibrated weight “${weight}” for ${listOf(periods, 'en')}: records of those periods weigh nothing.`,
  )

const outOfDate = (weight: string, periods: readonly Period[]): Bilingual =>
  bilingual(
    `Dữ liệu của ${listOf(periods, 'vi')} đã đổi sau khi hiệu chỉnh “${weight}”: tổng không còn khớp, hãy hiệu chỉnh lại.`,
    `The records of ${listOf(periods, 'en')} changed after “${weight}” was calibrated: the totals are no longer met; calibrate again.`,
  )

export const calibratedNotes = (
  model: TableModel,
  periods: readonly Period[],
  measures: readonly Measure[],
): Bilingual[] => {
  const { design } = model.dataset
  if (design === undefined) return []
  const used = new Set(measures.flatMap((m) => ('weight' in m && m.weight !== undefined ? [m.weight] : [])))
  const standing = model.deliveries([]).filter(({ dataset }) => dataset === model.dataset.id)
  const stateOf = (period: Period): string =>
    standing
      .filter((d) => d.period === period)
      .map(({ id }) => id)
      .toSorted((a, b) => a - b)
      .join(' ')
  return [...calibratedWeights(design)]
    .filter((weight) => used.has(weight))
    .flatMap((weight) => {
      const own = (design.calibrations ?? []).filter((c) => c.weight === weight)
      const without = periods.filter((period) => !own.some((c) => c.period === period))
      const old = own.filter(
        ({ period, deliveries }) =>
          periods.includes(period) && deliveries !== undefined && deliveries.join(' ') !== stateOf(period),
      )
      return [
        ...(without.length > 0 ? [uncalibrated(weight, without)] : []),
        ...(old.length > 0
          ? [
              outOfDate(
                weight,
                old.map(({ period }) => period),
              ),
            ]
          : []),
      ]
    })
}
