// The cells of a workbook, sheet after sheet, straight from its XML. In: a path. Out: names and a stream of cells in file order.
// Enough for what we write (text, rich text, numbers); never styles, never formulas.
import { fail } from '#shared/model/failure.ts'
import type { SheetValue } from './sheetValues.ts'
import { zipEntries, zipText } from './zipEntries.ts'
import type { ZipEntry } from './zipEntries.ts'

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decode = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return named[name ?? ''] ?? whole
  })

/** All runs of a string joined; phonetic runs do not occur here. */
const textOf = (xml: string): string =>
  [...xml.matchAll(/<t(?: [^>]*)?>([\s\S]*?)<\/t>/g)].map(([, text]) => decode(text ?? '')).join('')

const attribute = (xml: string, name: string): string | undefined => {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1]
  return value === undefined ? undefined : decode(value)
}

/** Whole elements that end with `close`, as they stream in. */
async function* elements(chunks: AsyncIterable<string>, close: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split(close)
    rest = parts.pop() ?? ''
    yield* parts
  }
}

const whole = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)

function* cellsOf(row: string, strings: string[]): Generator<SheetValue> {
  for (const [, letters = '', number = '', attributes = '', content] of row.matchAll(
    /<c r="([A-Z]+)(\d+)"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
  )) {
    if (content === undefined || content === '') continue
    const type = attribute(attributes, 't')
    const raw = /<v>([\s\S]*?)<\/v>/.exec(content)?.[1] ?? ''
    const value =
      type === 's'
        ? (strings[Number(raw)] ?? '')
        : type === 'inlineStr'
          ? textOf(content)
          : type === 'str'
            ? decode(raw)
            : Number(raw)
    yield { row: Number(number), column: columnNumber(letters), value }
  }
}

export type ReadSheet = { name: string; cells: () => AsyncGenerator<SheetValue> }

export const readXlsx = async (path: string): Promise<ReadSheet[]> => {
  const entries = new Map((await zipEntries(path)).map((entry) => [entry.name, entry]))
  const entry = (name: string): ZipEntry =>
    entries.get(name) ?? fail('UNEXPECTED', {}, `the written workbook has no ${name}`)
  const strings: string[] = []
  if (entries.has('xl/sharedStrings.xml')) {
    for await (const item of elements(zipText(path, entry('xl/sharedStrings.xml')), '</si>')) strings.push(textOf(item))
  }
  const relations = await whole(zipText(path, entry('xl/_rels/workbook.xml.rels')))
  const targets = new Map(
    [...relations.matchAll(/<Relationship [^>]*>/g)].map(([xml]) => [
      attribute(xml, 'Id'),
      attribute(xml, 'Target') ?? '',
    ]),
  )
  const book = await whole(zipText(path, entry('xl/workbook.xml')))
  return [...book.matchAll(/<sheet [^>]*>/g)].map(([xml]) => {
    const target = entry(`xl/${targets.get(attribute(xml, 'r:id')) ?? ''}`)
    async function* cells(): AsyncGenerator<SheetValue> {
      for await (const row of elements(zipText(path, target), '</row>')) yield* cellsOf(row, strings)
    }
    return { name: attribute(xml, 'name') ?? '', cells }
  })
}
