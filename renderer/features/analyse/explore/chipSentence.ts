// A condition as a readable sentence: "Loại trường là Tiểu học, THCS". In: a part of a filter and names. Out: text.
// Never an expression, except where only the language can say it.
import type { Translate } from '../../../i18n/index.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { Item } from './model/filterTree.ts'

export type ChipNames = { variable: (id: string) => string; value: (variable: string, code: string) => string }

const shown = 3

export const chipSentence = (item: Item, names: ChipNames, t: Translate): string => {
  if (item.kind === 'written') return item.text.trim()
  if (item.kind === 'group')
    return item.items
      .map((part) =>
        part.kind === 'group' && part.items.length > 1
          ? `(${chipSentence(part, names, t)})`
          : chipSentence(part, names, t),
      )
      .join(` ${t(`join.${item.join}`)} `)
  const variable = names.variable(item.variable)
  const value = (code: string | undefined): string => (code === undefined ? '' : names.value(item.variable, code))
  switch (item.operator) {
    case 'in':
    case 'not_in': {
      const values = item.values.slice(0, shown).map(value).join(', ')
      const key = item.operator === 'in' ? 'in' : 'notIn'
      return item.values.length > shown
        ? t(`chip.${key}More`, { variable, values, more: item.values.length - shown })
        : t(`chip.${key}`, { variable, values })
    }
    case 'between':
      return t('chip.between', { variable, from: value(item.values[0]), to: value(item.values[1]) })
    case 'contains':
    case 'starts':
    case 'ends':
      return t(`chip.${item.operator}`, { variable, value: item.values[0] ?? '' })
    case 'missing':
    case 'present':
      return t(`chip.${item.operator}`, { variable })
    default:
      return t(`chip.${item.operator}`, { variable, value: value(item.values[0]) })
  }
}

export const variableNamer = (variables: readonly Variable[], label: (text: { vi: string; en: string }) => string) => {
  const byId = new Map(variables.map((v) => [v.id, v]))
  return (id: string): string => {
    const found = byId.get(id)
    return found ? label(found.label) : id
  }
}
