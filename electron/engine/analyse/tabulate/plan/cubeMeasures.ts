// Record measures as the cube tells them: label, unit, scale, decimals. In: planned measures. Out: CubeMeasure. Pure.
// Never a figure; derived measures are named where they are derived.
import { conditionInWords } from '#shared/expression/index.ts'
import type { ConditionNames } from '#shared/expression/index.ts'
import { periodLabel } from '#shared/format/time.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { CubeMeasure } from '#shared/model/cube.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { findItem } from '#engine/process/categories/categories.ts'
import { storedVariable } from './plan.ts'
import type { TableModel } from './model.ts'
import type { PlannedMeasure } from '../types.ts'

const b = (vi: string, en: string): Bilingual => ({ vi, en })

const powerWords: Record<number, Bilingual> = {
  3: b('nghìn', 'thousand'),
  6: b('triệu', 'million'),
  9: b('tỷ', 'billion'),
  12: b('nghìn tỷ', 'trillion'),
}

/** Before thousands or millions. */
const plainUnit = (model: TableModel, { measure, column, weight }: PlannedMeasure): Bilingual => {
  if (measure.statistic === 'count') return weight?.unit ?? model.dataset.recordLabel
  return measure.statistic === 'distinct' ? b('đơn vị', 'units') : (column?.unit ?? b('', ''))
}

const unitOf = (model: TableModel, planned: PlannedMeasure): Bilingual => {
  const { measure } = planned
  if (measure.unit) return measure.unit
  const base = plainUnit(model, planned)
  if (measure.power === 0) return base
  const word = powerWords[measure.power] ?? b(`10^${measure.power}`, `10^${measure.power}`)
  return b(`${word.vi} ${base.vi}`.trim(), `${word.en} ${base.en}`.trim())
}

const statisticLabel = ({ measure, column }: PlannedMeasure): Bilingual => {
  const name = column?.label ?? b('', '')
  const told = (vi: string, en: string): Bilingual => b(`${name.vi} – ${vi}`, `${name.en} – ${en}`)
  switch (measure.statistic) {
    case 'count':
      return b('Số lượng', 'Count')
    case 'sum':
      return name
    case 'mean':
      return told('bình quân', 'mean')
    case 'median':
      return told('trung vị', 'median')
    case 'percentile':
      return told(`phân vị thứ ${String(measure.percentile).replace('.', ',')}`, `percentile ${measure.percentile}`)
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

/** What a condition names, in words. */
export const conditionNames = (model: TableModel, own: readonly DerivedVariable[] = []): ConditionNames => ({
  variable: (name) =>
    [...own, ...model.variables].find((v) => v.id === name)?.label ?? storedVariable(model, name)?.label ?? null,
  code: (name, code) => {
    if (name === periodVariableId) return periodLabel(code)
    const list = storedVariable(model, name)?.codeList ?? null
    const versions = list === null ? [] : model.lists.versions(list).toReversed()
    for (const version of versions) {
      const item = findItem(version, code, null)?.item
      if (item) return item.label
    }
    return null
  },
})

/** Weight and condition belong to the heading: the same statistic with and without them is not the same figure. */
const defaultLabel = (model: TableModel, planned: PlannedMeasure, own: readonly DerivedVariable[]): Bilingual => {
  const label = statisticLabel(planned)
  const { filter } = planned.measure
  const parts = [
    // Weighted by the design of the sample is what a figure of a survey is.
    ...(planned.weight === null || planned.weight.ref === model.dataset.design?.weight
      ? []
      : [b(`quyền số ${planned.weight.label.vi}`, `weighted by ${planned.weight.label.en}`)]),
    ...(filter === undefined
      ? []
      : [conditionInWords(filter, conditionNames(model, own))].map(({ vi, en }) => b(`khi ${vi}`, `where ${en}`))),
  ]
  if (parts.length === 0) return label
  return b(`${label.vi} (${parts.map((p) => p.vi).join('; ')})`, `${label.en} (${parts.map((p) => p.en).join('; ')})`)
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

export const cubeMeasure = (
  model: TableModel,
  planned: PlannedMeasure,
  own: readonly DerivedVariable[] = [],
): CubeMeasure => {
  const { measure } = planned
  return {
    id: measure.id,
    statistic: measure.statistic,
    label: measure.label ?? defaultLabel(model, planned, own),
    unit: unitOf(model, planned),
    exact: measure.statistic !== 'mean' && measure.statistic !== 'standard_deviation',
    scale: scaleOf(planned),
    decimals: measure.decimals ?? usualDecimals(planned),
    power: measure.power,
    additive: measure.statistic === 'count' || measure.statistic === 'sum',
  }
}
