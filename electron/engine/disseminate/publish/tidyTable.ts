// The whole cube as one flat table, a figure a row: for programs and screen readers. In: a protected cube, a language.
// Out: a header and rows, streamed. Never a count of records, never a figure that protection withheld.
import type { CubeCategory, ProtectedCube } from '#shared/model/cube.ts'
import { reliabilityTexts } from '#shared/format/reliabilityTexts.ts'
import { staleNote } from '#shared/format/staleLinks.ts'
import { figureStatuses, fileDimensions, fileMeasures, wholeFigure } from './fileCube.ts'
import type { PublishLanguage } from './labels.ts'
import { partialNotes } from './partialNotes.ts'
import { placeNotes, wholeNotes } from './rowNotes.ts'

/** text: escaped against formulas where a spreadsheet might read it · number: plain decimal text. */
export type TidyColumn = { name: string; kind: 'text' | 'number' }
export type TidyTable = {
  columns: TidyColumn[]
  rowCount: number
  /** Rows from…to; default all. */ rows: (from?: number, to?: number) => Generator<string[]>
}

/** SDMX's codes for what is not a code: total, unknown, unspecified, other. */
const specialCodes: Record<Exclude<CubeCategory['kind'], 'value'>, string> = {
  total: '_T',
  missing: '_U',
  unmapped: '_X',
  others: '_O',
}

const languagesOf = (language: PublishLanguage): ('vi' | 'en')[] => (language === 'both' ? ['vi', 'en'] : [language])

export const tidyTable = (cube: ProtectedCube, language: PublishLanguage): TidyTable => {
  const languages = languagesOf(language)
  const suffix = (l: string) => (languages.length > 1 ? `_${l}` : '')
  const dimensions = fileDimensions(cube)
  const measures = fileMeasures(cube)
  const versioned = dimensions.map((d) => d.categories.some((c) => c.version !== null))
  const text = (name: string): TidyColumn => ({ name, kind: 'text' })
  const parts = partialNotes(cube)
  const marks = cube.cells.reliability
  const sureness = cube.reliability === undefined || marks === undefined ? null : reliabilityTexts(cube.reliability)
  // Figures of links older than the data say so in every row.
  const stale = staleNote(cube.provenance)
  const footnoted = placeNotes(cube)
  const noted = parts !== null || sureness !== null || stale !== null || footnoted !== null
  // What concerns the whole table is in every row too: a file of rows has no foot, and rows are sorted and cut.
  const whole = wholeNotes(cube)
  const columns: TidyColumn[] = [
    ...dimensions.flatMap(({ name }, d) => [
      text(name),
      ...(versioned[d] ? [text(`${name}_version`)] : []),
      ...languages.map((l) => text(`${name}_label${suffix(l)}`)),
    ]),
    text('measure'),
    ...languages.map((l) => text(`measure_label${suffix(l)}`)),
    ...languages.map((l) => text(`unit${suffix(l)}`)),
    { name: 'value', kind: 'number' },
    text('status'),
    text('figure_status'),
    ...(noted ? languages.map((l) => text(`note${suffix(l)}`)) : []),
    ...(whole === null ? [] : languages.map((l) => text(`table_note${suffix(l)}`))),
  ]
  // Each category's fields are the same in every row it stands in.
  const fields = dimensions.map(({ index }, d) =>
    (cube.dimensions[index]?.categories ?? []).map((c) => [
      c.kind === 'value' ? c.code : c.kind === 'missing' && c.code === 'not_linked' ? '_NL' : specialCodes[c.kind],
      ...(versioned[d] ? [c.version ?? ''] : []),
      ...languages.map((l) => c.label[l]),
    ]),
  )
  const measureFields = measures.map(({ id, measure }) => [
    id,
    ...languages.map((l) => measure.label[l]),
    ...languages.map((l) => measure.unit[l]),
  ])
  const certainty = figureStatuses(cube, dimensions)
  const rowCount = cube.cells.records.length * measures.length

  function* rows(from = 0, to = rowCount): Generator<string[]> {
    for (let row = from; row < to;) {
      const cell = Math.floor(row / measures.length)
      const place = dimensions.flatMap(({ index }, d) => fields[d]?.[cube.cells.coordinates[index]?.[cell] ?? 0] ?? [])
      const figureStatus = certainty(cell)
      const part = parts?.(cell)
      for (let m = row % measures.length; m < measures.length && row < to; m += 1, row += 1) {
        const measure = measures[m]
        if (!measure) return
        const figure = wholeFigure(cube, measure, cell)
        // A figure that is not sure enough says so beside itself.
        const sure = figure.text === null ? undefined : sureness?.[(marks?.[measure.id]?.[cell] ?? 0) - 1]
        const notes = footnoted?.(cell, measure.id) ?? []
        const said = (l: 'vi' | 'en') => [part?.[l], sure?.[l], stale?.[l], ...notes.map((own) => own[l] || own.vi)]
        const note = noted ? languages.map((l) => said(l).filter(Boolean).join(' ')) : []
        const all = whole === null ? [] : languages.map((l) => whole[l])
        yield [...place, ...(measureFields[m] ?? []), figure.text ?? '', figure.status, figureStatus, ...note, ...all]
      }
    }
  }
  return { columns, rowCount, rows }
}
