// Any file as tables: told by its first bytes, its name only where these do not decide. In: a path, options. Out: an
// opened source. What cannot be read is refused by name with what to do; a password is said to be one. Close what you
// open.
import { basename, dirname, extname, join } from 'node:path'
import { readdir } from 'node:fs/promises'
import { fail } from '#shared/model/failure.ts'
import { fileBytes } from './bytes.ts'
import type { Bytes } from './bytes.ts'
import { openCspro } from './formats/cspro.ts'
import { openDbf } from './formats/dbf.ts'
import { openText } from './formats/delimited.ts'
import { doLabels } from './formats/doLabels.ts'
import { openDta } from './formats/dta.ts'
import { openOds } from './formats/ods.ts'
import { openOldWorkbook } from './formats/oldWorkbook.ts'
import { packingOf, unpackedBytes } from './formats/packedBytes.ts'
import { openJson } from './formats/json.ts'
import { jsonStatDataset, jsonStatTable } from './formats/jsonStat.ts'
import { openParquet } from './formats/parquet.ts'
import { openPx } from './formats/px.ts'
import { openSav } from './formats/sav.ts'
import { openSqlite } from './formats/sqlite.ts'
import { openXlsx } from './formats/xlsx.ts'
import { openXml } from './formats/xml.ts'
import { openZip } from './formats/zip.ts'
import type { ZipMember } from './formats/zip.ts'
import { splitTables } from './grid/splitTables.ts'
import { findEncoding, textDecoder, textOf } from './text/encodings.ts'
import type { FileFormat, OpenedSource, ReadOptions } from './types.ts'

type Neighbour = (name: RegExp) => Promise<Bytes | null>

const startsWith = (head: Buffer, text: string): boolean => head.subarray(0, text.length).toString('latin1') === text

const looksLikeDbf = (head: Buffer, name: string): boolean => {
  const known = [0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb].includes(
    head[0] ?? 0,
  )
  if (!known || head.length < 32) return false
  const month = head[2] ?? 0
  const day = head[3] ?? 0
  return /\.dbf$/i.test(name) || (month >= 1 && month <= 12 && day >= 1 && day <= 31 && head.readUInt16LE(8) % 32 <= 1)
}

const looksLikeDta = (head: Buffer): boolean =>
  startsWith(head, '<stata_dta>') ||
  ((head[0] ?? 0) >= 102 && (head[0] ?? 0) <= 115 && (head[1] === 1 || head[1] === 2) && head[2] === 1 && head[3] === 0)

/** Between an archive and the member of an archive in it. */
const memberSign = ' › '

/** Kinds of files that people send and this program does not read, by their first bytes. */
const refused = (head: Buffer): string | null => {
  if (startsWith(head, '%PDF')) return 'PDF'
  if (startsWith(head, 'BZh')) return 'bzip2'
  if (head[0] === 0xfd && head.subarray(1, 5).toString('latin1') === '7zXZ') return 'xz'
  if (startsWith(head, '7z\u00bc\u00af')) return '7z'
  if (startsWith(head, 'Rar!')) return 'RAR'
  if (startsWith(head, '\u0089PNG') || (head[0] === 0xff && head[1] === 0xd8)) return 'image'
  if (startsWith(head, 'HEADER RECORD*******LIBRARY')) return 'SAS transport'
  return null
}

const jsonStatLimit = 128 * 1_048_576

const openJsonKind = async (bytes: Bytes, options: ReadOptions): Promise<OpenedSource> => {
  if (bytes.size <= jsonStatLimit) {
    const { encoding } = await findEncoding(bytes)
    const head = textDecoder(encoding)(await bytes.read(0, 65_536))
    if (/"dimension"/.test(head) || /"class"\s*:\s*"dataset"/.test(head)) {
      let text = ''
      for await (const piece of textOf(bytes, encoding)) text += piece
      let root: unknown = null
      try {
        root = JSON.parse(text)
      } catch {
        // Not one document: lines of JSON perhaps.
      }
      const dataset = jsonStatDataset(root)
      if (dataset)
        return {
          format: 'jsonstat',
          encoding,
          encodingConfidence: 1,
          delimiter: null,
          quote: null,
          member: null,
          members: [],
          tables: [jsonStatTable(dataset, bytes.name)],
          notes: [],
          close: () => bytes.close(),
        }
    }
  }
  return openJson(bytes, options)
}

const readable =
  /\.(csv|tsv|txt|tab|dat|asc|prn|xlsx|xlsm|xls|xlsb|ods|xml|json|jsonl|ndjson|parquet|dta|sav|zsav|dbf|px|csdb|db|sqlite|sqlite3)(\.(gz|zst|zstd))?$/i
const wrapped = /\.(zip|gz|zst|zstd)$/i
const isData = ({ name }: ZipMember): boolean =>
  readable.test(name) &&
  !/(^|\/)(__MACOSX|\.)/.test(name) &&
  !/(^|\/)(readme|licen[cs]e|metadata|export__readme)[^/]*$/i.test(name)

/** Archives in archives, so deep; deeper ones are made to exhaust a reader. */
const deepest = 3

const openArchive = async (bytes: Bytes, options: ReadOptions, depth: number): Promise<OpenedSource> => {
  const zip = await openZip(bytes)
  try {
    if (zip.members.some((m) => m.name.toLowerCase() === 'xl/workbook.xml')) return await openXlsx(bytes, zip)
    if (zip.members.some((m) => m.name === 'content.xml')) return await openOds(bytes, zip)
    if (zip.members.some((m) => m.name === 'xl/workbook.bin')) {
      const opened = await openOldWorkbook(bytes, 'xlsb')
      return { ...opened, close: () => zip.close() }
    }
    if (depth > deepest) fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: `ZIP × ${depth}` })
    const [candidates = []] = [
      zip.members.filter(isData),
      zip.members.filter((m) => wrapped.test(m.name)),
      zip.members.filter((m) => extname(m.name) === '' && m.size > 0),
    ].filter((list) => list.length > 0)
    const [outer, ...inner] = options.member?.split(memberSign) ?? []
    const chosen =
      outer === undefined
        ? candidates.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))[0]
        : (zip.members.find((m) => m.name === outer) ??
          (candidates.length === 1 ? candidates[0] : undefined) ??
          fail('ARCHIVE_MEMBER_UNKNOWN', { path: bytes.name, member: outer }))
    if (!chosen) return fail('ARCHIVE_NO_DATA', { path: bytes.name })
    if (chosen.encrypted) fail('FILE_PASSWORD', { path: `${bytes.name}: ${chosen.name}` })
    const folder = dirname(chosen.name)
    const beside: Neighbour = async (pattern) =>
      zip.members
        .find((m) => dirname(m.name) === folder && m.name !== chosen.name && pattern.test(basename(m.name)))
        ?.bytes() ?? null
    const within = { ...options, member: inner.length > 0 ? inner.join(memberSign) : undefined }
    const opened = await openBytes(chosen.bytes(), within, beside, depth + 1)
    const under = (name: string | null): string => (name === null ? chosen.name : `${chosen.name}${memberSign}${name}`)
    return {
      ...opened,
      member: under(opened.member),
      members: [
        ...candidates.filter((m) => m !== chosen).map((m) => m.name),
        ...(opened.members.length > 0 ? opened.members.map(under) : [chosen.name]),
      ],
      close: async () => {
        await opened.close()
        await zip.close()
      },
    }
  } catch (error) {
    await zip.close()
    throw error
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const stem = (name: string): string => basename(name, extname(name))

/** A CSPro dictionary beside the data: of its name, or the only one there. */
const dictionaryFor = async (bytes: Bytes, beside: Neighbour): Promise<Bytes | null> =>
  (await beside(new RegExp(`^${escaped(stem(bytes.name))}\\.dcf$`, 'i'))) ??
  (/\.dat$/i.test(bytes.name) ? beside(/\.dcf$/i) : null)

const openTextKind = async (bytes: Bytes, options: ReadOptions, beside: Neighbour): Promise<OpenedSource> => {
  const plain = options.format === undefined || options.format === 'cspro'
  if (options.dictionary !== undefined) return openCspro(bytes, await fileBytes(options.dictionary), options)
  if (plain && options.delimiter === undefined && options.fields === undefined) {
    const dictionary = await dictionaryFor(bytes, beside)
    if (dictionary) return openCspro(bytes, dictionary, options)
  }
  const opened = await openText(bytes, options)
  const head = opened.tables.length > 0 ? (await bytes.read(0, 4096)).toString('latin1') : ''
  // So survey programs write what was not answered.
  const survey = /\binterview__(id|key)\b/.test(head)
  if (survey && opened.tables[0]) opened.tables[0].missing = [{ value: '-999999999' }, { value: '##N/A##' }]
  if (/\.tab$/i.test(bytes.name)) {
    const labels = await beside(new RegExp(`^${escaped(stem(bytes.name))}\\.do$`, 'i'))
    if (labels && opened.tables[0]) {
      let text = ''
      for await (const piece of textOf(labels, (await findEncoding(labels)).encoding)) text += piece
      await labels.close()
      opened.tables[0].described = doLabels(text)
      opened.tables[0].missing = [{ value: '-999999999' }, { value: '##N/A##' }]
    }
  }
  return opened
}

const formatOf = async (
  bytes: Bytes,
  head: Buffer,
): Promise<FileFormat | 'zip' | 'ole' | 'biff' | 'page' | 'dictionary' | null> => {
  if (startsWith(head, 'PK\u0003\u0004') || startsWith(head, 'PK\u0005\u0006')) return 'zip'
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') return 'ole'
  // Workbooks from before the compound file: a record that says where the book begins.
  if (head[0] === 0x09 && [0x00, 0x02, 0x04].includes(head[1] ?? 0) && head[3] === 0 && /\.xls$/i.test(bytes.name))
    return 'biff'
  if (startsWith(head, 'PAR1')) return 'parquet'
  if (startsWith(head, '$FL2') || startsWith(head, '$FL3')) return 'sav'
  if (startsWith(head, 'SQLite format 3\0')) return 'sqlite'
  if (looksLikeDta(head)) return 'dta'
  if (looksLikeDbf(head, bytes.name)) return 'dbf'
  const { encoding } =
    head.length > 0
      ? await findEncoding({
          ...bytes,
          stream: async function* () {
            yield head
          },
        })
      : { encoding: 'utf-8' }
  const text = textDecoder(encoding)(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/\.dcf$/i.test(bytes.name) && (/^\[Dictionary\]/i.test(text) || text.startsWith('{'))) return 'dictionary'
  // Many an .xls of a portal is a page of tables, or a workbook as one XML document.
  if (/^<(!doctype html|html|table|meta|style)[\s>]/i.test(text)) return /<table[\s>]/i.test(text) ? 'html' : 'page'
  if (text.startsWith('<?xml') && /urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return 'xls'
  if (/^<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w:.-]*[\s/>])/.test(text)) return 'xml'
  if (
    /^(CHARSET|AXIS-VERSION|CODEPAGE|MATRIX|LANGUAGE)\s*=\s*"/i.test(text) &&
    /(\.px|MATRIX)/i.test(bytes.name + text)
  )
    return 'px'
  if (/^[[{]/.test(text) && (/^\{\s*["}]/.test(text) || /^\[\s*[[{"\]\d-]/.test(text))) {
    const looksJson = /\.(json|jsonl|ndjson|geojson)$/i.test(bytes.name) || /^[[{]\s*[[{"]/.test(text)
    if (looksJson) return 'json'
  }
  return null
}

const openBytes = async (
  bytes: Bytes,
  options: ReadOptions,
  beside: Neighbour,
  depth: number,
): Promise<OpenedSource> => {
  if (bytes.size === 0) return fail('FILE_EMPTY', { path: bytes.name })
  const head = Buffer.from(await bytes.read(0, 8192))
  const packing = packingOf(head)
  if (packing !== null) return openBytes(await unpackedBytes(bytes, packing), options, beside, depth)
  const unknown = refused(head)
  if (unknown !== null) return fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: unknown })
  const found = await formatOf(bytes, head)
  // Wrappers come first, whatever is said of what they hold.
  const format = found === 'zip' || found === 'ole' || found === 'biff' ? found : (options.format ?? found)
  switch (format) {
    case 'zip':
    case 'xlsx':
      return openArchive(bytes, options, depth)
    case 'ole': {
      const protectedBook =
        head.includes(Buffer.from('EncryptedPackage', 'utf16le')) || (await mentions(bytes, 'EncryptedPackage'))
      if (protectedBook) return fail('FILE_PASSWORD', { path: bytes.name })
      const isBook = (await mentions(bytes, 'Workbook')) || (await mentions(bytes, 'Book'))
      return isBook
        ? openOldWorkbook(bytes, 'xls')
        : fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: 'Microsoft Office (.doc, .ppt, .msg)' })
    }
    case 'xls':
    case 'biff':
      return openOldWorkbook(bytes, 'xls')
    case 'html':
      return openOldWorkbook(bytes, 'html')
    case 'page':
      return fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: 'HTML' })
    case 'xlsb':
    case 'ods':
      return openArchive(bytes, options, depth)
    case 'parquet':
      return openParquet(bytes)
    case 'sav':
      return openSav(bytes, options)
    case 'dta':
      return openDta(bytes, options)
    case 'sqlite':
      return openSqlite(bytes)
    case 'dbf':
      return openDbf(bytes, options)
    case 'xml':
      return openXml(bytes, options)
    case 'px':
      return openPx(bytes, options)
    case 'json':
    case 'jsonlines':
    case 'jsonstat':
      return openJsonKind(bytes, options)
    case 'dictionary': {
      const data = await beside(new RegExp(`^${escaped(stem(bytes.name))}\\.(dat|txt|csdb)$`, 'i'))
      if (!data) return fail('CSPRO_DATA_MISSING', { path: bytes.name })
      return /\.csdb$/i.test(data.name) ? openSqlite(data) : openCspro(data, bytes, options)
    }
    case 'delimited':
    case 'fixed':
    case 'cspro':
    case null:
      if (zerosIn(head) > 0.01 && !/^utf-(16|32)/.test((await findEncoding(bytes)).encoding)) {
        // Zeros are no letters of any text.
        return fail('FORMAT_UNKNOWN', { path: bytes.name })
      }
      return openTextKind(bytes, options, beside)
    default:
      return format satisfies never
  }
}

/** The share of zero bytes: a few are slips in a text, and cost their rows. */
const zerosIn = (head: Buffer): number => head.filter((byte) => byte === 0).length / head.length

/** The directory of a compound file lies anywhere in it; its first megabytes are looked through. */
const mentions = async (bytes: Bytes, word: string): Promise<boolean> => {
  const wanted = Buffer.from(word, 'utf16le')
  for (let at = 0; at < Math.min(bytes.size, 32 * 1_048_576); at += 1 << 20)
    if ((await bytes.read(at, (1 << 20) + wanted.length)).includes(wanted)) return true
  if (bytes.size <= 32 * 1_048_576) return false
  return (await bytes.read(bytes.size - (4 << 20), 4 << 20)).includes(wanted)
}

const besideFile =
  (path: string): Neighbour =>
  async (pattern) => {
    const names = (await readdir(dirname(path)).catch(() => [])).filter(
      (name) => name !== basename(path) && pattern.test(name),
    )
    return names.length === 1 ? fileBytes(join(dirname(path), names[0] ?? '')) : null
  }

export const openSource = async (path: string, options: ReadOptions = {}): Promise<OpenedSource> => {
  const bytes = await fileBytes(path)
  try {
    const opened = await openBytes(bytes, options, besideFile(path), 0)
    const tables = []
    for (const table of opened.tables)
      if (table.columns !== null || opened.format === 'fixed') tables.push(table)
      else tables.push(...(await splitTables(table)))
    return { ...opened, tables }
  } catch (error) {
    await bytes.close().catch(() => undefined)
    throw error
  }
}
