// Two records of one dataset side by side. In: their sheets. Out: every variable with both values and whether they
// differ. A masked value is not compared: that two people share a name is itself told by the name.
import type { RecordSheet } from '#shared/contract/responses.ts'
import type { Bilingual } from '#shared/model/text.ts'

type Value = RecordSheet['groups'][number]['values'][number]
export type ComparedValue = {
  variable: string
  label: Bilingual
  left: Value
  right: Value
  state: 'same' | 'different' | 'masked'
}
export type ComparedGroup = { label: Bilingual; values: ComparedValue[] }

export const recordDifferences = (left: RecordSheet, right: RecordSheet): ComparedGroup[] => {
  const others = new Map(right.groups.flatMap((g) => g.values.map((v) => [v.variable, v] as const)))
  return left.groups.map((group) => ({
    label: group.label,
    values: group.values.flatMap((value): ComparedValue[] => {
      const other = others.get(value.variable)
      if (!other) return []
      // The same code may mean another unit in the other record's period.
      const same = value.value === other.value && value.text?.vi === other.text?.vi
      return [
        {
          variable: value.variable,
          label: value.label,
          left: value,
          right: other,
          state: value.masked || other.masked ? 'masked' : same ? 'same' : 'different',
        },
      ]
    }),
  }))
}

export const countDifferent = (groups: readonly ComparedGroup[]): number =>
  groups.reduce((n, g) => n + g.values.filter((v) => v.state === 'different').length, 0)
