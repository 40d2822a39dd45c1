// An OpenDocument sheet as rows, straight from its XML as it streams. In: an archive. Out: one table for each sheet
// that holds something. Repeated empty rows and cells are never written out; a formula is its stored value, never
// computed.
import { fail } from '#shared/model/failure.ts'
import { noSheetCounts, noteCounts, repeatedCell } from '../grid/sheetCounts.ts'
import type { Bytes } from '../bytes.ts'
import { localName, readXml, xmlPieces } from '../text/xmlEvents.ts'
import type { Cell, OpenedSource, ReaderNote, SourceRow, SourceTable } from '../types.ts'
import { batchRows } from '../types.ts'
import type { ZipArchive } from './zip.ts'

const columnLimit = 16_384
const rowLimit = 1_048_576

type Found = { value: string; type: string; text: string; formula: boolean; error: boolean }

/** "PT12H30M05S" as a time of day; hours beyond a day stay a duration. */
const clockOf = (duration: string): string | null => {
  const found = /^PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S$/.exec(duration)
  if (!found) return null
  const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0')
  const rest = (found[4] ?? '').replace(/0+$/, '').slice(0, 3)
  return `${two(found[1])}:${two(found[2])}:${two(found[3])}${rest === '' ? '' : `.${rest}`}`
}

const plainNumber = (text: string): string => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text
  const value = Number(text)
  return Number.isFinite(value) && Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : text
}

const cellOf = ({ value, type, text, error }: Found): Cell => {
  if (error) return { type: 'error', text }
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency':
      // Shown with zeros in front: a code.
      if (/^0\d+$/.test(text) && Number(text) === Number(value)) return text
      return value.trim() === '' ? null : { type: 'number', text: plainNumber(value.trim()) }
    case 'date': {
      const [day = '', clock = ''] = value.replace(/Z$/, '').split('T')
      if (clock === '' || /^00:00:00(\.0+)?$/.test(clock)) return { type: 'date', text: day }
      return {
        type: 'datetime',
        text: `${day} ${clock.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))}`,
      }
    }
    case 'time': {
      const clock = clockOf(value)
      return clock === null ? text : { type: 'time', text: clock }
    }
    case 'boolean':
      return { type: 'boolean', text: value }
    default:
      return text === '' ? null : text.normalize('NFC')
  }
}

async function* sheetRows(content: Bytes, wanted: number, notes: ReaderNote[]): AsyncGenerator<SourceRow[]> {
  let sheet = -1
  let depth = 0
  let row = 0
  let repeated = 1
  let hidden = false
  let cells: Cell[] = []
  let place = 0
  let times = 1
  let found: Found | null = null
  let paragraphs = 0
  let noted = 0
  /** What merged areas still hold, by column: the value and how many rows more. */
  const held = new Map<number, { cell: Cell; rows: number }>()
  let spanned = 0
  const counted = noSheetCounts()
  let batch: SourceRow[] = []
  const isFilled = (cell: Cell | undefined): boolean => cell !== undefined && cell !== null && cell !== ''
  const endCell = (): void => {
    if (!found) return
    const cell = cellOf(found)
    if (typeof cell === 'object' && cell?.type === 'error') counted.errors += 1
    if (found.formula && cell === null) counted.formulas += 1
    if (isFilled(cell)) {
      for (let at = 0; at < times && place + at < columnLimit; at += 1) {
        while (cells.length < place + at) cells.push(null)
        cells[place + at] = cell
      }
      if (spanned > 1) held.set(place, { cell, rows: spanned })
    }
    place += times
    found = null
  }
  const endRow = (): void => {
    const any = cells.some(isFilled)
    const count = any ? Math.min(repeated, rowLimit - row) : 0
    for (let at = 0; at < count; at += 1) {
      const copy = [...cells]
      // A row written once for several ends a merged area within them.
      for (const [column, area] of held) {
        if (area.rows <= at || isFilled(copy[column])) continue
        while (copy.length < column) copy.push(null)
        copy[column] = repeatedCell(area.cell)
        counted.filled += 1
      }
      batch.push({ line: row + at + 1, cells: copy, problem: null })
    }
    for (const [column, area] of held) {
      area.rows -= repeated
      if (area.rows <= 0) held.delete(column)
    }
    if (any && hidden) counted.hidden += count
    row += repeated
  }
  const pieces = xmlPieces(content, {
    open: (name, a) => {
      const local = localName(name)
      if (local === 'table') {
        depth += 1
        if (depth === 1) sheet += 1
      }
      if (sheet !== wanted || depth !== 1) return
      if (local === 'table-row') {
        repeated = Number(a['table:number-rows-repeated'] ?? 1)
        hidden = (a['table:visibility'] ?? 'visible') !== 'visible'
        cells = []
        place = 0
      } else if (local === 'table-cell' || local === 'covered-table-cell') {
        times = Number(a['table:number-columns-repeated'] ?? 1)
        spanned = Number(a['table:number-rows-spanned'] ?? 1)
        paragraphs = 0
        found = {
          value:
            a['office:value'] ?? a['office:date-value'] ?? a['office:time-value'] ?? a['office:boolean-value'] ?? '',
          type: local === 'covered-table-cell' ? 'covered' : (a['office:value-type'] ?? ''),
          text: '',
          formula: a['table:formula'] !== undefined,
          error: a['calcext:value-type'] === 'error',
        }
      } else if (local === 'annotation') noted += 1
      else if (found && noted === 0) {
        if (local === 'p') {
          if (paragraphs > 0) found.text += '\n'
          paragraphs += 1
        } else if (local === 's') found.text += ' '.repeat(Math.min(1000, Number(a['text:c'] ?? 1)))
        else if (local === 'tab') found.text += '\t'
        else if (local === 'line-break') found.text += '\n'
      }
    },
    close: (name) => {
      const local = localName(name)
      if (local === 'annotation') noted = Math.max(0, noted - 1)
      if (sheet === wanted && depth === 1) {
        if (local === 'table-cell' || local === 'covered-table-cell') endCell()
        if (local === 'table-row') endRow()
      }
      if (local === 'table') depth -= 1
    },
    text: (part) => {
      if (found && noted === 0 && paragraphs > 0 && sheet === wanted) found.text += part
    },
  })
  for await (const _ of pieces) {
    while (batch.length >= batchRows) {
      yield batch.slice(0, batchRows)
      batch = batch.slice(batchRows)
    }
    if (sheet > wanted) break
  }
  if (batch.length > 0) yield batch
  noteCounts(notes, counted)
}

const isEncrypted = async (zip: ZipArchive): Promise<boolean> => {
  const manifest = zip.members.find((member) => member.name === 'META-INF/manifest.xml')?.bytes()
  let encrypted = false
  if (manifest)
    await readXml(manifest, {
      open: (name) => {
        encrypted ||= localName(name) === 'encryption-data'
      },
      close: () => undefined,
      text: () => undefined,
    })
  return encrypted
}

export const openOds = async (bytes: Bytes, zip: ZipArchive): Promise<OpenedSource> => {
  if (await isEncrypted(zip)) fail('FILE_PASSWORD', { path: bytes.name })
  const content =
    zip.members.find((member) => member.name === 'content.xml')?.bytes() ??
    fail('FILE_DAMAGED', { path: bytes.name, reason: 'content.xml' })
  const sheets: string[] = []
  let depth = 0
  await readXml(content, {
    open: (name, a) => {
      if (localName(name) !== 'table') return
      if (depth === 0) sheets.push((a['table:name'] ?? `${sheets.length + 1}`).normalize('NFC'))
      depth += 1
    },
    close: (name) => {
      if (localName(name) === 'table') depth -= 1
    },
    text: () => undefined,
  })
  if (sheets.length === 0) fail('FORMAT_UNSUPPORTED', { path: bytes.name, format: 'OpenDocument' })
  return {
    format: 'ods',
    encoding: 'utf-8',
    encodingConfidence: 1,
    delimiter: null,
    quote: null,
    member: null,
    members: [],
    tables: sheets.map((name, index): SourceTable => {
      const notes: ReaderNote[] = []
      return { name, columns: null, rows: () => sheetRows(content, index, notes), expectedRows: null, notes }
    }),
    notes: [],
    close: () => zip.close(),
  }
}
