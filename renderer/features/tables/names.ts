// How dimensions and measures are called on screen. In: fields and definition parts. Out: one text in one language.
import type { Dimension, Measure } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import type { Field } from './model/fieldList.ts'
import type { Translate } from '../../i18n/index.ts'

export const fieldName = (fields: ReadonlyMap<string, Field>, ref: string, language: Language): string =>
  fields.get(ref)?.variable.label[language] ?? ref

export const dimensionName = (fields: ReadonlyMap<string, Field>, dimension: Dimension, language: Language): string => {
  if (dimension.label?.[language]) return dimension.label[language]
  const field = fields.get(dimension.variable)
  const level = dimension.level === undefined ? undefined : field?.levels.find((l) => l.id === dimension.level)
  const name = fieldName(fields, dimension.variable, language)
  return dimension.level === undefined ? name : `${name} · ${level?.label[language] ?? dimension.level}`
}

export const measureName = (fields: ReadonlyMap<string, Field>, measure: Measure, t: Translate, language: Language): string => {
  if (measure.label?.[language]) return measure.label[language]
  if (measure.variable === undefined) return t('tables:statistic.count')
  return t('tables:measureOf', { statistic: t(`tables:statistic.${measure.statistic}`), variable: fieldName(fields, measure.variable, language) })
}
