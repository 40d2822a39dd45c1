// A protected cube as a yearbook table in HTML: number and bilingual title, unit line, merged headings, "A 1 2 3" row,
// indented stub, aligned figures, notes, source. In: a protected cube. Out: one <section>. Never a cube that was not
// protected.
import { formatCell } from '#shared/format/cell.ts'
import { conditionalStyles } from '#shared/format/conditionalStyles.ts'
import type { CellStyle, CellStyles } from '#shared/format/conditionalStyles.ts'
import { markedLabel } from '#shared/format/footnotes.ts'
import { headerCells } from '#shared/format/headerCells.ts'
import { headerSlice } from '#shared/format/headerSlice.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { TableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { inlineText, stackedText } from './bilingualHtml.ts'
import type { PageLanguage } from './bilingualHtml.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { panelHeight } from './panelHeight.ts'
import { panelWidths, tablePanels } from './tablePanels.ts'
import type { TablePanels } from './tablePanels.ts'

export type TableHtmlOptions = {
  language: PageLanguage
  /** "12" prints "Biểu 12" / "Table 12"; empty: no number. */
  number: string
  /** Room for the table in points. */
  roomPoints: number
  /**
   * Height of a page's text: what does not fit on one is broken between lines. Absent: no table of few lines is broken.
   */
  heightPoints?: number
  maxRows?: number
  /** Printed: a table over several pages says on each what it is. False: a page of the web, without an end. */
  paged?: boolean
}

export const tableHtml = (
  cube: ProtectedCube,
  { language, number, roomPoints, heightPoints, maxRows, paged = true }: TableHtmlOptions,
): string => {
  const layout = layoutTable(cube)
  const notes = tableNotes(cube, layout)
  if (layout.rows.length === 0)
    return `<section class="table">${captionHtml(cube.title, number, language)}<p>${inlineText({ vi: 'Không có số liệu.', en: 'No figures.' }, language)}</p></section>`
  const plan = tablePanels(cube, layout, language, roomPoints)
  const all = plan.lines.length
  const lines = maxRows === undefined ? plan.lines : plan.lines.slice(0, maxRows)
  const cutNote: Bilingual[] =
    lines.length < all
      ? [
          {
            vi: `Chỉ in ${lines.length} dòng đầu trong ${all} dòng.`,
            en: `First ${lines.length} of ${all} lines printed.`,
          },
        ]
      : []
  const styles = conditionalStyles(cube, layout)
  const panels = plan.panels.map((panel, p) =>
    panelHtml(cube, layout, notes, styles, { ...plan, lines }, panel, p, {
      language,
      number,
      paged,
      roomPoints,
      ...(heightPoints === undefined ? {} : { heightPoints }),
    }),
  )
  return `<section class="table">${panels.join('')}${footHtml({ ...notes, notes: [...cutNote, ...notes.notes] }, language)}</section>`
}

/** Lines of a table that is moved whole to the next page rather than broken. */
const shortTable = 30

const captionHtml = (title: Bilingual, number: string, language: PageLanguage, continued = false): string => {
  const whole = (again: string, word: string, text: string) =>
    `${continued ? `(${again}) ` : ''}${number === '' ? '' : `${word} ${number}. `}${text}`
  const vi = `<div class="title" lang="vi">${escapeXml(whole('Tiếp theo', 'Biểu', title.vi))}</div>`
  const en = `<div class="${language === 'en' ? 'title' : 'title-en'}" lang="en">${escapeXml(whole('Cont.', 'Table', title.en))}</div>`
  return language === 'vi' ? vi : language === 'en' ? en : vi + en
}

/** Stub letters and column numbers: A, 1, 2, 3 … */
const numberRow = (from: number, to: number): string =>
  `<tr class="numbers" aria-hidden="true"><td>A</td>${Array.from({ length: to - from }, (_, i) => `<td>${from + i + 1}</td>`).join('')}</tr>`

/** A span of years is not broken at its hyphen. */
const headingHtml = (label: Bilingual, marks: readonly string[] | undefined, language: PageLanguage): string => {
  const text = stackedText(label, language).replace(/\b\d{4}-\d{4}\b/g, '<span class="nowrap">$&</span>')
  // Symbols stand at the end of the first line, not under the second.
  const second = text.indexOf('<div')
  return second < 0 ? text + marksHtml(marks) : text.slice(0, second) + marksHtml(marks) + text.slice(second)
}

const marksHtml = (marks: readonly string[] | undefined): string =>
  marks === undefined || marks.length === 0 ? '' : `<sup>(${escapeXml(marks.join(', '))})</sup>`

const headHtml = (layout: TableLayout, panel: { from: number; to: number }, language: PageLanguage): string => {
  const rows = headerSlice(layout.headerRows, panel.from, panel.to)
  const stub = layout.stubHeaders
    .map((label, i) => `<div>${headingHtml(label, layout.stubHeaderMarks[i], language)}</div>`)
    .join('')
  const named = layout.stubHeaders.some((label) => label.vi !== '' || label.en !== '')
  return headerCells(rows)
    .map((row, r) => {
      const cells = row.map(({ header, rowSpan }) => {
        const unitText = header.unit ? `<div class="unit-in-head">(${inlineText(header.unit, language)})</div>` : ''
        const spans = `${header.span > 1 ? ` colspan="${header.span}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`
        return `<th scope="${header.span > 1 ? 'colgroup' : 'col'}"${spans}${header.kind === 'total' ? ' class="total"' : ''}>${headingHtml(header.label, header.marks, language)}${unitText}</th>`
      })
      // A heading without words heads nothing: read aloud it would be an empty name.
      const [open, close] = named ? ['th scope="col"', 'th'] : ['td', 'td']
      const corner = r === 0 ? `<${open} class="stub" rowspan="${rows.length}">${stub}</${close}>` : ''
      return `<tr>${corner}${cells.join('')}</tr>`
    })
    .join('')
}

/**
 * A bar as long as its share, or a shade as deep as the place on the scale; white and light blue, so that figures stay
 * readable.
 */
const shadeHtml = (style: CellStyle | undefined): string => {
  const percent = (share: number): string => (share * 100).toFixed(1)
  if (style?.bar)
    return ` style="background:linear-gradient(to ${style.bar.negative ? 'left' : 'right'},${style.bar.negative ? '#f6d5cf' : '#cfe1f6'} ${percent(style.bar.share)}%,transparent ${percent(style.bar.share)}%)"`
  return style?.scale === undefined
    ? ''
    : ` style="background:rgba(15,108,189,${(0.03 + 0.32 * style.scale).toFixed(3)})"`
}

const bodyHtml = (
  cube: ProtectedCube,
  layout: TableLayout,
  styles: CellStyles,
  plan: TablePanels,
  panel: { from: number; to: number },
  language: PageLanguage,
): string => {
  const numbers = language === 'en' ? 'en' : 'vi'
  return plan.lines
    .map((line) => {
      const indent = line.indent > 0 ? ` style="padding-left:${(line.indent * 1.2 + 0.3).toFixed(1)}em"` : ''
      const head = (scope: string, more = '') =>
        `<th scope="${scope}" class="stub"${indent}${more}>${inlineText(line.label, language)}${line.unit ? ` (${inlineText(line.unit, language)})` : ''}${marksHtml(line.marks)}</th>`
      if (line.row === null)
        return `<tr class="group">${head('rowgroup', ` colspan="${panel.to - panel.from + 1}"`)}</tr>`
      const cells = (layout.rows[line.row]?.cells ?? []).slice(panel.from, panel.to)
      const figures = cells.map((cell, c) => {
        const measure = cube.measures[cell.measure]
        const style = styles[line.row ?? -1]?.[panel.from + c]
        const classes = [
          ...(cell.total && !line.total ? ['total'] : []),
          ...(style?.style ? [`is-${style.style}`] : []),
        ]
        return `<td${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}${shadeHtml(style)}>${measure ? escapeXml(formatCell(cell, measure, numbers)) : ''}${marksHtml(cell.marks)}</td>`
      })
      return `<tr${line.total ? ' class="total"' : ''}>${head('row')}${figures.join('')}</tr>`
    })
    .join('')
}

/**
 * "(Tiếp theo) Biểu 3. …" with the unit, as the first line of headings that repeat on every page. On the first page it
 * lies above the box that clips it, where the whole title stands.
 */
const againHtml = (
  { title, unit }: { title: Bilingual; unit: string },
  columns: number,
  { language, number }: Pick<TableHtmlOptions, 'language' | 'number'>,
): string =>
  `<tr class="again ${language === 'both' ? 'two' : 'one'}" aria-hidden="true"><td colspan="${columns}"><div class="again-line"><div class="again-title">${captionHtml(title, number, language, true)}</div>${unit}</div></td></tr>`

const panelHtml = (
  cube: ProtectedCube,
  layout: TableLayout,
  notes: TableNotes,
  styles: CellStyles,
  plan: TablePanels,
  panel: { from: number; to: number },
  index: number,
  { language, number, paged, roomPoints, heightPoints }: TableHtmlOptions & { paged: boolean },
): string => {
  const layers = notes.layer.map((line) => `<div class="layer">${inlineText(line, language)}</div>`).join('')
  const status = cube.status === 'official' ? '' : `<span class="status">${inlineText(notes.status, language)}</span>`
  const unit = notes.unit.vi === '' ? '' : `<span class="unit">${inlineText(notes.unit, language)}</span>`
  const widths = panelWidths(plan, panel, roomPoints)
  const total = widths.reduce((sum, w) => sum + w, 0)
  const columns = widths.map((w) => `<col style="width:${((100 * w) / total).toFixed(2)}%">`).join('')
  const long = plan.lines.length > 18
  const size = long ? Math.min(8.5, plan.fontSize) : plan.fontSize
  const title = markedLabel({ label: cube.title, marks: layout.titleMarks })
  const caption = `${captionHtml(title, number, language, index > 0)}${layers}<div class="unit-line">${status}${unit}</div>`
  const head = `${headHtml(layout, panel, language)}${numberRow(panel.from, panel.to)}`
  const body = `<tbody>${bodyHtml(cube, layout, styles, plan, panel, language)}</tbody>`
  const look = `${long ? ' class="long"' : ''} style="font-size:${size}pt"`
  const short =
    plan.lines.length <= shortTable &&
    (heightPoints === undefined || panelHeight(plan, panel, { language, widths, size, notes }) <= heightPoints)
  if (short || !paged)
    return `<div class="panel${short ? ' keep' : ''}"><table${look}><caption>${caption}</caption><colgroup>${columns}</colgroup><thead>${head}</thead>${body}</table></div>`
  const again = againHtml({ title, unit }, widths.length, { language, number })
  const name = escapeXml(language === 'en' ? title.en || title.vi : title.vi).replaceAll('"', '&quot;')
  return `<div class="panel"><div class="caption">${caption}</div><div class="pages"><table${look} aria-label="${name}"><colgroup>${columns}</colgroup><thead>${again}${head}</thead>${body}</table></div></div>`
}

const footHtml = (notes: TableNotes, language: PageLanguage): string => {
  const lines = [
    ...notes.notes.map(
      (note, n) =>
        `<p>${n === 0 ? `<b>${inlineText({ vi: 'Ghi chú', en: 'Notes' }, language)}:</b> ` : ''}${inlineText(note, language)}</p>`,
    ),
    ...(notes.symbols ? [`<p>${inlineText(notes.symbols, language)}</p>`] : []),
    ...(notes.source ? [`<p class="source">${inlineText(notes.source, language)}</p>`] : []),
  ]
  return `<div class="notes">${lines.join('')}</div>`
}
