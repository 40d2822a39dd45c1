// Footnotes find their places in a table and get their symbols in order of occurrence: title, layer lines, headings
// from left to right, stub from top to bottom, cells. In: a cube with notes and its layout. Out: the layout with marks.
// Never a figure changed.
import type { TableFootnote } from './layoutTypes.ts'
import { categoryKey } from '../model/cube.ts'
import type { Cube, CubeDimension } from '../model/cube.ts'
import type { CellAddress, Footnote } from '../model/table.ts'
import type { Bilingual } from '../model/text.ts'
import { staleNote } from './staleLinks.ts'
import { reliabilityTexts } from './reliabilityTexts.ts'
import type { LayoutEntry } from './layoutHeadings.ts'
import type { LayoutCell, LayoutHeader, LayoutRow, TableLayout } from './layoutTypes.ts'

export type FootnoteSymbols = 'numbers' | 'letters' | 'asterisks'

/** 1, 2, 3 · a, b, … z, aa · *, **, ***. */
export const footnoteSymbol = (number: number, style: FootnoteSymbols): string => {
  if (style === 'numbers') return String(number)
  if (style === 'asterisks') return '*'.repeat(number)
  let text = ''
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(97 + ((n - 1) % 26)) + text
  return text
}

/** Marks as plain text, as yearbooks print them: " (1)", " (1, 2)"; empty without marks. */
export const markText = (marks: readonly string[] | undefined): string =>
  marks === undefined || marks.length === 0 ? '' : ` (${marks.join(', ')})`

/** A label with its marks, for places that have no superscript. */
export const markedLabel = ({ label, marks }: Pick<LayoutEntry, 'label' | 'marks'>): Bilingual => ({
  vi: label.vi + markText(marks),
  en: label.en + markText(marks),
})

type Wanted = { note: Footnote; index: number }
const speaksOfCells = (note: Footnote): boolean =>
  note.address !== undefined || (note.measure !== undefined && note.variable !== undefined)

export const markFootnotes = (cube: Cube, layout: TableLayout): TableLayout => {
  const notes = (cube.footnotes ?? []).map((note, index): Wanted => ({ note, index }))
  const style = cube.footnoteSymbols ?? 'numbers'
  const numbers = new Map<number, string>()
  const marksOf = (found: readonly Wanted[]): string[] =>
    found.map(({ index }) => {
      const known = numbers.get(index)
      if (known !== undefined) return known
      const symbol = footnoteSymbol(numbers.size + 1, style)
      numbers.set(index, symbol)
      return symbol
    })
  const headers = layout.headerRows.flat()
  const stubs = layout.rows.flatMap((row) => row.stub)
  const measuresShown = new Set([...headers, ...stubs].flatMap((e) => (e.kind === 'measure' ? [e.measure ?? -1] : [])))
  const titledVariables = new Set(
    [...headers, ...stubs].flatMap((e) =>
      e.kind === 'variable' && e.dimension !== undefined ? [cube.dimensions[e.dimension]?.variable ?? ''] : [],
    ),
  )
  const layerDimensions = cube.dimensions.filter((d) => d.axis === 'layer')
  const stubDimensions = stubDimensionsOf(cube, layout)

  const ofVariable = (variable: string | undefined) =>
    notes.filter(
      ({ note }) =>
        !speaksOfCells(note) && variable !== undefined && note.variable === variable && note.category === undefined,
    )
  const ofCategory = (dimension: CubeDimension | undefined, category: number) => {
    const own = dimension?.categories[category]
    return own && dimension
      ? notes.filter(
          ({ note }) =>
            !speaksOfCells(note) && note.variable === dimension.variable && note.category === categoryKey(own),
        )
      : []
  }
  const ofEntry = (entry: LayoutEntry): Wanted[] => {
    if (entry.kind === 'measure')
      return notes.filter(
        ({ note }) =>
          !speaksOfCells(note) && note.measure !== undefined && note.measure === cube.measures[entry.measure ?? -1]?.id,
      )
    if (entry.kind === 'variable') return ofVariable(cube.dimensions[entry.dimension ?? -1]?.variable)
    return entry.dimension === undefined ? [] : ofCategory(cube.dimensions[entry.dimension], entry.category ?? -1)
  }
  /** Notes to the whole table, and to variables or the measure of it that have no heading of their own. */
  const ofTitle = notes.filter(({ note }) => {
    if (speaksOfCells(note)) return false
    if (note.measure !== undefined)
      return (
        !measuresShown.has(cube.measures.findIndex((m) => m.id === note.measure)) &&
        cube.measures.some((m) => m.id === note.measure && m.hidden !== true)
      )
    if (note.variable === undefined) return true
    if (note.category !== undefined) return false
    return (
      !titledVariables.has(note.variable) &&
      !stubDimensions.some((d) => d?.variable === note.variable) &&
      !layerDimensions.some((d) => d.variable === note.variable) &&
      cube.dimensions.some((d) => d.variable === note.variable)
    )
  })

  const stale = staleWanted(cube, notes.length)
  const titleMarks = marksOf(stale === null ? ofTitle : [...ofTitle, stale])
  const layerMarks = layerDimensions.map((d, l) =>
    marksOf([...ofVariable(d.variable), ...ofCategory(d, layout.layer[l] ?? 0)]),
  )
  const stubHeaderMarks = stubDimensions.map((d) =>
    marksOf(titledVariables.has(d?.variable ?? '') ? [] : ofVariable(d?.variable)),
  )
  const marked = new Map<LayoutEntry, LayoutEntry>()
  const withMarks = <E extends LayoutEntry>(entry: E): E => {
    const marks = marksOf(ofEntry(entry))
    return marks.length === 0 ? entry : { ...entry, marks }
  }
  const headerRows = layout.headerRows.map((row) => row.map((header): LayoutHeader => withMarks(header)))
  const stubbed = layout.rows.map((row): LayoutRow => ({
    ...row,
    stub: row.stub.map((entry) => {
      const known = marked.get(entry) ?? withMarks(entry)
      marked.set(entry, known)
      return known
    }),
  }))
  const cellNotes = notes.filter(({ note }) => speaksOfCells(note))
  const noted = cellNotes.length === 0 ? stubbed : markCells(cube, layout, stubbed, cellNotes, marksOf)
  const sureness = reliabilityNotes(cube, notes.length + 1)
  const rows = sureness === null ? noted : markReliability(cube, noted, sureness, marksOf)
  const computed = [...(stale === null ? [] : [stale]), ...(sureness ?? [])]
  const footnotes = [...numbers].map(([index, symbol]): TableFootnote => ({
    symbol,
    text: notes[index]?.note.text ?? computed.find((one) => one.index === index)?.note.text ?? { vi: '', en: '' },
  }))
  return { ...layout, titleMarks, layerMarks, stubHeaderMarks, headerRows, rows, footnotes }
}

/** The dimension each stub column belongs to, where it is one. */
const stubDimensionsOf = (cube: Cube, layout: TableLayout): (CubeDimension | null)[] =>
  layout.stubHeaders.map((header, c) => {
    if (header.vi === '' && header.en === '') return null
    const entry = layout.rows.find((row) => row.stub[c]?.dimension !== undefined)?.stub[c]
    return entry?.dimension === undefined ? null : (cube.dimensions[entry.dimension] ?? null)
  })

const markCells = (
  cube: Cube,
  layout: TableLayout,
  rows: readonly LayoutRow[],
  notes: readonly Wanted[],
  marksOf: (found: readonly Wanted[]) => string[],
): LayoutRow[] => {
  const dimensionsOn = (axis: CubeDimension['axis']) => cube.dimensions.filter((d) => d.axis === axis)
  const [rowDimensions, columnDimensions, layerDimensions] = [
    dimensionsOn('row'),
    dimensionsOn('column'),
    dimensionsOn('layer'),
  ]
  const fits = (note: Footnote, dimensions: readonly CubeDimension[], coordinates: readonly number[]): boolean =>
    dimensions.every((d, i) => noteFits(note, d, coordinates[i] ?? -1))
  const places = notes.flatMap((wanted) =>
    fits(wanted.note, layerDimensions, layout.layer)
      ? [
          {
            wanted,
            measure:
              wanted.note.measure === undefined ? null : cube.measures.findIndex((m) => m.id === wanted.note.measure),
            columns: layout.columns.map(({ coordinates }) => fits(wanted.note, columnDimensions, coordinates)),
          },
        ]
      : [],
  )
  return rows.map((row, r) => {
    const here = places.filter(({ wanted }) => fits(wanted.note, rowDimensions, layout.rowCoordinates[r] ?? []))
    if (here.length === 0) return row
    return {
      ...row,
      cells: row.cells.map((cell, c): LayoutCell => {
        const marks = marksOf(
          here
            .filter(({ columns, measure }) => columns[c] === true && (measure === null || measure === cell.measure))
            .map(({ wanted }) => wanted),
        )
        return marks.length === 0 ? cell : { ...cell, marks }
      }),
    }
  })
}

/** Figures of links older than the data are marked at the title, whatever the table says of itself. */
const staleWanted = ({ provenance }: Cube, index: number): Wanted | null => {
  const text = staleNote(provenance)
  return text === null ? null : { note: { text }, index }
}

const reliabilityNotes = ({ cells, reliability }: Cube, from: number): Wanted[] | null =>
  cells.reliability === undefined || reliability === undefined
    ? null
    : reliabilityTexts(reliability).map((text, i) => ({ note: { text }, index: from + i }))

const markReliability = (
  cube: Cube,
  rows: readonly LayoutRow[],
  notes: readonly Wanted[],
  marksOf: (found: readonly Wanted[]) => string[],
): LayoutRow[] => {
  const columns = cube.measures.map(({ id }) => cube.cells.reliability?.[id])
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell): LayoutCell => {
      const note =
        cell.status === 'value' && cell.cell >= 0 ? notes[(columns[cell.measure]?.[cell.cell] ?? 0) - 1] : undefined
      return note === undefined ? cell : { ...cell, marks: [...(cell.marks ?? []), ...marksOf([note])] }
    }),
  }))
}

/** With an address: the category named, others at their total. Without: any place of the category. */
const noteFits = (note: Footnote, dimension: CubeDimension, coordinate: number): boolean => {
  const category = dimension.categories[coordinate]
  if (!category) return false
  if (note.address === undefined)
    return (
      note.variable !== dimension.variable || note.category === undefined || categoryKey(category) === note.category
    )
  const part = note.address.find(
    (a: CellAddress[number]) =>
      a.variable === dimension.variable && (a.level === undefined || a.level === dimension.level),
  )
  if (!part || part.kind === 'total') return category.kind === 'total'
  return (
    category.kind === part.kind &&
    (part.code === null || part.code === category.code) &&
    (part.version === undefined || part.version === category.version)
  )
}
