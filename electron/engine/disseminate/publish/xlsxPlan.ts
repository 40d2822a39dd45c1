// How a cube becomes sheets: one per layer, cut into groups of columns where Excel ends, the data sheet in parts. In: a
// protected cube. Out: the sheets with their names and sizes, or a failure told before anything is written. Never a row
// or column left out.
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { stubLines } from '#shared/format/stubLines.ts'
import type { WorkbookEstimate } from '#shared/contract/responses.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { fileMeasures } from './fileCube.ts'
import { oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import { tableLayers } from './tableLayers.ts'
import type { TableLayer } from './tableLayers.ts'

export const excelRows = 1_048_576
export const excelColumns = 16_384
/** Title, headings, notes and source around the figures, at most. */
const rowsAround = 300
/** More tabs than this nobody finds a way through, and Excel slows down. */
const mostSheets = 250
/** A list of what is where, from so many table sheets on. */
const contentsFrom = 4
/** Bytes of a cell in the packed file, as seen in files of some size. */
const bytesPerCell = 6

export type PrintSheet = {
  cube: ProtectedCube
  name: string
  layer: TableLayer
  label: Bilingual
  /** Columns of the layout that stand here. */
  from: number
  to: number
  rows: number
}
export type XlsxPlan = {
  prints: PrintSheet[]
  contents: string | null
  data: { name: string; from: number; to: number }[]
  provenance: string
  cells: number
}
export type XlsxLimits = { rows: number; columns: number }

const bare = (name: string): string => name.replace(/^[\s']+|[\s']+$/g, '')

/** At most 31 characters, none that Excel refuses, unique without regard to case. */
const sheetNames = (): ((wanted: string) => string) => {
  const used = new Set<string>(['history'])
  return (wanted) => {
    const clean = wanted
      .normalize('NFC')
      .replace(/[[\]:*?/\\]|\p{Cc}/gu, ' ')
      .replace(/\s+/g, ' ')
    // Excel refuses an apostrophe at either end, also one that stands there only once the name is cut.
    const base =
      bare(
        bare(clean)
          .slice(0, 31)
          .toWellFormed()
          .replace(/\ufffd$/, ''),
      ) || 'Sheet'
    let name = base
    for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${base.slice(0, 31 - ` (${n})`.length).trim()} (${n})`
    used.add(name.toLowerCase())
    return name
  }
}

/** Where to cut columns: at most `most` together, at the outermost heading that allows it. */
const columnGroups = (layout: TableLayout, most: number): { from: number; to: number }[] => {
  const width = layout.columns.length
  const groups: { from: number; to: number }[] = []
  for (let from = 0; from < width;) {
    let to = Math.min(width, from + most)
    if (to < width) {
      for (const row of layout.headerRows) {
        let column = 0
        const ends = row.map((header) => (column += header.span)).filter((end) => end > from && end <= to)
        if (ends.length > 0) {
          to = ends.at(-1) ?? to
          break
        }
      }
    }
    groups.push({ from, to })
    from = to
  }
  return groups
}

/** A table of a workbook; named where there are several. */
export type XlsxTable = { name: string | null; cube: ProtectedCube }

/** `data`: also the data sheet, for the file of one table. */
export const planXlsx = (
  tables: readonly XlsxTable[],
  language: PublishLanguage,
  {
    data = true,
    limits = { rows: excelRows, columns: excelColumns },
  }: { data?: boolean; limits?: XlsxLimits | undefined } = {},
): XlsxPlan => {
  const say = (vi: string, en: string) => oneLine({ vi, en }, language)
  const nameOf = sheetNames()
  const sized = tables.map((table) => {
    const layers = tableLayers(table.cube)
    if (layers.length > mostSheets) return fail('XLSX_TOO_MANY_SHEETS', { sheets: layers.length, limit: mostSheets })
    return {
      ...table,
      layers: layers.map((layer) => {
        const layout = layoutTable(table.cube, layer.place, layer.measure)
        const rows = stubLines(layout).length + rowsAround
        if (rows > limits.rows)
          return fail('XLSX_TOO_LONG', { rows: layout.rows.length, limit: limits.rows - rowsAround })
        return { layer, rows, groups: columnGroups(layout, limits.columns - 1) }
      }),
    }
  })
  const several = sized.reduce((sum, { layers }) => sum + layers.reduce((n, { groups }) => n + groups.length, 0), 0)
  if (several > mostSheets) return fail('XLSX_TOO_MANY_SHEETS', { sheets: several, limit: mostSheets })
  const contents = several >= contentsFrom || tables.length > 1 ? nameOf(say('Mục lục', 'Contents')) : null
  const prints = sized.flatMap(({ cube, name, layers }) =>
    layers.flatMap(({ layer, rows, groups }) =>
      groups.map((group, g): PrintSheet => {
        const part: Bilingual =
          groups.length > 1 ? { vi: ` – phần ${g + 1}`, en: ` – part ${g + 1}` } : { vi: '', en: '' }
        const plain = layer.label ?? (name === null ? { vi: 'Biểu', en: 'Table' } : { vi: '', en: '' })
        const label = { vi: plain.vi + part.vi, en: plain.en + part.en }
        // A tab is short: of a layer it says one language.
        const tab = oneLine(label, layer.label !== null && language === 'both' ? 'vi' : language)
        return { cube, name: nameOf(name === null ? tab : `${name} ${tab}`), layer, label, rows, ...group }
      }),
    ),
  )
  const figures = data
    ? tables.reduce((sum, { cube }) => sum + cube.cells.records.length * fileMeasures(cube).length, 0)
    : 0
  const parts = Math.ceil(figures / (limits.rows - 1))
  const parted = Array.from({ length: parts }, (_, p) => ({
    name: nameOf(`${say('Dữ liệu', 'Data')}${parts > 1 ? ` ${p + 1}` : ''}`),
    from: p * (limits.rows - 1),
    to: Math.min(figures, (p + 1) * (limits.rows - 1)),
  }))
  const cells =
    prints.reduce((sum, { rows, from, to }) => sum + (rows - rowsAround) * (to - from + 1), 0) +
    figures * ((tables[0]?.cube.dimensions.length ?? 0) * 2 + 6)
  return { prints, contents, data: parted, provenance: nameOf(say('Nguồn gốc', 'Provenance')), cells }
}

/** What the workbook will be, told before it is written; fails as writing would. */
export const estimateXlsx = (cube: ProtectedCube, language: PublishLanguage): WorkbookEstimate => {
  const { prints, data, cells } = planXlsx([{ name: null, cube }], language)
  return {
    sheets: prints.length,
    dataSheets: data.length,
    cells,
    bytes: 20_000 + cells * bytesPerCell,
    split: prints.length > tableLayers(cube).length,
  }
}
