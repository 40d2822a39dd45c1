// Keys by which records fall into one block. In: a prepared field, a transform. Out: key ids by record, several where a
// transform gives several (the rare words of a name). Never an empty key: it blocks nothing.
import type { LinkTransform } from '#shared/model/linkModel.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { PreparedValue } from '../compare/prepareValue.ts'

/** Keys of record i: keys[starts[i]] … keys[starts[i + 1] − 1]; ids from 1. */
export type BlockKeys = { starts: Int32Array; keys: Int32Array; names: string[] }

/** First letter, then consonants, doubled ones once: what survives most misspellings. */
const skeleton = (text: string): string => {
  const first = text.charAt(0)
  const rest = text.slice(1).replace(/[aeiouyhw\s]/g, '')
  return (first + rest).replace(/(.)\1+/g, '$1').slice(0, 5)
}

/** Words rarer than this share of the records can stand for a record. */
const rareShare = 0.02
const rareWords = 4

const keyTexts = (field: PreparedField, id: number, transform: LinkTransform): string[] => {
  const value = field.values[id] as PreparedValue
  const one = (text: string): string[] => (text === '' ? [] : [text])
  const date = value.date
  switch (transform) {
    case 'value':
      return one(value.compact)
    case 'sorted':
      return one(value.sorted)
    case 'prefix3':
      return value.compact.length >= 3 ? [value.compact.slice(0, 3)] : []
    case 'prefix5':
      return value.compact.length >= 5 ? [value.compact.slice(0, 5)] : []
    case 'skeleton':
      return one(skeleton(value.folded))
    case 'first_token':
      return one(value.tokens[0] ?? '')
    case 'last_token':
      return value.tokens.length < 2 ? [] : one(value.tokens.at(-1) ?? '')
    case 'tokens': {
      const words = field.words[id]
      if (!words) return []
      const least = -100 * Math.log(rareShare)
      return [...new Set(words.tokens.map((token, index) => ({ token, weight: words.weights[index] ?? 0 })))]
        .filter(({ token, weight }) => weight >= least && token.length > 1)
        .toSorted((a, b) => b.weight - a.weight || (a.token < b.token ? -1 : 1))
        .slice(0, rareWords)
        .map(({ token }) => token)
    }
    case 'year':
      return date > 0 ? [String(Math.floor(date / 10_000))] : []
    case 'year_month':
      return date > 0 ? [String(Math.floor(date / 100))] : []
    case 'month_day':
      return date > 0 ? [String(date % 10_000)] : []
    case 'house_number':
      return one(value.houseNumber)
    case 'digits10':
      return /^\d{10}/.test(value.compact) ? [value.compact.slice(0, 10)] : []
    case 'suffix4':
      return value.compact.length >= 6 ? [value.compact.slice(-4)] : []
    default:
      return transform satisfies never
  }
}

export const blockKeys = (field: PreparedField, transform: LinkTransform): BlockKeys => {
  const byText = new Map<string, number>()
  const names = ['']
  const numberOf = (text: string): number => {
    const known = byText.get(text)
    if (known !== undefined) return known
    names.push(text)
    byText.set(text, names.length - 1)
    return names.length - 1
  }
  // Keys of each value that some record has, one after the other: a list for each value would cost more than the keys.
  const firsts = new Int32Array(field.values.length).fill(-1)
  const lengths = new Uint8Array(field.values.length)
  const ofValues: number[] = []
  const rows = field.ids.length
  const starts = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row += 1) {
    const id = field.ids[row] as number
    if (id > 0 && firsts[id] === -1) {
      firsts[id] = ofValues.length
      const ids = keyTexts(field, id, transform).map(numberOf)
      for (const key of ids.length < 2 ? ids : new Set(ids)) ofValues.push(key)
      lengths[id] = ofValues.length - (firsts[id] as number)
    }
    starts[row + 1] = (starts[row] as number) + (lengths[id] as number)
  }
  const keys = new Int32Array(starts[rows] as number)
  let place = 0
  for (let row = 0; row < rows; row += 1) {
    const id = field.ids[row] as number
    for (let k = 0; k < (lengths[id] as number); k += 1) {
      keys[place] = ofValues[(firsts[id] as number) + k] as number
      place += 1
    }
  }
  return { starts, keys, names }
}
