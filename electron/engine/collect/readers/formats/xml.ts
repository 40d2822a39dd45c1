// XML as a table: a repeating element is a record, its leaves and attributes are columns, the fields of its ancestors
// are carried down. In: bytes. Out: one table for each kind of repeating element, the most frequent first. Entities are
// refused (text/xmlEvents.ts).
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { localName, xmlEncoding, xmlPieces } from '../text/xmlEvents.ts'
import type { Cell, OpenedSource, ReadOptions, ReaderNote, SourceRow, SourceTable } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'

const columnLimit = 4000
const pathLimit = 20_000

type Seen = {
  path: string
  count: number
  /** Ever twice under one parent. */
  repeats: boolean
  /** Ever held an element. */
  parents: boolean
  attributes: Set<string>
  /** Local names of leaf children. */
  leaves: Set<string>
}

const isNoise = (name: string): boolean =>
  name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:') || name.startsWith('xml:')

const survey = async (bytes: Bytes, encoding: string): Promise<Map<string, Seen>> => {
  const seen = new Map<string, Seen>()
  const stack: { path: string; counts: Map<string, number>; parent: boolean }[] = []
  const pieces = xmlPieces(
    bytes,
    {
      open: (tag, attributes) => {
        const name = localName(tag)
        const above = stack.at(-1)
        const path = `${above?.path ?? ''}/${name}`
        let entry = seen.get(path)
        if (!entry) {
          if (seen.size >= pathLimit)
            fail('TOO_MANY_COLUMNS', { path: bytes.name, columns: seen.size, limit: pathLimit })
          entry = { path, count: 0, repeats: false, parents: false, attributes: new Set(), leaves: new Set() }
          seen.set(path, entry)
        }
        entry.count += 1
        for (const attribute of Object.keys(attributes))
          if (!isNoise(attribute)) entry.attributes.add(localName(attribute))
        if (above) {
          above.parent = true
          const times = (above.counts.get(name) ?? 0) + 1
          above.counts.set(name, times)
          if (times > 1) entry.repeats = true
        }
        stack.push({ path, counts: new Map(), parent: false })
      },
      close: () => {
        const ended = stack.pop()
        if (!ended) return
        const entry = seen.get(ended.path)
        if (entry && ended.parent) entry.parents = true
      },
      text: () => undefined,
    },
    encoding,
  )
  for await (const _ of pieces);
  for (const entry of seen.values()) {
    if (entry.parents || entry.attributes.size > 0) continue
    const cut = entry.path.lastIndexOf('/')
    seen.get(entry.path.slice(0, cut))?.leaves.add(entry.path.slice(cut + 1))
  }
  return seen
}

const isRecord = (entry: Seen): boolean =>
  entry.repeats &&
  entry.path.lastIndexOf('/') > 0 &&
  (entry.leaves.size + entry.attributes.size >= 2 || (entry.parents && entry.leaves.size >= 1))

type Column = { name: string; key: string }

/** Every leaf and attribute below the record, and those of its ancestors that stand in no other record. */
const columnsOf = (record: string, seen: Map<string, Seen>): Column[] => {
  const columns: Column[] = []
  const ancestors = record
    .split('/')
    .slice(1, -1)
    .map((_, i, all) => `/${all.slice(0, i + 1).join('/')}`)
  const carried = (path: string): boolean => {
    const above = ancestors.findLast((a) => path === a || path.startsWith(`${a}/`))
    if (above === undefined || path === record || path.startsWith(`${record}/`)) return false
    // Inside another repeating element there are many values, none of them this record's.
    const below = path
      .slice(above.length)
      .split('/')
      .filter((part) => part !== '')
    return below.every((_, i) => seen.get(`${above}/${below.slice(0, i + 1).join('/')}`)?.repeats !== true)
  }
  const add = (path: string, base: string): void => {
    const entry = seen.get(path)
    if (!entry) return
    const relative = path === base ? '' : path.slice(base.length + 1).replaceAll('/', '.')
    for (const attribute of entry.attributes)
      columns.push({ name: relative === '' ? attribute : `${relative}.${attribute}`, key: `${path}@${attribute}` })
    if (!entry.parents && path !== base) columns.push({ name: relative, key: path })
    else if (!entry.parents && entry.attributes.size > 0)
      columns.push({ name: relative === '' ? 'value' : relative, key: path })
  }
  for (const path of seen.keys())
    if (carried(path)) {
      const base = ancestors.findLast((a) => path === a || path.startsWith(`${a}/`)) ?? ''
      add(path, base)
    }
  for (const path of seen.keys()) if (path === record || path.startsWith(`${record}/`)) add(path, record)
  const own = new Map<string, number>()
  for (const column of columns) own.set(column.name, (own.get(column.name) ?? 0) + 1)
  // A name that an ancestor and the record share says whose it is.
  return columns.map((column) => {
    if ((own.get(column.name) ?? 0) < 2 || column.key.startsWith(record)) return column
    const parent =
      column.key
        .replace(/@.*$/, '')
        .split('/')
        .at(column.key.includes('@') ? -1 : -2) ?? ''
    return { ...column, name: `${parent}.${column.name}` }
  })
}

/** Values of ancestors that stand behind the records they hold for: by ancestor and its number. */
type Later = Map<string, Map<string, string>>

const recordTable = async (
  bytes: Bytes,
  encoding: string,
  record: string,
  seen: Map<string, Seen>,
): Promise<SourceTable> => {
  const columns = columnsOf(record, seen)
  if (columns.length > columnLimit)
    fail('TOO_MANY_COLUMNS', { path: bytes.name, columns: columns.length, limit: columnLimit })
  const indexOf = new Map(columns.map((column, index) => [column.key, index]))
  const notes: ReaderNote[] = []
  const ancestors = new Set(
    record
      .split('/')
      .slice(1, -1)
      .map((_, i, all) => `/${all.slice(0, i + 1).join('/')}`),
  )
  const total = seen.get(record)?.count ?? 0

  async function* walk(later: Later | null, learn: Later | null): AsyncGenerator<SourceRow[]> {
    const path: string[] = []
    const ancestorValues = new Map<number, { value: string; depth: number }>()
    const instance = new Map<string, number>()
    let cells: Cell[] | null = null
    let text = ''
    let number = 0
    let multiple = 0
    let out: SourceRow[] = []
    const current = (): string => `/${path.join('/')}`
    const instanceKey = (ancestor: string): string => `${ancestor}#${instance.get(ancestor) ?? 0}`
    const ownerOf = (key: string): string => {
      const bare = key.replace(/@.*$/, '')
      return [...ancestors].findLast((a) => bare === a || bare.startsWith(`${a}/`)) ?? ''
    }
    const put = (key: string, value: string): void => {
      const index = indexOf.get(key)
      if (index === undefined) return
      const clean = value.trim().normalize('NFC')
      if (cells) {
        const before = cells[index]
        if (typeof before === 'string' && clean !== '') {
          cells[index] = `${before}; ${clean}`
          multiple += 1
        } else if (clean !== '') cells[index] = clean
        return
      }
      const owner = ownerOf(key)
      ancestorValues.set(index, { value: clean, depth: owner.split('/').length - 1 })
      if (learn) {
        const id = instanceKey(owner)
        const known = learn.get(id) ?? new Map<string, string>()
        known.set(key, clean)
        learn.set(id, known)
      }
    }
    const pieces = xmlPieces(
      bytes,
      {
        open: (tag, attributes) => {
          path.push(localName(tag))
          text = ''
          const here = current()
          if (ancestors.has(here)) instance.set(here, (instance.get(here) ?? 0) + 1)
          if (here === record) {
            cells = columns.map(() => null)
            for (const [index, { value }] of ancestorValues) cells[index] = value === '' ? null : value
            if (later)
              for (const ancestor of ancestors)
                for (const [key, value] of later.get(instanceKey(ancestor)) ?? []) {
                  const index = indexOf.get(key)
                  if (index !== undefined && cells[index] === null) cells[index] = value === '' ? null : value
                }
          }
          for (const [name, value] of Object.entries(attributes))
            if (!isNoise(name)) put(`${here}@${localName(name)}`, value)
        },
        text: (part) => {
          if (text.length < 1_048_576) text += part
        },
        close: () => {
          const here = current()
          if (here !== record || seen.get(here)?.parents === false) put(here, text)
          text = ''
          if (here === record && cells) {
            number += 1
            if (learn === null) out.push({ line: number, cells, problem: null })
            cells = null
          }
          if (ancestors.has(here)) {
            const depth = path.length
            for (const [index, held] of ancestorValues) if (held.depth >= depth) ancestorValues.delete(index)
          }
          path.pop()
        },
      },
      encoding,
    )
    for await (const _ of pieces) {
      if (out.length >= batchRows) {
        yield out
        out = []
      }
    }
    if (out.length > 0) yield out
    if (multiple > 0 && learn === null && notes.every((n) => n.code !== 'JOINED_VALUES'))
      notes.push({ code: 'JOINED_VALUES', facts: { count: multiple } })
  }

  let later: Later | null = null
  if (columns.some((column) => !column.key.startsWith(record))) {
    later = new Map()
    for await (const _ of walk(null, later));
  }
  return {
    name: record.slice(1),
    columns: columns.map((column) => plainColumn(column.name.normalize('NFC'))),
    rows: () => walk(later, null),
    expectedRows: total,
    notes,
  }
}

export const openXml = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const encoding = options.encoding ?? (await xmlEncoding(bytes))
  const seen = await survey(bytes, encoding)
  const wanted = options.table === undefined ? null : `/${options.table.replace(/^\//, '')}`
  let records = [...seen.values()].filter((entry) => (wanted === null ? isRecord(entry) : entry.path === wanted))
  records.sort((a, b) => b.count - a.count || a.path.length - b.path.length)
  if (records.length === 0) {
    // Nothing repeats: the document is one record.
    const [root] = seen.values()
    records = root ? [root] : fail('FILE_NO_ROWS', { path: bytes.name })
  }
  const tables: SourceTable[] = []
  for (const entry of records.slice(0, 10)) tables.push(await recordTable(bytes, encoding, entry.path, seen))
  return {
    format: 'xml',
    encoding,
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables,
    notes: [],
    close: () => bytes.close(),
  }
}
