// Record measures as the cube tells them: label, unit, scale, decimals. In: planned measures. Out: CubeMeasure. Pure.
// Never a figure; derived measures are named where they are derived.
import type { CubeMeasure } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { TableModel } from './model.ts'
import type { PlannedMeasure } from '../types.ts'

const b = (vi: string, en: string): Bilingual => ({ vi, en })

const powerWords: Record<number, Bilingual> = {
  3: b('nghìn', 'thousand'),
  6: b('triệu', 'million'),
  9: b('tỷ', 'billion'),
  12: b('nghìn tỷ', 'trillion'),
}

const unitOf = (model: TableModel, { measure, column, weight }: PlannedMeasure): Bilingual => {
  if (measure.unit) return measure.unit
  const counted = weight ? (weight.unit ?? model.dataset.recordLabel) : model.dataset.recordLabel
  const base =
    measure.statistic === 'count'
      ? counted
      : measure.statistic === 'distinct'
        ? b('đơn vị', 'units')
        : (column?.unit ?? b('', ''))
  if (measure.power === 0) return base
  const word = powerWords[measure.power] ?? b(`10^${measure.power}`, `10^${measure.power}`)
  return b(`${word.vi} ${base.vi}`.trim(), `${word.en} ${base.en}`.trim())
}

const statisticLabel = ({ measure, column, weight }: PlannedMeasure): Bilingual => {
  const name = column?.label ?? b('', '')
  const told = (vi: string, en: string): Bilingual => b(`${name.vi} – ${vi}`, `${name.en} – ${en}`)
  switch (measure.statistic) {
    case 'count':
      return weight
        ? b(`Số lượng (quyền số ${weight.label.vi})`, `Count (weighted by ${weight.label.en})`)
        : b('Số lượng', 'Count')
    case 'sum':
      return name
    case 'mean':
      return told('bình quân', 'mean')
    case 'median':
      return told('trung vị', 'median')
    case 'percentile':
      return told(`phân vị ${String(measure.percentile).replace('.', ',')}%`, `percentile ${measure.percentile}`)
    case 'minimum':
      return told('nhỏ nhất', 'minimum')
    case 'maximum':
      return told('lớn nhất', 'maximum')
    case 'standard_deviation':
      return told('độ lệch chuẩn', 'standard deviation')
    case 'distinct':
      return told('số giá trị khác nhau', 'distinct')
    default:
      return measure satisfies never
  }
}

/** Scale of the exact figure; quotients and roots are doubles and have none. */
const scaleOf = ({ measure, column, weight }: PlannedMeasure): number => {
  const own = column?.scale ?? 0
  const weighted = weight?.scale ?? 0
  switch (measure.statistic) {
    case 'count':
      return weighted
    case 'sum':
      return own + weighted
    case 'median':
    case 'percentile':
      return own + 1
    case 'minimum':
    case 'maximum':
      return own
    default:
      return 0
  }
}

const usualDecimals = ({ measure, column }: PlannedMeasure): number => {
  switch (measure.statistic) {
    case 'count':
    case 'distinct':
      return 0
    case 'sum':
    case 'minimum':
    case 'maximum':
      return measure.power > 0 ? 1 : (column?.scale ?? 0)
    default:
      return 1
  }
}

export const cubeMeasure = (model: TableModel, planned: PlannedMeasure): CubeMeasure => {
  const { measure } = planned
  return {
    id: measure.id,
    statistic: measure.statistic,
    label: measure.label ?? statisticLabel(planned),
    unit: unitOf(model, planned),
    exact: measure.statistic !== 'mean' && measure.statistic !== 'standard_deviation',
    scale: scaleOf(planned),
    decimals: measure.decimals ?? usualDecimals(planned),
    power: measure.power,
    additive: measure.statistic === 'count' || measure.statistic === 'sum',
  }
}
