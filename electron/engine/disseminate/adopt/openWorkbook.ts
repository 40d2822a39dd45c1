// An .xlsx as it came, opened without trust: what it is, its sheets, its texts. In: a path. Out: sheets and a reader of
// parts. Never more than the limits in memory, whatever the file claims; never a macro run, never a link followed.
import { open } from 'node:fs/promises'
import { posix } from 'node:path'
import { fileBytes } from '#engine/collect/readers/bytes.ts'
import { openZip } from '#engine/collect/readers/formats/zip.ts'
import type { ZipArchive } from '#engine/collect/readers/formats/zip.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { runText } from './runXml.ts'
import { xmlAttribute, xmlTags } from './xmlTokens.ts'
import type { XmlTag } from './xmlTokens.ts'

/** A yearbook's workbook has a few megabytes; beyond this it is something else, or a bomb. */
const mostPart = 64 * 1024 * 1024
const mostBook = 256 * 1024 * 1024

export type WorkbookSheet = { name: string; part: string; hidden: boolean }
export type OpenWorkbook = {
  path: string
  parts: { name: string; crc: number }[]
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

/** What the archive says of itself, as a failure of the workbook. */
const asWorkbook = (path: string, thrown: unknown): never => {
  if (!(thrown instanceof Failure)) return fail('WORKBOOK_DAMAGED', { path }, String(thrown), thrown)
  const { code, facts } = thrown.value
  if (code === 'ARCHIVE_BOMB' || code === 'ARCHIVE_MEMBER_TOO_LARGE')
    return fail('WORKBOOK_TOO_LARGE', { path, size: facts['bytes'] ?? 0, limit: mostBook }, undefined, thrown)
  if (code.startsWith('WORKBOOK_')) throw thrown
  return fail('WORKBOOK_DAMAGED', { path }, thrown.message, thrown)
}

/** The archive open for as long as `use` takes. */
export const inArchive = async <T>(path: string, use: (archive: ZipArchive) => Promise<T>): Promise<T> => {
  const bytes = await fileBytes(path)
  try {
    const archive = await openZip(bytes)
    return await use(archive)
  } catch (thrown) {
    return asWorkbook(path, thrown)
  } finally {
    await bytes.close()
  }
}

const partText = (path: string, part: string): Promise<string> =>
  inArchive(path, async ({ members }) => {
    const member =
      members.findLast(({ name }) => name === part) ?? fail('WORKBOOK_DAMAGED', { path }, `no part ${part}`)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const pieces: string[] = []
    let length = 0
    for await (const piece of member.bytes().stream()) {
      length += piece.length
      // The directory's claim is not believed: what really unpacks is counted.
      if (length > mostPart) return fail('WORKBOOK_TOO_LARGE', { path, size: length, limit: mostPart })
      pieces.push(decoder.decode(piece, { stream: true }))
    }
    return pieces.join('') + decoder.decode()
  })

/** The tags of a part, by a parser: XML that is not well formed is a damaged workbook. */
export const partTags = async (workbook: Pick<OpenWorkbook, 'path' | 'text'>, part: string): Promise<XmlTag[]> => [
  ...xmlTags(await workbook.text(part), {
    damaged: (reason) => fail('WORKBOOK_DAMAGED', { path: workbook.path }, `${part}: ${reason}`),
  }),
]

export const openWorkbook = async (path: string): Promise<OpenWorkbook> => {
  await refuseOthers(path)
  const damaged = (detail = ''): never => fail('WORKBOOK_DAMAGED', { path }, detail)
  const members = await inArchive(path, async (archive) => archive.members)
  const names = new Set(members.map(({ name }) => name))
  const claimed = members.reduce((sum, { size }) => sum + size, 0)
  if (claimed > mostBook) return fail('WORKBOOK_TOO_LARGE', { path, size: claimed, limit: mostBook })
  const text = (part: string): Promise<string> => partText(path, part)
  const tags = (part: string): Promise<XmlTag[]> => partTags({ path, text }, part)

  const relations = async (of: string): Promise<{ id: string; type: string; target: string }[]> => {
    const part = posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`)
    if (!names.has(part)) return []
    return (await tags(part))
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

  const root = names.has('_rels/.rels')
    ? (await tags('_rels/.rels')).find(
        (tag) =>
          tag.name === 'Relationship' && (xmlAttribute(tag.attributes, 'Type') ?? '').endsWith('/officeDocument'),
      )
    : undefined
  const book = root ? (xmlAttribute(root.attributes, 'Target') ?? '').replace(/^\//, '') : 'xl/workbook.xml'
  if (!names.has(book)) return fail('WORKBOOK_UNKNOWN', { path })
  const related = await relations(book)
  const partOf = (kind: string): string | null => {
    const found = related.find((r) => r.type.endsWith(`/${kind}`))?.target
    return found !== undefined && names.has(found) ? found : null
  }
  const sheets = (await tags(book))
    .filter((tag) => tag.name === 'sheet' && tag.kind !== 'close')
    .flatMap(({ attributes }): WorkbookSheet[] => {
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const relation = related.find((r) => r.id === id)
      // Chart sheets have no cells.
      if (!relation?.type.endsWith('/worksheet') || !names.has(relation.target)) return []
      return [
        {
          name: xmlAttribute(attributes, 'name') ?? '',
          part: relation.target,
          hidden: (xmlAttribute(attributes, 'state') ?? 'visible') !== 'visible',
        },
      ]
    })
  if (sheets.length === 0) return damaged('no worksheet')
  const parts = members.map(({ name, packed }) => ({ name, crc: packed.crc }))
  return { path, parts, sheets, strings: partOf('sharedStrings'), styles: partOf('styles'), book, text }
}

/** Every text of the shared strings with its XML, by index. Phonetic runs are left out. */
export const sharedStrings = async (workbook: OpenWorkbook): Promise<{ text: string; xml: string }[]> => {
  if (workbook.strings === null) return []
  const xml = await workbook.text(workbook.strings)
  const items: { text: string; xml: string }[] = []
  let start = -1
  for (const tag of await partTags(workbook, workbook.strings)) {
    if (tag.name !== 'si') continue
    if (tag.kind === 'empty') items.push({ text: '', xml: '' })
    else if (tag.kind === 'open') start = tag.end
    else if (start >= 0) items.push({ text: runText(xml.slice(start, tag.start)), xml: xml.slice(start, tag.start) })
  }
  return items
}
