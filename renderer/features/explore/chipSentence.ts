// A chip as a readable sentence: "Loại trường là Tiểu học, THCS". In: a chip and names. Out: text. Never an expression.
import type { Variable } from '#shared/model/dataset.ts'
import type { Translate } from '../../i18n/index.ts'
import type { FilterChip } from './filterChips.ts'

export type ChipNames = { variable: (id: string) => string; value: (variable: string, code: string) => string }

const shown = 3

export const chipSentence = (chip: FilterChip, names: ChipNames, t: Translate): string => {
  if (chip.kind === 'expression') return chip.expression
  const variable = names.variable(chip.variable)
  const value = (code: string): string => names.value(chip.variable, code)
  if (chip.kind === 'missing') return t(chip.missing ? 'chip.missing' : 'chip.present', { variable })
  if (chip.kind === 'in') {
    const values = chip.codes.slice(0, shown).map(value).join(', ')
    return chip.codes.length > shown ? t('chip.inMore', { variable, values, more: chip.codes.length - shown }) : t('chip.in', { variable, values })
  }
  if (chip.from !== null && chip.to !== null) return t('chip.between', { variable, from: value(chip.from), to: value(chip.to) })
  return chip.from !== null ? t('chip.from', { variable, from: value(chip.from) }) : t('chip.to', { variable, to: chip.to === null ? '' : value(chip.to) })
}

export const variableNamer = (variables: readonly Variable[], label: (text: { vi: string; en: string }) => string) => {
  const byId = new Map(variables.map((v) => [v.id, v]))
  return (id: string): string => {
    const found = byId.get(id)
    return found ? label(found.label) : id
  }
}
