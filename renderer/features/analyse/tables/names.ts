// How dimensions and measures are called on screen. In: fields and definition parts. Out: one text in one language.
import { conditionInWords } from '#shared/expression/index.ts'
import { percentBaseInShort, samplingInShort, shiftInWords, stepInShort } from '#shared/format/measureInWords.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { Dimension, Measure } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import type { Field } from './model/fieldList.ts'
import type { Translate } from '../../../i18n/index.ts'

export type Fields = ReadonlyMap<string, Field>

export const fieldName = (fields: Fields, ref: string, language: Language): string =>
  fields.get(ref)?.variable.label[language] ?? ref

export const dimensionName = (fields: Fields, dimension: Dimension, language: Language): string => {
  if (dimension.label?.[language]) return dimension.label[language]
  const field = fields.get(dimension.variable)
  const level = dimension.level === undefined ? undefined : field?.levels.find((l) => l.id === dimension.level)
  const name = fieldName(fields, dimension.variable, language)
  return dimension.level === undefined ? name : `${name} · ${level?.label[language] ?? dimension.level}`
}

/** Weight and condition belong to the name: the same statistic with and without them is not the same figure. */
const qualified = (
  name: string,
  fields: Fields,
  measure: { weight?: string | undefined; filter?: string | undefined },
  t: Translate,
  language: Language,
): string => {
  const parts = [
    ...(measure.weight === undefined
      ? []
      : [t('tables:weightedBy', { variable: fieldName(fields, measure.weight, language) })]),
    ...(measure.filter === undefined
      ? []
      : [
          t('tables:where', {
            condition: conditionInWords(measure.filter, {
              variable: (ref) => fields.get(ref)?.variable.label ?? null,
              code: () => null,
            })[language],
          }),
        ]),
  ]
  return parts.length === 0 ? name : `${name} (${parts.join('; ')})`
}

/**
 * "Tổng: Trị giá", "Số học sinh – cơ cấu theo cột": derived figures name what they read, in the words of the table's
 * own headings.
 */
export const measureName = (
  fields: Fields,
  measure: Measure,
  measures: readonly Measure[],
  t: Translate,
  language: Language,
): string => {
  if (measure.label?.[language]) return measure.label[language]
  const nameOf = (id: string): string => {
    const input = measures.find((m) => m.id === id && m.id !== measure.id)
    return input ? measureName(fields, input, measures, t, language) : id
  }
  switch (measure.statistic) {
    case 'count':
      return qualified(t('tables:statistic.count'), fields, measure, t, language)
    case 'ratio':
      return `${nameOf(measure.numerator)} / ${nameOf(measure.denominator)}`
    case 'percent':
    case 'share': {
      const over = (measure.over ?? []).map((ref) => ({
        vi: fieldName(fields, ref, 'vi'),
        en: fieldName(fields, ref, 'en'),
      }))
      return t(`tables:${measure.statistic}Of`, {
        measure: nameOf(measure.of),
        base: percentBaseInShort(measure.base, over)[language],
      })
    }
    case 'rank':
    case 'cumulative':
      return t(`tables:${measure.statistic}Of`, { measure: nameOf(measure.of) })
    case 'difference':
    case 'growth':
      return t(`tables:${measure.statistic}Of`, {
        measure: nameOf(measure.of),
        before: stepInShort(measure.periods, measure.step)[language],
      })
    case 'index':
      return t('tables:indexOf', {
        measure: nameOf(measure.of),
        base: (measure.basePeriod === undefined
          ? shiftInWords(measure.periods, measure.step)
          : periodLabel(measure.basePeriod)
        )[language],
      })
    case 'standard_error':
    case 'coefficient_of_variation':
    case 'confidence_lower':
    case 'confidence_upper':
      return `${nameOf(measure.of)} – ${samplingInShort(measure)[language]}`
    default: {
      const statistic =
        measure.statistic === 'percentile'
          ? t('tables:percentileName', { percentile: measure.percentile })
          : t(`tables:statistic.${measure.statistic}`)
      const name = t('tables:measureOf', { statistic, variable: fieldName(fields, measure.variable, language) })
      return qualified(name, fields, measure, t, language)
    }
  }
}
