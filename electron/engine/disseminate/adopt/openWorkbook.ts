// An .xlsx as it came, opened without trust: what it is, its sheets, its texts. In: a path. Out: sheets and a reader of parts.
// Never more than the limits in memory, whatever the file claims; never a macro run, never a link followed.
import { open } from 'node:fs/promises'
import { posix } from 'node:path'
import { Failure, fail } from '#shared/model/failure.ts'
import { zipEntries, zipText } from '#engine/disseminate/publish/zipEntries.ts'
import type { ZipEntry } from '#engine/disseminate/publish/zipEntries.ts'
import { decodeXml, xmlAttribute, xmlTags } from './xmlTokens.ts'

/** A yearbook's workbook has a few megabytes; beyond this it is something else, or a bomb. */
const mostPart = 64 * 1024 * 1024
const mostBook = 256 * 1024 * 1024

export type WorkbookSheet = { name: string; part: string; hidden: boolean }
export type OpenWorkbook = {
  path: string
  entries: ZipEntry[]
  sheets: WorkbookSheet[]
  /** Where shared strings and styles lie; absent parts are null. */
  strings: string | null
  styles: string | null
  book: string
  /** The text of a part, within the limits. */
  text(part: string): Promise<string>
}

const compoundFile = 'd0cf11e0a1b11ae1'

/** What a file that is not a ZIP is: told from its first bytes, as the name may lie. */
const refuseOthers = async (path: string): Promise<void> => {
  const file = await open(path, 'r').catch((thrown: unknown) => {
    const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : ''
    return code === 'ENOENT'
      ? fail('FILE_NOT_FOUND', { path })
      : fail('FILE_UNREADABLE', { path, reason: code }, String(thrown), thrown)
  })
  const head = Buffer.alloc(64 * 1024)
  const { bytesRead } = await file
    .read(head, 0, head.length, 0)
    .catch((thrown: unknown) => fail('FILE_UNREADABLE', { path, reason: String(thrown) }, undefined, thrown))
    .finally(() => file.close())
  const bytes = head.subarray(0, bytesRead)
  if (bytes.length === 0) return fail('FILE_EMPTY', { path })
  if (bytes.toString('hex', 0, 8) === compoundFile) {
    // Excel keeps a password-protected workbook in a compound file, whose directory names this stream in UTF-16.
    const locked =
      bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ||
      (await compoundNames(path)).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return fail(locked ? 'WORKBOOK_PASSWORD' : 'WORKBOOK_LEGACY', { path })
  }
  if (bytes.toString('latin1', 0, 2) !== 'PK') return fail('WORKBOOK_UNKNOWN', { path })
}

/** The first megabyte after the head: directories of compound files may lie there or at the end. */
const compoundNames = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, 1024 * 1024))
    await file.read(tail, 0, tail.length, size - tail.length)
    return tail
  } finally {
    await file.close()
  }
}

export const openWorkbook = async (path: string): Promise<OpenWorkbook> => {
  await refuseOthers(path)
  const damaged = (detail = ''): never => fail('WORKBOOK_DAMAGED', { path }, detail)
  const entries = await zipEntries(path, damaged)
  const byName = new Map(entries.map((entry) => [entry.name.replaceAll('\\', '/').replace(/^\//, ''), entry]))
  const claimed = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (claimed > mostBook) return fail('WORKBOOK_TOO_LARGE', { path, size: claimed, limit: mostBook })

  const text = async (part: string): Promise<string> => {
    const entry = byName.get(part) ?? damaged(`no part ${part}`)
    const pieces: string[] = []
    let length = 0
    try {
      for await (const piece of zipText(path, entry)) {
        length += piece.length
        // The directory's claim is not believed: what really unpacks is counted.
        if (length > mostPart) return fail('WORKBOOK_TOO_LARGE', { path, size: length, limit: mostPart })
        pieces.push(piece)
      }
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.value.code !== 'UNEXPECTED') throw thrown
      return fail('WORKBOOK_DAMAGED', { path }, String(thrown), thrown)
    }
    const whole = pieces.join('')
    return whole.includes('<!DOCTYPE') ? damaged(`${part} has a document type`) : whole
  }

  const relations = async (of: string): Promise<{ id: string; type: string; target: string }[]> => {
    const part = posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`)
    if (!byName.has(part)) return []
    return [...xmlTags(await text(part))]
      .filter((tag) => tag.name === 'Relationship')
      .map(({ attributes }) => {
        const target = xmlAttribute(attributes, 'Target') ?? ''
        return {
          id: xmlAttribute(attributes, 'Id') ?? '',
          type: xmlAttribute(attributes, 'Type') ?? '',
          target: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(of), target),
        }
      })
  }

  const root = byName.has('_rels/.rels')
    ? [...xmlTags(await text('_rels/.rels'))].find(
        (tag) =>
          tag.name === 'Relationship' && (xmlAttribute(tag.attributes, 'Type') ?? '').endsWith('/officeDocument'),
      )
    : undefined
  const book = root ? (xmlAttribute(root.attributes, 'Target') ?? '').replace(/^\//, '') : 'xl/workbook.xml'
  if (!byName.has(book)) return fail('WORKBOOK_UNKNOWN', { path })
  const related = await relations(book)
  const partOf = (kind: string): string | null => {
    const found = related.find((r) => r.type.endsWith(`/${kind}`))?.target
    return found !== undefined && byName.has(found) ? found : null
  }
  const sheets = [...xmlTags(await text(book))]
    .filter((tag) => tag.name === 'sheet' && tag.kind !== 'close')
    .flatMap(({ attributes }): WorkbookSheet[] => {
      const id = /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
      const relation = related.find((r) => r.id === id)
      // Chart sheets have no cells.
      if (!relation?.type.endsWith('/worksheet') || !byName.has(relation.target)) return []
      return [
        {
          name: xmlAttribute(attributes, 'name') ?? '',
          part: relation.target,
          hidden: (xmlAttribute(attributes, 'state') ?? 'visible') !== 'visible',
        },
      ]
    })
  if (sheets.length === 0) return damaged('no worksheet')
  return { path, entries, sheets, strings: partOf('sharedStrings'), styles: partOf('styles'), book, text }
}

/** Every text of the shared strings with its XML, by index. Phonetic runs are left out. */
export const sharedStrings = async (workbook: OpenWorkbook): Promise<{ text: string; xml: string }[]> => {
  if (workbook.strings === null) return []
  const xml = await workbook.text(workbook.strings)
  const items: { text: string; xml: string }[] = []
  let start = -1
  for (const tag of xmlTags(xml)) {
    if (tag.name !== 'si') continue
    if (tag.kind === 'empty') items.push({ text: '', xml: '' })
    else if (tag.kind === 'open') start = tag.end
    else if (start >= 0) items.push({ text: runText(xml.slice(start, tag.start)), xml: xml.slice(start, tag.start) })
  }
  return items
}

/** The joined text of the runs of one string. */
export const runText = (xml: string): string => {
  let text = ''
  let from = -1
  let phonetic = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'rPh') phonetic = tag.kind === 'open'
    else if (tag.name === 't' && tag.kind === 'open') from = tag.end
    else if (tag.name === 't' && tag.kind === 'close' && from >= 0) {
      if (!phonetic) text += decodeXml(xml.slice(from, tag.start))
      from = -1
    }
  }
  return text
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('\r\n', '\n')
}
