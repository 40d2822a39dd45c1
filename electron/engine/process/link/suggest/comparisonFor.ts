// The comparison proposed for a field of a kind: its levels from the closest down, and how far rare values weigh more.
// In: a field, its neighbours of the same kind. Out: a comparison. Never a weight: those come from the data.
import type { LinkComparison, LinkCondition, LinkField } from '#shared/model/linkModel.ts'

type Level = [LinkCondition[], number]

const personLevels = (swapWith: string | null): Level[] => [
  [[{ is: 'folded' }], 1],
  ...(swapWith === null ? [] : [[[{ is: 'swapped', with: swapWith }], 0.5] satisfies Level]),
  [[{ is: 'sorted' }], 1],
  [
    [
      { is: 'damerau', at: 1 },
      { is: 'jaro_winkler', at: 0.8 },
    ],
    0.5,
  ],
  [[{ is: 'jaro_winkler', at: 0.92 }], 0.5],
  [[{ is: 'subset', tokens: 1 }], 0.5],
  [[{ is: 'jaro_winkler', at: 0.84 }], 0.25],
  [[{ is: 'initial' }], 0],
  [[{ is: 'jaro_winkler', at: 0.72 }], 0],
]

const textLevels: Level[] = [
  [[{ is: 'compact' }], 1],
  [[{ is: 'tokens', at: 0.97 }], 1],
  [[{ is: 'jaro_winkler', at: 0.95 }], 0.5],
  [[{ is: 'tokens', at: 0.85 }], 0.5],
  [[{ is: 'contains', at: 0.97 }], 0.5],
  [[{ is: 'tokens', at: 0.7 }], 0.25],
  [
    [
      { is: 'rare_word', records: 3 },
      { is: 'tokens', at: 0.4 },
    ],
    0,
  ],
  [[{ is: 'tokens', at: 0.5 }], 0],
  [[{ is: 'rare_word', records: 3 }], 0],
  [[{ is: 'tokens', at: 0.3 }], 0],
]

const addressLevels: Level[] = [
  [[{ is: 'compact' }], 1],
  [[{ is: 'house_number' }, { is: 'tokens', at: 0.8 }], 0.5],
  [[{ is: 'house_number' }, { is: 'contains', at: 0.9 }], 0.5],
  [[{ is: 'house_number' }, { is: 'tokens', at: 0.5 }], 0.25],
  [[{ is: 'house_number' }, { is: 'tokens', at: 0.2 }], 0],
  [[{ is: 'house_number' }], 0],
  [[{ is: 'tokens', at: 0.8 }], 0],
]

const dateLevels: Level[] = [
  [[{ is: 'exact' }], 1],
  [[{ is: 'damerau', at: 1 }], 0],
  [[{ is: 'day_month_swapped' }], 0],
  [[{ is: 'two_date_parts' }], 0],
  [[{ is: 'days', at: 31 }], 0],
  [[{ is: 'same_year' }], 0],
]

const codeLevels: Level[] = [
  [[{ is: 'compact' }], 1],
  [[{ is: 'damerau', at: 1 }], 0],
  [[{ is: 'levenshtein', at: 2 }], 0],
]

const shortCodeLevels: Level[] = [
  [[{ is: 'compact' }], 1],
  [[{ is: 'damerau', at: 1 }], 0],
]

const numberLevels: Level[] = [
  [[{ is: 'exact' }], 1],
  [[{ is: 'absolute', at: 1 }], 0],
  [[{ is: 'relative', at: 0.02 }], 0],
  [[{ is: 'relative', at: 0.2 }], 0],
]

const emailLevels: Level[] = [
  [[{ is: 'exact' }], 1],
  [[{ is: 'local_part' }], 0.5],
  [[{ is: 'damerau', at: 1 }], 0.5],
  [[{ is: 'jaro_winkler', at: 0.9 }], 0],
  [[{ is: 'jaro_winkler', at: 0.8 }], 0],
]

const categoryLevels: Level[] = [[[{ is: 'folded' }], 1]]

const levelsOf = (field: LinkField, swapWith: string | null, length: number): Level[] => {
  switch (field.kind) {
    case 'person':
      return personLevels(swapWith)
    case 'organisation':
    case 'text':
      return textLevels
    case 'address':
      return addressLevels
    case 'date':
      return dateLevels
    case 'code':
      return length >= 6 ? codeLevels : shortCodeLevels
    case 'number':
      return numberLevels
    case 'email':
      return emailLevels
    case 'form':
    case 'category':
      return categoryLevels
    default:
      return field.kind satisfies never
  }
}

export const comparisonFor = (field: LinkField, swapWith: string | null, length: number): LinkComparison => {
  const levels = levelsOf(field, swapWith, length)
  return {
    field: field.id,
    levels: levels.map(([conditions]) => conditions),
    frequency: levels.map(([, frequency]) => frequency),
  }
}
