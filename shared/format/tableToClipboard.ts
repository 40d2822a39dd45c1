// A table, or some rows and columns of it, as the clipboard takes it: HTML for Word and Excel, tab-separated text for
// all others, with headings. In: cube, layout, selection, language. Out: two texts. Never a label that a spreadsheet
// would run as a formula.
import type { Cube } from '../model/cube.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { formatCell, plainCell, shownDecimals } from './cell.ts'
import {
  asNumber,
  asText,
  clipboardDocument,
  escapeHtml,
  htmlText,
  isSheetNumber,
  tsvNumber,
  tsvText,
} from './clipboardCells.ts'
import type { ClipboardTable } from './clipboardCells.ts'
import { markText } from './footnotes.ts'
import { headerCells } from './headerCells.ts'
import type { LayoutEntry } from './layoutHeadings.ts'
import { layoutPart } from './layoutPart.ts'
import type { TableSelection } from './layoutPart.ts'
import type { LayoutCell, LayoutHeader, TableLayout } from './layoutTypes.ts'
import { tableNotes } from './tableNotes.ts'

export type { TableSelection } from './layoutPart.ts'

/** Whole table without a selection: then title, unit and notes come with it. */
export const tableToClipboard = (
  cube: Cube,
  whole: TableLayout,
  selection: TableSelection | null,
  language: Language,
): ClipboardTable => {
  const layout = selection === null ? whole : layoutPart(whole, selection)
  const headers = layout.headerRows
  const heading = ({ label, marks, unit }: LayoutEntry): string =>
    `${label[language]}${markText(marks)}${unit ? ` (${unit[language]})` : ''}`
  const cell = new CellTexts(cube, language)
  const { rows } = layout
  const surround = selection === null ? aroundTable(cube, layout, language) : { before: [], after: [] }
  const tsv = [
    ...surround.before.map(tsvText),
    ...headers.map((row, r) =>
      [
        ...stubTitles(layout, language, r === headers.length - 1),
        ...row.flatMap((h) => Array.from({ length: h.span }, () => heading(h))),
      ]
        .map(tsvText)
        .join('\t'),
    ),
    ...rows.map((row) =>
      [...row.stub.map((e) => tsvText(heading(e))), ...row.cells.map((c) => cell.tsv(c))].join('\t'),
    ),
    ...surround.after.map(tsvText),
  ]
  const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')
  const html = clipboardDocument(
    `${paragraphs(surround.before)}<table border="1" style="border-collapse:collapse"><thead>` +
      `${headHtml(layout, headers, language, heading)}</thead><tbody>${bodyHtml(layout, cell, heading)}</tbody></table>${paragraphs(surround.after)}`,
  )
  return { html, tsv: tsv.join('\r\n') }
}

class CellTexts {
  private readonly cube: Cube
  readonly language: Language
  constructor(cube: Cube, language: Language) {
    this.cube = cube
    this.language = language
  }
  /** As shown. */
  shown(cell: LayoutCell): string {
    const measure = this.cube.measures[cell.measure]
    return measure ? formatCell(cell, measure, this.language) : ''
  }
  decimals(cell: LayoutCell): number {
    const measure = this.cube.measures[cell.measure]
    if (!measure) return 0
    return cell.value === null ? measure.decimals : shownDecimals(cell.value, measure)
  }
  /** All digits with a decimal point; null where there is no figure. */
  plain(cell: LayoutCell): string | null {
    const measure = this.cube.measures[cell.measure]
    return measure ? plainCell(cell, measure) : null
  }
  /** What a sheet takes as a number without losing a digit; of a quotient it may lose those beyond the fifteenth. */
  number(cell: LayoutCell): string | null {
    const plain = this.plain(cell)
    const exact = this.cube.measures[cell.measure]?.exact === true || typeof cell.value === 'bigint'
    return plain === null || (exact && !isSheetNumber(plain)) ? null : plain
  }
  /** All digits with the language's decimal mark, so that a spreadsheet of that locale reads a number. */
  tsv(cell: LayoutCell): string {
    const plain = this.plain(cell)
    return plain === null ? tsvText(this.shown(cell)) : tsvNumber(plain, this.language)
  }
}

const stubTitles = (layout: TableLayout, language: Language, last: boolean): string[] =>
  layout.stubHeaders.map((header, i) => (last ? header[language] + markText(layout.stubHeaderMarks[i]) : ''))

const aroundTable = (cube: Cube, layout: TableLayout, language: Language): { before: string[]; after: string[] } => {
  const notes = tableNotes(cube, layout)
  const say = (text: Bilingual | null): string[] => (text === null || text[language] === '' ? [] : [text[language]])
  return {
    before: [cube.title[language] + markText(layout.titleMarks), ...notes.layer.flatMap(say), ...say(notes.unit)],
    after: [...notes.notes.flatMap(say), ...say(notes.symbols), ...say(notes.source)],
  }
}

const span = (columns: number, rows: number): string =>
  `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`

const headHtml = (
  layout: TableLayout,
  headers: LayoutHeader[][],
  language: Language,
  heading: (entry: LayoutEntry) => string,
): string =>
  headerCells(headers)
    .map((row, r) => {
      const corner =
        r === 0
          ? stubTitles(layout, language, true)
              .map((title) => `<th${span(1, headers.length)} ${asText}>${htmlText(title)}</th>`)
              .join('')
          : ''
      return `<tr>${corner}${row.map(({ header, rowSpan }) => `<th${span(header.span, rowSpan)} ${asText}>${htmlText(heading(header))}</th>`).join('')}</tr>`
    })
    .join('')

const bodyHtml = (layout: TableLayout, cell: CellTexts, heading: (entry: LayoutEntry) => string): string => {
  const lines: string[] = []
  for (const [r, row] of layout.rows.entries()) {
    const stub = row.stub
      .map((entry, column) => {
        if (r > 0 && layout.stubSpans[r]?.[column] === 0) return ''
        let rows = 1
        while (r + rows < layout.rows.length && layout.stubSpans[r + rows]?.[column] === 0) rows += 1
        return `<th${span(1, rows)} align="left" ${asText}>${htmlText(heading(entry))}</th>`
      })
      .join('')
    const figures = row.cells
      .map((c) => {
        const plain = cell.number(c)
        const text = `${escapeHtml(cell.shown(c))}${c.marks ? `<sup>${escapeHtml(c.marks.join(', '))}</sup>` : ''}`
        // x:num gives Excel, sdval LibreOffice, the number whatever the locale; Word shows the text.
        return `<td align="right"${plain === null ? ` ${asText}` : ` x:num="${plain}" sdval="${plain}" ${asNumber(cell.decimals(c), cell.language)}`}>${c.total ? `<b>${text}</b>` : text}</td>`
      })
      .join('')
    lines.push(`<tr>${stub}${figures}</tr>`)
  }
  return lines.join('')
}
