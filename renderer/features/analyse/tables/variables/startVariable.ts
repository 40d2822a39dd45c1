// The first draft of a variable made on the spot, by method. In: builder, a field, the dimension it is for. Out: a
// draft for the editor: nothing of it is in the table yet.
import { measuredVariable } from '#shared/model/measure.ts'
import type { DerivedMethod, DerivedVariable } from '#shared/model/variable.ts'
import type { DimensionPlace } from '../model/edit.ts'
import type { Field } from '../model/fieldList.ts'
import { freeVariableId, newRecode } from '../model/grouping.ts'
import { canBeDimension, isNumber } from '../model/measureChoice.ts'
import type { VariableEditing } from '../sessions.ts'
import type { Builder } from '../useBuilder.ts'

/** What can be made of a variable; an expression needs none. */
const makings = (field: Field): DerivedMethod[] => {
  const made = field.made?.definition.method
  if (isNumber(field.variable)) return ['bands', 'quantile_bands']
  if (!canBeDimension(field.variable) || field.variable.type === 'date' || made === 'quantile_bands') return []
  return ['recode', 'top']
}

const make = (
  builder: Pick<Builder, 'definition' | 'fields'>,
  method: DerivedMethod,
  field: Field | null,
  place: DimensionPlace | null,
): VariableEditing => {
  const { definition, fields } = builder
  const added = definition.measures.find((m) => m.statistic === 'sum')
  const summed = added ? (measuredVariable(added) ?? undefined) : undefined
  const dimension = place ? definition[place.axis][place.index] : undefined
  const of = field?.ref ?? ''
  const taken = { has: (id: string) => fields.has(id) || definition.variables.some((v) => v.id === id) }
  const base = (vi: string, en: string, stem: string) => ({
    kind: 'variable' as const,
    dataset: definition.dataset,
    id: freeVariableId({ vi: `${of.replace('.', '_')}${of === '' ? '' : '_'}${stem}`, en: '' }, taken),
    label: {
      vi: field ? `${field.variable.label.vi} (${vi})` : vi,
      en: field ? `${field.variable.label.en} (${en})` : en,
    },
  })
  const level = dimension?.variable === of ? dimension.level : undefined
  const variable = ((): DerivedVariable => {
    switch (method) {
      case 'recode':
        return field
          ? newRecode(definition, { variable: of, ...(level === undefined ? {} : { level }) }, field, taken)
          : { ...base('nhóm', 'groups', 'nhom'), method, of, groups: [], rest: 'keep' }
      case 'bands':
        return { ...base('khoảng', 'bands', 'khoang'), method, of, bounds: ['0'], closed: 'lower' }
      case 'quantile_bands':
        return { ...base('nhóm phân vị', 'quantile bands', 'phan_vi'), method, of, count: 5, filter: null }
      case 'top':
        return {
          ...base('lớn nhất', 'top', 'lon_nhat'),
          method,
          of,
          ...(level === undefined ? {} : { level }),
          count: 10,
          // The largest by what the table measures, where it adds something up.
          by: summed === undefined ? { statistic: 'count' } : { statistic: 'sum', variable: summed },
          others: 'group',
        }
      case 'expression':
        return { ...base('Biến mới', 'New variable', 'bien_moi'), method, expression: '', scale: 0 }
    }
  })()
  return { variable, isNew: true, scope: 'table', place: dimension?.variable === of ? place : null }
}

export const startVariable = Object.assign(make, { makings })
