// The cells of a workbook, sheet after sheet, straight from its XML. In: a path. Out: names and a stream of cells in
// file order, to a function. Read by parsers apart from the library that writes workbooks, so that one checks the
// other. Never styles, never formulas.
import { fileBytes } from '#engine/collect/readers/bytes.ts'
import { openZip } from '#engine/collect/readers/formats/zip.ts'
import { localName, readXml, xmlPieces } from '#engine/collect/readers/text/xmlEvents.ts'
import type { XmlHandlers } from '#engine/collect/readers/text/xmlEvents.ts'
import { fail } from '#shared/model/failure.ts'
import type { SheetValue } from './sheetValues.ts'

export type ReadSheet = { name: string; cells: () => AsyncGenerator<SheetValue> }

const columnNumber = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)

const nothing = (): void => undefined

/** Gathers the text of t and v; phonetic runs do not occur here. */
type Gathered = { text: string; inside: boolean }
const gathering = (into: Gathered, { open, close }: Pick<XmlHandlers, 'open' | 'close'>): XmlHandlers => ({
  open: (name, attributes) => {
    const local = localName(name)
    if (local === 't' || local === 'v') into.inside = true
    open(local, attributes)
  },
  close: (name) => {
    into.inside = false
    close(localName(name))
  },
  text: (piece) => {
    if (into.inside) into.text += piece
  },
})

/** Runs `use` over the sheets of a workbook while its archive is open. */
export const readXlsx = async <T>(path: string, use: (sheets: ReadSheet[]) => Promise<T>): Promise<T> => {
  const file = await fileBytes(path)
  try {
    const { members } = await openZip(file)
    const part = (name: string) =>
      members.find((member) => member.name === name)?.bytes() ??
      fail('UNEXPECTED', {}, `the written workbook has no ${name}`)

    const strings: string[] = []
    const shared = { text: '', inside: false }
    if (members.some(({ name }) => name === 'xl/sharedStrings.xml')) {
      const handlers = gathering(shared, {
        open: (name) => {
          if (name === 'si') shared.text = ''
        },
        close: (name) => {
          if (name === 'si') strings.push(shared.text)
        },
      })
      await readXml(part('xl/sharedStrings.xml'), handlers)
    }

    const targets = new Map<string, string>()
    const relation: XmlHandlers['open'] = (name, { Id = '', Target = '' }) => {
      if (localName(name) === 'Relationship') targets.set(Id, Target)
    }
    await readXml(part('xl/_rels/workbook.xml.rels'), { open: relation, close: nothing, text: nothing })
    const named: { name: string; target: string }[] = []
    const sheet: XmlHandlers['open'] = (name, attributes) => {
      if (localName(name) === 'sheet')
        named.push({ name: attributes['name'] ?? '', target: targets.get(attributes['r:id'] ?? '') ?? '' })
    }
    await readXml(part('xl/workbook.xml'), { open: sheet, close: nothing, text: nothing })

    return await use(named.map(({ name, target }) => ({ name, cells: () => cellsOf(part(`xl/${target}`), strings) })))
  } finally {
    await file.close()
  }
}

async function* cellsOf(
  bytes: Parameters<typeof xmlPieces>[0],
  strings: readonly string[],
): AsyncGenerator<SheetValue> {
  let found: SheetValue[] = []
  const value = { text: '', inside: false }
  let place = ''
  let type = ''
  let empty = true
  const handlers = gathering(value, {
    open: (name, attributes) => {
      if (name !== 'c') {
        empty = false
        return
      }
      place = attributes['r'] ?? ''
      type = attributes['t'] ?? ''
      value.text = ''
      empty = true
    },
    close: (name) => {
      if (name !== 'c' || empty) return
      const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? []
      const text = type === 's' ? (strings[Number(value.text)] ?? '') : value.text
      const figure = type === 's' || type === 'inlineStr' || type === 'str' ? text : Number(text)
      found.push({ row: Number(row), column: columnNumber(letters), value: figure })
    },
  })
  for await (const _ of xmlPieces(bytes, handlers)) {
    yield* found
    found = []
  }
}
