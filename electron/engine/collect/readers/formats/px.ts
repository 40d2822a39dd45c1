// A PX file as records: one row for each cell, with the code of every dimension and the figure. In: bytes. Out: one
// table that streams. Symbols for "not available" are no figures. Values without codes stand for themselves.
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { findEncoding, isKnownEncoding, textOf } from '../text/encodings.ts'
import type { Cell, OpenedSource, ReadOptions, SourceRow } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'

type Keyword = { name: string; language: string; of: string; items: string[] }

const keywordOf = (text: string): Keyword | null => {
  const head = /^\s*([A-Za-z][\w-]*)(?:\[([^\]]+)\])?(?:\(\s*"([^"]*)"[^)]*\))?\s*=/.exec(text)
  if (!head) return null
  const rest = text.slice(head[0].length)
  const items: string[] = []
  // Texts side by side without a comma are one text on several lines.
  let joined = false
  for (const [, quoted, comma, bare] of rest.matchAll(/"([^"]*)"|(,)|([^",\s]+)/g)) {
    if (comma !== undefined) joined = false
    else if (quoted !== undefined) {
      if (joined) items[items.length - 1] += quoted
      else items.push(quoted)
      joined = true
    } else if (bare !== undefined && !bare.startsWith('TLIST')) items.push(bare)
  }
  return {
    name: (head[1] ?? '').toUpperCase(),
    language: head[2] ?? '',
    of: head[3] ?? '',
    items: items.map((i) => i.normalize('NFC')),
  }
}

type Head = { keywords: Keyword[]; rest: string; pieces: AsyncIterator<string> }

const readHead = async (bytes: Bytes, encoding: string): Promise<Head> => {
  const pieces = textOf(bytes, encoding)[Symbol.asyncIterator]()
  const keywords: Keyword[] = []
  let text = ''
  let from = 0
  let at = 0
  let inText = false
  for (;;) {
    if (at >= text.length) {
      const next = await pieces.next()
      if (next.done === true) return fail('FILE_DAMAGED', { path: bytes.name, reason: 'DATA=' })
      text = text.slice(from) + next.value
      at -= from
      from = 0
    }
    const letter = text[at]
    if (letter === '"') inText = !inText
    else if (letter === ';' && !inText) {
      const keyword = keywordOf(text.slice(from, at))
      if (keyword) keywords.push(keyword)
      from = at + 1
    } else if (letter === '=' && !inText && /^\s*DATA$/i.test(text.slice(from, at)))
      return { keywords, rest: text.slice(at + 1), pieces }
    at += 1
  }
}

async function* figures(head: Head): AsyncGenerator<string> {
  let text = head.rest
  let more = true
  while (more) {
    const next = await head.pieces.next()
    more = next.done !== true
    if (next.done !== true) text += next.value
    const end = more ? Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) : text.length
    if (end < 0) continue
    for (const [token] of text.slice(0, end).matchAll(/"[^"]*"|[^\s;,"]+/g)) yield token
    text = text.slice(end)
  }
}

export const openPx = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  const declared = /CODEPAGE\s*=\s*"([^"]+)"/i.exec((await bytes.read(0, 8192)).toString('latin1'))?.[1]?.toLowerCase()
  const found = await findEncoding(bytes)
  const named =
    declared !== undefined && isKnownEncoding(declared) && found.encoding !== 'utf-8' ? declared : found.encoding
  const encoding = options.encoding ?? named
  const { keywords } = await readHead(bytes, encoding)
  const main = keywords.filter((k) => k.language === '')
  const one = (name: string): Keyword | undefined => main.find((k) => k.name === name && k.of === '')
  const of = (name: string, dimension: string): string[] =>
    main.find((k) => k.name === name && k.of === dimension)?.items ?? []
  const names = [...(one('STUB')?.items ?? []), ...(one('HEADING')?.items ?? [])]
  if (names.length === 0 || main.some((k) => k.name === 'KEYS'))
    return fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: 'PX (KEYS)' })
  const dimensions = names.map((name) => {
    const values = of('VALUES', name)
    const codes = of('CODES', name)
    const coded = codes.length === values.length && codes.length > 0
    return {
      name,
      codes: coded ? codes : values,
      labels: coded ? values.map((label, i) => ({ value: codes[i] ?? '', label })) : [],
    }
  })
  const total = dimensions.reduce((n, d) => n * d.codes.length, 1)
  async function* rows(): AsyncGenerator<SourceRow[]> {
    const counters = dimensions.map(() => 0)
    let batch: SourceRow[] = []
    let line = 0
    for await (const token of figures(await readHead(bytes, encoding))) {
      line += 1
      if (line > total) fail('FILE_DAMAGED', { path: bytes.name, reason: `> ${total}` })
      const cell: Cell = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(token)
        ? { type: 'number', text: token }
        : null
      batch.push({ line, cells: [...dimensions.map((d, i) => d.codes[counters[i] ?? 0] ?? null), cell], problem: null })
      for (let i = counters.length - 1; i >= 0; i -= 1) {
        counters[i] = (counters[i] ?? 0) + 1
        if ((counters[i] ?? 0) < (dimensions[i]?.codes.length ?? 0)) break
        counters[i] = 0
      }
      if (batch.length >= batchRows) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
    if (line !== total) fail('FILE_DAMAGED', { path: bytes.name, reason: `${line} / ${total}` })
  }
  const contents = one('CONTENTS')?.items[0] ?? ''
  return {
    format: 'px',
    encoding,
    encodingConfidence: found.confidence,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: [
      {
        name: one('MATRIX')?.items[0] ?? bytes.name,
        columns: [
          ...dimensions.map((d) => plainColumn(d.name, { type: 'text', valueLabels: d.labels })),
          plainColumn('value', { label: contents, type: 'number', decimals: Number(one('DECIMALS')?.items[0] ?? 0) }),
        ],
        rows,
        unit: one('UNITS')?.items[0],
        expectedRows: total,
        notes: [],
      },
    ],
    notes: [],
    close: () => bytes.close(),
  }
}
