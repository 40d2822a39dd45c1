// The dictionary of a CSPro file (.dcf), the old form in sections and the new one in JSON. In: its text. Out: records,
// items with their places, labels and value labels. Never data.
import { fail } from '#shared/model/failure.ts'
import type { MissingValue, ValueLabel } from '../types.ts'

export type CsproItem = {
  name: string
  label: string
  start: number
  length: number
  occurrences: number
  decimals: number
  /** A point stands in the data; else the decimals are implied. */
  decimalChar: boolean
  zeroFill: boolean
  numeric: boolean
  valueLabels: ValueLabel[]
  missing: MissingValue[]
}
export type CsproRecord = { name: string; label: string; type: string; items: CsproItem[] }
export type CsproDictionary = {
  recordTypeStart: number
  recordTypeLength: number
  ids: CsproItem[]
  records: CsproRecord[]
}

type Section = { kind: string; values: Map<string, string[]> }

const sections = (text: string): Section[] => {
  const found: Section[] = []
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]
    if (head !== undefined) found.push({ kind: head.trim().toLowerCase(), values: new Map() })
    else {
      const pair = /^\s*([A-Za-z]+)\s*=(.*)$/.exec(line)
      const section = found.at(-1)
      if (!pair || !section) continue
      const key = (pair[1] ?? '').toLowerCase()
      section.values.set(key, [...(section.values.get(key) ?? []), (pair[2] ?? '').trim()])
    }
  }
  return found
}

const unquoted = (text: string): string => text.replace(/^['"]|['"]$/g, '')

/** "1;Nam", "'A';Loại A", "1:5;Từ 1 đến 5" (a range names no single value), "9;Không rõ;Special=MISSING" apart. */
const oldValue = (text: string): { label: ValueLabel | null; value: string } => {
  const cut = text.indexOf(';')
  const value = (cut < 0 ? text : text.slice(0, cut)).trim()
  const label =
    cut < 0
      ? ''
      : (text
          .slice(cut + 1)
          .split('|')[0]
          ?.trim() ?? '')
  if (/^[^'"].*:/.test(value) || value === '') return { label: null, value }
  return { label: { value: unquoted(value).trim(), label }, value: unquoted(value).trim() }
}

const oldForm = (text: string): CsproDictionary => {
  const dictionary: CsproDictionary = { recordTypeStart: 1, recordTypeLength: 0, ids: [], records: [] }
  let items: CsproItem[] | null = null
  let item: CsproItem | null = null
  let firstSet = true
  for (const { kind, values } of sections(text)) {
    const one = (key: string, absent = ''): string => values.get(key)?.[0] ?? absent
    if (kind === 'dictionary') {
      dictionary.recordTypeStart = Number(one('recordtypestart', '1'))
      dictionary.recordTypeLength = Number(one('recordtypelen', '0'))
    } else if (kind === 'iditems') items = dictionary.ids
    else if (kind === 'record') {
      const record: CsproRecord = {
        name: one('name'),
        label: one('label'),
        type: unquoted(one('recordtypevalue')),
        items: [],
      }
      dictionary.records.push(record)
      items = record.items
    } else if (kind === 'item' || kind === 'subitem') {
      // Parts of an item stand inside it: they repeat what it holds.
      item =
        one('itemtype').toLowerCase() === 'subitem' || kind === 'subitem'
          ? null
          : {
              name: one('name'),
              label: one('label').split('|')[0] ?? '',
              start: Number(one('start', '1')) - 1,
              length: Number(one('len', '1')),
              occurrences: Number(one('occurrences', '1')),
              decimals: Number(one('decimal', '0')),
              decimalChar: /yes/i.test(one('decimalchar')),
              zeroFill: /yes/i.test(one('zerofill')),
              numeric: !/alpha/i.test(one('datatype')),
              valueLabels: [],
              missing: [],
            }
      firstSet = true
      if (item && items) items.push(item)
    } else if (kind === 'valueset' && item) {
      for (const line of firstSet ? (values.get('value') ?? []) : []) {
        const { label } = oldValue(line)
        if (label) item.valueLabels.push(label)
      }
      firstSet = false
    }
  }
  return dictionary
}

type Json = { [key: string]: unknown }
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const word = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const labelOf = (value: Json): string => word(list(value['labels'])[0]?.['text'])

const newItem = (value: Json): CsproItem => {
  const sets = list(value['valueSets'])
  const labels: ValueLabel[] = []
  const missing: MissingValue[] = []
  for (const entry of list(sets[0]?.['values'])) {
    const pair = list(entry['pairs'])[0]
    if (!pair || pair['range'] !== undefined) continue
    const code = word(pair['value'])
    if (entry['special'] !== undefined) missing.push({ value: code })
    labels.push({ value: code, label: labelOf(entry) })
  }
  return {
    name: word(value['name']),
    label: labelOf(value),
    start: Number(value['start'] ?? 1) - 1,
    length: Number(value['length'] ?? 1),
    occurrences: Number((value['occurrences'] as Json | undefined)?.['maximum'] ?? value['occurrences'] ?? 1) || 1,
    decimals: Number(value['decimals'] ?? 0),
    decimalChar: value['decimalChar'] === true,
    zeroFill: value['zeroFill'] === true,
    numeric: word(value['contentType']) !== 'alpha',
    valueLabels: labels,
    missing,
  }
}

/** Places may be left out in the new form: items then follow one another. */
const placed = (items: CsproItem[], given: Json[], from: number): CsproItem[] => {
  let at = from
  return items.map((item, index) => {
    const start = given[index]?.['start'] === undefined ? at : item.start
    at = start + item.length * item.occurrences
    return { ...item, start }
  })
}

const newForm = (text: string, path: string): CsproDictionary => {
  let root: Json
  try {
    root = JSON.parse(text) as Json
  } catch (error) {
    return fail('FILE_DAMAGED', { path, reason: error instanceof Error ? error.message : '' }, undefined, error)
  }
  const type = (root['recordType'] ?? {}) as Json
  const level = list(root['levels'])[0] ?? {}
  const idList = list((level['ids'] as Json | undefined)?.['items'])
  const typeStart = Number(type['start'] ?? 1)
  const typeLength = Number(type['length'] ?? 0)
  const ids = placed(idList.map(newItem), idList, typeLength)
  const afterIds = ids.reduce((most, item) => Math.max(most, item.start + item.length), typeLength)
  const main = (items: Json[]): Json[] => items.filter((item) => item['subitem'] !== true)
  return {
    recordTypeStart: typeStart,
    recordTypeLength: typeLength,
    ids,
    records: list(level['records']).map((record) => {
      const given = main(list(record['items']))
      return {
        name: word(record['name']),
        label: labelOf(record),
        type: word(record['recordType']),
        items: placed(given.map(newItem), given, afterIds),
      }
    }),
  }
}

export const parseDictionary = (text: string, path: string): CsproDictionary => {
  const bare = text.replace(/^\ufeff/, '')
  const dictionary = bare.trimStart().startsWith('{') ? newForm(bare, path) : oldForm(bare)
  return dictionary.records.length > 0 ? dictionary : fail('FILE_DAMAGED', { path, reason: '[Record]' })
}
