// A field over all records of both sides, dictionary-coded: each distinct text is prepared once. In: text by record.
// Out: ids, values, how often each value and each word occurs. Never the records themselves, never an order that
// depends on anything but theirs.
import type { LinkField } from '#shared/model/linkModel.ts'
import type { PreparedValue } from './prepareValue.ts'
import { prepareValue } from './prepareValue.ts'
import { vocabulary } from './vocabulary.ts'
import type { Vocabulary, WeightedTokens } from './vocabulary.ts'

export type PreparedField = {
  field: LinkField
  /** By record, left side first: 0 is nothing, else a place in `values`. */
  ids: Int32Array
  values: PreparedValue[]
  /** Words with their weight by rarity; by value id. */
  words: WeightedTokens[]
  vocabulary: Vocabulary
  /** Share of the records with this value, among those that have one. */
  share: Float64Array
  filled: number
}

const nothing: PreparedValue = {
  exact: '',
  folded: '',
  compact: '',
  tokens: [],
  sorted: '',
  houseNumber: '',
  date: 0,
  number: Number.NaN,
  local: '',
}

const worded: ReadonlySet<LinkField['kind']> = new Set(['text', 'organisation', 'address', 'person'])

/** Weight of a word in hundredths of a nat: rare words tell more. */
const rarity = (records: number, having: number): number => Math.max(10, Math.round(100 * Math.log(records / having)))

export const prepareField = (field: LinkField, texts: (row: number) => string | null, rows: number): PreparedField => {
  const ids = new Int32Array(rows)
  const values: PreparedValue[] = [nothing]
  const byText = new Map<string, number>()
  const byExact = new Map<string, number>()
  const counts: number[] = [0]
  let filled = 0
  for (let row = 0; row < rows; row += 1) {
    const text = texts(row)
    if (text === null || text === '') continue
    let id = byText.get(text)
    if (id === undefined) {
      const prepared = prepareValue(text, field.kind)
      if (prepared === null) id = 0
      else {
        const known = byExact.get(prepared.exact)
        if (known === undefined) {
          id = values.length
          values.push(prepared)
          counts.push(0)
          byExact.set(prepared.exact, id)
        } else id = known
      }
      byText.set(text, id)
    }
    ids[row] = id
    if (id > 0) {
      filled += 1
      counts[id] = (counts[id] ?? 0) + 1
    }
  }
  const share = new Float64Array(values.length)
  for (let id = 1; id < values.length; id += 1) share[id] = (counts[id] ?? 0) / Math.max(1, filled)
  const known = vocabulary()
  return {
    field,
    ids,
    values,
    words: weighWords(field, values, { counts, filled, known }),
    vocabulary: known,
    share,
    filled,
  }
}

const weighWords = (
  field: LinkField,
  values: PreparedValue[],
  { counts, filled, known }: { counts: number[]; filled: number; known: Vocabulary },
): WeightedTokens[] => {
  if (!worded.has(field.kind)) return []
  const having = new Map<string, number>()
  for (let id = 1; id < values.length; id += 1) {
    for (const token of new Set(values[id]?.tokens)) having.set(token, (having.get(token) ?? 0) + (counts[id] ?? 0))
  }
  return values.map((value) => {
    const ids = Int32Array.from(value.tokens, known.idOf)
    const records = Int32Array.from(value.tokens, (token) => having.get(token) ?? 1)
    const weights = records.map((count) => rarity(Math.max(filled, 2), count))
    return { tokens: value.tokens, ids, weights, records, total: weights.reduce((sum, weight) => sum + weight, 0) }
  })
}
