// A protected cube as CSV (RFC 4180, UTF-8): as laid out, or tidy. In: cube, language. Out: lines in a file, read back
// and compared. Figures have a decimal point and no grouping; text that a spreadsheet would run as a formula is
// disarmed. Never a formula.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import { formatCell, plainCell } from '#shared/format/cell.ts'
import { markedLabel, markText } from '#shared/format/footnotes.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { LayoutEntry } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { escapeFormula } from '#shared/format/escapeFormula.ts'
import { noteLine, oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import type { Pace } from './pace.ts'
import { parseCsv } from './parseCsv.ts'
import { roundedPlain } from './roundedPlain.ts'
import { tableLayers } from './tableLayers.ts'
import { tidyTable } from './tidyTable.ts'

const byteOrderMark = '\uFEFF'
const chunkRows = 5000

/** A layer after the other, each under a line that names it. */
function* layoutRows(cube: ProtectedCube, language: PublishLanguage): Generator<string[]> {
  const below = new Set<string>()
  const last = new Set<string>()
  let width = 1
  for (const layer of tableLayers(cube)) {
    const layout = layoutTable(cube, layer.place, layer.measure)
    const { notes, symbols, source, status } = tableNotes(cube, layout)
    for (const note of notes) below.add(noteLine(note, language))
    for (const line of [...(cube.status === 'official' ? [] : [status]), symbols, source])
      if (line !== null) last.add(oneLine(line, language))
    const rows = layerRows(cube, layout, language)
    const first = rows.next()
    if (first.done === true) continue
    if (layer.label !== null)
      yield first.value.map((_, c) => (c === 0 && layer.label ? escapeFormula(oneLine(layer.label, language)) : ''))
    width = first.value.length
    yield first.value
    yield* rows
  }
  // A mark without its note, a part of a year without its months would say less in the file than on paper.
  const lines = [...below, ...last]
  if (lines.length > 0) yield Array.from({ length: width }, () => '')
  for (const line of lines) yield Array.from({ length: width }, (_, c) => (c === 0 ? escapeFormula(line) : ''))
}

function* layerRows(cube: ProtectedCube, layout: TableLayout, language: PublishLanguage): Generator<string[]> {
  const label = (entry: Pick<LayoutEntry, 'label' | 'marks' | 'unit'>) => {
    const text = oneLine(markedLabel(entry), language)
    return escapeFormula(entry.unit && entry.unit.vi !== '' ? `${text} (${oneLine(entry.unit, language)})` : text)
  }
  const stubs = Math.max(1, layout.stubHeaders.length)
  for (const [r, headers] of layout.headerRows.entries()) {
    const last = r === layout.headerRows.length - 1
    const stub = Array.from({ length: stubs }, (_, d) =>
      last && layout.stubHeaders[d]
        ? label({ label: layout.stubHeaders[d], marks: layout.stubHeaderMarks[d] ?? [] })
        : '',
    )
    yield [...stub, ...headers.flatMap((header) => Array.from({ length: header.span }, () => label(header)))]
  }
  for (const row of layout.rows) {
    const stub = row.stub.length > 0 ? row.stub.map((entry) => label(entry)) : ['']
    yield [
      ...stub,
      ...row.cells.map((cell) => {
        const measure = cube.measures[cell.measure]
        if (!measure) return ''
        // A figure that must be read with its note is not taken for a plain number.
        const figure = plainCell(cell, measure) === null ? formatCell(cell, measure, 'vi') : roundedPlain(cell, measure)
        return `${figure}${markText(cell.marks)}`
      }),
    ]
  }
}

function* tidyRows(cube: ProtectedCube, language: PublishLanguage): Generator<string[]> {
  const { columns, rows } = tidyTable(cube, language)
  yield columns.map((c) => c.name)
  for (const row of rows()) yield row.map((field, c) => (columns[c]?.kind === 'number' ? field : escapeFormula(field)))
}

export type CsvOptions = { shape: 'csv' | 'csv_tidy'; language: PublishLanguage; byteOrderMark: boolean; pace: Pace }

/** Writes the file, then parses it and compares every field with what was meant. */
export const writeCsv = async (path: string, cube: ProtectedCube, options: CsvOptions): Promise<void> => {
  const rows = () => (options.shape === 'csv' ? layoutRows(cube, options.language) : tidyRows(cube, options.language))
  const file = await open(path, 'w')
  try {
    if (options.byteOrderMark) await file.write(byteOrderMark)
    let chunk: string[][] = []
    const flush = async () => {
      if (chunk.length > 0) await file.write(stringify(chunk, { record_delimiter: 'windows' }))
      chunk = []
    }
    for (const row of rows()) {
      chunk.push(row)
      if (chunk.length >= chunkRows) await flush()
      await options.pace()
    }
    await flush()
  } finally {
    await file.close()
  }
  await compareCsv(path, rows(), options.pace)
}

const compareCsv = async (path: string, expected: Generator<string[]>, pace: Pace): Promise<void> => {
  let line = 0
  for await (const found of parseCsv(createReadStream(path, 'utf8'))) {
    line += 1
    await pace()
    const next = expected.next()
    if (next.done === true || next.value.length !== found.length || next.value.some((field, c) => field !== found[c])) {
      return fail('UNEXPECTED', {}, `CSV read back differs in line ${line}`)
    }
  }
  if (expected.next().done !== true) return fail('UNEXPECTED', {}, `CSV read back ends after line ${line}`)
}
