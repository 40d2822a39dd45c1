// The parts of a workbook that say how its cells are to be read: sheets, number formats, fonts, shared strings, merged
// areas. In: members of the archive. Out: plain values. Never a cell of a sheet.
import { fail } from '#shared/model/failure.ts'
import type { Bytes } from '../bytes.ts'
import { textOf } from '../text/encodings.ts'
import { localName, readXml, xmlPieces } from '../text/xmlEvents.ts'
import type { ZipArchive } from './zip.ts'

export type CellFormat = {
  kind: 'number' | 'date' | 'time' | 'duration'
  /** Digits that the format shows at least, when it shows whole numbers only: 5 for 00000. */
  padded: number
  font: string
}
export type SheetPart = { name: string; member: string; hidden: boolean }
export type Workbook = { sheets: SheetPart[]; date1904: boolean; formats: CellFormat[]; strings: string[] }

export const memberOf = (archive: ZipArchive, name: string): Bytes | null => {
  const wanted = name.replace(/^\//, '').toLowerCase()
  return archive.members.find((member) => member.name.toLowerCase() === wanted)?.bytes() ?? null
}

const timeIds = new Set([18, 19, 20, 21, 45, 46, 47])
const dateIds = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
])

const kindOfId = (id: number): CellFormat['kind'] => {
  if (id === 46) return 'duration'
  if (dateIds.has(id)) return 'date'
  return timeIds.has(id) ? 'time' : 'number'
}

export const kindOfFormat = (id: number, code: string | undefined): Pick<CellFormat, 'kind' | 'padded'> => {
  if (code === undefined) return { kind: kindOfId(id), padded: 0 }
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')
  if (/\[(h+|m+|s+)\]/i.test(first)) return { kind: 'duration', padded: 0 }
  if (/general/i.test(first)) return { kind: 'number', padded: 0 }
  if (/[yd]|m(?!$)|mmm/i.test(first) && !/[0#?]/.test(first.replace(/\.0+/g, '')))
    return { kind: /[ydm]/i.test(first.replace(/h+:m+(:s+)?|m+:s+|\[m+\]/gi, '')) ? 'date' : 'time', padded: 0 }
  if (/[hs]/i.test(first) && !/[#?]/.test(first)) return { kind: 'time', padded: 0 }
  return { kind: 'number', padded: /^0{2,}$/.test(first.trim()) ? first.trim().length : 0 }
}

const readStyles = async (bytes: Bytes | null): Promise<CellFormat[]> => {
  if (!bytes) return []
  const codes = new Map<number, string>()
  const fonts: string[] = []
  const formats: CellFormat[] = []
  const path: string[] = []
  await readXml(bytes, {
    open: (name, attributes) => {
      const local = localName(name)
      const parent = path.at(-1)
      if (local === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (local === 'font' && parent === 'fonts') fonts.push('')
      if (local === 'name' && parent === 'font') fonts[fonts.length - 1] = attributes['val'] ?? ''
      if (local === 'xf' && parent === 'cellXfs') {
        const id = Number(attributes['numFmtId'] ?? 0)
        formats.push({ ...kindOfFormat(id, codes.get(id)), font: fonts[Number(attributes['fontId'] ?? 0)] ?? '' })
      }
      path.push(local)
    },
    close: () => path.pop(),
    text: () => undefined,
  })
  return formats
}

/** "_x000D_" stands for a sign that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

const readStrings = async (bytes: Bytes | null): Promise<string[]> => {
  const strings: string[] = []
  if (!bytes) return strings
  let text = ''
  let inText = false
  let phonetic = 0
  const pieces = xmlPieces(bytes, {
    open: (name) => {
      const local = localName(name)
      if (local === 'si') text = ''
      else if (local === 'rPh') phonetic += 1
      else if (local === 't') inText = phonetic === 0
    },
    close: (name) => {
      const local = localName(name)
      if (local === 't') inText = false
      else if (local === 'rPh') phonetic -= 1
      else if (local === 'si') strings.push(unescaped(text).normalize('NFC'))
    },
    text: (part) => {
      if (inText) text += part
    },
  })
  for await (const _ of pieces);
  return strings
}

const resolved = (target: string): string => {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : `xl/${target}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export const readWorkbook = async (archive: ZipArchive, path: string): Promise<Workbook> => {
  const book = memberOf(archive, 'xl/workbook.xml') ?? fail('FILE_DAMAGED', { path, reason: 'xl/workbook.xml' })
  const relations = memberOf(archive, 'xl/_rels/workbook.xml.rels')
  const targets = new Map<string, { target: string; type: string }>()
  if (relations)
    await readXml(relations, {
      open: (name, a) => {
        if (localName(name) === 'Relationship')
          targets.set(a['Id'] ?? '', { target: resolved(a['Target'] ?? ''), type: a['Type'] ?? '' })
      },
      close: () => undefined,
      text: () => undefined,
    })
  const sheets: SheetPart[] = []
  let date1904 = false
  await readXml(book, {
    open: (name, a) => {
      const local = localName(name)
      if (local === 'workbookPr') date1904 = a['date1904'] === '1' || a['date1904'] === 'true'
      if (local !== 'sheet') return
      const id = Object.entries(a).find(([key]) => localName(key) === 'id' && key !== 'sheetId')?.[1] ?? ''
      const target = targets.get(id)
      if (target && target.type.endsWith('worksheet'))
        sheets.push({
          name: (a['name'] ?? '').normalize('NFC'),
          member: target.target,
          hidden: (a['state'] ?? 'visible') !== 'visible',
        })
    },
    close: () => undefined,
    text: () => undefined,
  })
  const part = (end: string): Bytes | null => {
    const named = [...targets.values()].find(({ type }) => type.endsWith(`/${end}`))
    return memberOf(archive, named?.target ?? `xl/${end}.xml`)
  }
  return {
    sheets,
    date1904,
    formats: await readStyles(part('styles')),
    strings: await readStrings(part('sharedStrings')),
  }
}

export type Area = { top: number; bottom: number; left: number; right: number }

const columnNumber = (letters: string): number => {
  let n = 0
  for (const letter of letters) n = n * 26 + letter.charCodeAt(0) - 64
  return n - 1
}
export const placeOf = (reference: string): { row: number; column: number } | null => {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  return found ? { row: Number(found[2]), column: columnNumber(found[1] ?? '') } : null
}

/** Merged areas stand behind the rows: looked for as plain text, without taking the rows apart. */
export const mergedAreas = async (bytes: Bytes): Promise<Area[]> => {
  const areas: Area[] = []
  let rest = ''
  for await (const piece of textOf(bytes, 'utf-8')) {
    const text = rest + piece
    for (const [, reference = ''] of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"/g)) {
      const [from = '', to = ''] = reference.split(':')
      const [a, b] = [placeOf(from), placeOf(to)]
      if (a && b) areas.push({ top: a.row, bottom: b.row, left: a.column, right: b.column })
    }
    const cut = text.lastIndexOf('>')
    rest = cut < 0 ? text.slice(-200) : text.slice(cut + 1)
    if (rest.length > 65_536) rest = ''
  }
  return areas
}
